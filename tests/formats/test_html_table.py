from __future__ import annotations

import pytest

from planforge.document.tables import Cell, Column, ColumnKind, RowKind, Table, row
from planforge.document.text import Tick, Tone
from planforge.formats.html_table import TablePrinter

COLUMNS = (
    Column("name", "Application", note="Nom d’usage"),
    Column("rto", "RTO", ColumnKind.DURATION),
    Column("state", "État", tones={"tenu": Tone.MET}),
    Column("done", "Fait", ColumnKind.TICK),
)


@pytest.fixture
def printer() -> TablePrinter:
    """Gives every id back."""
    return TablePrinter(lambda identifier: identifier)


def test_a_header_cell_heads_its_column_and_a_first_cell_its_row(printer: TablePrinter) -> None:
    printed = printer.table(Table("t", COLUMNS, (row("dpi", "DPI", None, "", Tick()),)), "Tableau 1")

    assert '<caption>Tableau 1</caption><thead><tr><th scope="col" title="Nom d’usage">Application</th>' in printed
    assert '<tr id="dpi"><th scope="row">DPI</th>' in printed
    assert 'role="region" tabindex="0" aria-label="Tableau 1"' in printed


def test_a_band_spans_the_table(printer: TablePrinter) -> None:
    printed = printer.table(Table("t", COLUMNS, (row("v0", "Vague 0", kind=RowKind.GROUP),)))
    assert '<tr class="group" id="v0"><th scope="colgroup" colspan="4">Vague 0</th></tr>' in printed


def test_a_short_row_is_filled_up(printer: TablePrinter) -> None:
    printed = printer.table(Table("t", COLUMNS, (row("t", "Total", kind=RowKind.TOTAL),)))

    assert '<tr id="t" class="total"><th scope="row">Total</th><td class="right"></td><td></td>' in printed
    assert printed.count("<td") == 3


def test_a_tick_box_bears_the_name_of_its_column_and_row(printer: TablePrinter) -> None:
    rows = (row("a", "DPI", None, "", Tick()), row("b", "GAM", None, "", Tick(done=True)))
    printed = printer.table(Table("t", COLUMNS, rows))

    assert '<input type="checkbox" aria-label="Fait — DPI">' in printed
    assert '<input type="checkbox" aria-label="Fait — GAM" checked>' in printed


def test_the_tone_of_a_cell_wins_over_that_of_its_word(printer: TablePrinter) -> None:
    rows = (row("a", "DPI", None, "tenu"), row("b", "GAM", None, Cell("tenu", Tone.STOP)), row("c", "EAI", None, "non"))
    printed = printer.table(Table("t", COLUMNS, rows))

    assert printed.count('<td class="tone-met">tenu</td>') == 1
    assert printed.count('<td class="tone-stop">tenu</td>') == 1
    assert "<td>non</td>" in printed


def test_an_empty_table_prints_its_sentence_and_its_notes(printer: TablePrinter) -> None:
    printed = printer.table(Table("t", COLUMNS, (), note="Sources.", empty="Aucun écart."), "Tableau 1")

    assert printed == (
        '<div id="t"><p class="caption">Tableau 1</p><p class="empty">Aucun écart.</p>'
        '<p class="note">Sources.</p></div>'
    )


@pytest.mark.parametrize(
    ("table", "look"),
    [
        (Table("t", COLUMNS, (row("a", "x"),), header=False), "facts"),
        (Table("t", COLUMNS, (row("a", ""),), row_height=9), "to-write mm-9"),
    ],
)
def test_fact_sheets_and_tables_to_write_in_have_their_look(printer: TablePrinter, table: Table, look: str) -> None:
    assert f'<table id="t" class="{look}">' in printer.table(table)
    assert ("<thead>" in printer.table(table)) is table.header


def test_an_id_that_is_taken_is_not_printed() -> None:
    printed = TablePrinter(lambda _: "").table(Table("t", COLUMNS, (row("dpi", "DPI"),)))
    assert " id=" not in printed
