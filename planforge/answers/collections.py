"""What identifiers may name: the entities of the record by collection, and the types of the library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.model.answer import read_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.library.loading import Library
    from planforge.model.fields import Ref
    from planforge.source import Data

_KINDS: Mapping[tuple[str, ...], str] = {("applications", "infrastructure"): "systems"}


@dataclass(frozen=True)
class Collections:
    """Names by identifier, of each collection that a reference may point into."""

    data: dict[str, Data]
    library: Library
    restricted: frozenset[str]

    def known(self, ref: Ref) -> Mapping[str, str]:
        """The names of everything that the reference may name, by identifier."""
        if ref.library:
            return self._types[ref.library]
        return {one: name for collection in ref.collections for one, name in self._named(collection).items()}

    def unknowable(self, ref: Ref) -> bool:
        """Whether a collection it may point into is kept apart, or said unknown as a whole."""
        return any(
            collection in self.restricted or read_unknown(self.data.get(collection)) is not None
            for collection in ref.collections
        )

    def kind(self, ref: Ref) -> str:
        """The key of the sentence that says what is looked for."""
        if ref.library:
            return f"library.{ref.library}"
        return _KINDS.get(ref.collections, ref.collections[0] if len(ref.collections) == 1 else "other")

    @cached_property
    def _types(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "services": dict.fromkeys(self.library.service_ids, ""),
            "systems": {one: kind.name for one, kind in self.library.system_types.items()},
            "forms": {one: form.name for one, form in self.library.forms.items()},
            "roles": {one: role.name for one, role in self.library.role_types.items()},
        }

    @cached_property
    def _cache(self) -> dict[str, Mapping[str, str]]:
        return {}

    def _named(self, collection: str) -> Mapping[str, str]:
        if collection not in self._cache:
            entities = [entity for entity in self._entities(collection) if isinstance(entity, dict)]
            self._cache[collection] = {
                str(entity["id"]): _called(entity) for entity in entities if isinstance(entity.get("id"), str)
            }
        return self._cache[collection]

    def _entities(self, collection: str) -> Iterator[Data]:
        if collection == "sites":
            yield from _listed(self.data.get("establishment"), "sites")
        elif collection == "activities":
            for service in _listed(self.data, "services"):
                # A service that lists no activity has one that bears its own identifier.
                yield from _listed(service, "activities") or [service]
        else:
            yield from _listed(self.data, collection)


def _called(entity: dict[str, Data]) -> str:
    """The name, or the function of a person whose name nobody said yet."""
    names = (entity.get(key) for key in ("name", "function"))
    return next((str(name) for name in names if name and read_unknown(name) is None), "")


def _listed(holder: Data, key: str) -> list[Data]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, list) else []
