"""References of ours after the merge: rows that moved, ranges that grew, sheets that somebody renamed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from planforge.formats.excel.names import quoted
from planforge.formats.excel.places import LAST_ROW, Area, read_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.formats.excel.merge.plan import SheetPlan

_SHEET = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]:]+))!(?P<rest>.+)")
_TABLE = re.compile(r"(\w+)\[([^\[\]#@']+)\]")
_ROWS = re.compile(r"(\$?)([0-9]+):(\$?)([0-9]+)")
_ROW_NUMBER = re.compile(r"(?<=[A-Za-z])(\$?)([0-9]+)")


@dataclass(frozen=True, slots=True)
class RowMoves:
    """Where the rows of one sheet of ours went."""

    kept: tuple[int, ...]  # numbers in ours, ascending
    homes: tuple[int, ...]  # their numbers in the merged sheet
    last: int  # rows of the merged sheet
    ours: int  # rows of ours
    data: tuple[int, int]
    new_data: tuple[int, int]

    def start(self, row: int) -> int:
        """The new number of a first row: that of the next one that is left."""
        if row == self.data[0] and row:
            return self.new_data[0]
        return self._after(row) or self.homes[min(bisect_left(self.kept, row), len(self.homes) - 1)]

    def end(self, row: int) -> int:
        """The new number of a last row: that of the one before when it is gone, of the last of data for the last."""
        if row == self.data[1] and row:
            return self.new_data[1]
        return self._after(row) or self.homes[max(bisect_right(self.kept, row) - 1, 0)]

    def has(self, row: int) -> bool:
        """Whether that very row is left."""
        place = bisect_left(self.kept, row)
        return place < len(self.kept) and self.kept[place] == row

    def exact(self, row: int) -> int:
        """The new number of that very row; that of the next one when it is gone."""
        place = bisect_left(self.kept, row)
        return self.homes[place] if place < len(self.kept) and self.kept[place] == row else self.start(row)

    def area(self, area: Area) -> Area:
        """The new place of a rectangle."""
        top, bottom = self.start(area.top), self.end(area.bottom)
        return replace(area, top=top, bottom=max(top, bottom))

    def _after(self, row: int) -> int:
        """A row under everything that is written moves with the end of the sheet."""
        return min(row + self.last - self.ours, LAST_ROW) if row > self.ours else 0


class Moves:
    """Rewrites references of ours, whichever sheet they stand on or point to."""

    def __init__(self, plans: Iterable[SheetPlan], tables: Mapping[str, str] | None = None) -> None:
        """``tables`` has the sheet of ours that holds each table, by the name of the table."""
        plans = tuple(plans)
        titles = {plan.ours_name: plan.titles for plan in plans}
        self._titles = {name: titles.get(sheet, {}) for name, sheet in (tables or {}).items()}
        self._names = {plan.ours_name: plan.name for plan in plans}
        self._rows = {plan.ours_name: _row_moves(plan) for plan in plans}

    def rows(self, sheet: str) -> RowMoves:
        """The moves of the rows of a sheet of ours, by its name there."""
        return self._rows[sheet]

    def ranges(self, text: str, sheet: str) -> str:
        """A list such as ``A8:P19 D3``, after the merge."""
        areas = [read_area(part) for part in text.split()]
        return " ".join(str(self._rows[sheet].area(area)) for area in areas if area is not None)

    def formula(self, text: str, sheet: str) -> str:
        """A formula of ours (without its equals sign) standing on a sheet, after the merge."""
        return self._formula(text, sheet, first=False)

    def rule(self, text: str, sheet: str) -> str:
        """The formula of a rule, written for the first cell that it watches."""
        return self._formula(text, sheet, first=True)

    def _formula(self, text: str, sheet: str, *, first: bool) -> str:
        try:
            tokens = Tokenizer(f"={text}").items
        except (TokenizerError, IndexError):
            return text
        return "".join(self._token(token, sheet, first=first) for token in tokens)

    def location(self, text: str) -> str:
        """A place of a link, ``'Sheet'!A9``, after the merge."""
        return self._reference(text, "", first=False)

    def _token(self, token: Token, sheet: str, *, first: bool) -> str:
        operand = token.type == Token.OPERAND and token.subtype == Token.RANGE
        return self._reference(token.value, sheet, first=first) if operand else str(token.value)

    def _reference(self, text: str, sheet: str, *, first: bool) -> str:
        column = _TABLE.fullmatch(text)
        if column:
            return f"{column[1]}[{self._titles.get(column[1], {}).get(column[2], column[2])}]"
        found = _SHEET.fullmatch(text)
        if found is None:
            return self._moved(text, sheet, first=first)
        name = (found["quoted"] or found["plain"]).replace("''", "'")
        return f"{quoted(self._names.get(name, name))}!{self._moved(found['rest'], name, first=first)}"

    def _moved(self, text: str, sheet: str, *, first: bool) -> str:
        moves = self._rows.get(sheet)
        if moves is None:
            return text
        rows = _ROWS.fullmatch(text)
        if rows:
            return f"{rows[1]}{moves.start(int(rows[2]))}:{rows[3]}{moves.end(int(rows[4]))}"
        if read_area(text) is None:
            return text
        opening, colon, closing = text.partition(":")
        begin = moves.start if colon or first else moves.exact
        start = _ROW_NUMBER.sub(lambda found: f"{found[1]}{begin(int(found[2]))}", opening)
        end = _ROW_NUMBER.sub(lambda found: f"{found[1]}{moves.end(int(found[2]))}", closing)
        return f"{start}{colon}{end}"


def _row_moves(plan: SheetPlan) -> RowMoves:
    pairs = [(row.ours, number) for number, row in enumerate(plan.rows, start=1) if row.ours]
    return RowMoves(
        kept=tuple(ours for ours, _ in pairs),
        homes=tuple(home for _, home in pairs),
        last=len(plan.rows),
        ours=plan.our_rows,
        data=plan.our_data,
        new_data=(plan.first_data, plan.last_data),
    )
