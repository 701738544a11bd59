from __future__ import annotations

from planforge.compose.documents import portfolio
from planforge.document.tables import Table
from planforge.formats.markdown import write_document
from tests.compose.portfolios import a_portfolio


def tables(count: int) -> dict[str, Table]:
    body = portfolio.compose(a_portfolio(count)).body
    return {block.id: block for block in body if isinstance(block, Table)}


def test_establishments_then_their_sum() -> None:
    rows = tables(2)["etablissements"].rows
    assert [row.cells[0].value for row in rows] == ["CH de Murat", "Résidence 1", "Ensemble"]
    assert rows[-1].kind == "total"
    assert len(tables(1)["etablissements"].rows) == 1


def test_the_lines_most_are_behind_on_come_first() -> None:
    rows = tables(4)["en-retrait-table"].rows
    assert len(rows) == 6
    assert str(rows[0].cells[0].value).startswith("ESSMS.")
    counts = [int(str(row.cells[3].value)) for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_two_pages_hold_fourteen_establishments_the_workbook_all() -> None:
    found = tables(16)
    assert len(found["etablissements"].rows) == 14 + 1
    assert "2 autres établissements" in found["etablissements"].note.replace("\u00a0", " ")


def test_what_could_not_be_read_is_said_and_nobody_is_named() -> None:
    said = write_document(portfolio.compose(a_portfolio()))
    assert "casse" in said
    assert "Dupont" not in said
    assert "Révision des plans en retard" in said.replace("\u00a0", " ")
