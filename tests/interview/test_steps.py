from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.interview.steps import Kind, Option, find

if TYPE_CHECKING:
    from tests.interview.conftest import Sitting

OPTIONS = (Option("rea", "Réanimation (USC)"), Option("bloc", "Bloc  opératoire"), Option("coeur", "Cœur"))


def test_an_option_is_found_by_its_value_or_its_words_without_accents() -> None:
    assert find(OPTIONS, "reanimation (usc)") == "rea"
    assert find(OPTIONS, " REA ") == "rea"
    assert find(OPTIONS, "bloc opératoire") == "bloc"
    assert find(OPTIONS, "Coeur") == "coeur"
    assert find(OPTIONS, "urgences") is None


def test_a_part_of_the_words_shows_the_options_that_hold_it(sitting: Sitting) -> None:
    step = replace(sitting.step, options=OPTIONS)
    assert [one.value for one in step.matching("rea")] == ["rea"]
    assert [one.value for one in step.matching("o")] == ["rea", "bloc", "coeur"]
    assert step.find("Bloc opératoire") == "bloc"
    assert step.label("bloc") == "Bloc  opératoire"
    assert step.label("autre") == "autre"


def test_a_step_says_whether_several_values_make_an_answer(sitting: Sitting) -> None:
    several = {kind for kind in Kind if replace(sitting.step, kind=kind).many}
    assert several == {Kind.SEVERAL, Kind.LINES, Kind.REFERENCES}
