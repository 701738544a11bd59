from __future__ import annotations

from planforge.analysis.words import in_case_of, listed, named, says_none, shortened, shortest
from planforge.model.crisis import Scenario, ScenarioKind
from planforge.values import NBSP, Duration

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
    assert in_case_of(None, default=True) == "hors cyberattaque, valeur par défaut"


def test_words_are_shortened_as_names_are() -> None:
    assert shortened(["a", "b", "c"], shown=1) == "a et 2\u00a0autres"
    assert shortened(["a", "b"]) == "a et b"


def test_the_shortest_of_several_targets_says_so() -> None:
    assert shortest([Duration(240)]).replace(NBSP, " ") == "4 h"
    assert shortest([Duration(240), Duration(120)]).replace(NBSP, " ") == "2 h au plus court"


def test_a_text_may_answer_that_there_is_none() -> None:
    assert all(says_none(said) for said in (None, "Aucun", "Néant.", "NON"))
    assert not says_none("Non documenté")
