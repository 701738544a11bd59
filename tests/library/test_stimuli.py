"""The packaged exercise lists as the director of an exercise would read them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.promises import promises_in
from planforge.library.exercise_entries import worded
from planforge.library.exercise_types import Aim
from planforge.library.loading import load_library
from planforge.model.crisis import ScenarioKind
from planforge.model.governance import ExerciseKind
from planforge.model.playing import PlayCell, PlayChannel, PlayLevel, PlayPhase, StimulusSort

if TYPE_CHECKING:
    from planforge.library.exercise_types import ExerciseFormat, Stimulus

LIBRARY = load_library(None)
STIMULI = tuple(LIBRARY.stimuli.values())
CRISIS = tuple(one for one in STIMULI if one.kind is ExerciseKind.CRISIS)
FIELD = tuple(one for one in STIMULI if one.kind is ExerciseKind.FIELD)
FORMATS = tuple(LIBRARY.exercise_formats.values())
PHONE = re.compile(r"\b0\d(?:[ .\u00a0]?\d{2}){4}\b")
LEVELS_OF_FORMATS = {(level, kind) for level in PlayLevel for kind in (ExerciseKind.CRISIS, ExerciseKind.FIELD)}


def test_there_is_enough_to_draw_from() -> None:
    assert len(CRISIS) >= 40
    assert len(FIELD) >= 20
    assert set(LIBRARY.exercise_aims) == {aim.value for aim in Aim}
    assert {one.aim for one in STIMULI} == set(Aim)
    assert set(LIBRARY.exercise_cells) == {cell.value for cell in PlayCell}


def test_every_level_phase_channel_and_sort_is_served() -> None:
    assert {one.level for one in CRISIS} == {one.level for one in FIELD} == set(PlayLevel)
    assert {one.phase for one in CRISIS} == set(PlayPhase)
    assert {one.channel for one in CRISIS} >= set(PlayChannel) - {PlayChannel.SMS}
    assert {one.sort for one in CRISIS} == set(StimulusSort)
    assert {cell for one in CRISIS for cell in one.cells} == set(PlayCell) - {PlayCell.ALL}


def test_every_scenario_has_an_opening_and_a_return() -> None:
    for kind in ScenarioKind:
        told = [one for one in CRISIS if not one.scenarios or kind in one.scenarios]
        opened = {one.phase for one in told if one.opening and one.level is PlayLevel.BEGINNER}
        assert {PlayPhase.ALERT, PlayPhase.RISE, PlayPhase.PLATEAU, PlayPhase.EXIT} <= opened, kind


def test_a_format_stands_for_each_level_and_kind() -> None:
    assert {(one.level, one.kind) for one in FORMATS} == LEVELS_OF_FORMATS
    for one in FORMATS:
        assert one.phases
        for before, after in pairwise(one.phases):
            assert after.day > before.day or after.begins >= before.ends
            assert after.after >= before.until
        assert all(phase.ends > phase.begins and phase.until > phase.after for phase in one.phases)
        assert all(phase.noise < phase.stimuli for phase in one.phases)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_a_format_finds_its_stimuli_even_in_a_record_that_says_little(form: ExerciseFormat) -> None:
    for phase in form.phases:
        plain = [
            one
            for one in STIMULI
            if one.phase is phase.phase
            and one.kind is form.kind
            and one.level.rank <= form.level.rank
            and (one.aim is Aim.NOTHING or one.opening)
            and not set(one.cells).isdisjoint(form.cells)
        ]
        assert plain, phase.phase


@pytest.mark.parametrize("stimulus", STIMULI, ids=lambda one: one.id)
def test_a_stimulus_says_nothing_that_it_should_not(stimulus: Stimulus) -> None:
    for name, words in worded(stimulus):
        assert not PHONE.search(words), name
        assert not promises_in(words), name
        assert "'" not in words, name
        assert words == words.strip(), name


def test_names_are_told_once_and_texts_are_short() -> None:
    assert not [name for name, count in Counter(one.name for one in STIMULI).items() if count > 1]
    for one in STIMULI:
        assert 60 <= len(one.text) <= 520, one.id
        assert len(one.reaction) <= 220, one.id
        assert len(one.name) <= 50, one.id


def test_criteria_and_objectives_belong_together() -> None:
    objectives, criteria = LIBRARY.exercise_objectives, LIBRARY.criteria
    for one in STIMULI:
        assert one.criterion in criteria, one.id
        assert objectives[one.objective].kind is one.kind, one.id
    for objective in objectives.values():
        assert objective.criteria, objective.id
        assert set(objective.criteria) <= set(criteria), objective.id
    used = {one.objective for one in STIMULI}
    assert set(objectives) - used == {"apprendre"}


def test_every_list_says_its_edition() -> None:
    for key in ("stimuli", "exercise_objectives", "exercise_aims", "exercise_cells", "exercise_formats"):
        edition = LIBRARY.edition(key)
        assert edition is not None
        assert edition.version
        assert edition.source
