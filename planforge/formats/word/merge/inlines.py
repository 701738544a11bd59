"""The inside of a paragraph in its normal form: what was split is joined, what was tracked is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.items import PLAIN, TICKED, Box, Field, Item, Letters, Look, Shape, Span, joined
from planforge.formats.word.merge.looks import extras, run_look
from planforge.formats.word.merge.pictures import pictures, shape_text
from planforge.formats.word.merge.styles import said_of
from planforge.values import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts, Relation
    from planforge.formats.word.merge.styles import Given, Styles

CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOXES = re.compile("([☐☑☒])")
_COUNTED = re.compile(r"\s*(SEQ\s+\w+|PAGE|NUMPAGES)\b", re.IGNORECASE)  # fields that any program computes again
_LINK = re.compile(r'^HYPERLINK\s+(?:\\l\s+"(?P<place>[^"]*)"|"(?P<address>[^"]*)")', re.IGNORECASE)
_THROUGH = frozenset(map(tag, ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent")))
_GONE = frozenset(map(tag, ("del", "moveFrom", "pPr", "rPr")))
_RUN, _TEXT, _LINK_TAG, _R_PR = tag("r"), tag("t"), tag("hyperlink"), tag("rPr")
_STYLE = f"{tag('pPr')}/{tag('pStyle')}"
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Signs that Word takes from fonts of its own where somebody typed an arrow or picked a bullet.
_SYMBOLS = {"F0E0": "→", "F0DF": "←", "F0E8": "➔", "F0FC": "✓", "F0FB": "✗", "F0B7": "•", "F0A7": "▪", "F04A": "☺"}
_SYMBOLS |= {"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F071": "☐", "F052": "☒", "F054": "☒"}


@dataclass(frozen=True)
class Source:
    """Where a story is read: its file's parts and styles, its own relations, and its notes by kind and id."""

    parts: Parts
    styles: Styles
    relations: dict[str, Relation]
    notes: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class _Frame:
    """A field being read: its code, then its result."""

    code: str = ""
    result: bool = False
    items: list[Item] = field(default_factory=list)


