from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.exercises.drawing import drawn
from planforge.library.exercise_types import Aim
from planforge.model.playing import PlayCell, PlayPhase, StimulusSort
from tests.analysis.exercises.conftest import played, studied

if TYPE_CHECKING:
    from planforge.analysis.exercises.drawing import Played
    from planforge.library.loading import Library
    from tests.analysis.exercises.conftest import Play

FORMS = [f"{level}-{kind}" for level in ("beginner", "intermediate", "confirmed") for kind in ("crisis", "field")]


def told(one: Played) -> tuple[Any, ...]:
    return (one.number, one.stimulus.id, one.cell, one.at, one.story, tuple(sorted(one.aimed.values.items())))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_seed_draws_the_same_kit(play: Play, form: str) -> None:
    first, again = play(form), play(form)
    assert first.played
    assert list(map(told, first.played)) == list(map(told, again.played))
    assert list(map(told, first.played)) == list(map(told, drawn(first.casting)))


def test_another_seed_draws_another_kit(play: Play) -> None:
    drawn_ids = {tuple(one.stimulus.id for one in play("confirmed-crisis", seed=seed).played) for seed in range(1, 6)}
    assert len(drawn_ids) == 5


@pytest.mark.parametrize("form", FORMS)
def test_a_kit_keeps_to_its_format(play: Play, form: str) -> None:
    kit = play(form)
    for phase in kit.form.phases:
        there = [one for one in kit.played if one.stimulus.phase is phase.phase]
        assert 0 < len(there) <= phase.stimuli
        assert sum(one.stimulus.sort is StimulusSort.NOISE for one in there) <= phase.noise
        assert all(phase.begins.minutes <= one.at < phase.ends.minutes for one in there)
        assert all(one.phase.day == phase.day for one in there)
    for one in kit.played:
        assert one.stimulus.kind is kit.form.kind
        assert one.stimulus.level.rank <= kit.form.level.rank
        assert one.cell in kit.form.cells


def test_levels_differ_in_cells_length_and_number(play: Play) -> None:
    kits = [play(f"{level}-crisis") for level in ("beginner", "intermediate", "confirmed")]
    assert [len(kit.played) for kit in kits] == sorted({len(kit.played) for kit in kits})
    assert [len(kit.form.cells) for kit in kits] == sorted({len(kit.form.cells) for kit in kits})
    assert kits[0].form.cells == (PlayCell.DECISION,)
    assert set(kits[1].form.cells) == {PlayCell.DECISION, PlayCell.IT}
    assert {PlayCell.WARD, PlayCell.CARE} <= set(kits[2].form.cells)
    lengths = [sum(phase.ends.minutes - phase.begins.minutes for phase in kit.phases) for kit in kits]
    assert lengths[0] <= 4 * 60 < lengths[1] <= 8 * 60 < lengths[2]
    assert [kit.days for kit in kits] == [(1,), (1,), (1, 2)]
    assert len({kit.form.surprise for kit in kits}) == 3
    assert any(one.cell is PlayCell.WARD for one in kits[2].played)


def test_numbers_follow_the_clock_and_an_opening_comes_first(play: Play) -> None:
    kit = play("confirmed-crisis")
    assert [one.number for one in kit.played] == [f"S{rank:02}" for rank in range(1, len(kit.played) + 1)]
    times = [(one.phase.day, one.at) for one in kit.played]
    assert times == sorted(times)
    assert kit.played[0].stimulus.id == "ecran-rancon"
    assert kit.played[0].at == 0


def test_most_stimuli_hit_what_the_record_declares(play: Play) -> None:
    for form in FORMS:
        played_ones = play(form).played
        aimed = [one for one in played_ones if one.stimulus.aim is not Aim.NOTHING]
        assert len(aimed) * 3 >= len(played_ones)
    aims = {one.stimulus.aim for one in play("confirmed-crisis").played}
    assert {Aim.RESTART_LOOP, Aim.OFFICE_SUPPLIER, Aim.SHORT_STOCK, Aim.LAST_RETURN, Aim.UNSIGNED_PARTNER} <= aims


def test_words_are_filled_with_what_is_hit(play: Play) -> None:
    for form in FORMS:
        for one in play(form).played:
            told = one.stimulus
            words = f"{told.text} {told.sender} {told.reaction} {told.prompt}"
            assert not re.search(r"[{}]", one.said(words))
    stock = next(one for one in play("confirmed-crisis").played if one.stimulus.id == "stock-feuilles")
    assert "il restait 24 feuilles F-BIO (" in stock.said(stock.stimulus.text)


def test_what_the_record_lacks_is_not_played_but_said(packaged: Library) -> None:
    bare = studied({"teams": [], "contacts": [], "continuity_means": {}})
    kit = played(bare, packaged)("confirmed-crisis")
    aims = {one.stimulus.aim for one in kit.played}
    lacking = {Aim.LONE_TEAM, Aim.MISSING_CONTACT, Aim.NUMBER_RANGE}
    assert not aims & lacking
    assert lacking <= set(kit.missed)


def test_a_voice_is_silent_where_its_cell_plays(play: Play) -> None:
    assert "astreinte-confirme" in {one.stimulus.id for one in play("beginner-crisis").played}
    for seed in range(1, 6):
        assert "astreinte-confirme" not in {one.stimulus.id for one in play("intermediate-crisis", seed=seed).played}


def test_stimuli_of_a_cyber_attack_are_not_played_in_a_power_cut(play: Play) -> None:
    kit = play("confirmed-crisis", scenario="courant")
    assert kit.played[0].stimulus.id == "ouverture-energie"
    kinds = [one.stimulus.scenarios for one in kit.played]
    assert all(not one or kit.scenario.kind in one for one in kinds)


def test_a_home_has_residents_and_no_operating_theatre(packaged: Library) -> None:
    home = studied({"establishment": {"name": "Les Tilleuls", "statute": "espic", "activities": ["ehpad"]}})
    for seed in range(1, 4):
        kit = played(home, packaged)("confirmed-crisis", seed=seed)
        assert kit.casting.common["person"] == "résident"
        assert not {"programme-operatoire", "samu-question", "transfert-refuse"} & {
            one.stimulus.id for one in kit.played
        }


def test_a_field_test_plays_what_suits_its_ward(play: Play) -> None:
    office = {one.stimulus.id for one in play("beginner-field", services=("paie",)).played}
    care = {one.stimulus.id for one in play("beginner-field", services=("urgences",)).played}
    assert not {"terrain-prescription", "terrain-resultat-critique"} & office
    assert not {"terrain-dossier-administratif", "terrain-commande"} & care


def test_a_return_is_played_after_the_gate(play: Play) -> None:
    kit = play("intermediate-crisis")
    gate = kit.casting.terrain.estimate
    assert gate is not None
    later = [one for one in kit.played if one.stimulus.phase in {PlayPhase.REBOUND, PlayPhase.EXIT}]
    assert later
    assert all(one.story >= gate.gate[1] for one in later)
