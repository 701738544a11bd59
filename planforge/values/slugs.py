"""Identifiers: short, portable as file names on every system, and close matches for the mistyped ones."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from planforge.values.faults import ValueFault, quoted
from planforge.values.typography import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 40
_SHAPE = re.compile(r"[a-z0-9][a-z0-9-]*")
_FOLDED = 200
# Windows refuses these as file names, whatever their case or extension.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))},
)


def read_slug(text: str) -> str:
    """An identifier fit for a file name anywhere; raises ``ValueFault`` with one made of the text as hint."""
    if _SHAPE.fullmatch(text) and len(text) <= _LONGEST and text not in _RESERVED:
        return text
    hint = f"Écrivez par exemple « {make_slug(text)} »."
    if text in _RESERVED:
        raise ValueFault("slug.reserved", f"{quoted(text)} est un nom que Windows réserve.", hint)
    if _SHAPE.fullmatch(text):
        raise ValueFault("slug.too_long", f"L’identifiant {quoted(text)} dépasse {_LONGEST} caractères.", hint)
    if not text.strip():
        raise ValueFault(
            "slug.empty", "L’identifiant est vide.", "Écrivez un mot court en minuscules, par exemple « urgences »."
        )
    message = f"L’identifiant {quoted(text)} doit n’avoir que des minuscules sans accent, des chiffres et des tirets."
    raise ValueFault("slug.shape", message, hint)


def make_slug(text: str) -> str:
    """An identifier made of the text: « Réanimation (USC) » gives ``reanimation-usc``; never reserved, never empty."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(text[:_FOLDED])).strip("-")
    slug = words[:_LONGEST].rstrip("-") or "sans-nom"
    return f"{slug}-1" if slug in _RESERVED else slug


def close_matches(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The known words that look like this one, best first, accents and case set aside."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(fold(candidate), candidate)
    found = difflib.get_close_matches(fold(word[:_FOLDED]), by_folded, n=limit, cutoff=0.6)
    return tuple(by_folded[match] for match in found)
