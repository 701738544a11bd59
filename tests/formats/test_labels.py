from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.document.blocks import CalloutKind
from planforge.document.documents import Chart, ChartKind
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap
from planforge.formats.cells import DEFAULT_NOTE, say
from planforge.formats.labels import CALLOUTS, chart_words, control_table, revision_table, table_notes

if TYPE_CHECKING:
    from planforge.document.documents import Control


def test_every_callout_has_its_word() -> None:
    assert set(CALLOUTS) == set(CalloutKind)
    assert len(set(CALLOUTS.values())) == len(CALLOUTS)


def test_control_says_what_was_filled_and_what_is_still_to_be(control: Control) -> None:
    printed = {say(line.cells[0].value): say(line.cells[1].value) for line in control_table(control).rows}

    assert printed["Établissement"] == "CH de Valmont"
    assert printed["Relecteurs"] == "À COMPLÉTER (CME)"
    assert printed["Date"] == "20/11/2026"


def test_what_was_left_empty_on_purpose_is_not_printed(control: Control) -> None:
    shorter = control_table(replace(control, marking="", authors=Gap())).rows

    labels = [say(line.cells[0].value) for line in shorter]
    assert "Marquage" not in labels
    assert "Auteurs" in labels


def test_revisions_are_printed_when_there_are_some(control: Control) -> None:
    table = revision_table(control)

    assert table is not None
    assert [say(line.cells[0].value) for line in table.rows] == ["1.0", "1.2"]
    assert revision_table(replace(control, revisions=())) is None


def test_the_mark_of_default_values_is_explained_where_it_is_used() -> None:
    columns = (Column("a", "A"),)
    marked = Table("t", columns, (row("r", Cell(4, default=True)),), note="Sources.")

    assert table_notes(marked) == ("Sources.", DEFAULT_NOTE)
    assert table_notes(replace(marked, rows=(row("r", 4),))) == ("Sources.",)
    assert table_notes(Table("t", columns, ())) == ()


def test_a_chart_is_said_by_the_titles_of_its_columns() -> None:
    table = Table("t", (Column("name", "Service"), Column("rto", "RTO"), Column("rpo", "RPO")), ())
    chart = Chart(ChartKind.BAR, "Durées", "name", ("rto", "rpo"))

    assert chart_words(chart, table) == "Graphique\u00a0: Durées (RTO, RPO par Service)."
