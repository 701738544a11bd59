"""What a field test counts and times in a ward, beside what the record says, and where the figure goes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import CODE, NUMBER, TEXT
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap
from planforge.library.exercise_types import Aim
from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.kit import Kit
    from planforge.analysis.results import FormNeed
    from planforge.compose.context import Context
    from planforge.document.tables import Row
    from planforge.document.text import CellValue
    from planforge.model.services import Service

_DAY = 1440  # minutes
_KIT = Duration(5)  # to find and open the kit: usual, to be set by the hospital
_TIMED_FORMS = 3  # forms whose filling is timed


@dataclass(frozen=True, slots=True)
class Measure:
    """Something to time or count: what the record says of it, and where the measured value goes back."""

    id: str
    what: str
    said: CellValue
    back: str
    timed: bool = True


def measures(context: Context, kit: Kit, service: Service) -> tuple[Measure, ...]:
    """The measures of a ward, times first."""
    return (*_times(context, kit, service), *_counts(context, service))


def _times(context: Context, kit: Kit, service: Service) -> Iterator[Measure]:
    switch = context.plan.thresholds.paper_switch
    said: CellValue = switch.best if switch.best is not None else context.gap(switch.unknown)
    yield Measure("bascule", "De l’annonce à la décision de passer au papier", said, "Seuils, bascule au papier")
    yield Measure("kit", "De la décision au kit ouvert", _KIT, "Kit du service, lieu")
    yield Measure("decideur", "Pour joindre le décideur par un moyen hors réseau", "", "Décideurs du service")
    yield Measure(
        "liste", "Âge de la liste des présents à l’annonce", _every(context, service), "États imprimés, tous les"
    )
    for one in kit.played:
        if one.stimulus.aim is Aim.SERVICE_NEED and one.aimed.values.get("service") == service.name:
            other = one.aimed.values.get("other", "")
            what = f"De la demande au retour, « {other} » ({one.number})"
            yield Measure(f"besoin-{one.number}", what, one.aimed.values.get("what", ""), "Besoins envers les services")
    for need in context.results.forms.get(service.id, ())[:_TIMED_FORMS]:
        yield Measure(f"remplir-{need.form}", f"Pour remplir une feuille {need.form}", "", "Formulaire, minutes")
        yield Measure(f"ressaisir-{need.form}", f"Pour ressaisir une feuille {need.form}", "", "Formulaire, minutes")
    full = context.cell(service.endurance.full).value
    yield Measure("tenue", "Temps au bout duquel l’équipe dit ne plus tenir en plein", full, "Tenue du mode dégradé")


def _every(context: Context, service: Service) -> CellValue:
    first = next(iter(service.printed_states), None)
    return context.cell(first.every).value if first else context.missing(service, "printed_states")


def _counts(context: Context, service: Service) -> Iterator[Measure]:
    volume = context.cell(service.volume_per_day).value
    yield Measure(
        "actes", "Cas fictifs menés jusqu’au bout", volume, "Volume par jour, et part d’activité", timed=False
    )
    yield Measure("erreurs", "Écarts d’identité vus, et non vus", "", "Constats de l’exercice", timed=False)
    yield Measure("stops", "Points d’arrêt reconnus, sur ceux joués", "", "Constats de l’exercice", timed=False)
    yield Measure("manquants", "Feuilles perdues ou sans heure ni signature", "", "Constats de l’exercice", timed=False)


def measures_table(context: Context, kit: Kit, service: Service) -> Table:
    """The measures of a ward, with room for the figure: on paper."""
    return Table(
        id=f"mesures-{service.id}",
        columns=(
            Column("what", "Ce qui se mesure", TEXT, 4.4),
            Column("said", "Ce que dit le dossier", TEXT, 2.6),
            Column("found", "Mesuré", TEXT, 1.4),
            Column("back", "Où le rapporter dans le dossier", TEXT, 3.0),
        ),
        rows=tuple(
            row(f"{service.id}.{one.id}", Cell(one.what, bold=True), _as_text(one.said), "____", one.back)
            for one in measures(context, kit, service)
        ),
        row_height=8,
    )


def _as_text(said: CellValue) -> CellValue:
    return say_duration(said) if isinstance(said, Duration) else said


def forms_table(context: Context, kit: Kit, service: Service) -> Table:
    """The forms to use, what the kit holds, what the test may take, with room to count in and out."""
    minutes = max((phase.ends.minutes for phase in kit.phases), default=0)
    return Table(
        id=f"formulaires-{service.id}",
        columns=(
            Column("code", "Code", CODE, 1.0),
            Column("name", "Formulaire", TEXT, 3.6),
            Column("stock", "Dernier compte", NUMBER, 1.2),
            Column("need", "Prévu pendant le test", NUMBER, 1.4),
            Column("out", "Sorties du kit", TEXT, 1.2),
            Column("back", "Rendues", TEXT, 1.1),
        ),
        rows=tuple(_form_row(context, need, minutes) for need in context.results.forms.get(service.id, ())),
        caption=f"Feuilles : {service.name}",
        empty="Aucun formulaire n’est prévu pour ce service.",
    )


def _form_row(context: Context, need: FormNeed, minutes: int) -> Row:
    form = context.resolved.forms.get(need.form)
    expected: CellValue = Gap() if need.per_day is None else max(1, round(need.per_day * minutes / _DAY))
    stock: CellValue = Gap() if need.stock is None else need.stock
    return row(f"f.{need.form}", need.form, form.name if form else need.form, stock, expected, "____", "____")
