"""When a supplier answers, read from the hours of its contract: free text, as people write it."""

from __future__ import annotations

import re
from enum import Enum, auto

from planforge.values import fold


class Cover(Enum):
    """Whether somebody answers outside office hours."""

    ALWAYS = auto()  # at night or at the week-end, whatever the day
    OFFICE = auto()
    UNSURE = auto()  # the text does not say, or speaks of leaving a message


_ALWAYS = re.compile(
    r"(?<!\d)24\s*h?(?:eures?)?\s*(?:/|sur|x|-|par)\s*(?:24|7|j)"  # 24 h/24, 24/7, 24h sur 24, 24 heures par jour
    r"|\bh\s*24\b"
    r"|(?<!\d)0\s*h\s*(?:-|–|a)\s*24\s*h"
    r"|(?<!\d)7\s*(?:j(?:rs?|ours?)?)?\s*(?:/|sur|x|par)\s*(?:7|sem)"  # 7j/7, 7 jours sur 7, 7 jours par semaine
    r"|(?<!\d)365\b|lundi\s+(?:au|a)\s+dimanche|tous les jours"
    r"|jours?\s+et\s+(?:la\s+)?nuits?|nuits?\s+et\s+jours?|nuits?\s+et\s+week-?ends?"
    r"|\ben permanence\b|\bpermanente?\b|\bnon[- ]stop\b|\bastreintes?\b"
)
_OFFICE = re.compile(
    r"\blundi\b|\bmardi\b|\bvendredi\b|\bsamedi\b|\bouvr(?:e|able)e?s?\b|\bbureau\b|\ben semaine\b|\bh\.?o\.?\b"
    r"|(?<!\d)[56]\s*(?:j(?:rs?|ours?)?)?\s*(?:/|sur)\s*7|\d\s*(?:h|:)\s*\d*\s*(?:-|–|a)\s*\d{1,2}\s*(?:h|:|$)"
    r"|\d\s*(?:-|–|a)\s*\d{1,2}\s*h"
)
_DENIED_BEFORE = re.compile(r"\b(?:pas|sans|hors|ni|aucune?|non(?![- ]stop))\b[^,;.]{0,20}$")
_DENIED_AFTER = re.compile(r"\b(?:non(?![- ]stop)|exclue?s?|en option|pas)\b")
# Somebody notes the call; nothing says that somebody acts on it.
_ONLY_TAKEN_DOWN = re.compile(r"\b(?:declar|signal|ticket|portail|repondeur|enregistre|depot)")
_CLAUSE_END = re.compile(r"[;,.()]")


def cover(text: str) -> Cover:
    """Whether those hours go beyond office hours; contradictory words count for the supplier, denied ones against."""
    said = " ".join(fold(text).split())
    found = {_weight(said, match) for match in _ALWAYS.finditer(said)}
    for answer in (Cover.ALWAYS, Cover.UNSURE):
        if answer in found:
            return answer
    return Cover.OFFICE if found or _OFFICE.search(said) else Cover.UNSURE


def _weight(said: str, match: re.Match[str]) -> Cover:
    """What words of cover are worth where they stand: denied, or only said of taking calls down."""
    before = _CLAUSE_END.split(said[: match.start()])[-1]
    after = _CLAUSE_END.split(said[match.end() :])[0]
    if _DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after):
        return Cover.OFFICE
    return Cover.UNSURE if _ONLY_TAKEN_DOWN.search(before + after) else Cover.ALWAYS
