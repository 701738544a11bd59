from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import (
    EditableZone,
    ItemList,
    ListItem,
    Orientation,
    Paragraph,
    SectionBreak,
    SheetRow,
    SheetZone,
)
from planforge.document.tables import Column, Table, row
from planforge.document.text import text

if TYPE_CHECKING:
    from planforge.document.blocks import Block
    from tests.formats.word.redline.conftest import Compare

from tests.formats.word.redline.plans import COLUMNS, a_sheet, document_of, marks, paragraphs, table


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("un", "deux", "trois"), ("un", "trois")),
        (("un", "deux", "trois"), ("un", "deux")),
        (("un",), ("un", "deux", "trois")),
        (("un", "deux"), ("deux", "un")),
        (("un",), ("deux",)),
    ],
)
def test_items_of_a_list_in_a_cell_come_and_go(compare: Compare, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    def of(items: tuple[str, ...]) -> tuple[Block, ...]:
        listed = ItemList(tuple(ListItem(text(one), id=f"i-{one}") for one in items), ordered=True)
        return (replace(a_sheet(), rows=(SheetRow((SheetZone("z", "STOP", (listed,)),)),)),)

    done = compare(of(old), of(new))
    assert {words for _, words in marks(done.data)} <= {"un", "deux", "trois"}


def test_rows_come_and_go_whole(compare: Compare) -> None:
    old = table(("DPI", "4 h"), ("GAM", "2 h"), ("Paie", "5 j"))
    new = table(("DPI", "4 h"), ("Laboratoire", "1 h"), ("Paie", "5 j"))
    xml = document_of(compare((old,), (new,)).data)
    assert len(re.findall(r"<w:trPr><w:cantSplit/><w:(?:ins|del) ", xml)) == 2
    assert xml.count("<w:tbl>") == 1


def test_a_table_with_other_columns_takes_the_place_of_the_old_one(compare: Compare) -> None:
    more = (*COLUMNS, Column("c", "Équipe"))
    new = Table("order", more, (row("r-DPI", "DPI", "4 h", "applis"),))
    xml = document_of(compare((table(("DPI", "4 h")),), (new,)).data)
    assert "</w:tbl><w:tbl>" not in xml  # Word would make one table of the two


def test_a_table_that_moved_is_shown_at_both_places(compare: Compare) -> None:
    one, two = table(("DPI", "4 h")), replace(table(("Paie", "5 j")), id="other")
    done = compare((one, *paragraphs("au milieu"), two), (two, *paragraphs("au milieu"), one))
    shown = [words for _, words in marks(done.data)]
    assert max(shown.count(words) for words in ("DPI", "Paie")) == 2  # taken out here, put in there


def test_a_line_with_a_box_comes_and_goes(compare: Compare) -> None:
    done = compare((a_sheet("Fermer", "Sortir le kit"),), (a_sheet("Fermer", "Noter l’heure", "Sortir le kit"),))
    xml = document_of(done.data)
    assert xml.count("<w:customXmlInsRangeStart") == 2
    compare((a_sheet("Fermer", "Noter l’heure", "Sortir le kit"),), (a_sheet("Fermer", "Sortir le kit"),))


def test_sections_come_and_go(compare: Compare) -> None:
    wide = (SectionBreak(Orientation.LANDSCAPE), table(("DPI", "4 h")), SectionBreak(Orientation.PORTRAIT))
    old, new = paragraphs("un", "deux"), paragraphs("un", "deux")
    data = compare((old[0], *wide, old[1]), new).data
    assert document_of(data).count("<w:sectPr>") == 3
    compare(new, (old[0], *wide, old[1]))


def test_a_sheet_of_a_service_that_went_keeps_its_own_foot(compare: Compare) -> None:
    sheets = [replace(a_sheet(f"pas {n}", title=f"Service {n}"), id=f"s{n}", foot=(f"Pied {n}", "")) for n in range(3)]
    data = compare(tuple(sheets), (sheets[0], sheets[2])).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        added = [name for name in archive.namelist() if "ancien" in name]
        assert len(added) == 1
        assert "Pied 1" in archive.read(added[0]).decode()


def test_what_stood_in_a_zone_stays_in_the_zone(compare: Compare) -> None:
    old = EditableZone("notes", "Notes", paragraphs("un", "deux", "trois"))
    new = replace(old, blocks=(old.blocks[1],))
    xml = document_of(compare((old,), (new,)).data)
    zone = xml.partition("<w:sdtContent>")[2].partition("</w:sdtContent>")[0]
    assert re.findall(r"<w:delText[^>]*>(\w+)<", zone) == ["un", "trois"]


def test_a_whole_zone_comes_and_goes(compare: Compare) -> None:
    zone = EditableZone("notes", "Notes", (Paragraph(text("un"), "own"),))
    xml = document_of(compare(paragraphs("avant"), (*paragraphs("avant"), zone)).data)
    assert "<w:customXmlInsRangeStart" in xml
    compare((*paragraphs("avant"), zone), paragraphs("avant"))
