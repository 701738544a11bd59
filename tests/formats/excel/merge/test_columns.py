from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.formats.excel.merge.columns import Columns, match_columns
from planforge.formats.excel.merge.regions import generated_region, returned_region
from planforge.formats.excel.reading.books import read_book
from tests.gate.hands import edited
from tests.gate.plans import generated

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

BEFORE = generated()
KEYS = ("step", "who", "done", "due", "state", "load", "remark")


def matched(change: Callable[[Any], object]) -> Columns:
    """The columns of the plan after somebody worked on its sheet."""
    ours = generated_region(read_book(BEFORE).sheets[1])
    theirs = returned_region(read_book(edited(BEFORE, lambda book: change(book["Actions"]))).sheets[1], ours)
    assert ours.passport is not None
    return match_columns(theirs, ours.passport)


def numbers(**changes: int) -> dict[str, int]:
    return {
        key: number
        for key, number in ({**{key: rank for rank, key in enumerate(KEYS, 1)}, **changes}).items()
        if number
    }


def insert(page: Any, at: int, title: str = "Lieu") -> None:
    page.insert_cols(at)
    page.cell(6, at).value = title


def swap(page: Any) -> None:
    """Move the second column to the end, before the keys."""
    for row in range(6, 11):
        values = [page.cell(row, number).value for number in range(1, 8)]
        for number, value in enumerate([values[0], *values[2:], values[1]], 1):
            page.cell(row, number).value = value


@pytest.mark.parametrize(
    ("change", "known", "added"),
    [
        (lambda page: page.cell(20, 2), numbers(), ()),
        (lambda page: page.cell(6, 2, "Responsable"), numbers(), ()),
        (lambda page: [page.cell(6, number, f"T{number}") for number in range(1, 8)], numbers(), ()),
        (lambda page: page.cell(6, 9, "Budget"), numbers(), (9,)),
        (lambda page: page.cell(9, 10, "seul"), numbers(), (10,)),
        (lambda page: insert(page, 2), numbers(who=3, done=4, due=5, state=6, load=7, remark=8), (2,)),
        (lambda page: page.delete_cols(2), numbers(who=0, done=2, due=3, state=4, load=5, remark=6), ()),
        (swap, numbers(who=7, done=2, due=3, state=4, load=5, remark=6), ()),
    ],
    ids=["untouched", "renamed", "all renamed", "added", "no title", "inserted", "deleted", "moved"],
)
def test_columns_are_known_again(
    change: Callable[[Any], object], known: dict[str, int], added: tuple[int, ...]
) -> None:
    found = matched(change)
    assert (found.known, found.added) == (known, added)


def test_a_column_put_in_the_place_of_another_is_not_that_one() -> None:
    def replace(page: Any) -> None:
        for row, word in enumerate(("Lieu", "Bloc", "PUI", "Labo", "SAU"), 6):
            page.cell(row, 2).value = word

    found = matched(replace)
    assert "who" not in found.known
    assert found.added == (2,)


def test_lines_beside_the_table_shift_with_inserted_columns() -> None:
    found = matched(lambda page: insert(page, 2))
    assert [found.shifted(column) for column in (1, 2, 3, 9)] == [1, 1, 2, 8]
    assert matched(lambda page: page.cell(6, 9, "Budget")).shifted(9) == 9
