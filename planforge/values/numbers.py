"""Counts, decimals, percentages and yes or no, read and said in French."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planforge.values.faults import ValueFault, quoted
from planforge.values.quantities import NUMBER, exact, tidy
from planforge.values.typography import NARROW_NBSP, NBSP, fold

_LARGEST = 10**12
_THOUSAND = 1000
_MOST_PERCENT = 1000
_NUMBER = re.compile(NUMBER)
_YES = frozenset({"oui", "o", "vrai", "true", "yes", "y"})
_NO = frozenset({"non", "n", "faux", "false", "no"})
_PERCENTAGES = "Écrivez par exemple « 82 % »."


@dataclass(frozen=True, slots=True, order=True)
class Percent:
    """A share in per cent: 82.0 for « 82 % »; more than 100 is allowed. Compared on it alone."""

    value: float
    text: str = field(default="", compare=False)

    @property
    def share(self) -> float:
        """The same between 0 and 1."""
        return self.value / 100

    def __str__(self) -> str:
        """As ``say_percent``."""
        return say_percent(self)


def read_decimal(text: str) -> float:
    """A number, decimal comma or point, negative allowed; raises ``ValueFault``."""
    words = tidy(text)
    digits = words.removeprefix("-").strip()
    if not _NUMBER.fullmatch(digits):
        raise ValueFault(
            "number.unreadable", f"{quoted(text)} n’est pas un nombre.", "Écrivez par exemple « 1 200 » ou « 2,5 »."
        )
    value = exact(digits)
    if value > _LARGEST:
        raise ValueFault(
            "number.too_large", f"{quoted(text)} est trop grand pour être juste.", "Vérifiez le nombre de chiffres."
        )
    return float(-value if words.startswith("-") else value)


def read_count(text: str) -> int:
    """A whole number from 0 up; raises ``ValueFault``."""
    value = read_decimal(text)
    if value < 0:
        raise ValueFault("number.negative", f"{quoted(text)} est négatif.", "Écrivez un nombre entier à partir de 0.")
    if not value.is_integer():
        raise ValueFault(
            "number.not_whole", f"{quoted(text)} n’est pas un nombre entier.", "Écrivez par exemple « 12 »."
        )
    return int(value)


def read_percent(text: str) -> Percent:
    """The percentage that was written; without its sign, « 0,82 » and « 1 » are refused as ambiguous."""
    words = tidy(text)
    digits = re.sub(r" ?(%|pour ?cents?|p\. ?100)$", "", words)
    if not _NUMBER.fullmatch(digits.lstrip("-")):
        raise ValueFault("percent.unreadable", f"{quoted(text)} n’est pas un pourcentage.", _PERCENTAGES)
    value = read_decimal(digits)
    if digits == words and 0 < value <= 1:
        hundred = say_number(value * 100).replace(NARROW_NBSP, " ")
        raise ValueFault(
            "percent.ambiguous",
            f"{quoted(text)} : {digits} % ou {hundred} % ?",
            f"Écrivez le signe : « {hundred} % » ou « {digits} % ».",
        )
    if not 0 <= value <= _MOST_PERCENT:
        raise ValueFault("percent.out_of_range", f"{quoted(text)} n’est pas un pourcentage plausible.", _PERCENTAGES)
    return Percent(value, text)


def read_yes_no(text: str) -> bool:
    """True for oui, o, vrai, yes, true; False for non, n, faux, no, false; raises ``ValueFault``."""
    word = fold(tidy(text))
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueFault("yes_no.unreadable", f"{quoted(text)} : oui ou non ?", "Écrivez « oui » ou « non ».")


def say_number(value: float, decimals: int = 2) -> str:
    """« 12 345,5 »: narrow non-breaking space between thousands, decimal comma, no trailing zeros."""
    whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", NARROW_NBSP)
    sign = "-" if value < 0 and (int(whole) or rest) else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def say_percent(percent: Percent) -> str:
    """« 82 % », « 82,5 % », with a non-breaking space."""
    return f"{say_number(percent.value)}{NBSP}%"


def plural(count: float, singular: str, plural_form: str | None = None) -> str:
    """« 3 services », « 1 service », « 0 service »: French counts in the plural from 2 up, non-breaking space."""
    noun = singular if abs(count) < 2 else plural_form or f"{singular}s"  # noqa: PLR2004 - French plural starts at 2
    return f"{say_number(count)}{NBSP}{noun}"
