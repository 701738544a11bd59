"""Whether the degraded mode holds until the targets of a cyber attack, and how many sheets that takes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from planforge.analysis.results import FormNeed, ServiceCoverage, Verdict
from planforge.analysis.uses import critical_applications, cyber_scenarios, in_scenario, outer_limit
from planforge.model.workflow import FormDriver
from planforge.values import Duration

if TYPE_CHECKING:
    from planforge.model.crisis import Scenario
    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.workflow import FormUse, Workflow

_DAY_HOURS = 24
_MARGIN = Fraction(12, 10)  # spoiled and lost sheets


def coverage(plan: Plan) -> tuple[ServiceCoverage, ...]:
    """Every service that has a vital application, in every cyber scenario."""
    return tuple(
        service_coverage(plan, service, scenario)
        for scenario in cyber_scenarios(plan)
        for service in plan.services
        if critical_applications(service)
    )


def service_coverage(plan: Plan, service: Service, scenario: Scenario) -> ServiceCoverage:
    """The service's endurance against the latest target of what it cannot do without."""
    target, target_of, without = _latest_target(plan, service, scenario)
    full, limit, outer = service.endurance.full.best, service.endurance.limit.best, outer_limit(service)
    verdict = verdict_of(full, limit, outer, target)
    if without and verdict in {Verdict.HELD, Verdict.REDUCED}:
        verdict = Verdict.UNKNOWN  # a target not known yet may well be the latest
    return ServiceCoverage(
        service=service.id,
        scenario=scenario.id,
        full=full,
        limit=limit,
        outer_limit=outer,
        target=target,
        target_of=target_of,
        uncovered=_uncovered(limit, target, verdict),
        verdict=verdict,
        without_target=without,
    )


def _latest_target(plan: Plan, service: Service, scenario: Scenario) -> tuple[Duration | None, str, tuple[str, ...]]:
    """The latest target, whose it is, and the applications that have none."""
    latest, latest_of, without = None, "", []
    for name in critical_applications(service):
        system = plan.systems.get(name)
        target = in_scenario(system.rto, scenario).best if system else None
        if target is None:
            without.append(name)
        elif latest is None or target > latest:
            latest, latest_of = target, name
    return latest, latest_of, tuple(without)


def verdict_of(
    full: Duration | None, limit: Duration | None, outer: Duration | None, target: Duration | None
) -> Verdict:
    """A return after so long, against how long the degraded mode holds (recovery.md C.7); unknown ends say nothing."""
    if target is None:
        return Verdict.UNKNOWN
    if full is not None and target <= full:
        return Verdict.HELD
    if limit is None or (outer is not None and outer < limit):
        return Verdict.UNKNOWN  # contradictory answers: OBJ-MTPD-MEANING asks which one holds
    if target <= limit:
        return Verdict.REDUCED
    return Verdict.BEYOND if outer is not None and target > outer else Verdict.BREAK


def _uncovered(limit: Duration | None, target: Duration | None, verdict: Verdict) -> Duration | None:
    if verdict is Verdict.UNKNOWN:
        return None
    if limit is None or target is None:
        return Duration(0)
    return Duration(max(0, target.minutes - limit.minutes))


def forms_needed(service: Service, workflow: Workflow, hours: int = 72) -> tuple[FormNeed, ...]:
    """The sheets that the degraded mode takes, form by form, beside the stock of the kit."""
    stock = {line.form: line.count.best for line in service.kit.stock}
    return tuple(_form_need(service, use, Fraction(hours, _DAY_HOURS), stock.get(use.id)) for use in workflow.forms)


def _form_need(service: Service, use: FormUse, days: Fraction, stock: int | None) -> FormNeed:
    volume = _volume(service, use.per)
    if volume is None:
        return FormNeed(use.id, use.per, None, None, stock, None)
    per_day = volume * Fraction(str(use.sheets))
    total = ceil(per_day * days * _MARGIN)
    missing = max(0, total - stock) if stock is not None else None
    return FormNeed(use.id, use.per, float(per_day), total, stock, missing)


def _volume(service: Service, driver: FormDriver) -> int | None:
    if driver is FormDriver.BED:
        return service.beds.best
    if driver is FormDriver.VOLUME:
        return service.volume_per_day.best
    return 1
