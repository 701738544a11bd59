from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from planforge.document.blocks import Blank, Blanks, Paragraph, Sheet, SheetRow, SheetZone
from planforge.document.text import text
from planforge.formats.markdown import write_document, write_workbook

if TYPE_CHECKING:
    from planforge.document.documents import Document, Workbook

EXPECTED = Path(__file__).parent / "expected"


def test_every_kind_of_block_has_its_markdown(document: Document) -> None:
    assert write_document(document) == (EXPECTED / "document.md").read_text(encoding="utf-8")


def test_a_workbook_is_one_table_a_sheet(workbook: Workbook) -> None:
    assert write_workbook(workbook) == (EXPECTED / "workbook.md").read_text(encoding="utf-8")


def test_hostile_text_makes_neither_html_nor_links(document: Document) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(write_document(document))

    inside = [child for token in tokens for child in token.children or []]
    links = {child.attrGet("href") for child in inside if child.type == "link_open"}
    assert not [token for token in (*tokens, *inside) if token.type.startswith("html")]
    assert {str(link) for link in links if not str(link).startswith("#")} == {"https://example.org/?a=1&b=2"}


def test_without_cover_there_is_neither_control_nor_contents(document: Document) -> None:
    short = replace(document, cover=False, body=(Paragraph(text("- seul")),))

    assert write_document(short) == "# Plan de continuité\n\nCH de Valmont\n\n\\- seul\n"


def test_every_contents_line_leads_to_a_heading(document: Document) -> None:
    written = write_document(document)

    targets = re.findall(r"^\s*- \[[^]]*\]\(#([^)]+)\)", written, re.MULTILINE)
    assert len(targets) == 4
    assert all(f"{{#{target}}}" in written for target in targets)


def test_a_form_has_its_legend_its_blanks_and_its_boxes(document: Document) -> None:
    lines = ((Blank("Nom", 8), Blank("Sexe", 4, ("F", "M"))), (Blank("", 12, ("Contact",)),), (Blank(""),))
    zone = SheetZone("p", "Patient", (Blanks("p", lines, 9),), flush=True)
    sheet = Sheet("f-x", "F-X", "Essai", ("CH",), "", (SheetRow((zone,)),), (), blank=True, legend="IDE, au lit.")

    words = write_document(replace(document, cover=False, body=(sheet,)))

    assert "## F-X — Essai {#f-x}\n\nCH\n\nIDE, au lit.\n" in words
    assert "- Nom \\_\\_\\_\\_\n- Sexe ☐\u00a0F ☐\u00a0M\n- ☐\u00a0Contact\n- \\_\\_\\_\\_\n" in words
