"""What the record shows of one fact, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from planforge.library.requirement_types import Fact
from planforge.resources import questionnaires_folder
from planforge.values import french, join_and, say_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_NAMED = 3  # objects named; the others are counted


class ShownState(StrEnum):
    """How far a fact holds."""

    HOLDS = "holds"
    PARTLY = "partly"
    LACKS = "lacks"
    UNKNOWN = "unknown"  # an answer is missing
    NONE = "none"  # nothing to judge


@dataclass(frozen=True, slots=True)
class Shown:
    """How far a fact holds; ``values`` fill its sentence."""

    state: ShownState
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FactWords:
    """What the data file says of a fact: its title, a sentence for each state, who answers, the figures of the text."""

    title: str
    sentences: Mapping[str, str]
    who: str
    since: date | None = None
    least: int = 0
    days: int = 0
    years: int = 0

    def say(self, shown: Shown) -> str:
        """The sentence of what is shown."""
        terms = {"least": str(self.least), "days": str(self.days), "years": str(self.years)}
        since = {"since": say_date(self.since)} if self.since else {}
        return french(self.sentences[shown.state].format_map({**terms, **since, **shown.values}))


@cache
def fact_words() -> Mapping[Fact, FactWords]:
    """The words of every fact."""
    import yaml  # noqa: PLC0415 - heavy, and only evidence needs it

    text = (questionnaires_folder() / "facts.yaml").read_text(encoding="utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {Fact(name): _words(entry) for name, entry in entries.items()}


def _words(entry: dict[str, Any]) -> FactWords:
    figures = {name: entry[name] for name in ("since", "least", "days", "years") if name in entry}
    sentences: dict[str, str] = {state.value: entry[state.value] for state in ShownState if state.value in entry}
    return FactWords(french(entry["title"]), sentences, french(entry["who"]), **figures)


def counted(done: int, total: int, missing: Sequence[str] = ()) -> Shown:
    """All of them, some, or none; nothing to judge where there are none at all."""
    if not total:
        return Shown(ShownState.NONE)
    state = ShownState.HOLDS if done == total else ShownState.PARTLY if done else ShownState.LACKS
    return Shown(state, {"count": str(done), "total": str(total), "missing": some(missing)})


def parts(**present: object) -> Shown:
    """The same over named parts, an underscore for a space: what is false or empty is missing."""
    missing = [name.replace("_", " ") for name, value in present.items() if not value]
    return counted(len(present) - len(missing), len(present), missing)


def whether(holds: object, **values: str) -> Shown:
    """It holds, or it lacks."""
    return Shown(ShownState.HOLDS if holds else ShownState.LACKS, values)


def unknown(**values: str) -> Shown:
    """An answer is missing."""
    return Shown(ShownState.UNKNOWN, values)


def quoted_names(names: Sequence[str]) -> list[str]:
    """Names between quotes: some of them hold commas."""
    return [f"« {name} »" for name in names]


def some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _NAMED
    return join_and([*names[:_NAMED], f"{more} autres"] if more > 1 else list(names))
