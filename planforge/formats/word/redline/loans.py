"""What a redline takes from the old document: paragraphs, tables and pictures, made at home in the new one."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag
from planforge.formats.word.markup import RELATIONS, WORD
from planforge.formats.word.redline.atoms import loose_runs
from planforge.formats.word.redline.files import Additions, as_bytes
from planforge.formats.word.redline.lists import Lists

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.files import File
    from planforge.formats.word.redline.pen import Pen

_REFERENCE = f"{{{RELATIONS}}}"
_W = f"{{{WORD}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STYLES = {tag("pStyle"): "paragraph", tag("rStyle"): "character", tag("tblStyle"): "table"}
_IN_RUN = frozenset(
    map(
        tag,
        (
            *("rPr", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "fldChar", "instrText"),
            "drawing",
        ),
    )
)
_IN_PARAGRAPH = frozenset(map(tag, ("pPr", "r", "hyperlink", "bookmarkStart", "bookmarkEnd")))
_UNWRAPPED = frozenset(map(tag, ("sdt", "sdtContent", "smartTag", "fldSimple", "customXml", "dir", "bdo")))
_NEVER = frozenset(
    map(
        tag,
        (
            *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange"),
            *("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "footnotePr", "endnotePr", "printerSettings"),
        ),
    )
)
_FIELDS = frozenset({"SEQ", "PAGEREF", "REF", "PAGE", "NUMPAGES"})
_OUTSIDE = ("http://", "https://", "mailto:", "tel:")


class Loans:
    """Makes elements of the old document fit for the new one: its styles, lists, links and pictures.

    What cannot be taken over is left out, its words kept: notes, controls, objects, fields of other kinds.
    """

    def __init__(self, old: File, new: File, pen: Pen) -> None:
        self._old, self._new, self._pen = old, new, pen
        self.additions = Additions(new)
        self.lists = Lists(old.numbering, new.numbering)
        self._styles = {kind_and_name: identifier for identifier, kind_and_name in new.styles.items()}
        self._bookmarks = set(new.bookmarks)
        self._reachable = new.bookmarks | old.bookmarks
        self._lost = old.targets - new.bookmarks
        self._shapes = max(_shapes(new.root), default=0)

    def copy(self, block: Element) -> Element:
        """A paragraph or a table, as a copy at home in the new document."""
        made = deepcopy(block)
        self.settle(made)
        return made

    def settle(self, node: Element) -> None:
        """Make an element of the old document fit for the new one, in place."""
        self._unwrap(node)
        for paragraph in list(node.iter(tag("p"))):
            self._paragraph(paragraph)
        for name, kind in _STYLES.items():
            for style in list(node.iter(name)):
                self._style(style, kind)
        for section in list(node.iter(tag("sectPr"))):
            self._section(section)
        for one in list(node.iter(etree.Element)):
            _clean(one)

    def keep_targets(self, old: Element, new: Element) -> None:
        """Puts in new paragraphs the bookmarks of the old ones, as many, that old links lead to and that are gone."""
        if self._lost:
            for before, after in zip(old.iter(tag("p")), new.iter(tag("p")), strict=False):
                self._keep_targets(before, after)

    def _keep_targets(self, old: Element, new: Element) -> None:
        for mark in old.iter(tag("bookmarkStart")):
            name = mark.get(tag("name"), "")
            if name in self._lost and name not in self._bookmarks:
                self._bookmarks.add(name)
                number = self._pen.number()
                place = 0 if new.find(tag("pPr")) is None else 1
                new.insert(place, etree.Element(tag("bookmarkEnd"), {tag("id"): number}))
                new.insert(place, etree.Element(tag("bookmarkStart"), {tag("id"): number, tag("name"): name}))

    def _unwrap(self, node: Element) -> None:
        for one in list(node.iter(*_NEVER)):
            _remove(one)
        for one in list(node.iter(*_UNWRAPPED)):
            _splice(one)

    def _paragraph(self, paragraph: Element) -> None:
        for node in [one for one in paragraph if one.tag not in _IN_PARAGRAPH]:
            paragraph.remove(node)
        for run in loose_runs(paragraph):
            _remove_fields(run)
        self._fields(paragraph)
        self._marks(paragraph)
        for run in list(paragraph.iter(tag("r"))):
            self._run(run)
        for link in paragraph.findall(tag("hyperlink")):
            self._link(link)
        number = paragraph.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}")
        if number is not None:
            self._number(number)

    def _number(self, number: Element) -> None:
        lent = self.lists.lend(number.get(tag("val"), ""))
        if lent:
            number.set(tag("val"), lent)
        else:
            _remove(number.getparent())

    def _fields(self, paragraph: Element) -> None:
        """Fields of unknown kinds become the words that they show."""
        code: list[Element] = []
        kinds: list[tuple[str, list[Element]]] = []
        depth = 0
        for run in paragraph.iter(tag("r")):
            for node in run.iterchildren(tag("fldChar"), tag("instrText")):
                kind = node.get(tag("fldCharType"), "")
                depth += (kind == "begin") - (kind == "end")
                code.append(node)
                if not depth:
                    kinds.append(("".join(one.text or "" for one in code), code))
                    code = []
        for words, nodes in kinds:
            if words.split()[:1] and words.split()[0].upper() in _FIELDS and self._leads(words):
                continue
            for node in nodes:
                _remove(node)

    def _leads(self, code: str) -> bool:
        """Whether the place that a field points to is in the new document."""
        name, *target = code.split()
        return name.upper() not in {"PAGEREF", "REF"} or (bool(target) and target[0] in self._reachable)

    def _marks(self, paragraph: Element) -> None:
        """Bookmarks that the new document lacks come along, so that links to them still lead there."""
        ends = {one.get(tag("id")): one for one in paragraph.iter(tag("bookmarkEnd"))}
        for start in list(paragraph.iter(tag("bookmarkStart"))):
            end, name = ends.pop(start.get(tag("id")), None), start.get(tag("name"), "")
            if end is None or name in self._bookmarks:
                _remove(start)
                _remove(end)
                continue
            self._bookmarks.add(name)
            number = self._pen.number()
            start.set(tag("id"), number)
            end.set(tag("id"), number)
        for end in ends.values():
            _remove(end)

    def _link(self, link: Element) -> None:
        identifier, anchor = link.get(f"{_REFERENCE}id"), link.get(tag("anchor"), "")
        found = self._old.relations.get(identifier) if identifier else None
        if found is not None and found.external and found.target.lower().startswith(_OUTSIDE):
            link.set(f"{_REFERENCE}id", self.additions.address(found.target))
        elif identifier or anchor not in self._reachable:
            _splice(link)

    def _run(self, run: Element) -> None:
        for node in list(run):
            if node.tag in _IN_RUN:
                usable = node.tag != tag("drawing") or self._drawing(node)
            else:
                usable = node.tag == f"{_COMPATIBLE}AlternateContent" and self._choice(node)
            if not usable:
                _put_words(run, node)

    def _choice(self, node: Element) -> bool:
        """Whether a drawing of a newer kind can be read with the names that the new document declares."""
        for choice in node.iterchildren(f"{_COMPATIBLE}Choice"):
            for prefix in choice.get("Requires", "").split():
                if self._new.root.nsmap.get(prefix) != choice.nsmap.get(prefix):
                    return False
        return all(self._drawing(drawing) for drawing in node.iter(tag("drawing")))

    def _drawing(self, drawing: Element) -> bool:
        """Whether a drawing can be taken over; then it is, its pictures with it."""
        wanted = {
            (node, name): self._old.relations.get(node.get(name, ""))
            for node in drawing.iter(etree.Element)
            for name in map(str, node.attrib)
            if name.startswith(_REFERENCE)
        }
        if any(one is None or one.kind != "image" or one.external for one in wanted.values()):
            return False
        for (node, name), one in wanted.items():
            if one is not None and one.target in self._old.parts:
                node.set(name, self._lent("image", one.target))
        for node in drawing.iter("{*}docPr", "{*}cNvPr"):
            self._shapes += 1
            node.set("id", str(self._shapes))
        return True

    def _lent(self, kind: str, part: str) -> str:
        content, ending = self._old.parts[part], part.rpartition(".")[2].lower()
        return self.additions.part(kind, content, self._old.media(part), ending)

    def _style(self, style: Element, kind: str) -> None:
        found = self._styles.get(self._old.styles.get(style.get(tag("val"), ""), (kind, "")))
        if found is None:
            _remove(style)
        else:
            style.set(tag("val"), found)

    def _section(self, section: Element) -> None:
        """Headers and footers come along where they are mere text."""
        for node in list(section.iterchildren(tag("headerReference"), tag("footerReference"))):
            one = self._old.relations.get(node.get(f"{_REFERENCE}id", ""))
            story = None if one is None or one.external else self._old.parts.xml(one.target)
            if one is None or story is None or self._old.parts.relations(one.target):
                section.remove(node)
                continue
            node.set(f"{_REFERENCE}id", self._story(one.kind, one.target, story))

    def _story(self, kind: str, part: str, story: Element) -> str:
        """The relation to a header or a footer: that of the new document which says the same, or its copy."""
        known = self.additions.known(kind, self._old.parts[part])
        if known:
            return known
        self.settle(story)
        return self.additions.part(kind, as_bytes(story), self._old.media(part), "xml")


def _shapes(root: Element) -> list[int]:
    numbers = [str(node.get("id", "")) for node in root.iter("{*}docPr", "{*}cNvPr")]
    return [int(number) for number in numbers if number.isdigit()]


def _remove(node: Element | None) -> None:
    parent = None if node is None else node.getparent()
    if parent is not None and node is not None:
        parent.remove(node)


def _remove_fields(run: Element) -> None:
    for node in run.findall(tag("fldChar")) + run.findall(tag("instrText")):
        run.remove(node)


def _splice(node: Element) -> None:
    """What is in an element takes its place."""
    for one in list(node):
        node.addprevious(one)
    _remove(node)


def _put_words(run: Element, node: Element) -> None:
    """The words of what cannot be taken over, in its place."""
    described = next((one.get("descr", "") for one in node.iter("{*}docPr")), "")
    words = described or "".join(one.text or "" for one in node.iter(tag("t")))
    if words:
        text = etree.Element(tag("t"), {f"{_XML}space": "preserve"})
        text.text = words
        node.addprevious(text)
    run.remove(node)


def _clean(node: Element) -> None:
    """Without what only the program that saved it understands: revision numbers, extensions of looks."""
    for name in [name for name in map(str, node.attrib) if name.startswith(f"{_W}rsid") or _stranger(name)]:
        del node.attrib[name]
    if node.tag in {tag("rPr"), tag("pPr"), tag("tblPr"), tag("trPr"), tag("tcPr"), tag("sectPr")}:
        for one in [one for one in node if not str(one.tag).startswith(_W)]:
            node.remove(one)


def _stranger(name: str) -> bool:
    return name.startswith("{http://schemas.microsoft.com/office/word/20")
