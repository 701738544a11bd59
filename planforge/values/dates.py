"""Dates: ISO, « 20/11/2026 » or « 20 novembre 2026 »; never the American order, never a year of two digits."""

from __future__ import annotations

import datetime as dt
import re

from planforge.values.faults import ValueFault, quoted
from planforge.values.quantities import tidy
from planforge.values.typography import NBSP, fold

_FIRST_YEAR, _LAST_YEAR, _MONTH_COUNT = 1900, 2199, 12
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT = {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_NUMBERS = {fold(month): number for number, month in enumerate(_MONTHS, start=1)} | _SHORT
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[t ]00:00(?::00)?)?")
_FRENCH = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_LONG = re.compile(r"(?P<day>[0-9]{1,2})(?:er)? (?P<word>[a-z]+)\.? (?P<year>[0-9]{4})")
_SHORT_YEAR = re.compile(r"(?P<start>[0-9]{1,2}[/.-][0-9]{1,2}[/.-])(?P<year>[0-9]{2})")
_EXAMPLES = "Écrivez par exemple « 20/11/2026 » ou « 2026-11-20 »."


def read_date(text: str) -> dt.date:
    """The date that was written; raises ``ValueFault``, with the likely date in the hint where there is one."""
    words = fold(tidy(text))
    short = _SHORT_YEAR.fullmatch(words)
    if short is not None:
        raise ValueFault(
            "date.short_year",
            f"{quoted(text)} n’a que deux chiffres pour l’année.",
            f"Écrivez l’année sur quatre chiffres : « {short['start']}20{short['year']} ».",
        )
    found = _ISO.fullmatch(words) or _FRENCH.fullmatch(words) or _LONG.fullmatch(words)
    if found is None:
        raise ValueFault("date.unreadable", f"{quoted(text)} n’est pas une date complète.", _EXAMPLES)
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _NUMBERS.get(parts["word"], 0)
    return _real(int(parts["year"]), month, int(parts["day"]), text)


def say_date(date: dt.date) -> str:
    """« 20/11/2026 »."""
    return f"{date.day:02}/{date.month:02}/{date.year:04}"


def say_long_date(date: dt.date) -> str:
    """« 20 novembre 2026 », « 1er décembre 2026 », non-breaking space after the day."""
    day = "1er" if date.day == 1 else str(date.day)
    return f"{day}{NBSP}{_MONTHS[date.month - 1]} {date.year}"


def say_clock(at: dt.time) -> str:
    """« 9 h 05 », « 9 h »: the clock on the wall."""
    return f"{at.hour}{NBSP}h" + (f"{NBSP}{at.minute:02}" if at.minute else "")


def _real(year: int, month: int, day: int, text: str) -> dt.date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueFault("date.year", f"L’année de {quoted(text)} est hors de portée.", _EXAMPLES)
    try:
        return dt.date(year, month, day)
    except ValueError:
        pass
    if month > _MONTH_COUNT >= day >= 1:
        swapped = f"{month:02}/{day:02}/{year}"
        raise ValueFault(
            "date.month_first", f"{quoted(text)} a un mois {month}.", f"Le jour vient d’abord : « {swapped} »."
        )
    raise ValueFault("date.impossible", f"{quoted(text)} n’existe pas au calendrier.", _EXAMPLES)
