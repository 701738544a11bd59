"""Headings, running text, captions and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.document.blocks import ParagraphStyle
from planforge.document.text import plain
from planforge.formats.word.places import Setting
from planforge.formats.word.runs import field, runs, size_markup, tick_box, word_run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.document.blocks import Checklist, Heading, ItemList, ListItem, Paragraph
    from planforge.document.text import Text
    from planforge.formats.word.places import Place
    from planforge.formats.word.press import Press

_BOX_LINE = 13.2  # twentieths of a point by half point of text: a line with a box, whatever font draws the box
_DEEPEST = 3  # levels that the list styles of a charter have
THIN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_NO_INDENT = '<w:ind w:left="0" w:firstLine="0"/>'
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="6B7785"'
HAND_RULES = (
    '<w:tblBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/>'
    f"<w:insideH {_RULE}/><w:insideV {_RULE}/></w:tblBorders>"
)  # between the cells of a form, dark enough to be photocopied
UNNUMBERED = _NO_NUMBER + _NO_INDENT  # for a heading whose style counts
_STYLE = re.compile(r'<w:pStyle w:val="[^"]*"/>')
_TINY = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of that style id; ``properties`` come after the style, in the order of the standard."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def kept(markup: str) -> str:
    """The same paragraphs, each on the page of what follows it."""
    return _STYLE.sub(r"\g<0><w:keepNext/>", markup)


def thin(content: str = "", *, new_page: bool = False) -> str:
    """A paragraph of one point, where the format wants a paragraph and the page wants none."""
    return f"<w:p><w:pPr>{'<w:pageBreakBefore/>' * new_page}{THIN}{_TINY}</w:pPr>{content}</w:p>"


def spacer() -> str:
    """A little air below a table that has no note."""
    return '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'


def heading(press: Press, block: Heading, *, top: bool = False) -> str:
    """A heading of its level, without a number when it asks for none, without space above at the top of a page."""
    spacing = '<w:spacing w:before="0"/>' if top else ""
    look = spacing if block.numbered else f"{_NO_NUMBER}{spacing}{_NO_INDENT}"
    content = press.heading_mark(block.id) + press.words_mark(block.id, plain(block.text)) + runs(press, block.text)
    return paragraph(press.charter.ids[f"heading {block.level}"], content, look)


def body_text(press: Press, block: Paragraph, place: Place) -> str:
    """Running text, a lead sentence or a note."""
    style, half = place.body, place.half_points
    size = size_markup(half)
    if block.style is not ParagraphStyle.BODY:
        if place.setting is Setting.FLOW:
            style, size = press.charter.ids["Lead" if block.style is ParagraphStyle.LEAD else "Note"], ""
        elif block.style is ParagraphStyle.NOTE:
            size = size_markup(round((half or press.charter.sizes["Table Text"]) * 0.88))
    strong = block.style is ParagraphStyle.LEAD and place.setting is not Setting.FLOW
    marks = press.mark(block.id) + press.words_mark(block.id, plain(block.text))
    return paragraph(style, marks + runs(press, block.text, size, bold=strong), place.spacing() + place.ending())


def caption(press: Press, label: str, number: int, title: str, *, above: bool) -> str:
    """« Tableau 3 — … », its number a field that other tools may renumber."""
    mark = press.words_mark("", f"{label} — {title}")
    words = mark + word_run(f"{label}\u00a0") + field(f"SEQ {label} \\* ARABIC", str(number)) + word_run(f" — {title}")
    return paragraph(press.charter.ids["caption"], words, "" if above else '<w:keepNext w:val="0"/>')


def item_list(press: Press, block: ItemList, place: Place) -> str:
    """Bullets or numbers, three levels deep; numbers start again with each list."""
    look = ("List Number", str(press.restart())) if block.ordered else ("List Bullet", "")
    mark = press.mark(block.id)
    listed = _items(press, block.items, place, look, 0)
    return listed.replace("</w:pPr>", f"</w:pPr>{mark}", 1) if mark else listed


def _items(press: Press, items: tuple[ListItem, ...], place: Place, look: tuple[str, str], level: int) -> str:
    printed = []
    for item in items:
        printed.append(_item(press, item, place, look, level))
        if item.children:
            printed.append(_items(press, item.children, place, look, level + 1))
    return "".join(printed)


def _item(press: Press, item: ListItem, place: Place, look: tuple[str, str], level: int) -> str:
    kind, number = look
    rank = min(level, _DEEPEST - 1)
    name = kind if rank == 0 else f"{kind} {rank + 1}"
    marks = press.mark(item.id) + press.words_mark(item.id, plain(item.text))
    content = marks + runs(press, item.text, size_markup(place.half_points))
    if place.setting is Setting.FLOW:
        counted = _numbered(number, rank) if number else ""
        return paragraph(press.charter.ids[name], content, counted)
    counted = _numbered(number or press.charter.bullets, rank)
    step = 11 * _text_size(press, place)
    return paragraph(place.body, content, f"{counted}{place.spacing()}{_indent(place, step, rank)}{place.ending()}")


def _numbered(number: str, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _text_size(press: Press, place: Place) -> int:
    """The size of the text of a place, in half points."""
    return place.half_points or press.charter.sizes["Normal" if place.setting is Setting.CALLOUT else "Sheet Text"]


def _indent(place: Place, step: int, level: int) -> str:
    """Hanging by ``step``; in a callout the bar stays where it is, for Word draws it at the hanging edge."""
    start = 227 if place.setting is Setting.CALLOUT else 0
    return f'<w:ind w:left="{start + step * (level + 1)}" w:hanging="{step}"/>'


def checklist(press: Press, block: Checklist, place: Place) -> str:
    """One line with a tick box for each item."""
    first = press.mark(block.id)
    printed = []
    for rank, item in enumerate(block.items):
        key = item.id or f"{block.id}:{rank + 1}"
        marks = first + press.mark(item.id) + press.words_mark(item.id, plain(item.text))
        printed.append(_check(press, (key, item.text, item.done), place, marks))
        first = ""
    return "".join(printed)


def _check(press: Press, item: tuple[str, Text, bool], place: Place, marks: str) -> str:
    key, text, done = item
    size = size_markup(place.half_points)
    words = "<w:r><w:tab/></w:r>" + runs(press, text, size)
    if place.setting is Setting.FLOW:
        style = press.charter.ids["Checklist"]
        big = size_markup(round(press.charter.sizes["Checklist"] * 1.25))
        return paragraph(style, marks + tick_box(press, key, big, done=done) + words)
    half = _text_size(press, place)
    step = round(half * 14.5)
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{step + (227 if place.setting is Setting.CALLOUT else 0)}"/></w:tabs>'
    box = tick_box(press, key, size_markup(round(half * 1.25)), done=done)
    spacing = place.spacing(round(half * _BOX_LINE) if place.setting is Setting.SHEET else 0)
    return paragraph(place.body, marks + box + words, tab + spacing + _indent(place, step, 0) + place.ending())


def align_markup(side: str) -> str:
    """The property that aligns a paragraph."""
    return f'<w:jc w:val="{side}"/>'


def column_grid(widths: Iterable[int]) -> str:
    """The grid of a table."""
    columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def table_cell(width: int, content: str) -> str:
    """A plain cell of that width."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def plain_paragraph(press: Press, style: str, text: str, properties: str = "") -> str:
    """Plain words in a paragraph of a named style."""
    content = press.words_mark("", text) + word_run(text) if text else ""
    return paragraph(press.charter.ids[style], content, properties)
