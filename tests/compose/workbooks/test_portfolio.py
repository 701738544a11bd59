from __future__ import annotations

from planforge.compose.workbooks import portfolio
from planforge.formats.markdown import write_workbook
from tests.compose.portfolios import a_portfolio


def test_sheets_by_subject_without_a_name_of_anybody() -> None:
    book = portfolio.compose(a_portfolio())
    found = {sheet.id: sheet.table for sheet in book.sheets}
    assert len(found["etablissements"].rows) == 2
    assert len(found["lignes"].rows) == len(found["compteur"].rows) == 13 + 4
    assert [row.cells[1].value for row in found["retards"].rows] == ["Révision des plans", "Cloisonner"]
    assert [row.cells[3].value for row in found["retards"].rows] == [26, 1]
    assert [row.cells[0].value for row in found["non-lus"].rows] == ["casse"]
    assert "Dupont" not in write_workbook(book)
    assert all(len(row.cells) == len(table.columns) for table in found.values() for row in table.rows)
