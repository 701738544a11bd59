"""What a list shows: rows that what is typed narrows down, and those that always stay at the end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from questionary.prompts.common import Choice, InquirerControl

from planforge.interview.terminal import words
from planforge.interview.terminal.console import folded
from planforge.interview.terminal.keys import command, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planforge.interview.steps import Reply
    from planforge.interview.terminal.console import Line

_MARGIN = "   "
_LEAST = 6  # rows in sight: fewer, and the hint gives its lines up


@dataclass(frozen=True)
class Row:
    """One line of a list: the ``value`` of an option, or the ``reply`` that it stands for.

    ``says`` makes it a row for something that is not in the list, and words it with what was typed.
    """

    label: str
    value: str = ""
    reply: Reply | None = None
    says: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Listing:
    """A list to choose in: ``rows`` are searched by what is typed, ``last`` always stay below them.

    ``many`` has rows ticked; ``pointed`` is where one starts, the first row where it is none of them; ``title`` and
    ``hint`` stand above, ``notice`` under what is typed; ``typed`` is typed already; all take at most ``room`` lines.
    """

    rows: Sequence[Row]
    last: Sequence[Row] = ()
    many: bool = False
    pointed: Row | None = None
    ticked: frozenset[str] = frozenset()
    title: str = ""
    hint: str = ""
    notice: str = ""
    typed: str = ""
    room: int = 12


class Choices(InquirerControl):
    """questionary's list, searched with accents set aside, with rows that stay, cut to the room there is.

    Upstream shows the whole list where nothing matches, loses accented letters, and cuts long labels.
    """

    def __init__(self, listing: Listing, width: Callable[[], int]) -> None:
        self.listing = listing
        self.typed = listing.typed
        self.notice = listing.notice
        self._measured = width  # each time: a window may be made narrower meanwhile
        self._rows = [Choice(row.label, row) for row in listing.rows]
        self._last = [Choice(row.label, row) for row in listing.last]
        self._words = [plain(row.label) for row in listing.rows]
        self._found = self._search()
        every = [*self._rows, *self._last]
        # A start that is not in the list is an error upstream: what it names may have gone since.
        start = next((choice for choice in every if choice.value == listing.pointed), every[0])
        super().__init__(every, initial_choice=start, show_description=False, focusable=True)
        self.selected_options = [row.value for row in listing.rows if row.value in listing.ticked]
        if self.typed:
            self._point()

    @property
    def filtered_choices(self) -> list[Choice]:
        """The rows that hold what was typed, then those that stay."""
        return [*self._found, *self._last]

    @property
    def _width(self) -> int:
        return self._measured()

    @property
    def row(self) -> Row | None:
        """The row that is pointed at; None where it only says that nothing matches."""
        value = self.get_pointed_at().value
        return value if isinstance(value, Row) else None

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list."""
        return tuple(row.value for row in self.listing.rows if row.value in self.selected_options)

    def move(self, by: int) -> None:
        """Point at the row below, or above."""
        self.pointed_at = (self.pointed_at + by) % self.choice_count
        self.notice = ""

    def search(self, text: str) -> None:
        """Show what holds the text; with none, the whole list, the same row pointed at."""
        pointed = self.get_pointed_at()
        self.typed = text
        self._found = self._search()
        self.notice = ""
        if text.strip():
            self._point()
        else:
            shown = self.filtered_choices
            self.pointed_at = shown.index(pointed) if pointed in shown else 0

    def tick(self, *, back: bool = True) -> None:
        """Tick the row, or take its tick ``back``; what was typed to find it has served."""
        row = self.row
        if row is None or not row.value:
            return
        if row.value not in self.selected_options:
            self.selected_options.append(row.value)
        elif back:
            self.selected_options.remove(row.value)
        self.search("")

    def _search(self) -> list[Choice]:
        """The rows that hold what was typed, after the command that it is, if any; else that there is none."""
        word = plain(self.typed)
        found = [choice for choice, text in zip(self._rows, self._words, strict=True) if word in text]
        asked = self._command
        if asked is not None:
            there = any(row.reply == asked for row in self.listing.last)
            return found if there else [Choice(words.commands(asked), Row("", reply=asked)), *found]
        return found or ([Choice(words.no_match(self.typed), disabled="-")] if word else [])

    @property
    def _command(self) -> Reply | None:
        """What the typed word asks for, unless it is one of the rows."""
        word = plain(self.typed)
        return None if word in self._words else command(word)

    def _point(self) -> None:
        """Point at what was typed in full, else at what begins with it, else at what holds it, else at the new one."""
        ranks = [self._rank(choice) for choice in self.filtered_choices]
        self.pointed_at = ranks.index(min(ranks))

    def _rank(self, choice: Choice) -> int:
        """How far a row is from what was typed."""
        if not isinstance(choice.value, Row):
            return 4
        if self._command is not None and choice.value.reply == self._command:
            return 0
        if choice in self._last:
            return 3 if choice.value.says is not None else 5
        text, word = plain(str(choice.title)), plain(self.typed)
        return 0 if text == word else 1 if text.startswith(word) else 2

    def _get_choice_tokens(self) -> list[Line]:
        """The list as it is drawn, in no more lines than it may take."""
        head = [("class:title", line) for line in _folded(self.listing.title, self._width, "")]
        under = [("", f" {words.PROMPT} {self.typed[-(self._width - len(_MARGIN)) :]}")]
        under += [("class:notice", line) for line in _folded(self.notice, self._width, _MARGIN)]
        hint = [("class:hint", line) for line in _folded(self.listing.hint, self._width, "")]
        room = self.listing.room - len(head) - len(under)
        if room - len(hint) >= min(_LEAST, len(self.choices)):
            head += hint
            room -= len(hint)
        lines = [*head, *under, *self._drawn(room)]
        return [part for line in lines for part in (line, ("", "\n"))][:-1]

    def _drawn(self, room: int) -> Iterator[Line]:
        """The rows: those that always stay, and as many of the others as there is room for."""
        shown = [self._lines(rank, choice) for rank, choice in enumerate(self.filtered_choices)]
        heights = [len(lines) for lines in shown]
        ahead = len(shown) - len(self._last)
        start, end = in_sight(heights[:ahead], min(self.pointed_at, ahead - 1), room - sum(heights[ahead:]))
        if start:
            yield ("", _MARGIN + words.more(start))
        for rank in range(start, end):
            yield from self._styled(rank, shown[rank])
        if end < ahead:
            yield ("", _MARGIN + words.more(ahead - end))
        for rank in range(ahead, len(shown)):
            yield from self._styled(rank, shown[rank])

    def _lines(self, rank: int, choice: Choice) -> tuple[str, ...]:
        """The lines of a row: its label folded behind the pointer and the tick."""
        row = choice.value
        label = str(choice.title)
        if isinstance(row, Row) and row.says is not None and self.typed.strip():
            label = row.says(self.typed.strip())
        lines = _folded(label, self._width, _MARGIN + " " * len(self._tick(choice)))
        pointer = f" {words.POINTER} " if rank == self.pointed_at else _MARGIN
        return (pointer + self._tick(choice) + lines[0].lstrip(" "), *lines[1:])

    def _tick(self, choice: Choice) -> str:
        if not self.listing.many or not isinstance(choice.value, Row) or not choice.value.value:
            return ""
        return words.TICKED if choice.value.value in self.selected_options else words.NOT_TICKED

    def _styled(self, rank: int, lines: tuple[str, ...]) -> Iterator[Line]:
        pointed = rank == self.pointed_at
        for order, line in enumerate(lines):
            # The cursor is put where one is: magnifiers and screen readers follow it.
            yield (f"class:pointed{'' if order else ' [SetCursorPosition]'}" if pointed else "", line)


def in_sight(heights: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """The rows, from the first to before the end, that fit in the room around the one ``at``.

    Where some do not, two lines are kept to say how many there are above and below.
    """
    if not heights or sum(heights) <= room:
        return 0, len(heights)
    start, end, left = at, at + 1, room - 2 - heights[at]
    while start and heights[start - 1] <= left - (room - 2) // 2:
        start -= 1
        left -= heights[start]
    while end < len(heights) and heights[end] <= left:
        left -= heights[end]
        end += 1
    while start and heights[start - 1] <= left:
        start -= 1
        left -= heights[start]
    return start, end


@lru_cache(maxsize=2048)
def _folded(text: str, width: int, indent: str) -> tuple[str, ...]:
    return tuple(folded(text, width, indent)) if text else ()
