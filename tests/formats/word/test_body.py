from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import (
    CheckItem,
    Checklist,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    PageBreak,
    Paragraph,
    SectionBreak,
    Sheet,
)
from planforge.document.tables import Cell, Column, Row, Table
from planforge.document.text import Gap, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as OpenedDocument

    from planforge.document.documents import Document
    from planforge.formats.word import WordWriter

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x04\x08\x02\x00\x00\x00"


def _section_shapes(xml: str) -> list[str]:
    return [
        "L" if 'w:orient="landscape"' in section else "P" for section in re.findall(r"<w:sectPr>.*?</w:sectPr>", xml)
    ]


def test_cover_shows_document_control_and_revisions(opened: OpenedDocument) -> None:
    facts = {row.cells[0].text: row.cells[1].text for row in opened.tables[0].rows}
    assert facts["Référence"] == "PRA-CHV"
    assert facts["Approbation"] == "À COMPLÉTER (directrice, avant le\u00a015/12/2026)"
    assert facts["Prochaine révision"] == "20/11/2027"
    assert facts["Code de version"] == "7K4-Q2M"
    assert [row.cells[0].text for row in opened.tables[1].rows] == ["Version", "1.0", "1.1", "1.2"]


def test_running_header_and_footer_say_what_page_this_is(opened: OpenedDocument) -> None:
    section = opened.sections[0]
    cells = [cell.text for cell in section.header.tables[0].rows[0].cells]
    assert cells == [
        "CH de Valmont — Plan de reprise d’activité",
        "TLP:AMBER — annexe restreinte",
        "PRA-CHV · v1.2 · projet",
    ]
    assert section.different_first_page_header_footer
    assert "prochaine révision 20/11/2027" in section.footer.paragraphs[0].text
    assert re.findall(r"> (PAGE|NUMPAGES) <", section.footer._element.xml) == ["PAGE", "NUMPAGES"]


def test_landscape_sections_have_a_header_of_their_own_width(opened: OpenedDocument) -> None:
    for section in opened.sections:
        assert section.page_width
        assert section.left_margin
        room = section.page_width.twips - 2 * section.left_margin.twips
        for table in section.header.tables:
            assert sum(column.width.twips for column in table.columns) == room


@pytest.mark.parametrize(("marking", "color"), [("TLP:AMBER+STRICT", "B45309"), ("Diffusion interne", "4D5661")])
def test_marking_is_amber_only_when_it_says_so(
    demo: Document, writer: WordWriter, parts_of: Callable[[bytes], dict[str, str]], marking: str, color: str
) -> None:
    document = replace(demo, control=replace(demo.control, marking=marking))
    header = parts_of(writer.write(document))["word/header1.xml"]
    assert re.search(rf'<w:color w:val="{color}"/></w:rPr><w:t [^>]*>{re.escape(marking)}<', header)


def test_contents_are_filled_and_linked_to_bookmarks_that_exist(body_of: Callable[..., str], demo: Document) -> None:
    xml = body_of(demo)
    contents = xml[xml.index("<w:docPartObj>") : xml.index("</w:sdt>", xml.index("<w:docPartObj>"))]
    assert 'TOC \\o "1-3" \\h \\z \\u \\n ' in contents
    anchors = re.findall(r'w:anchor="(\w+)"', contents)
    assert len(anchors) == 6  # the heading of level 4 is left out
    assert all(f'w:name="{anchor}"' in xml for anchor in anchors)
    assert "PAGEREF" not in contents
    assert [t for t in re.findall(r">([^<>]+)</w:t>", contents) if t[0].isdigit()] == [
        "1",
        "1.1",
        "1.1.1",
        "1.2",
        "1.3",
    ]
    last = contents[contents.rindex("<w:p>") :]
    assert "w:anchor=" in last
    assert 'w:fldCharType="end"' in last  # not in a line of its own, which could fall on a page of its own


