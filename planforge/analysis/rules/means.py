"""Rules that hold the computed restart against people, screens, the gate and real outages (D.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.kinds import is_record
from planforge.analysis.losses import lost_systems
from planforge.analysis.reference_class import incidents, longer_than, usual
from planforge.analysis.results import Severity
from planforge.analysis.rules.feasibility import estimates
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.schedule.durations import span_of
from planforge.analysis.schedule.estimates import Hold
from planforge.analysis.uses import cyber_scenarios, in_scenario
from planforge.analysis.words import named, roughly, shortened, told
from planforge.values import fold, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.analysis.schedule.estimates import Load, ScenarioEstimate
    from planforge.model.crisis import Scenario

_HOUR = 60
_DAY = 24 * _HOUR
_FIRST_TENTH = 0.1


@rule("FEA-GATE-IGNORED", Severity.MAJOR)
def gate_ignored(facts: Facts) -> Iterator[Yield]:
    """Targets of what a cyber attack takes down that fall before any restore may begin."""
    for scenario in cyber_scenarios(facts.plan):
        gate, down = span_of(scenario.gate), lost_systems(facts.plan, facts.run, scenario)
        about = facts.scenario[scenario.id].at("gate")
        if gate is None:
            yield Missing(about, "le délai avant toute restauration")
            continue
        early = [
            (system, target)
            for system in facts.plan.systems.values()
            if system.id in down
            and (target := in_scenario(system.rto, scenario)).best is not None
            and target.best.minutes < gate.likely
        ]
        if early:
            names = [f"{named(system.name)} ({told(target)})" for system, target in early]
            values = {
                "gate": roughly(gate.likely),
                "basis": "valeur par défaut à valider" if scenario.gate.is_default else "le plus probable",
                "count": plural(len(early), "RTO plus court", "RTO plus courts"),
                "names": shortened(names),
            }
            refs = tuple(facts.system[system.id].ref for system, _ in early)
            yield Breach(about, values, refs, "", scenario.id)


@rule("FEA-OPTIMIST", Severity.INFO)
def optimist(facts: Facts) -> Iterator[Yield]:
    """A record back, in one run out of two, sooner than in nine public attacks out of ten."""
    for scenario, found in estimates(facts):
        record = _record(facts, found)
        if found.cyber and record is not None:
            name, median = record
            if median < usual(_FIRST_TENTH):
                values = {
                    "median": roughly(median),
                    "usual": roughly(usual(_FIRST_TENTH)),
                    "longer": str(longer_than(median)),
                    "cases": str(len(incidents())),
                }
                yield Breach(facts.system[name], values, (), "", scenario.id)


def _record(facts: Facts, found: ScenarioEstimate) -> tuple[str, int] | None:
    """The patient record, and its median date."""
    dated = [one for one in found.systems if is_record(facts.plan.systems[one.system])]
    return (dated[0].system, dated[0].dates.p50) if dated else None


@rule("FEA-TEAM-OVERLOAD", Severity.MAJOR)
def team_overloaded(facts: Facts) -> Iterator[Yield]:
    """A plan that asks of each person of a team more hours a day, or in seven days, than anybody can give."""
    day, week = facts.threshold("person_hours_day"), facts.threshold("person_hours_week")
    for scenario, found in estimates(facts):
        for load in found.loads:
            if load.kind is Hold.TEAM and (load.day > day * _HOUR or load.week > week * _HOUR):
                yield _too_long(facts, scenario, load, (day, week))


def _too_long(facts: Facts, scenario: Scenario, load: Load, limits: tuple[int, int]) -> Breach:
    day, week = limits
    relief = max(load.day * load.people / (day * _HOUR), load.week * load.people / (week * _HOUR))
    values = {
        "scenario": scenario.name,
        "day": _hours(load.day),
        "week": _hours(load.week),
        "day_limit": str(day),
        "week_limit": str(week),
        "people": plural(load.people, "personne"),
        "needed": str(-(-round(relief * 100) // 100)),
    }
    return Breach(facts.team[load.resource], values, (), "", scenario.id)


def _hours(minutes: int) -> str:
    """Hours rounded up: what is above a limit must read so."""
    return str(-(-minutes // _HOUR))


@rule("FEA-TESTER-LOAD", Severity.MINOR)
def tester_overloaded(facts: Facts) -> Iterator[Yield]:
    """Acceptance tests of one day that take more hours than their referent can give."""
    limit = facts.threshold("tester_hours_day")
    for scenario, found in estimates(facts):
        for load in found.loads:
            if load.kind is Hold.TESTER and load.day > limit * _HOUR:
                tested = [
                    system
                    for system in facts.plan.systems.values()
                    if fold(system.restore.tester.best or "") == load.resource
                ]
                values = {
                    "scenario": scenario.name,
                    "tester": tested[0].restore.tester.best or "",
                    "hours": _hours(load.day),
                    "limit": str(limit),
                }
                refs = tuple(facts.system[one.id].ref for one in tested[1:])
                yield Breach(facts.system[tested[0].id].at("restore", "tester"), values, refs, "", scenario.id)


@rule("FEA-PC-RATE", Severity.MAJOR)
def screens_too_late(facts: Facts) -> Iterator[Yield]:
    """Workstations rebuilt so slowly that vital services have their servers back and no screen."""
    stations = facts.plan.workstations
    count, rate = stations.count.best, stations.rebuilt_per_day.best
    for scenario in cyber_scenarios(facts.plan):
        about, gate = facts.section("workstations", "Postes de travail"), span_of(scenario.gate)
        if count is None or not rate:
            yield Missing(about, "le nombre de postes et le nombre de postes refaits par jour")
        elif gate is not None and count:
            ready = gate.likely + count * _DAY // rate
            late = [
                one for one in facts.plan.services
                if one.vital.best and (limit := one.endurance.limit.best) is not None and limit.minutes < ready
            ]  # fmt: skip
            if late:
                values = {
                    "count": str(count),
                    "rate": str(rate),
                    "ready": roughly(ready),
                    "services": shortened([f"{named(one.name)} ({told(one.endurance.limit)})" for one in late]),
                }
                yield Breach(about, values, tuple(facts.service[one.id].ref for one in late), "", scenario.id)


RULES: tuple[Rule, ...] = (gate_ignored, optimist, team_overloaded, tester_overloaded, screens_too_late)
