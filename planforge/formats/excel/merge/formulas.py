"""Formulas that people typed: which may stay in a merged file, and what they say once rows and columns moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import FORMULAE

from planforge.formats.excel.layout import letters
from planforge.formats.excel.names import quoted
from planforge.formats.excel.places import column_number, read_area, read_place

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 8_000
_LEAVES_THE_FILE = {"CALL", "CELL", "DDE", "INDIRECT", "INFO", "REGISTER.ID", "RTD", "SQL.REQUEST", "EVALUATE"}
_NEWER = {
    "CONCAT", "DAYS", "FILTER", "IFNA", "IFS", "ISOWEEKNUM", "MAXIFS", "MINIFS", "NUMBERVALUE", "SEQUENCE", "SORT",
    "SORTBY", "SWITCH", "TEXTAFTER", "TEXTBEFORE", "TEXTJOIN", "TEXTSPLIT", "UNIQUE", "XLOOKUP", "XMATCH", "XOR",
}  # fmt: skip
_SHEET = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\]:]+))!(?P<rest>.+)")
_PLACE = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")
_COLUMNS = re.compile(r"(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})")
_WEB = re.compile(r'"https?://[^"]*"')


class LostReferenceError(Exception):
    """A formula points to a place that the merged file does not have."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Where the cells of one returned sheet went: rows and columns by their number there, the sheet's new name."""

    name: str
    rows: Mapping[int, int] | None = None  # None: as they were
    columns: Mapping[int, int] | None = None
    data: tuple[int, int] = (0, 0)  # first and last row of the table, before and after
    new_data: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Typed:
    """Rewrites the formulas of a returned workbook: ``sheets`` by name there, ``names`` that are still defined."""

    sheets: Mapping[str, Homes] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def moved(self, formula: str, sheet: str) -> str:
        """The formula in the merged workbook; empty when it cannot stay: it leaves the file, or its places are gone."""
        if not is_harmless(formula):
            return ""
        try:
            tokens = Tokenizer(f"={formula}").items
            return "".join(self._token(token, sheet) for token in tokens)
        except (TokenizerError, LostReferenceError, IndexError):
            return ""

    def _token(self, token: Token, sheet: str) -> str:
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            return str(token.value)
        found = _SHEET.fullmatch(token.value)
        if found is None:
            return self._place(token.value, self.sheets[sheet])
        name = (found["quoted"] or found["plain"]).replace("''", "'")
        if name not in self.sheets:
            raise LostReferenceError(token.value)
        return f"{quoted(self.sheets[name].name)}!{self._place(found['rest'], self.sheets[name])}"

    def _place(self, text: str, homes: Homes) -> str:
        columns = _COLUMNS.fullmatch(text)
        if columns:
            return f"{columns[1]}{_letters(columns[2], homes)}:{columns[3]}{_letters(columns[4], homes)}"
        if read_area(text) is None:
            if text in self.names:
                return text
            raise LostReferenceError(text)
        opening, colon, closing = text.partition(":")
        if not colon:
            return _moved(opening, homes, homes.rows)
        first, last = read_place(opening), read_place(closing)
        if homes.rows is None or first is None or last is None:
            return text
        # A range over the whole table stays so, whatever the order of its rows.
        if first.row <= homes.data[0] and last.row >= homes.data[1] and homes.data[0]:
            rows = {first.row: _edge(first.row, homes.data[0], homes.new_data[0]), last.row: homes.new_data[1]}
            return f"{_moved(opening, homes, rows)}:{_moved(closing, homes, rows)}"
        return f"{_moved(opening, homes, homes.rows)}:{_moved(closing, homes, homes.rows)}"


def is_harmless(formula: str) -> bool:
    """Whether a formula computes and nothing else: no other file, no program, no web address but a plain link."""
    if not formula or len(formula) > _LONGEST or "|" in formula or "#REF!" in formula:
        return False
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError):
        return False
    if any("[" in token.value for token in tokens if token.type == Token.OPERAND and token.subtype == Token.RANGE):
        return False
    calls = [place for place, token in enumerate(tokens) if token.type == Token.FUNC and token.subtype == Token.OPEN]
    return all(_is_known(tokens, place) for place in calls)


def _is_known(tokens: list[Token], place: int) -> bool:
    name = tokens[place].value.rstrip("(").upper()
    if name == "HYPERLINK":
        return bool(_WEB.fullmatch(tokens[place + 1].value)) and tokens[place + 2].type in {Token.SEP, Token.FUNC}
    bare = name.removeprefix("_XLFN.").removeprefix("_XLWS.")
    return (name in FORMULAE and name not in _LEAVES_THE_FILE) or (bare != name and bare in _NEWER)


def _moved(text: str, homes: Homes, rows: Mapping[int, int] | None) -> str:
    """One cell of a reference, at its new place. Raises ``LostReferenceError``."""
    found, place = _PLACE.fullmatch(text), read_place(text)
    if found is None or place is None:
        raise LostReferenceError(text)
    row = place.row if rows is None else rows.get(place.row, 0)
    column = place.column if homes.columns is None else homes.columns.get(place.column, 0)
    if not row or not column:
        raise LostReferenceError(text)
    return f"{found[1]}{letters(column)}{found[3]}{row}"


def _letters(name: str, homes: Homes) -> str:
    """The letters of a whole column, at its new place. Raises ``LostReferenceError``."""
    column = column_number(name) if homes.columns is None else homes.columns.get(column_number(name), 0)
    if not column:
        raise LostReferenceError(name)
    return letters(column)


def _edge(row: int, before: int, after: int) -> int:
    """The first row of a range: the header above the data stays so."""
    return after - (before - row) if row >= before - 1 else after
