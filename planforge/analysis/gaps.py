"""Every answer « à compléter », and how complete each section of the record is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Completeness, GapItem
from planforge.analysis.shape import slots, spots
from planforge.model.answer import ByScenario, State
from planforge.model.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.shape import Spot


def gaps(plan: Plan, walked: Sequence[Spot] | None = None) -> tuple[GapItem, ...]:
    """What is said unknown at any depth, and what the minimum depth asks and nobody answered, in file order.

    ``walked`` spares a second walk over the record.
    """
    found = ((spot, _state(spot)) for spot in (spots(plan) if walked is None else walked))
    return tuple(
        _item(spot, state)
        for spot, state in found
        if state is State.UNKNOWN or (state is State.ABSENT and spot.slot.minimum)
    )


def completeness(plan: Plan, walked: Sequence[Spot] | None = None) -> tuple[Completeness, ...]:
    """Answered against expected, by top-level section, in file order; sections that expect nothing are left out."""
    counts = {slot.name: [0, 0, 0] for slot in slots(Plan)}
    for spot in spots(plan) if walked is None else walked:
        state = _state(spot)
        if spot.slot.minimum or state is State.UNKNOWN:
            count = counts[spot.section]
            count[0] += state is State.KNOWN
            count[1] += spot.answer is not None and spot.answer.is_default
            count[2] += 1
    titles = {slot.name: slot.title for slot in slots(Plan)}
    return tuple(
        Completeness(section, titles[section], answered, defaults, expected)
        for section, (answered, defaults, expected) in counts.items()
        if expected
    )


def _state(spot: Spot) -> State:
    if spot.answer is None:
        if spot.unknown is not None:
            return State.UNKNOWN
        return State.ABSENT if spot.empty else State.KNOWN
    if not isinstance(spot.answer, ByScenario):
        return spot.answer.state
    states = {spot.answer.state, *(own.state for own in spot.answer.scenarios.values())}
    return next(state for state in (State.UNKNOWN, State.KNOWN, State.ABSENT) if state in states)


def _item(spot: Spot, state: State) -> GapItem:
    unknown = spot.unknown
    if unknown is None and isinstance(spot.answer, ByScenario):
        unknown = next((own.unknown for own in spot.answer.scenarios.values() if own.unknown), None)
    return GapItem(
        path=spot.path,
        object=spot.object,
        field=spot.slot.title,
        state=state,
        ask=unknown.ask if unknown else "",
        due=unknown.due if unknown else None,
    )
