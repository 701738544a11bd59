"""A restart simulated on purpose: one scenario, as many runs as wanted, with or without a means changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.analysis.spoken import lever_words
from planforge.binder.opening import open_record
from planforge.errors import PlanforgeError
from planforge.model.crisis import ScenarioKind

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planforge.analysis.schedule.estimates import Lever, LeverKind, ScenarioEstimate
    from planforge.analysis.schedule.outlook import Outlook
    from planforge.binder.opening import OpenRecord
    from planforge.model.crisis import Scenario
    from planforge.model.plan import Plan


@dataclass(frozen=True)
class SimulationRequest:
    """What to simulate. ``scenario`` empty: the first cyber attack, else the first that can be computed.

    ``runs`` and ``seed`` of 0 are those of the documents. ``what_if`` are « kind » or « kind:identifier ».
    """

    folder: Path
    today: date
    scenario: str = ""
    runs: int = 0
    seed: int = 0
    what_if: tuple[str, ...] = ()
    levers: bool = False


@dataclass(frozen=True)
class Simulation:
    """What was simulated; ``without`` is the same scenario with today's means, where something was changed."""

    opened: OpenRecord
    scenario: Scenario
    estimate: ScenarioEstimate
    without: ScenarioEstimate | None
    changed: tuple[str, ...]
    levers: tuple[Lever, ...]

    @property
    def plan(self) -> Plan:
        """The record."""
        return self.opened.resolved.plan


class UnknownChoiceError(PlanforgeError):
    """A scenario or a means that the record does not have; the text names those it has."""


class CannotSimulateError(PlanforgeError):
    """A scenario that the record does not allow to compute; the text says what to write."""


def simulation(request: SimulationRequest) -> Simulation:
    """The simulation. Raises ``RecordError``, ``LibraryError``, ``UnknownChoiceError`` or ``CannotSimulateError``."""
    opened = open_record(request.folder, request.today)
    outlook = opened.results.outlook
    if request.runs or request.seed:
        outlook = replace(outlook, keeper=None, runs=request.runs or outlook.runs, seed=request.seed or outlook.seed)
    scenario = _scenario(opened.resolved.plan, outlook, request.scenario)
    estimate = outlook.estimate(scenario)
    if estimate is None:
        raise CannotSimulateError(_lacks(scenario))
    wanted = _wanted(opened.resolved.plan, outlook, scenario, request.what_if)
    changed = outlook.what_if(scenario, wanted) if wanted else None
    levers = outlook.levers(scenario) if request.levers else ()
    opened.estimates.save(first=True)
    words = tuple(lever_words(opened.resolved.plan, kind, of) for kind, of in wanted)
    return Simulation(opened, scenario, changed or estimate, estimate if changed else None, words, levers)


def _scenario(plan: Plan, outlook: Outlook, wanted: str) -> Scenario:
    if wanted in plan.scenario:
        return plan.scenario[wanted]
    if wanted or not plan.scenarios:
        known = ", ".join(plan.scenario) or "aucun n’est décrit"
        told = f"--scenario : « {wanted} » n’existe pas. " if wanted else ""
        raise UnknownChoiceError(f"{told}Scénarios du dossier : {known}.")
    cyber = [one for one in plan.scenarios if one.kind is ScenarioKind.CYBER]
    computed = (one for one in (*cyber, *plan.scenarios) if outlook.estimate(one) is not None)
    return next(computed, plan.scenarios[0])


def _lacks(scenario: Scenario) -> str:
    return (
        f"Le scénario « {scenario.name} » ne peut pas être calculé : écrivez ce qui est perdu (« lost »), le délai "
        "avant toute restauration (« gate »), et la durée de restauration d’au moins un système perdu."
    )


def _wanted(
    plan: Plan, outlook: Outlook, scenario: Scenario, asked: tuple[str, ...]
) -> tuple[tuple[LeverKind, str], ...]:
    """The means to change; raises ``UnknownChoiceError`` with those there are for one that is not."""
    known = {f"{kind.value}:{of}" if of else kind.value: (kind, of) for kind, of in outlook.what_ifs(scenario)}
    wrong = [one for one in asked if one not in known]
    if wrong:
        said = "\n".join(f"  {name}  {lever_words(plan, kind, of)}" for name, (kind, of) in known.items())
        raise UnknownChoiceError(f"--what-if : « {wrong[0]} » ne se change pas ici. Ce qui se change :\n{said}")
    return tuple(known[one] for one in asked)
