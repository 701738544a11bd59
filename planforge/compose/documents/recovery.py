"""``pra.docx``: the recovery plan; four pocket pages, then the order, the proofs and the procedures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks import people, recovery, restart, schedule, systems
from planforge.compose.blocks.computed import cyber_first
from planforge.compose.control import version_code
from planforge.compose.documents.computed_restart import calculated, listed_services, not_calculated, told_at_length
from planforge.compose.documents.pocket_pages import pocket_pages
from planforge.compose.prose import Wording, of, write
from planforge.compose.references import UnknownBlock
from planforge.compose.speech import say_gap
from planforge.document.text import Gap
from planforge.model.answer import State
from planforge.values import plural, say_duration, say_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.results import RestartOrder
    from planforge.analysis.schedule.estimates import ScenarioEstimate
    from planforge.compose.context import Context
    from planforge.compose.prose import Maker
    from planforge.compose.references import Reference
    from planforge.document.documents import Document
    from planforge.document.tables import Table
    from planforge.model.answer import Answer
    from planforge.model.crisis import Scenario
    from planforge.values import Duration

_LONG, _SHORT = 40, 12  # systems of the printed schedule of the first cyber attack, and of any other scenario
_NOT_BEFORE, _MAY_BEGIN = "aucune restauration avant", "la restauration peut commencer"
_NAMES = 8  # names in a cell of the printed plan: the workbook has them all


def compose(context: Context, service: str) -> Document:
    """The restricted plan of who comes back when, why, and on what proof."""
    del service
    document = write(
        context,
        Wording(
            kind="pra",
            template="pra",
            title="Plan de reprise d’activité",
            subtitle="PCRI, volet reprise",
            reference="PRA",
            blocks={
                "decideurs": of(people.deciders, context),
                "equipes": of(recovery.teams, context),
                "figure-redemarrage": of(restart.restart_figure, context),
                "ordre-redemarrage": of(restart.restart_order, context),
                **_of_scenario(context),
                "objectifs": of(systems.objectives, context),
                "arrets": lambda _reference: systems.what_stops(context, _NAMES),
                "procedures": of(recovery.procedures, context),
                "go-no-go": of(recovery.go_no_go, context),
            },
            values=_values(context),
            restricted=True,
        ),
    )
    body = (*pocket_pages(context), *document.body)
    return replace(document, body=body, control=replace(document.control, code=version_code(body)))


def _of_scenario(context: Context) -> dict[str, Maker]:
    """The tables of the computed scenarios; each reference says of which one."""
    found = {scenario.id: (scenario, estimate) for scenario, estimate in cyber_first(context)}

    def maker(make: Callable[[Context, Scenario, ScenarioEstimate], Table]) -> Maker:
        def made(reference: Reference) -> Table:
            wanted = reference.argument("scenario")
            if wanted not in found:
                raise UnknownBlock(reference, tuple(f"{reference.name} scenario={name}" for name in found))
            return make(context, *found[wanted])

        return made

    return {
        "services-calcules": maker(_services),
        "planning-calcule": maker(_schedule),
        "leviers": maker(_levers),
        "pannes-reelles": maker(_outages),
    }


def _services(context: Context, scenario: Scenario, estimate: ScenarioEstimate) -> Table:
    return schedule.services_table(context, estimate, listed_services(context, scenario, estimate))


def _schedule(context: Context, scenario: Scenario, estimate: ScenarioEstimate) -> Table:
    return schedule.schedule_table(context, estimate, _LONG if told_at_length(context, scenario) else _SHORT)


def _levers(context: Context, scenario: Scenario, estimate: ScenarioEstimate) -> Table:
    return schedule.levers_table(context, estimate, context.results.outlook.levers(scenario))


def _outages(context: Context, _scenario: Scenario, estimate: ScenarioEstimate) -> Table:
    return schedule.outages_table(context, estimate)


def _values(context: Context) -> dict[str, object]:
    order = context.results.restart_order
    needs = context.results.needs.values()
    unproven = sum(need.proven is None for need in needs)
    told = calculated(context)
    return {
        "calculated": told,
        "not_calculated": not_calculated(context),
        "compared": any(one.detailed and one.reference for one in told),
        "missing": Gap(),
        "pra_lead": _lead(context),
        "gates": [
            (one.name, *_gate(context, one.gate))
            for one in context.plan.scenarios
            if one.gate.state is not State.ABSENT
        ],
        "order_lead": _order_lead(order),
        "has_order": bool(order.places),
        "cycles": restart.cycles(context),
        "proof_lead": _proof_lead(unproven, len(needs)),
        "unproven": f"{plural(unproven, 'système n’en a', 'systèmes n’en ont')} pas",
        "workstations": _workstations(context),
    }


def _order_lead(order: RestartOrder) -> str:
    told = f"{plural(len(order.places), 'système')} en {plural(len(order.waves), 'vague')}"
    loops = f" ; {plural(len(order.cycles), 'cycle reste', 'cycles restent')} à trancher" if order.cycles else ""
    return f"{told}{loops}."


def _proof_lead(unproven: int, total: int) -> str:
    if not total:
        return "Aucun système n’est saisi : aucune capacité de reprise ne peut être prouvée."
    if not unproven:
        restored = f"Les {total} systèmes ont été restaurés" if total > 1 else "Le seul système a été restauré"
        return f"{restored} avec succès au moins une fois."
    verb = plural(unproven, f"système sur {total} n’a", f"systèmes sur {total} n’ont")
    return f"{verb} aucun essai de restauration réussi."


def _lead(context: Context) -> str:
    reopen = context.plan.crisis.reopen
    if reopen.person.best:
        return f"Décide de la reprise : {context.function(reopen.person.best)}. La reprise avance vague par vague."
    return "Personne n’est désigné pour décider de rouvrir : à compléter avant toute approbation de ce plan."


def _gate(context: Context, gate: Answer[Duration]) -> tuple[str, str | Gap]:
    """When restoring may begin: how the sentence opens, then the delay, its range and whether it is a default."""
    if gate.best is None:
        return _NOT_BEFORE, context.gap(gate.unknown)
    ranged = (gate.min, gate.best, gate.max) if gate.min is not None and gate.max is not None else (gate.best,)
    at_once = ranged[0].minutes == 0
    said = [_after(one) if at_once else say_duration(one) for one in ranged]
    words = f"{said[0]} au mieux, {said[1]} probablement, {said[2]} au pire" if len(set(said)) > 1 else said[0]
    default = " (valeur par défaut à valider)" if gate.is_default else ""
    return (_MAY_BEGIN if at_once else _NOT_BEFORE), f"{words}{default}"


def _after(delay: Duration) -> str:
    return f"après {say_duration(delay)}" if delay.minutes else "aussitôt"


def _workstations(context: Context) -> str:
    record = context.plan.workstations
    count, rate = record.count.best, record.rebuilt_per_day.best
    if count and rate:
        days = -(-count // rate)
        return (
            f"{say_number(count)} postes, {say_number(rate)} refaits par jour : environ {plural(days, 'jour')} pour "
            "tous. Les serveurs revenus ne servent à rien sans écran : on commence par quelques postes dans chaque "
            "unité vitale."
        )
    owed = say_gap(context.gap(record.count.unknown or record.rebuilt_per_day.unknown))
    return f"Nombre de postes et rythme de réinstallation : {owed}. Mesurer l’un et l’autre."
