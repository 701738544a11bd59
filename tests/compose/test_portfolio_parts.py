from __future__ import annotations

from planforge.analysis.evidence.meter import Coverage
from tests.compose.portfolios import a_portfolio


def test_lists_lines_and_members() -> None:
    found = a_portfolio(3)
    assert [one.list.id for one in found.lists] == ["care-d2", "has-essms"]
    assert [one.name for one in found.of("has-essms")] == ["Résidence 1", "Résidence 2"]
    assert sum(found.line("has-essms", "ESSMS.3.14-01").values()) == 2
    assert found.line("care-d2", "D2.P1") == {Coverage.ABSENT: 1}


def test_a_sum_is_read_at_its_day() -> None:
    said = a_portfolio().control
    assert (said.establishment.replace("\u00a0", " "), said.version) == ("2 établissements", "2026-11-27")
