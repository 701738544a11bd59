"""Periods of retention and contracts, where months and years are allowed: « 90 j », « 3 mois », « 2 ans »."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from planforge.values.faults import ValueFault, quoted
from planforge.values.quantities import exact, terms, tidy
from planforge.values.typography import NBSP, fold

_MONTH_DAYS, _YEAR_DAYS, _YEAR_MONTHS = 30, 365, 12
_LONGEST = 200 * _YEAR_DAYS
_DAYS = {
    "j": Fraction(1), "jr": Fraction(1), "jrs": Fraction(1), "jour": Fraction(1), "jours": Fraction(1),
    "h": Fraction(1, 24), "heure": Fraction(1, 24), "heures": Fraction(1, 24),
    "sem": Fraction(7), "semaine": Fraction(7), "semaines": Fraction(7),
}  # fmt: skip
_MONTHS = {"mois": 1, "an": _YEAR_MONTHS, "ans": _YEAR_MONTHS, "annee": _YEAR_MONTHS, "annees": _YEAR_MONTHS}
_ISO = re.compile(r"p(?:(?P<an>[0-9]+)y)?(?:(?P<mois>[0-9]+)m)?(?:(?P<sem>[0-9]+)w)?(?:(?P<j>[0-9]+)d)?(?<!p)")
_EXAMPLES = "Écrivez par exemple « 90 j », « 3 mois » ou « 2 ans »."


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A length in days, of which ``months`` were written as months or years (30 days a month, 365 a year).

    Ordered by days; « 12 mois » equals « 1 an », but « 90 j » is not « 3 mois ».
    """

    days: int
    months: int = 0
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As ``say_period``."""
        return say_period(self)


def read_period(text: str) -> Period:
    """The period that was written; raises ``ValueFault`` where it cannot be told."""
    words = fold(tidy(text)).replace(" et ", " ")
    words = re.sub(r"^une? ", "1 ", words)
    iso = _ISO.fullmatch(words)
    pairs = [(n, unit) for unit, n in iso.groupdict().items() if n] if iso else terms(words)
    if words == "0":
        return Period(0, text=text)
    if not pairs:
        raise ValueFault("period.unreadable", f"{quoted(text)} n’est pas une durée.", _EXAMPLES)
    days, months = Fraction(0), Fraction(0)
    for number, unit in pairs:
        _refuse_unit(number, unit, text)
        days += exact(number) * _DAYS.get(unit, 0)
        months += exact(number) * _MONTHS.get(unit, 0)
    return _whole(days, months, text)


def say_period(period: Period) -> str:
    """« 90 j », « 3 mois », « 2 ans », « 1 an 6 mois », with non-breaking spaces."""
    years, months = divmod(period.months, _YEAR_MONTHS)
    days = period.days - _length(period.months)
    parts = [f"{years} an" + ("s" if years > 1 else "")] if years else []
    parts += [f"{months} mois"] if months else []
    parts += [f"{days} j"] if days or not parts else []
    return " ".join(parts).replace(" ", NBSP)


def _length(months: int) -> int:
    years, rest = divmod(months, _YEAR_MONTHS)
    return years * _YEAR_DAYS + rest * _MONTH_DAYS


def _refuse_unit(number: str, unit: str, text: str) -> None:
    if unit in _DAYS or unit in _MONTHS:
        return
    if not unit:
        raise ValueFault(
            "period.no_unit",
            f"{quoted(text)} n’a pas d’unité : jours, mois ou années ?",
            f"Écrivez « {number} j », « {number} mois » ou « {number} ans ».",
        )
    if unit == "m":
        raise ValueFault("period.ambiguous_unit", f"{quoted(text)} : mois ou minutes ?", f"Écrivez « {number} mois ».")
    raise ValueFault("period.unknown_unit", f"L’unité {quoted(unit)} de {quoted(text)} est inconnue.", _EXAMPLES)


def _whole(days: Fraction, months: Fraction, text: str) -> Period:
    if days.denominator != 1 or months.denominator != 1:
        raise ValueFault("period.not_whole", f"{quoted(text)} ne fait pas un nombre entier de jours.", _EXAMPLES)
    if days + months * _MONTH_DAYS > _LONGEST:
        raise ValueFault("period.too_long", f"{quoted(text)} dépasse deux cents ans.", _EXAMPLES)
    return Period(int(days) + _length(int(months)), int(months), text)
