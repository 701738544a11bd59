"""The comments of a Word file, read and written again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.markup import HEAD, SPACES, attribute, letters
from planforge.values import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts

INITIALS = "PF"  # of our own remarks, so that the next merge knows them
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: ``key`` is its number in the file that it comes from."""

    key: str
    author: str
    initials: str
    moment: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(line for line in self.lines if line)


def read_remarks(parts: Parts, main: str) -> tuple[Remark, ...]:
    """The comments of the file, those of earlier merges apart: what they say is told again where it still holds."""
    found = []
    for name in parts.related(main, "comments"):
        root = parts.xml(name)
        for node in () if root is None else root.iter(tag("comment")):
            lines = ("".join(_words(line)) for line in node.iter(tag("p")))
            date = node.get(tag("date"), "")
            told = Remark(
                node.get(tag("id"), ""),
                clean(node.get(tag("author"), "")),
                clean(node.get(tag("initials"), "")),
                date if _DATE.fullmatch(date) else "",
                tuple(clean(line) for line in lines),
            )
            if told.initials != INITIALS:
                found.append(told)
    return tuple(found)


def _words(line: Element) -> list[str]:
    """The words of a line of a comment; what a tracked deletion took is no word."""
    signs = {tag("tab"): "\t", tag("br"): "\n", tag("cr"): "\n", tag("noBreakHyphen"): "-"}
    return [node.text or "" if node.tag == tag("t") else signs.get(str(node.tag), "") for node in line.iter()]


def comments_part(remarks: Sequence[Remark]) -> str:
    """The part that holds the comments, numbered in their order."""
    printed = "".join(_comment(number, remark) for number, remark in enumerate(remarks))
    return f"{HEAD}<w:comments {SPACES}>{printed}</w:comments>"


def _comment(number: int, remark: Remark) -> str:
    date = f' w:date="{remark.moment}"' if remark.moment else ""
    initials = f' w:initials="{attribute(remark.initials, 9)}"' if remark.initials else ""
    lines = "".join(f"<w:p><w:r>{letters(line)}</w:r></w:p>" for line in remark.lines or ("",))
    author = attribute(remark.author) or "Auteur inconnu"
    return f'<w:comment w:id="{number}" w:author="{author}"{date}{initials}>{lines}</w:comment>'
