"""Remarks put where they belong: each keeps its author, and a number in the order in which it is placed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.word.merge.items import Letters
from planforge.formats.word.merge.remarks import INITIALS, Remark
from planforge.formats.word.merge.xml import fragment, opening_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.items import Item, Span

Piece: TypeAlias = "Item | str"  # an item, or markup between items


@dataclass
class Margin:
    """The remarks of the file that came back, by key, and those of the merged file so far."""

    waiting: dict[str, Remark]
    author: str
    on: date
    placed: list[Remark] = field(default_factory=list)

    def woven(self, items: Iterable[Item], spans: Iterable[Span]) -> list[Piece]:
        """The items, cut where remarks begin and end."""
        turns = sorted(self._turns(spans), key=lambda turn: turn[:2])
        found: list[Piece] = []
        place = 0
        for item in items:
            length = len(item.text) if isinstance(item, Letters) else 1
            inside = [turn for turn in turns if turn[0] < place + length]
            turns = turns[len(inside) :]
            found += _cut(item, place, inside)
            place += length
        return [*found, *(markup for _, _, markup in turns)]

    def about(self, paragraph: Element, spans: Iterable[Span]) -> None:
        """Put remarks on the whole of a paragraph."""
        for span in spans:
            number = self._number(span.remark)
            if number is not None:
                _around(paragraph, number)

    def say(self, paragraph: Element, words: str) -> None:
        """Put a remark of our own on the whole of a paragraph."""
        moment = f"{self.on.isoformat()}T00:00:00Z"
        self.placed.append(Remark("", self.author, INITIALS, moment, (words,)))
        _around(paragraph, len(self.placed) - 1)

    def left(self) -> list[Remark]:
        """The remarks that found no place."""
        return list(self.waiting.values())

    def put(self, paragraph: Element, remark: Remark) -> None:
        """Put a remark that found no place on the whole of a paragraph."""
        number = self._number(remark.key)
        if number is not None:
            _around(paragraph, number)

    def _number(self, key: str) -> int | None:
        """The number of a remark now placed; nothing for one that is placed already, or unknown."""
        remark = self.waiting.pop(key, None)
        if remark is None:
            return None
        self.placed.append(remark)
        return len(self.placed) - 1

    def _turns(self, spans: Iterable[Span]) -> Iterator[tuple[int, int, str]]:
        for span in spans:
            number = self._number(span.remark)
            if number is not None:
                yield span.start, 0, _start(number)
                yield max(span.start, span.end), 1, _end(number)


def _cut(item: Item, place: int, turns: list[tuple[int, int, str]]) -> Iterator[Piece]:
    """An item and the markup that stands before it or within its letters."""
    done = 0
    for offset, _, markup in turns:
        cut = max(offset - place, 0)
        if isinstance(item, Letters) and cut > done:
            yield replace(item, text=item.text[done:cut])
            done = cut
        yield markup
    if not isinstance(item, Letters):
        yield item
    elif item.text[done:]:
        yield replace(item, text=item.text[done:])


def _around(paragraph: Element, number: int) -> None:
    paragraph.insert(opening_place(paragraph), fragment(_start(number))[0])
    for node in fragment(_end(number)):
        paragraph.append(node)


def _start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def _end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
