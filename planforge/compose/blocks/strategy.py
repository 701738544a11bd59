"""What the establishment's plans say of all services at once: solutions by lost resource, plans, proofs, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.care import analysed
from planforge.analysis.results import PerimeterCover
from planforge.compose.blocks.activities import activities_of
from planforge.compose.blocks.columns import CODE, DATE, DURATION, NUMBER, TEXT
from planforge.compose.speech import enumerated, say_gap
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.library.validation import unvalidated
from planforge.model.governance import ExerciseKind
from planforge.model.services import Loss, Perimeter
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planforge.compose.context import Context
    from planforge.model.crisis import NumberRange
    from planforge.model.services import Service


def solutions(context: Context, loss: Loss) -> Table:
    """How each activity goes on when that resource is lost; the note names the services without a solution."""
    rows = [
        row(
            f"{service.id}.{activity.id}.{number}",
            Cell(service.name, bold=True),
            activity.name,
            context.cell(solution.solution),
            context.cell(solution.means),
            context.cell(solution.holds),
        )
        for service, activity in activities_of(context)
        for number, solution in enumerate(activity.solutions, 1)
        if solution.loss is loss
    ]
    without = _without(context, loss)
    note = f"Sans solution saisie : {enumerated(without)}." if without else ""
    return Table(
        id=f"solutions-{loss.value}",
        columns=(
            Column("service", "Service", TEXT, 2.0),
            Column("activity", "Activité", TEXT, 2.6),
            Column("solution", "Solution", TEXT, 3.4),
            Column("means", "Moyens", TEXT, 2.4),
            Column("holds", "Tient", DURATION, 1.0),
        ),
        rows=tuple(rows),
        caption=f"Solutions en cas de perte : {word(loss)}",
        note=note if rows else "",
        empty=f"Aucune solution n’est saisie. {note}".strip(),
    )


def _without(context: Context, loss: Loss) -> list[str]:
    """Services with a critical activity that has no solution for that loss; the loss of IT has their workflow."""
    return [
        service.name
        for service in context.plan.services
        if service.activities
        and not (loss is Loss.IT and context.workflow(service).steps)
        and not any(solution.loss is loss for activity in service.activities for solution in activity.solutions)
    ]


def plans(context: Context) -> Table:
    """The PCRA and sheet of each service: reference, validation, last test."""
    prefix = context.plan.document.prefix.best or ""
    return Table(
        id="liste-pcra",
        columns=(
            Column("reference", "Référence", CODE, 2.0),
            Column("service", "Service", TEXT, 2.6),
            Column("perimeter", "Périmètre", TEXT, 1.5),
            Column("activities", "Activités critiques", NUMBER, 1.0),
            Column("pending", "STOP et 15 min à valider", NUMBER, 1.0),
            Column("tested", "Dernier test de terrain", DATE, 1.3),
            Column("planned", "Prochain test", DATE, 1.2),
        ),
        rows=tuple(_plan_row(context, service, prefix) for service in context.plan.services),
        caption="PCRA des services",
        note="À valider : lignes de la bibliothèque qui interdisent l’affichage de la fiche ; les autres lignes ◊ "
        "d’une fiche restent à valider elles aussi.",
        empty="Aucun service n’est encore saisi.",
    )


def _plan_row(context: Context, service: Service, prefix: str) -> Row:
    pending = len(unvalidated(service, context.workflow(service), context.plan.referents))
    reference = "-".join(part for part in ("PCRA", service.id.upper(), prefix) if part)
    tested, planned = exercise_days(context, service)
    return row(
        service.id,
        reference,
        Cell(service.name, bold=True),
        context.cell(service.perimeter),
        len(service.activities),
        Cell(pending, tone=Tone.WARNING if pending else Tone.MET),
        Cell(tested) if tested else Cell("jamais"),
        Cell(planned) if planned else Cell(Gap()),
    )


def exercise_days(context: Context, service: Service) -> tuple[date | None, date | None]:
    """The last field test done and the next one planned for a service; a table-top exercise proves no plan."""
    mine = [one for one in context.plan.exercises if one.kind is ExerciseKind.FIELD and service.id in one.services]
    done = [exercise.done_on.best for exercise in mine if exercise.done_on.best]
    planned = [exercise.planned_on.best for exercise in mine if exercise.planned_on.best and not exercise.done_on.best]
    return max(done, default=None), min(planned, default=None)


def opinions(context: Context) -> Table:
    """What each body said of the plans, and where it is written."""
    return Table(
        id="avis",
        columns=(
            Column("body", "Instance", TEXT, 2.6),
            Column("kind", "Nature", TEXT, 1.2),
            Column("outcome", "Sens", TEXT, 2.0),
            Column("date", "Date", DATE, 1.2),
            Column("minutes", "Compte rendu", CODE, 2.0),
        ),
        rows=tuple(
            row(
                f"avis.{rank}",
                Cell(opinion.body, bold=True),
                word(opinion.kind),
                context.cell(opinion.outcome),
                context.cell(opinion.date),
                context.cell(opinion.minutes),
            )
            for rank, opinion in enumerate(context.plan.document.opinions, 1)
        ),
        caption="Avis et décisions des instances",
        empty="Aucune instance ne s’est encore prononcée.",
    )


def _range(context: Context, one: NumberRange) -> str:
    first, last = (end.best or say_gap(context.gap(end.unknown)) for end in (one.first, one.last))
    return f"{one.name} : {first} à {last}"


def means(context: Context) -> Table:
    """What keeps working without the network, bought and placed in advance."""
    kept = context.plan.continuity_means
    ranges = ", ".join(_range(context, one) for one in kept.number_ranges)
    facts: tuple[tuple[str, Cell], ...] = (
        ("Numéros de secours par point de création", Cell(ranges or context.missing(kept, "number_ranges"))),
        ("PC de secours hors domaine", context.cell(kept.emergency_pcs)),
        ("Lieu des PC de secours", context.cell(kept.emergency_pcs_place)),
        ("Impression hors réseau", context.cell(kept.printing)),
        ("Reprographie hors réseau", context.cell(kept.reprography)),
        ("Téléphones de secours", context.cell(kept.phones)),
        ("Clés mécaniques", context.cell(kept.keys)),
        ("Rappel du personnel", context.cell(kept.recall)),
        ("Îlot sain", context.cell(kept.clean_island)),
        ("Déclaration d’un poste sain", context.cell(kept.edr)),
        ("Trésorerie de crise", context.cell(kept.cash)),
        ("Achats d’urgence", context.cell(kept.purchase)),
    )
    return Table(
        id="moyens",
        columns=(Column("means", "Moyen", width=2), Column("value", "Ce qui est prévu", width=4)),
        rows=tuple(row(f"moyen.{rank}", Cell(label, bold=True), value) for rank, (label, value) in enumerate(facts, 1)),
        caption="Moyens qui ne dépendent pas du réseau",
    )


def care_scope(context: Context) -> Table:
    """The perimeters CaRE asks for, and the services that cover each."""
    return Table(
        id="perimetres-care",
        columns=(
            Column("perimeter", "Périmètre", TEXT, 1.6),
            Column("services", "Services recensés", TEXT, 4.6),
            Column("analysed", "Dont l’impact est analysé", TEXT, 2.6),
        ),
        rows=tuple(
            row(
                cover.perimeter.value,
                Cell(word(cover.perimeter).capitalize(), bold=True),
                context.names(cover.services, context.plan.service) or Cell("aucun", tone=Tone.WARNING),
                _analysed(context, cover.services, cover.analysed),
            )
            for cover in _covers(context)
        ),
        caption="Périmètres couverts par l’analyse d’impact",
    )


def _covers(context: Context) -> Iterator[PerimeterCover]:
    """The perimeters that CaRE asks for, then the services of any other: none is left out of the plan."""
    asked = context.results.care_scope.perimeters
    yield from asked
    for perimeter in Perimeter:
        services = [service for service in context.plan.services if service.perimeter.best is perimeter]
        if services and perimeter not in {cover.perimeter for cover in asked}:
            counted = tuple(service.id for service in services if analysed(service))
            yield PerimeterCover(perimeter, tuple(service.id for service in services), counted)


def _analysed(context: Context, services: tuple[str, ...], done: tuple[str, ...]) -> Cell:
    """Which of the services have their impact analysis: all, none, or by name."""
    if not done:
        return Cell("aucun", tone=Tone.WARNING)
    return Cell("tous" if len(done) == len(services) else context.names(done, context.plan.service))
