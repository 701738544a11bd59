"""A service type of the library in words: its whole degraded workflow, each line with how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from planforge.cli.paragraphs import bullet, folded, two_columns
from planforge.library.summaries import counts, how_sure
from planforge.library.workflows import with_role_names
from planforge.model.services import Level
from planforge.model.words import word
from planforge.model.workflow import Horizon
from planforge.values import plural, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from planforge.library.loading import Library
    from planforge.library.types import QuizQuestion, ServiceType
    from planforge.model.answer import Answer
    from planforge.model.workflow import (
        CatchUpStep,
        Decision,
        FormUse,
        Need,
        Step,
        UsualPartner,
        WardRole,
        Workflow,
        WorkflowLine,
    )
    from planforge.values import Duration

L = TypeVar("L")
Section: TypeAlias = "tuple[str, Iterable[str]]"

_OFF_SHEET = "hors de la fiche d’une page"


def service_sections(library: Library, kind: ServiceType) -> Iterator[Section]:
    """The titles and lines of a service type, in the order in which a shift meets them; some may be empty."""
    flow = with_role_names(kind.workflow, library.ward_roles)
    yield "", _head(kind)
    yield "Déclencheur", _answered(flow.trigger)
    yield "Ce qui ne fonctionne plus", _plain(flow.breaks)
    for horizon in Horizon:
        yield word(horizon).capitalize(), _lines(_step, (step for step in flow.steps if step.horizon is horizon))
    yield "STOP, sauf urgence vitale", _lines(line_text, flow.stop)
    yield from _as_it_lasts(library, flow)
    yield from _around(library, kind)
    yield from _about(kind)


def _as_it_lasts(library: Library, flow: Workflow) -> Iterator[Section]:
    """What the length of the outage decides, and what it takes."""
    yield "Seuils de repli", _lines(line_text, flow.thresholds)
    yield "Décisions selon la durée", _lines(_decision, flow.decisions)
    yield "Tenue du mode dégradé", _endurance(flow)
    yield "Formulaires", _lines(lambda use: _form(library, use), flow.forms)
    yield "Stocks", _lines(line_text, flow.stocks)
    yield "Rôles à nommer", _lines(_role, flow.roles)
    yield "Renforts", _answered(flow.extra_staff)


def _around(library: Library, kind: ServiceType) -> Iterator[Section]:
    """Who the service counts on, the way back, what it works with."""
    flow = kind.workflow
    yield "Besoins envers les autres services", _lines(lambda need: _need(library, need), flow.needs)
    yield "Partenaires de repli usuels", _lines(_partner, flow.partners)
    yield "Retour à la normale", _lines(_catch_up, flow.catch_up)
    yield "Applications usuelles", two_columns(_applications(library, kind))
    yield (
        "Activités critiques usuelles",
        _plain(f"{one.name}{f' ({word(one.harm)})' if one.harm else ''}" for one in kind.activities),
    )


def _about(kind: ServiceType) -> Iterator[Section]:
    """What the entry itself is worth."""
    yield "Points de sécurité obligatoires", two_columns(_safety(kind))
    yield "Questions du quart d’heure d’entraînement", _lines(_question, kind.quiz)
    yield "Sources", _plain(kind.sources)
    yield "Certitude", _plain(_sureness(kind))


def line_text(line: WorkflowLine, *more: str) -> Iterator[str]:
    """A line, then what there is to know of it: its domain, how sure it is, the identifier that a record names."""
    domain = f"domaine : {word(line.domain)}" if line.domain else ""
    yield from bullet(line.text, (*more, domain, how_sure(line.certainty, line.source), f"identifiant : {line.id}"))


def _head(kind: ServiceType) -> Iterator[str]:
    unit = f" ({kind.volume_unit})" if kind.volume_unit else ""
    yield from two_columns(
        [
            ("Périmètre", word(kind.perimeter)),
            ("Vital", "oui" if kind.vital else "non"),
            ("Poids", str(kind.weight)),
            ("Activité comptée", f"par {word(kind.driver)}{unit}"),
        ]
    )


def _answered(answer: Answer[str]) -> Iterator[str]:
    if answer.best:
        yield folded(answer.best)


def _plain(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from bullet(text)


def _lines(say: Callable[[L], Iterator[str]], lines: Iterable[L]) -> Iterator[str]:
    for line in lines:
        yield from say(line)


def _step(step: Step) -> Iterator[str]:
    yield from line_text(step, step.who, ", ".join(step.forms), "" if step.sheet else _OFF_SHEET)


def _decision(decision: Decision) -> Iterator[str]:
    yield from line_text(decision, f"après {decision.after}", decision.who)


def _endurance(flow: Workflow) -> Iterator[str]:
    held = flow.endurance
    said: list[tuple[str, Answer[Duration]]] = [
        ("En plein", held.full), ("En réduit", held.reduced), ("Limite avant repli", held.limit)
    ]  # fmt: skip
    yield from two_columns([(name, str(answer.best)) for name, answer in said if answer.best is not None])
    yield from _answered(held.note)


def _form(library: Library, use: FormUse) -> Iterator[str]:
    known = library.forms.get(use.id)
    sheets = f"{plural(use.sheets, 'feuille')} par {word(use.per)} et par jour"
    yield from bullet(f"{use.id} : {known.name if known else 'formulaire inconnu'}", (sheets, how_sure(use.certainty)))


def _role(role: WardRole) -> Iterator[str]:
    note = f" ({role.note})" if role.note else ""
    yield from bullet(f"{role.name}{note}", (role.task,))


def _need(library: Library, need: Need) -> Iterator[str]:
    yield from line_text(need, library.service_names.get(need.service_type, need.service_type))


def _partner(partner: UsualPartner) -> Iterator[str]:
    yield from line_text(partner, partner.who, "convention à signer" if partner.agreement else "sans convention")


def _catch_up(step: CatchUpStep) -> Iterator[str]:
    check = f"double contrôle : {step.check}" if step.check else ""
    reentry = word(step.reentry) if step.reentry else ""
    yield from line_text(step, reentry, check, "" if step.sheet else _OFF_SHEET)


def _applications(library: Library, kind: ServiceType) -> list[tuple[str, str]]:
    """The most vital first."""
    known = library.system_types
    return [
        (use.type, f"{known[use.type].name if use.type in known else 'type inconnu'} ; {word(use.level)}")
        for level in Level
        for use in kind.applications
        if use.level is level
    ]


def _safety(kind: ServiceType) -> list[tuple[str, str]]:
    """Each point with the lines that carry it."""
    flow = kind.workflow
    return [
        (
            word(point),
            " ; ".join(line.text for line in (*flow.stop, *flow.steps) if point in line.safety) or "aucune ligne",
        )
        for point in kind.safety
    ]


def _question(asked: QuizQuestion) -> Iterator[str]:
    yield from bullet(asked.question, (f"bonne réponse : {asked.right}",))
    yield folded(f"mauvaises réponses : {' ; '.join(asked.wrong)}", indent=6)
    yield folded(f"la réponse se lit à la ligne {quoted(asked.about)}", indent=6)


def _sureness(kind: ServiceType) -> Iterator[str]:
    said = counts(kind)
    for certainty, count in said.sure.items():
        yield f"{how_sure(certainty)} : {plural(count, 'ligne')}"
    if said.unmarked:
        yield f"sans mention : {plural(said.unmarked, 'ligne')}"
