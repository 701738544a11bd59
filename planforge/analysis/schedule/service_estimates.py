"""What the runs of a scenario mean for each service: when it works again, what its degraded mode leaves uncovered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planforge.analysis.coverage import verdict_of
from planforge.analysis.graphs import stops
from planforge.analysis.results import Verdict
from planforge.analysis.schedule.estimates import Dates, ServiceEstimate
from planforge.analysis.schedule.odds import percentile, share_within
from planforge.analysis.uses import critical_applications, outer_limit
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.ground import Ground
    from planforge.analysis.schedule.odds import Runs
    from planforge.analysis.schedule.problem import Problem
    from planforge.model.services import Service

_DAY = 24 * 60
_REDUCED_SHARE = 0.6  # activity kept « en réduit » (record.md, Time)


def dates_of(ordered: Sequence[int]) -> Dates:
    """The dates of sorted ends."""
    return Dates(*(percentile(ordered, share) for share in (0.1, 0.5, 0.8, 0.9)))


def service_estimates(ground: Ground, problem: Problem, runs: Runs) -> tuple[ServiceEstimate, ...]:
    """Every service that loses something it cannot do without; where systems fail one at a time, by the worst one."""
    if problem.loss.apart:
        stopped = stops(ground.plan, ground.run)
        users = {name: frozenset(stopped[name].services) for name in problem.loss.restored}
        stopping = (
            (service, [name for name in users if service.id in users[name]]) for service in ground.plan.services
        )
        return tuple(_service(runs, service, _worst(runs, names), ()) for service, names in stopping if names)
    down, found = frozenset(problem.loss.down), []
    for service in ground.plan.services:
        needed = tuple(name for name in critical_applications(service) if name in down)
        used = tuple(use.application for use in service.applications if use.application in down)
        if needed:
            found.append(_service(runs, service, needed, tuple(dict.fromkeys((*needed, *used)))))
    return tuple(found)


def _worst(runs: Runs, names: Sequence[str]) -> tuple[str, ...]:
    """The system whose lone failure lasts longest; all that cannot be dated while there are any."""
    index = runs.network.index
    missing = tuple(name for name in names if name not in index)
    return missing or (max(names, key=lambda name: _late_first(runs.by_task[index[name]])),)


def _late_first(ordered: Sequence[int]) -> tuple[int, int]:
    return percentile(ordered, 0.9), percentile(ordered, 0.5)


def _service(runs: Runs, service: Service, needed: tuple[str, ...], every: tuple[str, ...]) -> ServiceEstimate:
    """What its return means for a service. ``every`` are all its applications that are down."""
    index = runs.network.index
    missing = tuple(name for name in needed if name not in index)
    full, limit, outer = service.endurance.full.best, service.endurance.limit.best, outer_limit(service)
    reached, last = _reached(runs, needed) if not missing else ((), "")
    ordered = sorted(reached)
    dates = dates_of(ordered) if ordered else None
    held = limit.minutes if limit else None
    everything = sorted(_reached(runs, every)[0]) if every and all(name in index for name in every) else []
    return ServiceEstimate(
        service=service.id,
        vital=service.vital.best is True,
        full=full.minutes if full else None,
        limit=held,
        outer=outer.minutes if outer else None,
        dates=dates,
        verdict=verdict_of(full, limit, outer, Duration(dates.p50)) if dates else Verdict.UNKNOWN,
        worst_verdict=verdict_of(full, limit, outer, Duration(dates.p90)) if dates else Verdict.UNKNOWN,
        odds=share_within(ordered, held) if ordered and held is not None else None,
        uncovered=_mean_over(ordered, held),
        likely_gap=max(0, dates.p50 - held) if dates and held is not None else None,
        worst_gap=max(0, dates.p90 - held) if dates and held is not None else None,
        lost=_lost_days(ordered, full, limit),
        last=last,
        missing=missing,
        everything=dates_of(everything) if everything else None,
    )


def _reached(runs: Runs, names: Sequence[str]) -> tuple[tuple[int, ...], str]:
    """When the last of these systems is back in each run, and which one it is most often."""
    tasks = [runs.network.index[name] for name in names]
    reached, last = [], Counter[int]()
    for ends in runs.ends:
        latest = max(tasks, key=ends.__getitem__)
        reached.append(ends[latest])
        last[latest] += 1
    return tuple(reached), runs.network.tasks[max(tasks, key=lambda one: (last[one], -one))].id


def _mean_over(ordered: Sequence[int], held: int | None) -> int | None:
    """The mean of the minutes beyond what is held."""
    if not ordered or held is None:
        return None
    return round(sum(max(0, one - held) for one in ordered) / len(ordered))


def _lost_days(ordered: Sequence[int], full: Duration | None, limit: Duration | None) -> float | None:
    """Mean days of whole activity lost: none in full degraded mode, part of it until the limit, then all."""
    if not ordered or full is None or limit is None:
        return None
    reduced = (1 - _REDUCED_SHARE) * max(0, limit.minutes - full.minutes)
    lost = 0.0
    for one in ordered:
        if one > limit.minutes:
            lost += reduced + one - limit.minutes
        else:
            lost += (1 - _REDUCED_SHARE) * max(0, one - full.minutes)
    return round(lost / len(ordered) / _DAY, 1)
