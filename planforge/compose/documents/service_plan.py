"""``pca-<id>.docx``: the PCRA of one service, a continuity part and a recovery part for each critical activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.blocks import activities, coverage, outage, paper, returns, service, uncovered, workflow
from planforge.compose.blocks.strategy import exercise_days
from planforge.compose.documents.ward_sheet import DRAFT, fitted_sheet
from planforge.compose.prose import Wording, write
from planforge.compose.references import UnknownBlock
from planforge.document.text import Gap
from planforge.library.validation import unvalidated
from planforge.model.services import Perimeter, Section
from planforge.values import plural, say_date, say_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.compose.context import Context
    from planforge.compose.fitting import Moved
    from planforge.compose.prose import Maker
    from planforge.compose.references import Reference
    from planforge.document.documents import Document
    from planforge.document.tables import Table
    from planforge.model.answer import Answer
    from planforge.model.services import Activity, Service
    from planforge.values import Duration


@dataclass(frozen=True, slots=True)
class _ActivityWords:
    id: str
    name: str
    dmia: Answer[Duration]
    pdma: Answer[Duration]
    harm: str


def compose(context: Context, service_id: str) -> Document:
    """The plan of a service, what its one-page sheet had no room for included."""
    record = context.plan.service[service_id]
    _sheet, moved = fitted_sheet(context, record)
    return write(
        context,
        Wording(
            kind="pca-service",
            template="pca-service",
            title=f"PCRA – {record.name}",
            subtitle="Plan de continuité et de reprise du service",
            reference=f"PCRA-{service_id.upper()}",
            blocks=_blocks(context, record, moved),
            values=_values(context, record, moved),
        ),
    )


def _blocks(context: Context, record: Service, moved: tuple[Moved, ...]) -> Mapping[str, Maker]:
    flow = context.workflow(record)

    def activity_of(reference: Reference) -> Activity:
        found = {activity.id: activity for activity in record.activities}
        if reference.argument("activity") not in found:
            raise UnknownBlock(reference, tuple(f"{reference.name} activity={name}" for name in found))
        return found[reference.argument("activity")]

    def fixed(make: Table) -> Maker:
        return lambda _reference: make

    told = uncovered.outcome(context, record)

    return {
        "identite": lambda _reference: service.identity(context, record),
        "decideurs-service": lambda _reference: service.deciders(context, record),
        "seuils": lambda _reference: service.lines(context, record, Section.THRESHOLDS, flow.thresholds),
        "activites-critiques": fixed(_own_activities(context, record)),
        "continuite": lambda reference: service.continuity(context, record, activity_of(reference)),
        "reprise": lambda reference: service.recovery(context, record, activity_of(reference)),
        "deroule": lambda _reference: workflow.steps_table(context, record),
        "stop": lambda _reference: service.lines(context, record, Section.STOP, flow.stop),
        "formulaires": lambda _reference: coverage.forms_table(context, record),
        "stocks": lambda _reference: service.lines(context, record, Section.STOCKS, flow.stocks),
        "etats-imprimes": lambda _reference: service.printed_states(context, record),
        "besoins": lambda _reference: service.needs(context, record),
        "partenaires": lambda _reference: service.partners(context, record),
        "retour-calcule": lambda _reference: uncovered.returns_table(context, told),
        "a-couvrir": lambda _reference: uncovered.measures_table(context, told),
        "cout": lambda _reference: paper.cost_table(context, told),
        "formulaires-calcul": lambda _reference: paper.forms_table(context, told),
        "hypotheses": lambda _reference: returns.assumptions(
            context, {scenario.id for scenario, _ in told.by_scenario}
        ),
        "duree": lambda _reference: outage.outage_table(context, record),
        "roles": lambda _reference: outage.roles_table(context, record),
        "rattrapage": lambda _reference: outage.load_table(context, record),
        "retour": lambda _reference: workflow.catch_up_table(context, record),
        "suite-fiche": lambda _reference: service.moved_lines(moved),
        "validations": lambda _reference: service.validations(context, record),
    }


def _own_activities(context: Context, record: Service) -> Table:
    """The critical activities of one service: its name and perimeter stand above already."""
    return activities.critical_activities(context, [record]).without("service", "perimeter")


def _values(context: Context, record: Service, moved: tuple[Moved, ...]) -> dict[str, object]:
    flow = context.workflow(record)
    pending = unvalidated(record, flow, context.plan.referents)
    told = uncovered.outcome(context, record)
    return {
        "service": record,
        "missing": Gap(),
        "draft": DRAFT,
        "lead": _lead(record),
        "pending": plural(len(pending), "ligne") if pending else "",
        "pending_many": len(pending) > 1,
        "trigger": flow.trigger,
        "alert_number": context.plan.crisis.alert_number,
        "activities": [_words(activity) for activity in record.activities],
        "breaks": " ; ".join(flow.breaks),
        "endurance": _endurance(context, record),
        "kit_place": record.kit.place,
        "kit_checked": record.kit.checked_on,
        "stocks": flow.stocks,
        "staff_day": record.minimum_staff.day,
        "staff_night": record.minimum_staff.night,
        "extra_staff": flow.extra_staff,
        "care": record.perimeter.best in {Perimeter.CARE, Perimeter.TECHNICAL},
        "moved": moved,
        "tests": _tests(context, record),
        "computed": bool(told.by_scenario),
        "computed_lead": uncovered.lead(context, told),
        "window": told.window,
        "loops": told.looped,
    }


def _lead(record: Service) -> str:
    """The sentence that concludes: how many critical activities, and the most urgent one."""
    count = len(record.activities)
    ranked = activities.by_urgency([(record, activity) for activity in record.activities])
    if not ranked:
        return "Aucune activité critique n’est encore saisie : l’analyse d’impact de ce service reste à faire."
    first = ranked[0][1]
    if first.dmia.best is None:
        return f"{plural(count, 'activité critique', 'activités critiques')} ; aucune DMIA n’est encore donnée."
    most = " ; la plus urgente," if count > 1 else ","
    return (
        f"{plural(count, 'activité critique', 'activités critiques')}{most} « {first.name} », "
        f"{'ne' if count > 1 else 'qui ne'} peut s’arrêter complètement plus de {say_duration(first.dmia.best)}."
    )


def _words(activity: Activity) -> _ActivityWords:
    harm = f" {activity.harm_note.best.rstrip('.')}." if activity.harm_note.best else ""
    return _ActivityWords(activity.id, activity.name, activity.dmia, activity.pdma, harm)


def _endurance(context: Context, record: Service) -> str | Gap:
    limit = record.endurance.limit
    if limit.best is None:
        return context.gap(limit.unknown)
    full = record.endurance.full.best
    start = f"en plein pendant {say_duration(full)}, puis " if full else ""
    default = " (valeur par défaut à valider)" if limit.is_default else ""
    return f"Le mode dégradé tient {start}au plus {say_duration(limit.best)}{default} ; ensuite, on se replie."


def _tests(context: Context, record: Service) -> str:
    tested, planned = exercise_days(context, record)
    last = (
        f"Dernier test de terrain : {say_date(tested)}." if tested else "Ce plan n’a jamais été testé sur le terrain."
    )
    coming = f"Prochain test : {say_date(planned)}." if planned else "Aucun prochain test n’est inscrit au programme."
    return f"{last} {coming}"
