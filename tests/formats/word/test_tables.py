from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from planforge.document.tables import Cell, Column, ColumnKind, RowKind, Table, row
from planforge.document.text import Gap, Run, Tick, Tone, text
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Document

TEXT_WIDTH = 9638


def _widths(xml: str) -> list[int]:
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]


def _table(*rows: object, **changes: object) -> Table:
    columns = (
        Column("code", "Code", ColumnKind.CODE),
        Column("name", "Nom", width=3),
        Column("rto", "RTO", ColumnKind.DURATION),
    )
    return Table("t", columns, rows, **changes)  # type: ignore[arg-type] # rows are rows


def test_grid_fills_the_text_width_exactly(document_of: Callable[..., Document], body_of: Callable[..., str]) -> None:
    xml = body_of(document_of(_table(row("a", "A", "Appli", Duration(60)))))
    assert sum(_widths(xml)) == TEXT_WIDTH
    assert f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>' in xml
    cells = [int(width) for width in re.findall(r'<w:tcW w:w="(\d+)"', xml)]
    assert cells[:3] == _widths(xml)


def test_short_column_gets_the_width_its_values_need(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    columns = (Column("code", "Code", ColumnKind.CODE, 0.1), Column("name", "Nom", width=10))
    narrow = _widths(body_of(document_of(Table("t", columns, (row("a", "F-1", "x"),)))))
    wide = _widths(body_of(document_of(Table("t", columns, (row("a", "F-SORTIE-LONGUE", "x"),)))))
    assert wide[0] > narrow[0] + 800
    assert sum(wide) == TEXT_WIDTH


def test_header_row_repeats_and_rows_do_not_split(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(_table(row("a", "A", "x", None), row("b", "B", "y", None))))
    assert xml.count("<w:cantSplit/><w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 3


@pytest.mark.parametrize(
    ("count", "changes", "kept"),
    [
        (5, {}, [0, 3]),
        (5, {"note": "Note."}, [0, 3, 4]),
        (2, {}, [0]),
        (1, {}, []),
        (1, {"note": "Note."}, [0]),
    ],
)
def test_no_row_and_no_note_is_alone_on_a_page(
    count: int,
    changes: dict[str, str],
    kept: list[int],
    document_of: Callable[..., Document],
    body_of: Callable[..., str],
) -> None:
    rows = (row(f"r{rank}", "A", f"Appli {rank}", None) for rank in range(count))
    xml = body_of(document_of(_table(*rows, **changes)))
    printed = [part for part in xml.split("<w:tr>") if "Appli " in part]
    assert len(printed) == count
    assert [rank for rank, part in enumerate(printed) if part.count("<w:keepNext/>") == 3] == kept
    assert [rank for rank, part in enumerate(printed) if "<w:keepNext/>" in part] == kept


def test_the_code_of_a_form_never_ends_a_line_after_its_hyphen(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(_table(row("a", "F-BIOR", "Bon F-IMG & F-ID, anti-D, mère-enfant", Duration(60)))))
    codes = [part.rpartition(">")[2] for part in xml.split("</w:t><w:noBreakHyphen/>")]
    assert [code[-1] for code in codes[:3]] == ["F", "F", "F"]
    assert "anti-D, mère-enfant" in xml
    assert "F-" not in xml.partition("<w:body>")[2]


def test_group_row_spans_the_table_and_total_is_bold(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(
        document_of(
            _table(row("g", "Vague 0", kind=RowKind.GROUP), row("s", "", "Total", Duration(90), kind=RowKind.TOTAL))
        )
    )
    group = xml[xml.index('<w:gridSpan w:val="3"/>') :]
    assert 'w:fill="E6ECF3"' in group[:200]
    assert "Vague 0" in group[:600]
    assert re.search(r"<w:b/><w:bCs/></w:rPr><w:t [^>]*>Total<", xml)


@pytest.mark.parametrize(
    ("cell", "fill", "word"),
    [
        (Cell("environ 2 sur 10", Tone.STOP), "FCE9E9", "environ 2 sur 10"),
        (Cell("tenu", Tone.MET), "E6F2EA", "tenu"),
        (Cell(Gap("DSI")), "FFF4DB", "À COMPLÉTER (DSI)"),
    ],
)
def test_a_tone_fills_the_cell_and_the_word_stays(
    document_of: Callable[..., Document], body_of: Callable[..., str], cell: Cell, fill: str, word: str
) -> None:
    xml = body_of(document_of(_table(row("a", "A", cell, None))))
    assert f'w:fill="{fill}"' in xml
    assert word in xml
    assert ("<w:b/>" in xml[xml.index(f'w:fill="{fill}"') :]) is (cell.tone is Tone.STOP)


def test_column_tones_colour_the_words_they_name(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    column = Column("s", "État", tones={"à refaire": Tone.WARNING})
    xml = body_of(document_of(Table("t", (column,), (row("a", "à refaire"), row("b", "fait")))))
    assert xml.count('w:fill="FFF4DB"') == 1


def test_default_cells_are_marked_and_the_note_says_what_the_mark_means(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(_table(row("a", "A", Cell("48 h", default=True), None), note="Source : DSI.")))
    assert "\u00a0◊" in xml
    assert "Source : DSI. — ◊ valeur par défaut à valider" in xml
    without = body_of(document_of(_table(row("a", "A", "48 h", None), note="Source : DSI.")))
    assert "◊" not in without


def test_caption_carries_the_outline_number_in_a_field(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    first = _table(row("a", "A", "x", None), caption="Un")
    second = Table("u", first.columns, first.rows, caption="Deux")
    xml = body_of(document_of(first, second))
    assert re.findall(r"SEQ Tableau \\\* ARABIC .*?<w:t [^>]*>(\d+)<.*?— ([^<]*)<", xml) == [("1", "Un"), ("2", "Deux")]
    assert '<w:tblCaption w:val="Deux"/>' in xml


def test_empty_table_prints_its_sentence(document_of: Callable[..., Document], body_of: Callable[..., str]) -> None:
    xml = body_of(document_of(_table(caption="Écarts", empty="Aucun écart.")))
    assert "Aucun écart." in xml
    assert "<w:tbl>" not in xml
    assert "— Écarts" in xml


def test_fact_sheet_has_no_header_and_a_label_column(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    table = Table("f", (Column("l", "Fait"), Column("v", "Valeur")), (row("a", "Volume", "2 To"),), header=False)
    xml = body_of(document_of(table))
    assert "w:tblHeader" not in xml
    assert '<w:pStyle w:val="TableLabel"/>' in xml
    assert 'w:firstRow="0"' in xml
    assert 'w:firstColumn="1"' in xml


def test_rows_to_write_in_have_at_least_their_height(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(_table(row("a", "", "", None), row_height=10)))
    assert '<w:trHeight w:val="567" w:hRule="atLeast"/>' in xml


def test_row_bookmark_follows_the_entity_and_what_the_row_says(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    def names(value: str) -> list[str]:
        return re.findall(r'w:name="(_pf_r\w{12}_\w{8})"', body_of(document_of(_table(row("a", "A", value, None)))))

    (before,), (same,), (after,) = names("x"), names("x"), names("y")
    assert before == same
    assert before[:17] == after[:17]
    assert before != after


def test_rich_cells_ticks_and_links(document_of: Callable[..., Document], body_of: Callable[..., str]) -> None:
    rich = text("voir ", Run("F-ID", code=True))
    xml = body_of(document_of(_table(row("a", Tick(done=True), rich, Cell("site", link="https://esante.gouv.fr/")))))
    assert '<w14:checked w14:val="1"/>' in xml
    assert '<w:rStyle w:val="InlineCode"/>' in xml
    assert re.search(r'<w:hyperlink r:id="rIdL1".*?site', xml)


def test_signs_are_centred_in_narrow_columns(document_of: Callable[..., Document], body_of: Callable[..., str]) -> None:
    columns = (Column("name", "Système", width=3), Column("t1", "J1", ColumnKind.MARK, 0.2))
    xml = body_of(document_of(Table("t", columns, (row("a", "Annuaire", "■"),))))
    assert xml.count('<w:jc w:val="center"/>') == 1  # of the title: the style of the cell says it for the sign
    assert "Table Center" in xml or "TableCenter" in xml
    assert _widths(xml)[1] < 1000
