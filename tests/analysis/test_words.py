from __future__ import annotations

from planforge.analysis.words import in_case_of, listed, named
from planforge.model.crisis import Scenario, ScenarioKind
from planforge.values import NBSP

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
