from __future__ import annotations

from datetime import date

from planforge.analysis.evidence.meter import Coverage
from planforge.analysis.evidence.portfolio import Late
from tests.compose.portfolios import a_member


def test_what_is_done_and_what_is_late() -> None:
    one = a_member("CH", late=True)
    assert (one.exercises, one.field_tests, one.reports) == (1, 1, 1)
    assert one.last_exercise == date(2026, 5, 1)
    assert one.next_exercise is None
    assert one.review_late
    assert one.late_actions == (Late("Cloisonner", date(2026, 11, 26)),)
    assert not a_member("CH").review_late
    assert a_member("CH").late_actions == ()


def test_the_meter_of_its_main_list() -> None:
    hospital, home = a_member("CH"), a_member("R", activities=("ehpad",))
    assert hospital.main is not None
    assert home.main is not None
    assert (hospital.main.list.id, home.main.list.id) == ("care-d2", "has-essms")
    assert sum(hospital.count(state) for state in Coverage) == 13
    assert (home.given, home.wanted) == (0, 8)


def test_nothing_is_computed_without_a_scenario() -> None:
    one = a_member("CH")
    assert (one.scenario, dict(one.verdicts)) == ("", {})
