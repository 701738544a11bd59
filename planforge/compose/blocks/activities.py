"""Services and their critical activities: the tables of the impact analysis, printed by the BIA and by the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.uses import activity_applications
from planforge.compose.blocks.columns import CODE, DURATION, NUMBER, TEXT, YES_NO
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.model.answer import State
from planforge.model.services import HarmAxis, Perimeter
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planforge.compose.context import Context
    from planforge.model.answer import Answer
    from planforge.model.services import Activity, Service
    from planforge.values import Duration

PERIMETERS = tuple(word(perimeter) for perimeter in Perimeter)
HARMS = tuple(word(axis) for axis in HarmAxis)
IMPACT_TONES: Mapping[str, Tone] = {"3": Tone.WARNING, "4": Tone.STOP}


def activities_of(context: Context) -> Iterator[tuple[Service, Activity]]:
    """Every critical activity with its service, in the order of the record."""
    for service in context.plan.services:
        for activity in service.activities:
            yield service, activity


def _no_application(context: Context, service: Service, activity: Activity) -> Gap:
    """Nobody said what the activity runs on: whoever was asked, for the activity or for its service."""
    part = activity if "applications" in activity.unknown_lists else service
    return context.missing(part, "applications")


def _if_asked(context: Context, service: Service, field: str) -> Cell:
    """A blank for a list that may stay empty; a gap once somebody was asked."""
    return Cell(context.missing(service, field)) if field in service.unknown_lists else Cell()


def first_first(priority: Answer[int]) -> tuple[bool, int]:
    """Sort key: 1 before 2, and what nobody ranked last."""
    return (priority.best is None, priority.best or 0)


def by_urgency(pairs: Sequence[tuple[Service, Activity]]) -> list[tuple[Service, Activity]]:
    """Shortest DMIA first; activities nobody gave a DMIA come last, in the order of the record."""

    def urgency(pair: tuple[Service, Activity]) -> tuple[bool, int, bool, int]:
        dmia: Duration | None = pair[1].dmia.best
        return (dmia is None, dmia.minutes if dmia else 0, *first_first(pair[1].priority))

    return sorted(pairs, key=urgency)


def critical_activities(context: Context, services: Sequence[Service] | None = None) -> Table:
    """The list CaRE asks for: critical activities by perimeter, with their objectives and critical systems."""
    kept = {service.id for service in (context.plan.services if services is None else services)}
    ranked = by_urgency([pair for pair in activities_of(context) if pair[0].id in kept])
    return Table(
        id="activites-critiques",
        columns=(
            Column("rank", "Rang", NUMBER, 0.6),
            Column("activity", "Activité critique", TEXT, 3.2),
            Column("service", "Service", TEXT, 2.4),
            Column("perimeter", "Périmètre", TEXT, 1.6, choices=PERIMETERS),
            Column("dmia", "DMIA", DURATION, 1.1, note="Interruption maximale admissible de l’activité"),
            Column("pdma", "PDMA", DURATION, 1.1, note="Perte de données maximale admissible"),
            Column("systems", "Systèmes critiques", TEXT, 3.4),
        ),
        rows=tuple(
            row(
                f"{service.id}.{activity.id}",
                rank,
                Cell(activity.name, bold=True),
                service.name,
                context.cell(service.perimeter),
                context.cell(activity.dmia),
                context.cell(activity.pdma),
                context.names(activity_applications(service, activity)) or _no_application(context, service, activity),
            )
            for rank, (service, activity) in enumerate(ranked, 1)
        ),
        caption="Activités critiques, de la plus urgente à la moins urgente",
        empty="Aucune activité critique n’est encore saisie.",
    )


def impact_table(context: Context) -> Table:
    """One line an activity: what its stop harms, how long that is bearable, and the least that must go on."""
    return Table(
        id="impacts",
        columns=(
            Column("id", "Identifiant", CODE, 1.6),
            Column("service", "Service", TEXT, 2.2),
            Column("perimeter", "Périmètre", TEXT, 1.4, choices=PERIMETERS),
            Column("site", "Site", TEXT, 1.6),
            Column("activity", "Activité", TEXT, 2.8),
            Column("owner", "Responsable", TEXT, 2.0),
            Column("harm", "Dommage principal", TEXT, 1.8, choices=HARMS),
            Column("consequence", "Conséquence", TEXT, 3.0),
            Column("dmia", "DMIA", DURATION, 1.1),
            Column("pdma", "PDMA", DURATION, 1.1),
            Column("minimum", "Niveau minimal", TEXT, 2.2),
            Column("priority", "Priorité", NUMBER, 0.9),
            Column("wanted", "Reprise voulue", DURATION, 1.1),
            Column("applications", "Applications", TEXT, 2.8),
        ),
        rows=tuple(_impact_row(context, service, activity) for service, activity in activities_of(context)),
        empty="Aucune activité critique n’est encore saisie.",
    )


def _impact_row(context: Context, service: Service, activity: Activity) -> Row:
    return row(
        f"{service.id}.{activity.id}",
        f"{service.id}.{activity.id}",
        Cell(service.name, link=f"#services/{service.id}"),
        context.cell(service.perimeter),
        Cell(context.names([service.site.best], context.plan.site))
        if service.site.best
        else context.cell(service.site),
        Cell(activity.name, bold=True),
        context.person_cell(service.head if activity.owner.state is State.ABSENT else activity.owner),
        context.cell(activity.harm),
        context.optional(activity.description if activity.harm_note.state is State.ABSENT else activity.harm_note),
        context.cell(activity.dmia),
        context.cell(activity.pdma),
        context.cell(activity.minimum_level),
        context.optional(activity.priority),
        context.optional(activity.wanted_rto),
        context.names(activity_applications(service, activity)) or _no_application(context, service, activity),
    )


def impacts_over_time(context: Context) -> Table:
    """The expert form: impact level by axis and horizon, one line each."""
    rows = [
        row(
            f"{service.id}.{activity.id}.{number}",
            service.name,
            activity.name,
            word(impact.axis),
            impact.after,
            Cell(impact.level),
        )
        for service, activity in activities_of(context)
        for number, impact in enumerate(activity.impacts, 1)
    ]
    return Table(
        id="impacts-temps",
        columns=(
            Column("service", "Service", TEXT, 2),
            Column("activity", "Activité", TEXT, 3),
            Column("axis", "Axe", TEXT, 2, choices=HARMS),
            Column("after", "Au bout de", DURATION, 1),
            Column("level", "Niveau (0 nul à 4 catastrophique)", NUMBER, 1, tones=IMPACT_TONES),
        ),
        rows=tuple(rows),
        empty="Aucune cotation dans le temps n’est saisie : la DMIA et le dommage principal suffisent au premier tour.",
    )


def services_table(context: Context) -> Table:
    """One line a service: who, where, how much, and how long paper holds."""
    return Table(
        id="services",
        columns=(
            Column("id", "Identifiant", CODE, 1.4),
            Column("service", "Service", TEXT, 2.6),
            Column("perimeter", "Périmètre", TEXT, 1.5, choices=PERIMETERS),
            Column("vital", "Vital", TEXT, 0.8, choices=YES_NO),
            Column("site", "Site", TEXT, 1.8),
            Column("head", "Responsable", TEXT, 2.0),
            Column("deputy", "Suppléant", TEXT, 2.0),
            Column("volume", "Volume par jour", NUMBER, 1.0),
            Column("beds", "Lits ou places", NUMBER, 1.0),
            Column("full", "Tient en plein", DURATION, 1.1),
            Column("reduced", "Tient en réduit", DURATION, 1.1),
            Column("limit", "Limite avant repli", DURATION, 1.1),
        ),
        rows=tuple(
            row(
                service.id,
                service.id,
                Cell(service.name, bold=True),
                context.cell(service.perimeter),
                context.yes_no(service.vital),
                Cell(context.names([service.site.best], context.plan.site))
                if service.site.best
                else context.cell(service.site),
                context.person_cell(service.head),
                context.person_cell(service.deputy),
                context.cell(service.volume_per_day),
                context.optional(service.beds),
                context.cell(service.endurance.full),
                context.cell(service.endurance.reduced),
                context.cell(service.endurance.limit),
            )
            for service in context.plan.services
        ),
        empty="Aucun service n’est encore saisi.",
    )


def resources_table(context: Context) -> Table:
    """What each service cannot work without, whatever is lost: people, rooms, equipment, data."""
    return Table(
        id="ressources",
        columns=(
            Column("service", "Service", TEXT, 2.2),
            Column("peaks", "Périodes de pointe", TEXT, 2.0),
            Column("day", "Effectif minimal de jour", TEXT, 2.0),
            Column("night", "Effectif minimal de nuit", TEXT, 2.0),
            Column("premises", "Locaux", TEXT, 2.0),
            Column("equipment", "Équipements biomédicaux", TEXT, 2.6),
            Column("data", "Données vitales", TEXT, 2.4),
        ),
        rows=tuple(
            row(
                service.id,
                Cell(service.name, bold=True, link=f"#services/{service.id}"),
                context.optional(service.peaks),
                context.cell(service.minimum_staff.day),
                context.cell(service.minimum_staff.night),
                context.cell(service.premises),
                ", ".join(service.equipment) or _if_asked(context, service, "equipment"),
                ", ".join(service.vital_data) or context.missing(service, "vital_data"),
            )
            for service in context.plan.services
        ),
        empty="Aucun service n’est encore saisi.",
    )


def interdependencies(context: Context) -> Table:
    """Who needs whom: one line for each need of a service towards another, with how it works on paper."""
    return Table(
        id="interdependances",
        columns=(
            Column("service", "Service", TEXT, 2),
            Column("needs", "A besoin de", TEXT, 2),
            Column("what", "Pour", TEXT, 3),
            Column("degraded", "En mode dégradé", TEXT, 3),
        ),
        rows=tuple(
            row(
                f"{service.id}.{need.service}",
                Cell(service.name, bold=True),
                context.names([need.service], context.plan.service),
                context.cell(need.what),
                context.cell(need.degraded),
            )
            for service in context.plan.services
            for need in service.services
        ),
        caption="Ce que les services attendent les uns des autres",
        empty="Aucun besoin entre services n’est saisi : à demander à chaque responsable de service.",
    )
