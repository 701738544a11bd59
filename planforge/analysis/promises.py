"""The turns of phrase that promise what no plan can: found in what hospitals write, wherever it is printed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planforge.resources import questionnaires_folder
from planforge.values import fold, french

if TYPE_CHECKING:
    from collections.abc import Mapping

# A negation, and at most two words between it and what it denies: « ne le garantit », « pas tout à fait sans risque ».
_DENIED = re.compile(r"\b(?:ne|n'|pas|non|sans|jamais|rien|aucune?)(?:(?<=')|\s)\s*(?:\w+\s+){0,2}$")
_BEFORE = 40  # characters in which to look for a negation
_REMEMBERED = 16384


@lru_cache(maxsize=_REMEMBERED)
def promises_in(text: str) -> tuple[str, ...]:
    """The promises of a text, in the words of the list; those that the sentence denies are left out."""
    pattern, known = _list()
    folded = _folded(text)
    found = (
        known[_spaced(one[0])]
        for one in pattern.finditer(folded)
        if not _DENIED.search(folded[max(one.start() - _BEFORE, 0) : one.start()])
    )
    return tuple(dict.fromkeys(found))


@cache
def _list() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds every promise of the list, and how each is written there."""
    import yaml  # noqa: PLC0415 - heavy, and only promises need it

    text = (questionnaires_folder() / "promises.yaml").read_text(encoding="utf-8")
    known = {_spaced(_folded(words)): french(words) for words in yaml.load(text, Loader=yaml.CSafeLoader)}
    longest_first = sorted(known, key=len, reverse=True)
    either = "|".join(re.escape(words).replace(r"\ ", r"\s+").replace("%", r"\s*%") for words in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)"), known


def _spaced(words: str) -> str:
    """The words as they are looked up: one space between two, none before « % »."""
    return " ".join(words.split()).replace(" %", "%")


def _folded(text: str) -> str:
    return fold(text.replace("’", "'"))
