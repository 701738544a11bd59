from __future__ import annotations

import pytest

from planforge.model.findings import FindingSort, finding_line, sort_of, split_finding


@pytest.mark.parametrize("sort", [one for one in FindingSort if one is not FindingSort.OTHER])
def test_a_line_is_read_as_it_was_written(sort: FindingSort) -> None:
    line = finding_line(sort, "rôles et relève, roles-1", "Tenus : à 9 h (deux fois)")
    assert split_finding(line) == (sort, "rôles et relève, roles-1", "Tenus : à 9 h (deux fois)")


def test_brackets_of_what_it_is_about_do_not_break_it() -> None:
    assert split_finding(finding_line(FindingSort.HELD, "Soins (USC)", "Tenus"))[1] == "Soins USC"


def test_a_free_line_stays_whole() -> None:
    assert split_finding("Mesure : 12 minutes") == (FindingSort.OTHER, "", "Mesure : 12 minutes")
    assert sort_of("Alerte (9 h) : tardive") is FindingSort.OTHER
