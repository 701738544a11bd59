"""What a record holds, collection by collection: identifier, name and what kind of thing each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.systems import System


@dataclass(frozen=True)
class Recorded:
    """An entity of the record; ``type`` is empty where nobody said."""

    id: str
    name: str
    type: str


def recorded(plan: Plan, collection: str) -> tuple[Recorded, ...]:
    """The entities of a collection of ``COLLECTIONS``, in the order of the record; people are told by function."""
    return COLLECTIONS[collection](plan)


def _typed(entities: Iterable[Service | System]) -> tuple[Recorded, ...]:
    return tuple(Recorded(one.id, one.name, one.type.best or "") for one in entities)


def _people(plan: Plan) -> tuple[Recorded, ...]:
    """Functions only, with the crisis roles that each holds: names stay in the record."""
    return tuple(
        Recorded(one.id, one.function, ", ".join(role.type for role in plan.crisis.roles if role.person.best == one.id))
        for one in plan.people
    )


def _backups(plan: Plan) -> tuple[Recorded, ...]:
    return tuple(Recorded(one.id, one.name, one.method.best or "") for one in plan.backups)


def _suppliers(plan: Plan) -> tuple[Recorded, ...]:
    return tuple(Recorded(one.id, one.name, one.contract.best or "") for one in plan.suppliers)


COLLECTIONS: Mapping[str, Callable[[Plan], tuple[Recorded, ...]]] = {
    "services": lambda plan: _typed(plan.services),
    "applications": lambda plan: _typed(plan.applications),
    "infrastructure": lambda plan: _typed(plan.infrastructure),
    "people": _people,
    "backups": _backups,
    "suppliers": _suppliers,
}
