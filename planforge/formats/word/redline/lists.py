"""The lists of an old document, counted in a new one."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OWN = frozenset(map(tag, ("nsid", "tmpl", "name", "styleLink", "numStyleLink")))
_SPACES = re.compile(rb' xmlns:\w+="[^"]*"')
NO_LIST = "0"


class Lists:
    """Finds a list of the new document for one of the old: the same where it goes on, else one that counts alike."""

    def __init__(self, old: Element | None, new: Element | None) -> None:
        self._old, self._new = old, new
        self._known: dict[str, str] = {}

    def learn(self, old: str, new: str) -> None:
        """Note that a paragraph of both documents stands in these lists."""
        if old not in {"", NO_LIST} and new not in {"", NO_LIST}:
            self._known.setdefault(old, new)

    def lend(self, number: str) -> str:
        """The list that goes on for an old one in the new document; nothing where there is none."""
        if number == NO_LIST:
            return number
        if number not in self._known:
            self._known[number] = self._added(number)
        return self._known[number]

    def _added(self, number: str) -> str:
        num = _numbered(self._old, number)
        pattern = None if num is None else _pattern(self._old, value(num, "abstractNumId"))
        if self._new is None or num is None or pattern is None:
            return ""
        made = deepcopy(num)
        made.attrib.clear()
        free = _free(self._new, "num", "numId")
        made.set(tag("numId"), free)
        made[0].set(tag("val"), self._same_pattern(pattern))
        self._last(tag("num"), made)
        return free

    def _same_pattern(self, pattern: Element) -> str:
        """The pattern of the new document that counts like this one, copied there if need be."""
        if self._new is None:
            return ""
        patterns = self._new.findall(tag("abstractNum"))
        wanted = _form(pattern)
        for one in patterns:
            if _form(one) == wanted:
                return one.get(tag("abstractNumId"), "")
        made = _bare(pattern)
        free = _free(self._new, "abstractNum", "abstractNumId")
        made.set(tag("abstractNumId"), free)
        self._last(tag("abstractNum"), made)
        return free

    def _last(self, name: str, made: Element) -> None:
        """Put an element after the last of its name: patterns come before the lists that use them."""
        numbering = self._new
        if numbering is None:
            return
        same = numbering.findall(name)
        if same:
            same[-1].addnext(made)
        elif name == tag("abstractNum"):
            numbering.insert(0, made)
        else:
            patterns = numbering.findall(tag("abstractNum"))
            patterns[-1].addnext(made)


def _free(numbering: Element, name: str, number: str) -> str:
    """A number that no element of that name has."""
    taken = [one.get(tag(number), "") for one in numbering.iterfind(tag(name))]
    return str(1 + max((int(one) for one in taken if one.isdigit()), default=0))


def list_number(paragraph: Element) -> str:
    """The list that a paragraph is put in directly, or nothing."""
    return value(paragraph, "pPr/numPr/numId")


def _numbered(numbering: Element | None, number: str) -> Element | None:
    nums = () if numbering is None else numbering.iterfind(tag("num"))
    return next((num for num in nums if num.get(tag("numId")) == number), None)


def _pattern(numbering: Element | None, number: str) -> Element | None:
    patterns = () if numbering is None else numbering.iterfind(tag("abstractNum"))
    return next((one for one in patterns if one.get(tag("abstractNumId")) == number), None)


def _bare(pattern: Element) -> Element:
    """A pattern without what ties it to styles or to other copies of itself."""
    made = deepcopy(pattern)
    made.tail = None
    made.attrib.clear()
    for node in [one for one in made if one.tag in _OWN]:
        made.remove(node)
    for level in made.iterfind(tag("lvl")):
        for style in level.findall(tag("pStyle")):
            level.remove(style)
        for name in [name for name in level.attrib if name != tag("ilvl")]:
            del level.attrib[name]
    return made


def _form(pattern: Element) -> bytes:
    return _SPACES.sub(b"", etree.tostring(_bare(pattern)))
