"""The table of contents: a real field whose result is already there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.identity import block_name
from planforge.formats.word.paragraphs import UNNUMBERED, paragraph, plain_paragraph
from planforge.formats.word.runs import field, word_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.document.outline import OutlineEntry
    from planforge.formats.word.press import Press

_DEEPEST = 3
_TITLE = "Sommaire"


def contents(press: Press, pages: Mapping[str, int] | None) -> str:
    """One linked line for each heading of level 1 to 3; page numbers only when a layout pass gave them."""
    entries = [entry for entry in press.numbering.outline if entry.level <= _DEEPEST]
    if not entries:
        return ""
    switch = "" if pages else " \\n"
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'TOC \\o "1-3" \\h \\z \\u{switch} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = []
    for entry in entries:
        lines.append(_line(press, entry, (pages or {}).get(entry.id), start))
        start = ""
    # The field ends in its last line: in a line of its own, on a full page, it would print an empty one.
    lines[-1] = lines[-1].removesuffix("</w:p>") + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{press.control("contents")}"/>{gallery}</w:sdtPr><w:sdtContent>'
        f"{plain_paragraph(press, 'TOC Heading', _TITLE, UNNUMBERED)}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _line(press: Press, entry: OutlineEntry, page: int | None, start: str) -> str:
    anchor = block_name(entry.id)
    number = f"{word_run(entry.number)}<w:r><w:tab/></w:r>" if entry.number else ""
    last = "<w:r><w:tab/></w:r>" + field(f"PAGEREF {anchor} \\h", str(page)) if page else ""
    link = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{number}{word_run(entry.title)}{last}</w:hyperlink>'
    return paragraph(press.charter.ids[f"toc {entry.level}"], start + link)
