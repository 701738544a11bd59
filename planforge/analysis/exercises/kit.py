"""A whole kit: what is played, when, on what, by whom; and the words of the library it is told with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from planforge.analysis.exercises.beats import beats
from planforge.analysis.exercises.choosing import most_exposed, wards
from planforge.analysis.exercises.drawing import Casting, drawn, missed_aims, phases
from planforge.analysis.exercises.terrain import Terrain
from planforge.model.governance import ExerciseKind
from planforge.model.words import word
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planforge.analysis.exercises.beats import Beat
    from planforge.analysis.exercises.drawing import Played
    from planforge.analysis.study import Results
    from planforge.library.exercise_types import (
        Aim,
        AimType,
        CellType,
        Criterion,
        ExerciseFormat,
        ExerciseObjective,
        ListEdition,
        PhasePlan,
        Stimulus,
    )
    from planforge.model.crisis import Scenario
    from planforge.model.services import Service

DEFAULT_SEED = 1
_NAMED = 3  # services named in a folder
_KINDS = {ExerciseKind.CRISIS: "crise", ExerciseKind.FIELD: "terrain"}
_LESSONS = "apprendre"  # the objective that needs no stimulus


class Shelves(Protocol):
    """The lists of the library that a kit is made of."""

    @property
    def stimuli(self) -> Mapping[str, Stimulus]:
        """The stimuli by identifier."""

    @property
    def exercise_objectives(self) -> Mapping[str, ExerciseObjective]:
        """The objectives by identifier."""

    @property
    def exercise_aims(self) -> Mapping[str, AimType]:
        """The aims in words, by identifier."""

    @property
    def exercise_cells(self) -> Mapping[str, CellType]:
        """Who plays, by identifier."""

    @property
    def criteria(self) -> Mapping[str, Criterion]:
        """What is judged, by identifier."""

    def edition(self, key: str) -> ListEdition | None:
        """The edition of a list."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for; ``named_scenario`` says that somebody chose it, ``services`` those that somebody named."""

    form: ExerciseFormat
    scenario: Scenario
    named_scenario: bool
    services: tuple[Service, ...]
    seed: int = DEFAULT_SEED


@dataclass(frozen=True)
class Kit:
    """An exercise drawn from a record."""

    order: Order
    casting: Casting
    shelves: Shelves

    @property
    def form(self) -> ExerciseFormat:
        """What the level means."""
        return self.order.form

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.order.scenario

    @property
    def wards(self) -> tuple[Service, ...]:
        """The services that play."""
        return self.casting.wards

    @property
    def is_field(self) -> bool:
        """Whether a ward is tested in the field, rather than a crisis cell."""
        return self.form.kind is ExerciseKind.FIELD

    @cached_property
    def phases(self) -> tuple[PhasePlan, ...]:
        """The phases, their story where the computation of the scenario allows it."""
        return phases(self.casting)

    @cached_property
    def played(self) -> tuple[Played, ...]:
        """Every stimulus in the order it is played."""
        return drawn(self.casting)

    @cached_property
    def beats(self) -> tuple[Beat, ...]:
        """Start, jumps, pauses and end."""
        return beats(self.phases)

    @cached_property
    def missed(self) -> tuple[Aim, ...]:
        """The aims that find nothing in the record."""
        return missed_aims(self.casting)

    @cached_property
    def objectives(self) -> tuple[ExerciseObjective, ...]:
        """The objectives that some stimulus serves, and the lessons to draw."""
        served = {one.stimulus.objective for one in self.played} | {_LESSONS}
        every = self.shelves.exercise_objectives.values()
        return tuple(one for one in every if one.id in served and one.kind is self.form.kind)

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the exercise."""
        return tuple(dict.fromkeys(phase.day for phase in self.phases))

    @property
    def name(self) -> str:
        """The folder of the kit: level and kind, then what sets it apart from another kit of the same record."""
        parts = [fold(word(self.form.level)), _KINDS[self.form.kind]]
        parts += [self.scenario.id] if self.order.named_scenario else []
        parts += _services_part(self.wards if self.is_field else self.order.services)
        parts += [f"graine-{self.order.seed}"] if self.order.seed != DEFAULT_SEED else []
        return "-".join(parts)


def _services_part(services: Sequence[Service]) -> list[str]:
    names = [one.id for one in services]
    if len(names) <= _NAMED:
        return names
    mark = hashlib.sha256(" ".join(names).encode()).hexdigest()[:4]
    return [*names[:_NAMED], f"et-{len(names) - _NAMED}-autres-{mark}"]


def make_kit(results: Results, order: Order, shelves: Shelves) -> Kit:
    """The kit of an order; nothing is drawn before it is read."""
    playing = wards(results, order.scenario, order.form, order.services)
    field_test = order.form.kind is ExerciseKind.FIELD
    scope = playing if field_test else order.services or results.plan.services
    terrain = Terrain(results, order.scenario, most_exposed(results, order.scenario, scope))
    casting = Casting(order.form, terrain, playing, tuple(shelves.stimuli.values()), order.seed)
    return Kit(order, casting, shelves)
