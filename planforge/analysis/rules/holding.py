"""Rules that hold the degraded mode against the computed return (D.6, D.7): endurance, procedures, stocks, disks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.coverage import forms_needed
from planforge.analysis.kinds import stores_images
from planforge.analysis.losses import loss
from planforge.analysis.results import Severity
from planforge.analysis.rules.feasibility import estimates
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.spoken import hours_left, printed_back, printed_gap
from planforge.analysis.words import in_ten, named, roughly, shortened, told
from planforge.model.workflow import Horizon
from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.analysis.schedule.estimates import ScenarioEstimate, ServiceEstimate
    from planforge.model.crisis import Scenario
    from planforge.model.services import Service
    from planforge.model.workflow import Workflow

_HOUR = 60
# How long the steps of each horizon last, in hours; the last one has no end.
_LASTS = {
    Horizon.QUARTER: 0.25,
    Horizon.HOUR: 1,
    Horizon.TO_4H: 4,
    Horizon.TO_24H: 24,
    Horizon.TO_72H: 72,
    Horizon.TO_14D: 14 * 24,
}


def _estimated(facts: Facts) -> Iterator[tuple[Scenario, ScenarioEstimate, ServiceEstimate]]:
    for scenario, found in estimates(facts):
        for service in found.services:
            yield scenario, found, service


@rule("DEG-ENDURANCE-LT-T", Severity.BLOCKING)
def not_held(facts: Facts) -> Iterator[Yield]:
    """A degraded mode that ends before the return: in one run out of two, or in one out of ten."""
    for scenario, _, one in _estimated(facts):
        about = facts.service[one.service].at("endurance", "limit")
        if one.missing:
            names = shortened([named(facts.plan.systems[name].name) for name in one.missing])
            yield Missing(about, f"la date de retour calculée de {names}")
        elif one.limit is None:
            yield Missing(about, "la limite de tenue du mode dégradé")
        elif one.dates is not None and one.dates.p90 > one.limit:
            yield _uncovered(facts, scenario, one)


def _uncovered(facts: Facts, scenario: Scenario, one: ServiceEstimate) -> Breach:
    """Blocking where a vital service is uncovered in one run out of two."""
    likely = one.likely_gap or 0
    values = {
        "scenario": scenario.name,
        "limit": told(facts.plan.service[one.service].endurance.limit),
        "median": say_duration(printed_back(one.dates.p50, one.limit)) if one.dates else "",
        "late": say_duration(printed_back(one.dates.p90, one.limit)) if one.dates else "",
        "gap": hours_left(printed_gap(one)),
        "late_gap": hours_left(printed_gap(one, worst=True)),
        "odds": in_ten(one.odds or 0),
        "last": facts.plan.systems[one.last].name,
    }
    severity = Severity.BLOCKING if likely and one.vital else Severity.MAJOR
    about, others = facts.service[one.service].at("endurance", "limit"), (facts.system[one.last].ref,)
    return Breach(about, values, others, "" if likely else "tail", scenario.id, severity)


@rule("DEG-SHORT", Severity.MAJOR)
def procedure_too_short(facts: Facts) -> Iterator[Yield]:
    """A procedure whose last step stops before the return, in one run out of ten."""
    for scenario, found, one in _estimated(facts):
        flow = facts.workflows.get(one.service)
        if flow is None or not flow.steps or one.dates is None or not found.cyber:
            continue
        hours = _written_for(flow)
        if hours is not None and one.dates.p90 > hours * _HOUR:
            values = {"written": say_duration(Duration(round(hours * _HOUR))), "late": roughly(one.dates.p90)}
            yield Breach(facts.service[one.service].at("workflow", "steps"), values, (), "", scenario.id)


def _written_for(flow: Workflow) -> float | None:
    """Hours that the steps are written for; ``None`` where the last has no end."""
    lasts = [_LASTS.get(step.horizon) for step in flow.steps]
    known = [hours for hours in lasts if hours is not None]
    return max(known) if len(known) == len(lasts) else None


@rule("KIT-STOCK-LT-NEED", Severity.MAJOR)
def stock_too_small(facts: Facts) -> Iterator[Yield]:
    """Forms of a kit that run out before the degraded mode ends, or before everything is back if that comes first."""
    returns = _returns(facts)
    for service in facts.plan.services:
        flow, limit = facts.workflows.get(service.id), service.endurance.limit.best
        if flow is not None and flow.forms and limit is not None and service.kit.place.best is not None:
            yield from _short(facts, service, flow, min(limit.minutes, returns.get(service.id, limit.minutes)))


def _returns(facts: Facts) -> dict[str, int]:
    """The latest return of each service, in one run out of ten; none while some scenario or need has no date."""
    latest: dict[str, int] = {}
    undated: set[str] = set()
    for scenario in facts.plan.scenarios:
        found, lost = facts.outlook.estimate(scenario), loss(facts.plan, facts.run, scenario)
        if found is None and (lost is None or lost.down):
            return {}
        for one in found.services if found else ():
            if one.dates is None:
                undated.add(one.service)
            else:
                latest[one.service] = max(latest.get(one.service, 0), one.dates.p90)
    return {service: minutes for service, minutes in latest.items() if service not in undated}


def _short(facts: Facts, service: Service, flow: Workflow, minutes: int) -> Iterator[Yield]:
    about = facts.service[service.id].at("kit", "stock")
    needs = forms_needed(service, flow, max(1, -(-minutes // _HOUR)))
    if any(need.total is None for need in needs):
        yield Missing(facts.service[service.id], "le volume par jour ou le nombre de lits")
    short = [need for need in needs if need.missing]
    if not service.kit.stock:
        yield Missing(about, "le compte des formulaires du kit")
    elif short:
        said = [f"{need.form} ({need.stock} pour {need.total})" for need in short]
        yield Breach(about, {"lasting": roughly(minutes), "forms": shortened(said)})


@rule("KIT-MODALITY-DISK", Severity.MINOR)
def disks_full(facts: Facts) -> Iterator[Yield]:
    """Imaging devices whose own disks are full before the archive is back, in one run out of two."""
    for scenario, found in estimates(facts):
        for one in found.systems:
            system = facts.plan.systems[one.system]
            if not stores_images(system):
                continue
            about, holds = facts.system[system.id].at("local_storage"), system.local_storage.best
            if holds is None:
                yield Missing(about, "la durée que tient le stockage local des modalités")
            elif holds.minutes < one.dates.p50:
                values = {"scenario": scenario.name, "holds": say_duration(holds), "median": roughly(one.dates.p50)}
                yield Breach(about, values, (), "", scenario.id)


RULES: tuple[Rule, ...] = (procedure_too_short, not_held, stock_too_small, disks_full)
