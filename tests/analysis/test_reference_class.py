from __future__ import annotations

from math import exp, log, sqrt

import pytest

from planforge.analysis.reference_class import incidents, longer_than, usual

DAY = 24 * 60


def test_the_cases_are_those_of_the_public_record_shortest_first() -> None:
    found = incidents()
    assert [one.days for one in found] == [2.5, 7, 13, 18, 19, 20, 25, 25, 26, 33, 37, 60, 60, 60]
    assert (found[0].name, found[0].country, found[0].date) == ("Armentières", "FR", "2024-02")
    assert all(one.source and one.name and len(one.country) == 2 for one in found)


@pytest.mark.parametrize(("share", "days"), [(0.1, 7), (0.25, 12), (0.5, 22), (0.75, 40), (0.9, 68), (0.95, 93)])
def test_the_log_normal_fit_gives_the_spans_worked_out_by_hand(share: float, days: int) -> None:
    assert usual(share) / DAY == pytest.approx(days, abs=0.5)


def test_the_fit_has_the_mean_and_the_spread_of_the_logarithms() -> None:
    logs = [log(one.days) for one in incidents()]
    mean = sum(logs) / len(logs)
    spread = sqrt(sum((one - mean) ** 2 for one in logs) / (len(logs) - 1))  # a sample of all attacks
    assert usual(0.5) == pytest.approx(exp(mean) * DAY, abs=1)
    assert usual(0.8413447) / usual(0.5) == pytest.approx(exp(spread), rel=1e-3)
    assert spread == pytest.approx(0.87, abs=0.01)


@pytest.mark.parametrize(("days", "longer"), [(0, 14), (2.5, 13), (24.9, 8), (25, 6), (59, 3), (60, 0)])
def test_the_cases_that_lasted_longer_are_counted(days: float, longer: int) -> None:
    assert longer_than(round(days * DAY)) == longer
