from __future__ import annotations

import pytest

from planforge.analysis.words import (
    in_case_of,
    listed,
    named,
    roughly,
    roughly_after,
    rounded,
    rounded_after,
    says_none,
    shortened,
    shortest,
    told,
)
from planforge.model.answer import Answer, Source
from planforge.model.crisis import Scenario, ScenarioKind
from planforge.values import NBSP, Duration, say_duration

SCENARIO = Scenario(id="rancon", name="Rançongiciel", kind=ScenarioKind.CYBER)


def test_a_name_stands_between_guillemets_that_never_leave_it() -> None:
    assert named("DPI") == f"«{NBSP}DPI{NBSP}»"


def test_names_are_listed_once_each_in_their_order() -> None:
    assert listed(["b", "a", "b"]) == f"{named('b')} et {named('a')}"
    assert listed([]) == ""


def test_a_long_list_says_how_many_it_leaves_out() -> None:
    assert listed("abcdefg", shown=2).replace(NBSP, " ") == "« a », « b » et 5 autres"
    assert listed("abc", shown=2).replace(NBSP, " ") == "« a », « b » et 1 autre"
    assert "autre" not in listed("abcde")


def test_the_case_of_a_target_is_said_and_so_is_a_default() -> None:
    assert in_case_of(None) == "hors cyberattaque"
    assert in_case_of(SCENARIO).replace(NBSP, " ") == "scénario « Rançongiciel »"
    assert in_case_of(None, default=True) == "hors cyberattaque, valeur par défaut à valider"


def test_words_are_shortened_as_names_are() -> None:
    assert shortened(["a", "b", "c"], shown=1) == "a et 2\u00a0autres"
    assert shortened(["a", "b"]) == "a et b"


def test_the_shortest_of_several_targets_says_so() -> None:
    assert shortest([Duration(240)]).replace(NBSP, " ") == "4 h"
    assert shortest([Duration(240), Duration(120)]).replace(NBSP, " ") == "2 h au plus court"


def test_a_text_may_answer_that_there_is_none() -> None:
    assert all(says_none(said) for said in (None, "Aucun", "Néant.", "NON"))
    assert not says_none("Non documenté")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0\u00a0min"),
        (94, "1\u00a0h\u00a030"),
        (1500, "1\u00a0j\u00a01\u00a0h"),
        (9300, "6\u00a0j\u00a012\u00a0h"),
        (17900, "12\u00a0j"),
    ],
)
def test_a_computed_time_is_coarser_as_it_is_longer(minutes: int, said: str) -> None:
    assert roughly(minutes) == say_duration(rounded(minutes)) == said


@pytest.mark.parametrize(
    ("minutes", "due", "said"),
    [
        (17900, 17280, "12\u00a0j\u00a012\u00a0h"),
        (1510, 1500, "1\u00a0j\u00a02\u00a0h"),
        (20160, 17280, "14\u00a0j"),
    ],
)
def test_a_late_time_still_reads_later(minutes: int, due: int, said: str) -> None:
    assert roughly_after(minutes, due) == say_duration(rounded_after(minutes, due)) == said


def test_a_library_value_is_told_as_such() -> None:
    said = Answer[Duration](value=Duration(240), source=Source.EXPERT)
    usual = Answer[Duration](value=Duration(240), source=Source.DEFAULT)
    assert [told(one).replace(NBSP, " ") for one in (said, usual, Answer[Duration]())] == [
        "4 h",
        "4 h, valeur par défaut à valider",
        "",
    ]
