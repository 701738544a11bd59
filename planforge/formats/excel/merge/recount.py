"""The results of our formulas after the merge: sums, counts and products, as the cells stand now."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from planforge.formats.excel.merge.stylesheet import S
from planforge.formats.excel.places import Place, read_area, read_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
_MOST_PASSES = 4  # formulas that use the results of others
_MOST_CELLS = 1_000_000

Value = float | str


class CannotComputeError(Exception):
    """A formula uses something that is not computed here."""


class Recount:
    """Computes formulas over the merged sheets, by their names."""

    def __init__(self, sheets: Mapping[str, Element]) -> None:
        self._sheets = sheets
        self._values: dict[str, dict[Place, Value]] = {}

    def write(self) -> None:
        """Write the results of the formulas that can be computed; of the others what is stored stays."""
        for _ in range(_MOST_PASSES):
            self._values.clear()
            changed = [self._sheet(name, tree) for name, tree in self._sheets.items()]
            if not any(changed):
                return

    def _sheet(self, name: str, tree: Element) -> bool:
        """Compute the formulas of one sheet; whether any result changed."""
        changed = False
        for cell in tree.iter(f"{S}c"):
            formula, stored = cell.find(f"{S}f"), cell.find(f"{S}v")
            if formula is not None and stored is not None and cell.get("t", "n") == "n":
                found = self._result(formula.text or "", name, stored.text or "")
                changed |= found != stored.text
                stored.text = found
        return changed

    def _result(self, formula: str, sheet: str, stored: str) -> str:
        try:
            tokens = [token for token in Tokenizer(f"={formula}").items if token.type != Token.WSPACE]
            found = _Reader(tokens, self, sheet).whole()
        except (TokenizerError, CannotComputeError, ArithmeticError, ValueError, IndexError):
            return stored
        return f"{found:.15g}"

    def cells(self, reference: str, sheet: str) -> Iterator[Value]:
        """The values in a range, blanks left out. Raises ``CannotComputeError``."""
        found = _SHEET.fullmatch(reference)
        if found:
            reference, sheet = found[3], (found[1] or found[2]).replace("''", "'")
        area = read_area(reference)
        if area is None or sheet not in self._sheets:
            raise CannotComputeError(reference)
        values = self._known(sheet)
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) > _MOST_CELLS:
            raise CannotComputeError(reference)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                if Place(row, column) in values:
                    yield values[Place(row, column)]

    def _known(self, sheet: str) -> dict[Place, Value]:
        if sheet not in self._values:
            self._values[sheet] = dict(_values(self._sheets[sheet]))
        return self._values[sheet]


class _Reader:
    """Reads the tokens of one formula from left to right."""

    def __init__(self, tokens: list[Token], cells: Recount, sheet: str) -> None:
        self._tokens = tokens
        self._cells = cells
        self._sheet = sheet
        self._at = 0

    def whole(self) -> float:
        found = self._sum()
        if self._at != len(self._tokens):
            raise CannotComputeError("more than an expression")
        return found

    def _sum(self) -> float:
        total = self._product()
        while self._sees("+", "-"):
            total += self._product() if self._take().value == "+" else -self._product()
        return total

    def _product(self) -> float:
        total = self._factor()
        while self._sees("*", "/"):
            total = total * self._factor() if self._take().value == "*" else total / self._factor()
        return total

    def _factor(self) -> float:
        token = self._take()
        if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
            return float(token.value)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            return self._number(token.value)
        if token.type == Token.PAREN and token.subtype == Token.OPEN:
            found = self._sum()
            self._take()
            return found
        if token.type == Token.FUNC:
            return self._call(token.value.upper())
        raise CannotComputeError(token.value)

    def _number(self, reference: str) -> float:
        values = list(self._cells.cells(reference, self._sheet))
        if any(isinstance(value, str) for value in values) or len(values) > 1:
            raise CannotComputeError(reference)
        return float(values[0]) if values else 0.0

    def _call(self, name: str) -> float:
        values = list(self._cells.cells(self._take().value, self._sheet))
        if name == "SUM(" and self._take().subtype == Token.CLOSE:
            return sum(value for value in values if isinstance(value, float))
        if name == "COUNTIF(" and self._take().type == Token.SEP:
            wanted = self._take()
            if wanted.subtype == Token.TEXT and self._take().subtype == Token.CLOSE:
                pattern = wanted.value[1:-1].replace('""', '"').casefold()
                return sum(fnmatch.fnmatchcase(str(value).casefold(), pattern) for value in values)
        raise CannotComputeError(name)

    def _sees(self, *signs: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].value in signs

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]


def _values(tree: Element) -> Iterator[tuple[Place, Value]]:
    for cell in tree.iter(f"{S}c"):
        place, kind = read_place(str(cell.get("r"))), cell.get("t", "n")
        text = "".join(str(part) for part in cell.itertext(f"{S}t")) if kind == "inlineStr" else cell.findtext(f"{S}v")
        if place is not None and text:
            yield place, float(text) if kind == "n" else text
