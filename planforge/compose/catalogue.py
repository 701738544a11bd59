"""Every document that a build can write: its published name, its path, and who composes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.documents import (
    action_cards,
    backup_policy,
    blank_forms,
    continuity,
    crisis_extract,
    diffusion,
    first_hour,
    governance_forms,
    governance_note,
    incident_report,
    kit_inventory,
    recovery,
    restore_sheets,
    service_plan,
    synthesis,
    ward_drill,
    ward_sheet,
)
from planforge.compose.typesetting import typeset
from planforge.compose.workbooks import (
    action_plan,
    applications,
    checklists,
    clock,
    directory,
    impact_analysis,
    restricted_annex,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from planforge.compose.context import Context
    from planforge.document.documents import Document, Workbook


def _always(context: Context) -> bool:
    del context
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. ``path`` has ``{service}`` or ``{form}`` when there is one document for each.

    A ``restricted`` one is marked for a few readers: what an attacker would want may stand in it. One that is not
    ``wanted`` is left out of the binder.
    """

    id: str
    title: str
    path: str
    maker: Callable[[Context, str], Document | Workbook]
    restricted: bool = False
    wanted: Callable[[Context], bool] = _always

    def compose(self, context: Context, of: str = "") -> Document | Workbook:
        """The document as it is printed, typography set. Raises ``TemplateError``."""
        return typeset(self.maker(context, of))

    @property
    def per(self) -> str:
        """What there is one document for: « service », « form », or nothing for a document of the establishment."""
        return next((axis for axis in _AXES if f"{{{axis}}}" in self.path), "")

    @property
    def is_workbook(self) -> bool:
        """Whether it is an Excel workbook."""
        return self.path.endswith(".xlsx")


_AXES: Mapping[str, Callable[[Context], Iterable[str]]] = {
    "service": lambda context: (service.id for service in context.plan.services),
    "form": blank_forms.used_forms,
}

CATALOGUE: tuple[Kind, ...] = (
    Kind("synthese", "Synthèse pour la direction", "synthese.docx", synthesis.compose),
    Kind("premiere-heure", "Première heure", "premiere-heure.docx", first_hour.compose),
    Kind("pca", "Plan de continuité d’activité", "pca.docx", continuity.compose),
    Kind("pra", "Plan de reprise d’activité", "pra.docx", recovery.compose, restricted=True),
    Kind("pca-service", "PCRA de service", "services/{service}/pca-{service}.docx", service_plan.compose),
    Kind("fiche", "Fiche dégradée", "services/{service}/fiche-{service}.docx", ward_sheet.compose),
    Kind("fiches-reflexes", "Fiches réflexes", "fiches-reflexes.docx", action_cards.compose),
    Kind(
        "quart-d-heure",
        "Quart d’heure d’entraînement",
        "exercices/quart-d-heure/quart-d-heure-{service}.docx",
        ward_drill.compose,
    ),
    Kind("inventaire-kits", "Inventaire des kits", "formulaires/inventaire-kits.docx", kit_inventory.compose),
    Kind(
        "tests-restauration",
        "Fiches de test de restauration",
        "formulaires/tests-restauration.docx",
        restore_sheets.compose,
    ),
    Kind("formulaires", "Formulaires papier", "formulaires/{form}.docx", blank_forms.compose),
    Kind("politique-sauvegarde", "Politique de sauvegarde", "politique-sauvegarde.docx", backup_policy.compose),
    Kind("diffusion", "Diffusion", "diffusion.docx", diffusion.compose, wanted=diffusion.wanted),
    Kind("signalement", "Signalements", "signalement.docx", incident_report.compose),
    Kind("horloge", "Horloge des signalements", "horloge.xlsx", clock.compose),
    Kind(
        "note-organisation",
        "Organisation et gouvernance",
        "gouvernance/note-organisation.docx",
        governance_note.compose,
    ),
    Kind(
        "formulaires-gouvernance",
        "Formulaires de gouvernance",
        "gouvernance/formulaires.docx",
        governance_forms.compose,
    ),
    Kind(
        "plan-blanc-extrait",
        "Plan blanc, volet numérique",
        "plan-blanc-extrait.docx",
        crisis_extract.compose_white,
        wanted=crisis_extract.is_hospital,
    ),
    Kind("plan-bleu", "Plan bleu", "plan-bleu.docx", crisis_extract.compose_blue, wanted=crisis_extract.is_social),
    Kind("bia", "Analyse d’impact sur l’activité", "bia.xlsx", impact_analysis.compose),
    Kind("applications", "Applications et reprise", "applications.xlsx", applications.compose),
    Kind("checklists", "Tableau de suivi de la crise", "checklists.xlsx", checklists.compose),
    Kind("annuaire", "Annuaire de crise", "annuaire.xlsx", directory.compose),
    Kind("annexe-restreinte", "Annexe restreinte", "annexe-restreinte.xlsx", restricted_annex.compose, restricted=True),
    Kind("plan-actions", "Plan d’actions", "plan-actions.xlsx", action_plan.compose),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One document to compose; ``of`` is the identifier of the service or the form that it is about."""

    kind: Kind
    of: str = ""

    @property
    def path(self) -> str:
        """Its path in the output folder, with its office suffix."""
        return self.kind.path.format_map({self.kind.per: self.of})

    def about(self, context: Context) -> frozenset[str]:
        """The service that it is about, and what it uses; nothing for one of the whole establishment."""
        service = context.plan.service.get(self.of)
        return frozenset({service.id, *(use.application for use in service.applications)}) if service else frozenset()


def pieces(context: Context, only: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """The documents to compose, in the order of the catalogue; ``only`` keeps these kinds."""
    for kind in CATALOGUE:
        if (only and kind.id not in only) or not kind.wanted(context):
            continue
        if kind.per:
            yield from (Piece(kind, one) for one in _AXES[kind.per](context))
        else:
            yield Piece(kind)