@dataclass
class Inlines:
    """Reads one paragraph: its items, the bookmarks in it, what remarks are about, and looks of other kinds."""

    source: Source
    base: Given
    items: list[Item] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    breaks: bool = False
    _frames: list[_Frame] = field(default_factory=list)

    def read(self, paragraph: Element) -> Inlines:
        """This reader, the paragraph read."""
        self._walk(paragraph, "")
        while self._frames:  # a field that ends in another paragraph
            self._close()
        end = self._place()
        self.spans += [Span(remark, start, end) for remark, start in self.starts.items()]
        return self

    def _walk(self, parent: Element, link: str) -> None:
        for node in parent:
            if node.tag == _RUN:
                self._run(node, link)
            elif node.tag in _THROUGH:
                self._walk(node, link)
            elif node.tag == _LINK_TAG:
                self._walk(node, self._target(node) or link)
            elif node.tag not in _GONE:
                self._special(node, link)

    def _special(self, node: Element, link: str) -> None:
        """What is neither a run nor around runs."""
        if node.tag == tag("sdt"):
            self._control(node, link)
        elif node.tag == tag("fldSimple"):
            self._simple(node, link)
        elif node.tag == tag("bookmarkStart"):
            self.marks.append(node.get(tag("name"), ""))
        elif node.tag == tag("commentRangeStart"):
            self.starts[node.get(tag("id"), "")] = self._place()
        elif node.tag == tag("commentRangeEnd"):
            self._remark(node.get(tag("id"), ""))
        elif str(node.tag).startswith(_MATH):
            self._add([Letters(clean("".join(text.text or "" for text in node.iter(f"{_MATH}t"))), PLAIN, link)])
            self.others.append("équation")
        elif node.tag == f"{_COMPATIBILITY}AlternateContent":
            self._alternative(node, link)

    def _control(self, node: Element, link: str) -> None:
        """The inside of a content control; the state of a box is what the control says, not its sign."""
        content = node.find(tag("sdtContent"))
        box = node.find(f"{tag('sdtPr')}/{CHECKBOX}checkbox")
        if box is None:
            self._walk(node if content is None else content, link)
            return
        checked = box.find(f"{CHECKBOX}checked")
        done = checked is not None and checked.get(f"{CHECKBOX}val", "1") in {"1", "true"}
        held = self._apart(lambda: self._walk(node if content is None else content, link))
        place = next((rank for rank, item in enumerate(held) if isinstance(item, Box)), None)
        if place is None:
            held = [Box(done), *held]
        else:
            held[place] = Box(done)
        self._add(held)

    def _apart(self, action: Callable[[], None]) -> list[Item]:
        """The items that the action reads."""
        self._frames.append(_Frame(result=True))
        depth = len(self._frames)
        action()
        while len(self._frames) > depth:
            self._close()
        return self._frames.pop().items if len(self._frames) == depth else []

    def _simple(self, node: Element, link: str) -> None:
        frame = _Frame(node.get(tag("instr"), ""), result=True)
        frame.items = self._apart(lambda: self._walk(node, link))
        self._frames.append(frame)
        self._close()

    def _target(self, node: Element) -> str:
        anchor = node.get(tag("anchor"), "")
        relation = self.source.relations.get(node.get(f"{_RELATION}id", ""))
        if relation is not None and relation.external:
            return relation.target
        return f"#{anchor}" if anchor else ""

    def _run(self, run: Element, link: str) -> None:
        properties = run.find(_R_PR)
        look = run_look(properties, self.base, self.source.styles)
        self.others += extras(properties)
        for node in run:
            self._piece(node, look, link)

    def _piece(self, node: Element, look: Look, link: str) -> None:
        if node.tag == _TEXT:
            self._text(node.text or "", look, link)
            return
        name = str(node.tag).rpartition("}")[2]
        if node.tag == tag("br"):
            self._break(node, look, link)
        elif node.tag in {tag("fldChar"), tag("instrText")}:
            self._field(node)
        elif name in _SIGNS and node.tag == tag(name):
            self._add([Letters(_SIGNS[name], look, link)])
        elif node.tag == tag("sym"):
            self._text(_SYMBOLS.get(node.get(tag("char"), "").upper(), "•"), look, link)
        elif node.tag in {tag("drawing"), tag("pict"), tag("object")}:
            self._drawing(node)
        elif node.tag == f"{_COMPATIBILITY}AlternateContent":
            self._alternative(node, link, look)
        elif node.tag in {tag("footnoteReference"), tag("endnoteReference")}:
            self._note(name.removesuffix("Reference"), node.get(tag("id"), ""), look)
        elif node.tag == tag("commentReference"):
            self._remark(node.get(tag("id"), ""))

    def _text(self, text: str, look: Look, link: str) -> None:
        words = clean(text)
        if not _BOXES.search(words):
            self._add([Letters(words, look, link)])
            return
        pieces = _BOXES.split(words)
        self._add([Box(piece in TICKED) if _BOXES.fullmatch(piece) else Letters(piece, look, link) for piece in pieces])

    def _break(self, node: Element, look: Look, link: str) -> None:
        if node.get(tag("type"), "textWrapping") == "textWrapping":
            self._add([Letters("\n", look, link)])
        else:
            self.breaks = True

    def _drawing(self, node: Element) -> None:
        found = pictures(node, self.source.parts, self.source.relations)
        self._add(found or [Shape(shape_text(node))])
        if node.tag == tag("object"):
            self.others.append("objet incorporé")

    def _alternative(self, node: Element, link: str, look: Look = PLAIN) -> None:
        """The first of the ways to say it; the others are for older programs."""
        choice = node.find(f"{_COMPATIBILITY}Choice")
        for inner in () if choice is None else choice:
            if inner.tag == tag("r"):
                self._run(inner, link)
            else:
                self._piece(inner, look, link)

    def _note(self, kind: str, identifier: str, look: Look) -> None:
        """A note at the foot of the page, in brackets where it is called: we print none."""
        words = self.source.notes.get((kind, identifier), "")
        if words:
            self._add([Letters(f" [{words}]", look)])
            self.others.append("note de bas de page")

    def _field(self, node: Element) -> None:
        kind = node.get(tag("fldCharType"), "")
        if kind == "begin":
            self._frames.append(_Frame())
        elif self._frames and node.tag == tag("instrText"):
            self._frames[-1].code += node.text or ""
        elif self._frames and kind == "separate":
            self._frames[-1].result = True
        elif self._frames and kind == "end":
            self._close()

    def _close(self) -> None:
        """The innermost field is over: a number to count, a link, or plain words."""
        frame = self._frames.pop()
        counted = _COUNTED.match(frame.code)
        if counted is not None:
            result = "".join(item.text for item in frame.items if isinstance(item, Letters))
            self._add([Field(" ".join(counted[1].split()), result)])
            return
        found = _LINK.match(frame.code.strip())
        link = "" if found is None else (f"#{found['place']}" if found["place"] else found["address"] or "")
        self._add(
            [replace(item, link=link or item.link) if isinstance(item, Letters) else item for item in frame.items]
        )

    def _add(self, items: Iterable[Item]) -> None:
        """Items where they belong; letters of the code of a field are no text."""
        if not self._frames:
            self.items += items
        elif self._frames[-1].result:
            self._frames[-1].items += items

    def _remark(self, identifier: str) -> None:
        """The end of what a remark is about; one without a start is about the paragraph."""
        if identifier not in {span.remark for span in self.spans}:
            self.spans.append(Span(identifier, self.starts.pop(identifier, 0), self._place()))

    def _place(self) -> int:
        waiting = [item for frame in self._frames for item in frame.items]
        return sum(len(item.text) if isinstance(item, Letters) else 1 for item in (*self.items, *waiting))


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_inlines(paragraph: Element, source: Source, base: Given) -> tuple[Inlines, tuple[Item, ...]]:
    """The reader of a paragraph, and its items joined."""
    reader = Inlines(source, base).read(paragraph)
    return reader, joined(reader.items)


def style_of(paragraph: Element) -> str:
    """The id of the style of a paragraph."""
    return said_of(paragraph, _STYLE)
