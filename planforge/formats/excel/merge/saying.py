"""Places and values of a workbook in French words, for the list of what was found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import is_date_format, is_timedelta_format

from planforge.formats.excel.reading.cells import Kind
from planforge.values import Duration, french, say_date, say_duration, say_number, say_percent
from planforge.values import Percent as Share

if TYPE_CHECKING:
    from planforge.formats.excel.reading.cells import Cell

_LONGEST = 60  # characters of a row or of a column
_FIRST, _LAST_DAY = 61, 2_958_465  # serial numbers of 1 March 1900 and of 31 December 9999
_DECIMALS = 10
_DAY = 1440  # minutes
_RULES = {"cfRule": "couleur automatique", "dataValidation": "règle de saisie"}


def where(sheet: str, row: str = "", column: str = "") -> str:
    """« feuille « Actions », ligne « Tester la restauration », colonne « Pilote » », as much as is known."""
    parts = [f"feuille « {sheet} »"]
    parts += [f"ligne « {_short(row)} »"] if row else []
    parts += [f"colonne « {_short(column)} »"] if column else []
    return french(", ".join(parts))


def shown(cell: Cell | None) -> str:
    """What a person sees of a cell, in words."""
    if cell is None:
        return ""
    content = cell.content
    if content.kind is Kind.TRUTH:
        return "oui" if content.text == "1" else "non"
    if content.number is not None:
        return _number(content.number, cell.number_format)
    return content.text if content.text or not content.formula else f"={content.formula}"


def rule_words(rule: str) -> str:
    """What a rule read back is called; its formula, whose places are taken out, says nothing to a reader."""
    return _RULES.get(rule.partition(" ")[0], "règle")


def _number(value: float, code: str) -> str:
    if is_timedelta_format(code):
        return say_duration(Duration(round(value * _DAY))) if value >= 0 else say_number(value, _DECIMALS)
    if is_date_format(code) and _FIRST <= value <= _LAST_DAY:
        return say_date(date(1899, 12, 30) + timedelta(days=int(value)))
    return say_percent(Share(value * 100)) if "%" in code else say_number(value, _DECIMALS)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
