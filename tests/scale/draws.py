"""What the university hospital for tests of scale is drawn from: words, library types, and a chance that repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from planforge.library.loading import load_library
from planforge.source import read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.library.types import ServiceType, SystemType

Entity = dict[str, Any]

PEOPLE, BACKUPS, SUPPLIERS = 150, 30, 40
HEADS = 16  # the rank of the first person who runs a service; the others have a function of their own
LAST_DAY = date(2026, 11, 6)

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Draw:
    """Everything the generator draws from."""

    words: dict[str, Any]
    service_types: dict[str, ServiceType]
    system_types: dict[str, SystemType]
    contacts: tuple[tuple[str, str, str], ...]
    roles: tuple[str, ...]
    chance: Random

    def one(self, choices: Sequence[str]) -> str:
        return self.chance.choice(choices)

    def between(self, low: int, high: int, unit: str = "") -> str:
        return f"{self.chance.randint(low, high)} {unit}".strip()

    def by_chance(self, percent: int) -> bool:
        return self.chance.randint(1, 100) <= percent

    def person(self) -> str:
        return f"p{self.chance.randint(HEADS, PEOPLE):03d}"

    def supplier(self) -> str:
        return f"fournisseur-{self.chance.randint(1, SUPPLIERS):02d}"

    def past(self, days: int) -> str:
        """A day of the last so many days."""
        return str(LAST_DAY - timedelta(days=self.chance.randint(0, days)))


def draw_with(seed: int) -> Draw:
    """The same draws each time for a seed."""
    return Draw(chance=Random(seed), **_catalogue())  # noqa: S311 - a record that repeats itself, not a secret


def fixed_part() -> Entity:
    """What never varies in the record: establishment, crisis, scenarios, infrastructure."""
    return _data("chu.yaml")


def phone(start: str, rank: int) -> str:
    """A number of a range that is kept for fiction; ``start`` is its first six figures."""
    return f"{start} {rank // 100 % 100:02d} {rank % 100:02d}"


def later(days: int) -> str:
    """A day to come."""
    return str(LAST_DAY + timedelta(days=days))


@cache
def _catalogue() -> dict[str, Any]:
    library, words = load_library(None), _data("words.yaml")
    return {
        "words": words,
        "service_types": {name: library.service_type(name) for name in words["services"]},
        "system_types": dict(library.system_types),
        "contacts": tuple((one.id, one.name, one.when) for one in library.contact_types.values()),
        "roles": tuple(library.role_types),
    }


def _data(name: str) -> Entity:
    found: Entity = read_tree((_HERE / name).read_text(encoding="utf-8"), name).data
    return found
