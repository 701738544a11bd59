"""Blocks in reading order: which function prints which block, callouts and zones to write in included."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.document.blocks import (
    Blanks,
    Callout,
    CalloutKind,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
)
from planforge.document.tables import Table
from planforge.document.text import Run
from planforge.formats.word.blanks import blank_lines
from planforge.formats.word.drawings import figure
from planforge.formats.word.identity import block_name, control_tag
from planforge.formats.word.markup import attribute
from planforge.formats.word.paragraphs import body_text, checklist, heading, item_list, paragraph, thin
from planforge.formats.word.places import Place, Setting
from planforge.formats.word.runs import word_run
from planforge.formats.word.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.document.blocks import Block
    from planforge.formats.word.press import Press

CALLOUT_WORDS = {
    CalloutKind.NOTE: ("Callout Note", "Note"),
    CalloutKind.TIP: ("Callout Tip", "Conseil"),
    CalloutKind.IMPORTANT: ("Callout Important", "Important"),
    CalloutKind.WARNING: ("Callout Warning", "Attention"),
    CalloutKind.CAUTION: ("Callout Caution", "Danger"),
}
_ZONE_WORDS = " — à rédiger ici : ce texte est gardé d’une version à l’autre"
_LIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/>'


def blocks(press: Press, content: Iterable[Block], place: Place) -> str:
    """The XML of the blocks, one after the other."""
    return "".join([block(press, item, place) for item in content])


def block(press: Press, item: Block, place: Place) -> str:  # noqa: C901, PLR0911 - one line per kind of block
    """The XML of one block; sheets and section breaks belong to the body of the document, not here."""
    match item:
        case Paragraph():
            return body_text(press, item, place)
        case Heading():
            return heading(press, item)
        case ItemList():
            return item_list(press, item, place)
        case Checklist():
            return checklist(press, item, place)
        case Table():
            return table(press, item, place)
        case Blanks():
            return blank_lines(press, item, place)
        case Callout():
            return _callout(press, item, place)
        case Figure():
            return figure(press, item, place)
        case EditableZone():
            return _zone(press, item, place)
        case PageBreak():
            return thin(new_page=True)
    raise TypeError(f"{type(item).__name__} cannot stand inside another block")


def _callout(press: Press, item: Callout, place: Place) -> str:
    style, word = CALLOUT_WORDS[item.kind]
    identifier = press.charter.ids[style]
    inner = replace(place, body=identifier, setting=Setting.CALLOUT, width=place.width - 340)
    content = item.blocks
    opening = Run(f"{word}. ", bold=True)
    if content and isinstance(content[0], Paragraph):
        first = replace(content[0], text=(opening, *content[0].text))
        printed = blocks(press, (first, *content[1:]), inner)
    else:
        words = press.words_mark("", word) + word_run(word, "<w:b/><w:bCs/>")
        start = paragraph(identifier, words, "<w:keepNext/>")
        printed = start + blocks(press, content, inner)
    mark = press.mark(item.id)
    return printed.replace("</w:pPr>", f"</w:pPr>{mark}", 1) if mark else printed


def _zone(press: Press, item: EditableZone, place: Place) -> str:
    """A control that cannot be deleted, between two hidden bookmarks that survive what drops its tag."""
    tag = control_tag("zone", item.id)
    opening = press.bookmark(block_name(item.id)) + press.words_mark(item.id, item.title + _ZONE_WORDS)
    words = opening + word_run(item.title) + word_run(_ZONE_WORDS, _LIGHT)
    title = paragraph(press.charter.ids["Zone Title"], words)
    inner = replace(place, body=press.charter.ids["Zone Text"])
    inside = blocks(press, item.blocks, inner) or paragraph(inner.body, "")
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(item.title, 64)}"/><w:tag w:val="{attribute(tag)}"/>'
        f'<w:id w:val="{press.control(tag)}"/><w:lock w:val="sdtLocked"/></w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )
    return title + control + thin(press.bookmark(f"{block_name(item.id)}_end"))
