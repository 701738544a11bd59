"""Excel formulas: written as Excel stores them, naming only what the workbook holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import FORMULAE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAXIMUM = 8192
TEXT = re.compile(r'"(?:[^"]|"")*"')
SHEET = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[\w.\[\]]+))!")
STRUCTURED = re.compile(r"(?P<table>[^\W\d][\w.]*)?\[(?:[^\[\]]|\[[^\[\]]*\])*\]")
COLUMN = re.compile(r"\[@?([^\[\]#@]+)\]")
FUNCTION = re.compile(r"(?P<name>[^\W\d][\w.]*)\(")
ARRAY = re.compile(r"\{[^{}]*\}")
CELL = re.compile(
    r"(?<![\w.])(?:\$?[A-Z]{1,3}\$?\d+|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?![\w.])", re.IGNORECASE
)
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:E[+-]?\d+)?", re.IGNORECASE)
NAME = re.compile(r"[^\W\d][\w.]*")
CONSTANTS = {"true", "false"}
LEAVES_THE_FILE = {"CALL", "DDE", "HYPERLINK", "REGISTER.ID", "RTD", "WEBSERVICE", "_XLFN.WEBSERVICE"}


@dataclass(frozen=True)
class Vocabulary:
    """What a formula may name, all in lower case; the tables with their columns."""

    sheets: frozenset[str]
    names: frozenset[str]
    tables: Mapping[str, frozenset[str]]


def formula_findings(formula: str, known: Vocabulary) -> Iterator[str]:
    """Why Excel would refuse, misread or block this formula (written without its equals sign)."""
    if formula.startswith("="):
        yield "starts with an equals sign"
    if len(formula) > MAXIMUM:
        yield f"is longer than {MAXIMUM} characters"
    if "#REF!" in formula:
        yield "refers to something deleted"
    rest = ARRAY.sub("0", TEXT.sub("0", formula).replace("#REF!", "0"))
    yield from _sheet_findings(rest, known)
    rest = SHEET.sub("", rest)
    if '"' in rest or rest.count("(") != rest.count(")"):
        yield "has an unbalanced quotation mark or bracket"
    if ";" in rest:
        yield "separates arguments with a semicolon, a file needs commas"
    yield from _table_findings(rest, known)
    rest = STRUCTURED.sub("0", rest)
    yield from _name_findings(rest, known)


def _sheet_findings(rest: str, known: Vocabulary) -> Iterator[str]:
    for found in SHEET.finditer(rest):
        sheet = (found["quoted"] or found["plain"]).replace("''", "'")
        if "[" in sheet:
            yield f"reads another workbook, {sheet}"
        elif sheet.casefold() not in known.sheets:
            yield f"names the missing sheet {sheet}"


def _table_findings(rest: str, known: Vocabulary) -> Iterator[str]:
    for found in STRUCTURED.finditer(rest):
        table = (found["table"] or "").casefold()
        if table and table not in known.tables:
            yield f"names the missing table {table}"
        for column in COLUMN.findall(found[0]) if table in known.tables else ():
            if column.casefold() not in known.tables[table]:
                yield f"names the missing column {column} of the table {table}"


def _name_findings(rest: str, known: Vocabulary) -> Iterator[str]:
    for found in FUNCTION.finditer(rest):
        function = found["name"].upper()
        if function in LEAVES_THE_FILE:
            yield f"calls {function}, which leaves the file"
        elif function not in FORMULAE and not function.startswith("_XLFN."):
            yield f"calls {function}, unknown in a file (function names are English there)"
    rest = NUMBER.sub(" ", CELL.sub(" ", FUNCTION.sub("(", rest)))
    for name in NAME.findall(rest):
        if name.casefold() not in known.names | known.tables.keys() | CONSTANTS:
            yield f"names {name}, which is not defined"
