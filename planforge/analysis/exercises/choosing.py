"""Which services an exercise plays: those asked for, else the most exposed that nobody tested yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.uses import shortest_dmia
from planforge.model.governance import ExerciseKind
from planforge.model.playing import PlayLevel
from planforge.model.services import Perimeter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.study import Results
    from planforge.library.exercise_types import ExerciseFormat
    from planforge.model.crisis import Scenario
    from planforge.model.services import Service

_CARE_FIRST = {Perimeter.CARE: 0, Perimeter.TECHNICAL: 1, Perimeter.ADMINISTRATIVE: 2, Perimeter.SUPPORT: 3}


def playable(results: Results) -> tuple[Service, ...]:
    """The services whose degraded workflow says what to do, in the order of the record."""
    flows = results.resolved.workflows
    return tuple(one for one in results.plan.services if flows[one.id].steps)


def most_exposed(results: Results, scenario: Scenario, services: Sequence[Service]) -> tuple[Service, ...]:
    """Vital services first, then those left longest uncovered in the scenario, then the heaviest."""
    estimate = results.outlook.estimate(scenario)

    def key(service: Service) -> tuple[bool, int, int, str]:
        one = estimate.service(service.id) if estimate else None
        gap = (one.likely_gap or 0) if one else 0
        return (not service.vital.best, -gap, -(service.weight.best or 0), service.id)

    return tuple(sorted(services, key=key))


def wards(
    results: Results, scenario: Scenario, form: ExerciseFormat, asked: Sequence[Service] = ()
) -> tuple[Service, ...]:
    """The services that play. Those asked for; else as many as the format wants, a field test following its needs."""
    if asked or not form.services:
        return tuple(asked)
    ranked = most_exposed(results, scenario, playable(results))
    if form.kind is not ExerciseKind.FIELD:
        return ranked[: form.services]
    gentle = form.level is PlayLevel.BEGINNER
    ordered = sorted(ranked, key=lambda one: _field_order(results, one, gentle=gentle))
    return tuple(_chain(ordered, form.services))


def _field_order(results: Results, service: Service, *, gentle: bool) -> tuple[bool, bool, int, int]:
    """Vital services never tested in the field first, care before the rest; a ``gentle`` test takes what can wait."""
    tests = (one for one in results.plan.exercises if one.kind is ExerciseKind.FIELD and service.id in one.services)
    done = any(one.done_on.best is not None for one in tests)
    care = _CARE_FIRST[service.perimeter.best] if service.perimeter.best else len(_CARE_FIRST)
    dmia = shortest_dmia(service)
    return (done, not service.vital.best, care, -dmia.minutes if gentle and dmia is not None else 0)


def _chain(ranked: Sequence[Service], most: int) -> Iterator[Service]:
    """The first service, then those it needs, then those that come next."""
    if not ranked:
        return
    first, known = ranked[0], {one.id: one for one in ranked}
    needed = [known[need.service] for need in first.services if need.service in known]
    taken = dict.fromkeys(one.id for one in (first, *needed, *ranked))
    yield from (known[name] for name in list(taken)[:most])
