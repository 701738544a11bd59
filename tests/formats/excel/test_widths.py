from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.document.blocks import Orientation
from planforge.document.tables import Column, ColumnKind, row
from planforge.formats.excel.layout import layouts
from planforge.formats.excel.widths import PAGE, lines, widths

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Workbook


def test_a_narrow_table_fills_the_page_by_weight(single: Callable[..., Workbook]) -> None:
    columns = (Column("a", "A"), Column("b", "B", width=3), Column("n", "N", ColumnKind.NUMBER))
    narrow, wide, number = widths(layouts(single(columns, (row("x", "a", "b", 1),)))[0])
    assert narrow < wide
    assert number < 12
    assert narrow + wide + number <= PAGE[Orientation.LANDSCAPE]


def test_wide_tables_give_way_down_to_their_words(single: Callable[..., Workbook]) -> None:
    phrase = "Restaurer la base puis vérifier les interfaces une par une avec le laboratoire"
    columns = tuple(Column(f"c{number}", "Remarque") for number in range(20))
    found = widths(layouts(single(columns, (row("x", *[phrase] * 20),)))[0])
    assert sum(found) < 20 * 46
    assert min(found) > len("vérifier")


def test_the_column_with_most_to_say_stays_the_widest(single: Callable[..., Workbook]) -> None:
    phrase = "Restaurer la base puis vérifier les interfaces une par une avec le laboratoire"
    columns = tuple(Column(f"c{number}", "Remarque", width=5.0 if number == 7 else 1.0) for number in range(20))
    found = widths(layouts(single(columns, (row("x", *[phrase] * 20),)))[0])
    assert found[7] == max(found) == 35.0
    assert found[7] > found[6] * 1.5


def test_portrait_is_narrower_than_landscape(single: Callable[..., Workbook]) -> None:
    columns, rows = (Column("a", "A"), Column("b", "B")), (row("x", "a" * 40, "b" * 40),)
    landscape = widths(layouts(single(columns, rows))[0])
    portrait = widths(layouts(single(columns, rows, orientation=Orientation.PORTRAIT))[0])
    assert sum(portrait) < sum(landscape)


@given(st.text(alphabet="ab cd\n", max_size=200), st.floats(4, 80))
def test_lines_count_at_least_the_line_breaks(words: str, width: float) -> None:
    assert lines(words, width) >= words.count("\n") + 1


@given(st.text(alphabet="abcdefg hi", min_size=1, max_size=300), st.integers(6, 60))
def test_a_wider_column_never_needs_more_lines(words: str, width: int) -> None:
    assert lines(words, width + 40) <= lines(words, width) + 1


def test_a_paragraph_wraps_between_words() -> None:
    assert lines("aaaa bbbb cccc", 3 * 0.75 * 2 + 2.6) == 3


def test_columns_of_signs_are_as_narrow_as_a_sign(single: Callable[..., Workbook]) -> None:
    columns = (Column("name", "Système"), *(Column(f"t{day}", f"J{day}", ColumnKind.MARK) for day in range(60)))
    _, *found = widths(layouts(single(columns, (row("x", "Annuaire", *"■□" * 30),)))[0])
    assert max(found) < 3
    assert len(set(found)) == 1
