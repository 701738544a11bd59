"""A kit drawn from the record: which stimuli, on which targets, at which minute; the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.exercises.aims import found
from planforge.analysis.exercises.timing import anchored, spread, story_minute
from planforge.analysis.schedule.draws import shares
from planforge.library.exercise_types import Aim
from planforge.model.establishment import Care
from planforge.model.playing import PlayCell, StimulusSort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planforge.analysis.exercises.terrain import Aimed, Terrain
    from planforge.analysis.study import Results
    from planforge.library.exercise_types import ExerciseFormat, PhasePlan, Stimulus
    from planforge.model.crisis import Scenario
    from planforge.model.services import Service

_BRACED = re.compile(r"\{([a-z]+)\}")
_HOMES = frozenset({Care.EHPAD, Care.DISABILITY, Care.USLD, Care.SSIAD})  # people live there
_NEAR = 4  # targets among which a draw chooses
# What makes a stimulus worth playing, in shares of a draw: it hits the record, it is new to the level...
_HITS, _OWN_LEVEL, _NEW_OBJECTIVE, _SAME_AIM, _SAME_CELL = 0.7, 0.25, 0.3, 0.9, 0.06


@dataclass(frozen=True)
class Casting:
    """What a kit is drawn from: the format, the terrain of the cells, the services that play, the stimuli there are."""

    form: ExerciseFormat
    terrain: Terrain
    wards: tuple[Service, ...]
    stimuli: tuple[Stimulus, ...]
    seed: int

    @property
    def results(self) -> Results:
        """The record studied."""
        return self.terrain.results

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.terrain.scenario

    @cached_property
    def ward_terrain(self) -> Terrain:
        """The same record, seen from the services that play."""
        return replace(self.terrain, services=self.wards or self.terrain.services)

    @cached_property
    def common(self) -> Mapping[str, str]:
        """What the words of any stimulus may name."""
        establishment = self.terrain.plan.establishment
        homes = bool(establishment.activities) and not set(establishment.activities) - _HOMES
        name = establishment.short_name.best or establishment.name
        people = {"people": "résidents", "person": "résident"} if homes else {"people": "patients", "person": "patient"}
        return {"hospital": name, "scenario": self.scenario.name, **people}


@dataclass(frozen=True, slots=True)
class Played:
    """A stimulus at its place. ``at`` counts minutes since the opening of its day, ``story`` since the loss."""

    number: str
    stimulus: Stimulus
    cell: PlayCell
    aimed: Aimed
    phase: PhasePlan
    at: int
    story: int
    common: Mapping[str, str] = field(hash=False)

    def said(self, words: str) -> str:
        """Words of the stimulus with what its target fills in them."""
        values = {**self.common, **self.aimed.values}
        return _BRACED.sub(lambda one: values.get(one[1], one[0]), words)


def drawn(casting: Casting) -> tuple[Played, ...]:
    """Every stimulus of the kit, in the order it is played."""
    drawing = _Drawing(casting)
    played = [one for phase in phases(casting) for one in drawing.phase(phase)]
    return tuple(replace(one, number=f"S{rank:02}") for rank, one in enumerate(played, 1))


def phases(casting: Casting) -> tuple[PhasePlan, ...]:
    """The phases of the format; a story of return does not begin before the computation of the scenario allows it."""
    estimate, vital = casting.terrain.estimate, {system.id for _, system in casting.terrain.vital_systems()}
    gate = estimate.gate[1] if estimate else 0
    back = [one.dates.p50 for one in estimate.systems if one.system in vital] if estimate else []
    return tuple(anchored(phase, gate, min(back, default=0)) for phase in casting.form.phases)


def missed_aims(casting: Casting) -> tuple[Aim, ...]:
    """The aims of stimuli that this kit might have played, and that find nothing in the record."""
    wanted = dict.fromkeys(one.aim for one in casting.stimuli if _fits(casting, one))
    return tuple(aim for aim in wanted if not found(casting.terrain, aim))


def _fits(casting: Casting, stimulus: Stimulus) -> bool:
    """Whether the stimulus may be played here, whatever the record says of its target."""
    form, care = casting.form, set(casting.terrain.plan.establishment.activities)
    perimeters = {one.perimeter.best for one in casting.wards}
    return (
        stimulus.kind is form.kind
        and stimulus.level.rank <= form.level.rank
        and (not stimulus.scenarios or casting.scenario.kind in stimulus.scenarios)
        and (not stimulus.activities or bool(care & set(stimulus.activities)))
        and (not stimulus.perimeters or bool(perimeters & set(stimulus.perimeters)))
        and stimulus.voice_of not in form.cells
        and _recipient(form, stimulus) is not None
    )


def _recipient(form: ExerciseFormat, stimulus: Stimulus) -> PlayCell | None:
    """The first of its recipients that plays."""
    return next((cell for cell in stimulus.cells if cell in form.cells or cell is PlayCell.ALL), None)


class _Drawing:
    """One kit being drawn: what was hit so far."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting
        self._aims: Counter[Aim] = Counter()
        self._objects: Counter[str] = Counter()
        self._objectives: set[str] = set()
        self._cells: Counter[PlayCell] = Counter()
        self._targets: dict[tuple[Aim, bool], tuple[Aimed, ...]] = {}
        self._draws = {one.id: shares(casting.seed, one.id, 2 + _NEAR) for one in casting.stimuli}

    def phase(self, phase: PhasePlan) -> Iterator[Played]:
        """The stimuli of a phase, in order: its opening, the story, noise in between."""
        there = [one for one in self._casting.stimuli if one.phase is phase.phase and _fits(self._casting, one)]
        there = [one for one in there if self._found(one)]
        opening = [one for one in there if one.opening]
        story = [one for one in there if not one.opening and one.sort is not StimulusSort.NOISE]
        noise = [one for one in there if not one.opening and one.sort is StimulusSort.NOISE]
        for one in opening:
            self._note(one)
        room = max(phase.stimuli - phase.noise - len(opening), 0)
        chosen = _in_order(there, self._chosen(story, room))
        line = [*opening, *_mixed(chosen, self._chosen(noise, phase.noise), self._draws)]
        minutes = spread(phase, [self._draws[one.id][1] for one in line])
        for one, at in zip(line, minutes, strict=True):
            yield self._played(one, phase, at)

    def _chosen(self, among: Sequence[Stimulus], count: int) -> list[Stimulus]:
        left = list(among)
        chosen: list[Stimulus] = []
        while left and len(chosen) < count:
            best = max(left, key=self._worth)
            left.remove(best)
            chosen.append(best)
            self._note(best)
        return chosen

    def _note(self, stimulus: Stimulus) -> None:
        self._aims[stimulus.aim] += 1
        self._objectives.add(stimulus.objective)
        cell = _recipient(self._casting.form, stimulus)
        if cell is not None:
            self._cells[cell] += 1

    def _worth(self, stimulus: Stimulus) -> float:
        """How much a stimulus is worth playing now: a draw, and what it would bring."""
        worth = self._draws[stimulus.id][0]
        if stimulus.aim is not Aim.NOTHING:
            worth += _HITS - _SAME_AIM * self._aims[stimulus.aim]
        worth += _OWN_LEVEL * (stimulus.level is self._casting.form.level)
        worth += _NEW_OBJECTIVE * (stimulus.objective not in self._objectives)
        cell = _recipient(self._casting.form, stimulus)
        return worth - _SAME_CELL * (self._cells[cell] if cell else 0)

    def _found(self, stimulus: Stimulus) -> tuple[Aimed, ...]:
        ward = _recipient(self._casting.form, stimulus) is PlayCell.WARD
        key = (stimulus.aim, ward)
        if key not in self._targets:
            terrain = self._casting.ward_terrain if ward else self._casting.terrain
            self._targets[key] = found(terrain, stimulus.aim)
        return self._targets[key]

    def _played(self, stimulus: Stimulus, phase: PhasePlan, at: int) -> Played:
        near = self._found(stimulus)[:_NEAR]
        draws = self._draws[stimulus.id][2:]
        aimed = max(zip(near, draws, strict=False), key=lambda pair: pair[1] - self._used(pair[0]))[0]
        self._objects.update(ref.id for ref in aimed.objects)
        cell = _recipient(self._casting.form, stimulus) or PlayCell.ALL
        return Played("", stimulus, cell, aimed, phase, at, story_minute(phase, at), self._casting.common)

    def _used(self, aimed: Aimed) -> float:
        return float(sum(self._objects[ref.id] for ref in aimed.objects))


def _in_order(story: Sequence[Stimulus], chosen: Iterable[Stimulus]) -> list[Stimulus]:
    """The chosen ones in the order of the story; those of the wards, which play apart, spread among the others."""
    kept = {one.id for one in chosen}
    ordered = [one for one in story if one.id in kept]
    apart = [one for one in ordered if PlayCell.WARD in one.cells]
    others = [one for one in ordered if PlayCell.WARD not in one.cells]
    return _woven(others, apart) if others else apart


def _woven(line: list[Stimulus], others: Sequence[Stimulus]) -> list[Stimulus]:
    """The others at equal distances in a line."""
    woven = list(line)
    for rank, one in enumerate(others):
        woven.insert(round((rank + 1) * len(line) / (len(others) + 1)) + rank, one)
    return woven


def _mixed(line: list[Stimulus], noise: Sequence[Stimulus], draws: Mapping[str, Sequence[float]]) -> list[Stimulus]:
    """The line with noise in between, where the draws put it."""
    mixed = list(line)
    for one in noise:
        mixed.insert(round(draws[one.id][1] * len(mixed)), one)
    return mixed
