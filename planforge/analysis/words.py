"""French words for the placeholders of sentences: names in guillemets, short lists, scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.values import NBSP, join_and, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.model.crisis import Scenario

_SHOWN = 5


def named(name: str) -> str:
    """« name »."""
    return f"«{NBSP}{name}{NBSP}»"


def listed(names: Iterable[str], shown: int = _SHOWN) -> str:
    """« a », « b » et 12 autres: a sentence must stay readable whatever the size of the hospital."""
    every = list(dict.fromkeys(names))
    words = [named(name) for name in every[:shown]]
    if len(every) > shown:
        words.append(plural(len(every) - shown, "autre"))
    return join_and(words)


def in_case_of(scenario: Scenario | None, *, default: bool = False) -> str:
    """« hors cyberattaque » for the default target, else « scénario « name » »; says a library value that it is one."""
    case = f"scénario {named(scenario.name)}" if scenario else "hors cyberattaque"
    return f"{case}, valeur par défaut" if default else case