def test_page_numbers_show_when_they_are_known(body_of: Callable[..., str], demo: Document) -> None:
    xml = body_of(demo, {"intro": 3, "annex": 12})
    assert 'TOC \\o "1-3" \\h \\z \\u ' in xml
    assert "\\n" not in xml
    assert re.findall(r"PAGEREF \w+ \\h .*?<w:t [^>]*>(\d+)<", xml) == ["3", "12"]


def test_document_without_cover_starts_with_its_title(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(Paragraph(text("Bonjour")), title="Synthèse"))
    assert xml.index("Synthèse") < xml.index("Bonjour")
    assert "TOC" not in xml
    assert "<w:titlePg/>" not in xml


def test_section_breaks_turn_the_paper_and_leave_no_empty_section(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    wide, tall = SectionBreak(Orientation.LANDSCAPE), SectionBreak(Orientation.PORTRAIT)
    word = Paragraph(text("mot"))
    assert _section_shapes(body_of(document_of(word, wide, word, tall, word))) == ["P", "L", "P"]
    assert _section_shapes(body_of(document_of(word, PageBreak(), wide, tall, word))) == ["P", "P"]


def test_page_breaks_never_leave_an_empty_page(
    document_of: Callable[..., Document], body_of: Callable[..., str], ward_sheet: Sheet
) -> None:
    word = Paragraph(text("mot"))
    assert body_of(document_of(word, PageBreak(), word)).count("<w:pageBreakBefore/>") == 1
    assert body_of(document_of(word, PageBreak(), PageBreak(), word)).count("<w:pageBreakBefore/>") == 1
    assert "<w:pageBreakBefore/>" not in body_of(document_of(word, PageBreak(), ward_sheet, PageBreak()))


def test_a_heading_at_the_top_of_a_page_has_no_space_above(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(Paragraph(text("mot")), PageBreak(), Heading("a", 1, text("Haut"))))
    assert '<w:pStyle w:val="Heading1"/><w:spacing w:before="0"/>' in xml


def test_a_sentence_stays_on_the_page_of_the_list_that_it_introduces(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    word, kept = Paragraph(text("On s’arrête si :")), '<w:pStyle w:val="Normal"/><w:keepNext/>'
    for listed in (ItemList((ListItem(text("a")),)), Checklist((CheckItem(text("a")),))):
        assert body_of(document_of(word, word, listed, word)).count(kept) == 1
    assert kept not in body_of(document_of(word, word))


@pytest.mark.parametrize(
    ("logo", "printed"),
    [(PNG, True), (b"", False), (b"GIF89a", False), (PNG[:18], False), (b"\xff\xd8\xff", False)],
)
def test_logo_is_printed_when_it_is_a_picture(
    body_of: Callable[..., str], demo: Document, logo: bytes, *, printed: bool
) -> None:
    xml = body_of(replace(demo, control=replace(demo.control, logo=logo)))
    assert ('name="Logo"' in xml) is printed
    assert ('"CoverBand"' in xml) is not printed


def test_what_nobody_filled_is_said_in_header_and_footer(
    demo: Document, writer: WordWriter, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    document = replace(demo, control=replace(demo.control, version=Gap(), next_review=Gap(), date=Gap()))
    parts = parts_of(writer.write(document))
    assert "version à compléter" in parts["word/header1.xml"]
    assert "prochaine révision à compléter" in parts["word/footer2.xml"]


@pytest.mark.parametrize("after", [(), (SectionBreak(Orientation.LANDSCAPE), Paragraph(text("Suite")))])
def test_a_table_that_fills_a_page_makes_no_empty_one(
    document_of: Callable[..., Document], body_of: Callable[..., str], after: tuple[SectionBreak | Paragraph, ...]
) -> None:
    table = Table("t", (Column("a", "Moyen"),), (Row("un", (Cell("Radio"),)),))
    xml = body_of(document_of(Paragraph(text("mot")), table, *after))
    below = xml.rpartition("</w:tbl>")[2].partition("<w:sectPr")[0]
    assert re.findall(r'w:line="(\d+)"', below) == ["20"]  # one point
