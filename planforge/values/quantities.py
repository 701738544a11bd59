"""Numbers and « number unit » sequences as people type them, read exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from planforge.values.faults import ValueFault, quoted

# Far above any honest value, far below what makes a number expensive to read.
_LONGEST = 80
_GLYPHS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "\u2212": "-", "\u2044": "/", "’": "'"}
NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![0-9])|[0-9]+ [0-9]+/[0-9]+|[0-9]+/[0-9]+|[0-9]+(?:[.,][0-9]+)?"
_TERM = re.compile(rf"\s*(?P<number>{NUMBER})\s?(?P<unit>[^\W\d_]*)\.?")
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def tidy(text: str) -> str:
    """The text on one line with plain single spaces, fractions spelled « 1/2 » and one kind of minus sign."""
    if len(text) > _LONGEST:
        raise ValueFault("value.too_long", f"{quoted(text)} est trop long pour une valeur.", "Écrivez la valeur seule.")
    for glyph, spelled in _GLYPHS.items():
        text = text.replace(glyph, spelled)
    words = " ".join(text.split())
    if not words:
        raise ValueFault("value.empty", "La valeur est vide.", "Écrivez une valeur, ou effacez la ligne.")
    return words


def exact(number: str) -> Fraction:
    """The exact value of « 1 200,5 », « 1/2 » or « 1 1/2 », already matched by ``NUMBER``."""
    whole, _, fraction = number.rpartition(" ") if "/" in number else ("0", "", number)
    if "/" in fraction:
        above, below = fraction.split("/")
        if not int(below):
            raise ValueFault(
                "number.division_by_zero", f"{quoted(number)} divise par zéro.", "Écrivez par exemple « 1/2 »."
            )
        return int(whole or 0) + Fraction(int(above), int(below))
    if _THOUSANDS_OR_DECIMALS.fullmatch(number):
        plain = number.replace(".", "")
        raise ValueFault(
            "number.ambiguous",
            f"{quoted(number)} peut se lire de deux façons.",
            f"Écrivez « {plain} » ou « {number.replace('.', ',').rstrip('0').rstrip(',')} ».",
        )
    return Fraction(number.replace(" ", "").replace(",", "."))


def terms(text: str) -> tuple[tuple[str, str], ...] | None:
    """The (number, unit) pairs that make up the whole text, in order; None when something else is in it."""
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        term = _TERM.match(text, place)
        if term is None:
            return None
        found.append((term["number"], term["unit"]))
        place = term.end()
    return tuple(found) or None
