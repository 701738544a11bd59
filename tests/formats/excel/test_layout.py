from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.document.tables import Cell, Column, Row, RowKind, row
from planforge.formats.excel.formulas import data_formula, total_formula
from planforge.formats.excel.layout import layouts, letters

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Workbook

COLUMNS = (Column("name", "Nom"), Column("beds", "Lits"))


def words(rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in line.cells) for line in rows]


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_letters(number: int, name: str) -> None:
    assert letters(number) == name


def test_group_rows_become_the_first_column(single: Callable[..., Workbook]) -> None:
    rows = (
        row("a", "Avant", 1),
        row("g1", "Socle", kind=RowKind.GROUP),
        row("b", "Réseau", 2),
        row("g2", "Vide", kind=RowKind.GROUP),
        row("g3", "Échanges", kind=RowKind.GROUP),
        row("c", "EAI", 3),
        row("t", "Total", 6, kind=RowKind.TOTAL),
    )
    (layout,) = layouts(single(COLUMNS, rows))
    assert layout.titles == ("Groupe", "Nom", "Lits")
    assert words(layout.data) == [(None, "Avant", 1), ("Socle", "Réseau", 2), ("Vide",), ("Échanges", "EAI", 3)]
    assert words(layout.totals) == [(None, "Total", 6)]


def test_a_last_group_without_rows_keeps_its_words(single: Callable[..., Workbook]) -> None:
    (layout,) = layouts(single(COLUMNS, (row("g", "Vide", kind=RowKind.GROUP),)))
    assert words(layout.data) == [("Vide",)]


def test_no_group_column_without_groups(single: Callable[..., Workbook]) -> None:
    (layout,) = layouts(single(COLUMNS, (row("a", "Réseau", 2),)))
    assert layout.titles == ("Nom", "Lits")


def test_an_empty_table_keeps_a_blank_row(single: Callable[..., Workbook]) -> None:
    (layout,) = layouts(single(COLUMNS, ()))
    assert layout.reference == f"A{layout.header_row}:C{layout.header_row + 1}"
    assert layout.notes == ("Rien à signaler dans la saisie.",)


def test_formulas_refer_to_the_row_and_totals_to_the_column(single: Callable[..., Workbook]) -> None:
    rows = (row("a", "A", 1), row("b", "B", 2), Row("t", (Cell(), Cell(3)), RowKind.TOTAL))
    (layout,) = layouts(single(COLUMNS, rows))
    assert data_formula("={beds}*2", layout, 7) == "B7*2"
    assert total_formula("=SUM({beds})", layout) == f"SUM(B{layout.first_row}:B{layout.last_row})"
    with pytest.raises(KeyError):
        data_formula("={lits}", layout, 7)
