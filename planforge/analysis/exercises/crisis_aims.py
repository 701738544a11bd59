"""What stimuli find in the crisis organisation: who is missing, which gesture nobody knows, what is never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.terrain import Aimed, as_said
from planforge.analysis.results import ObjectRef
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.terrain import Terrain
    from planforge.model.crisis import NumberRange


def no_deputy(terrain: Terrain) -> Iterator[Aimed]:
    """Decisions of the first hour whose decider nobody replaces."""
    crisis = terrain.plan.crisis
    for decision, decider in (("Couper le réseau", crisis.cut), ("Déclencher la crise", crisis.trigger)):
        person = terrain.plan.person.get(decider.person.best or "")
        if person is not None and decider.deputy.best is None and person.deputy.best is None:
            values = {"decision": decision, "function": as_said(person.function)}
            yield Aimed(values, (ObjectRef("people", person.id, person.function),))


def lone_team(terrain: Terrain) -> Iterator[Aimed]:
    """Teams of one person, then those that nobody may call at night."""
    teams = terrain.plan.teams
    alone = [one for one in teams if one.people.best == 1]
    for team in (*alone, *(one for one in teams if one.on_call.best is False and one not in alone)):
        yield Aimed({"team": team.name}, (ObjectRef("teams", team.id, team.name),))


def number_range(terrain: Terrain) -> Iterator[Aimed]:
    """Ranges of emergency numbers whose end and labels are known; where few services play, only theirs."""
    for one in terrain.plan.continuity_means.number_ranges:
        if one.last.best and one.stock.best and _serves(terrain, one):
            values = {"point": one.name, "last": one.last.best, "stock": str(one.stock.best)}
            yield Aimed(values, (ObjectRef("number_ranges", one.id, one.name),))


def _serves(terrain: Terrain, point: NumberRange) -> bool:
    """Whether a range is that of a service in play, by its identifier or its name."""
    if len(terrain.services) == len(terrain.plan.services):
        return True
    return any(one.id == point.id or fold(one.name) in fold(point.name) for one in terrain.services)


def never_cut(terrain: Terrain) -> Iterator[Aimed]:
    """What the hospital wrote that nobody ever cuts."""
    for thing in terrain.plan.crisis.network_cut.never:
        yield Aimed({"thing": as_said(thing)}, (ObjectRef("crisis", "never", thing),))


def cut_gesture(terrain: Terrain) -> Iterator[Aimed]:
    """Gestures of the cut that nobody described, then those that nobody tried."""
    steps = terrain.plan.crisis.network_cut.steps
    silent = [one for one in steps if not one.how.best]
    for step in (*silent, *(one for one in steps if one.checked_on.best is None and one not in silent)):
        yield Aimed({"gesture": step.name}, (ObjectRef("network_cut", step.id, step.name),))


def missing_contact(terrain: Terrain) -> Iterator[Aimed]:
    """Outside contacts whose number nobody wrote."""
    for contact in terrain.plan.contacts:
        if not contact.number.best:
            yield Aimed({"contact": contact.name}, (ObjectRef("contacts", contact.id, contact.name),))
