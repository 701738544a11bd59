"""What of a record can be changed by itself: its lists, one entry at a time, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.values import close_matches, fold, make_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.answers.addresses import Address
    from planforge.interview.questionnaire import Questionnaire
    from planforge.model.shapes import Shape

# A list that people know by itself, though it stands within a part.
_WITHIN = {"sites": ("establishment", "sites")}


@dataclass(frozen=True)
class EditKind:
    """A list or a part of the record: its word in commands, its French word, its title, where it stands."""

    id: str
    alias: str
    title: str
    address: Address
    is_list: bool
    has_ids: bool

    @property
    def path(self) -> str:
        """The dotted path of its field, as questions write it."""
        return ".".join(self.address)


def edit_kinds(questionnaire: Questionnaire) -> Mapping[str, EditKind]:
    """What some question asks about, by its word in commands, in the order of the record."""
    asked = {item.field.split(".")[0] for section in questionnaire.sections for item in section.items}
    return {kind.id: kind for kind in _kinds() if kind.address[0] in asked}


def _kinds() -> Iterator[EditKind]:
    plan = shape_of(Plan)
    for key, shape in plan.fields.items():
        yield _kind(key, (key,), shape)
        for name, address in _WITHIN.items():
            if address[0] == key:
                yield _kind(name, address, shape.fields[address[1]])


def _kind(name: str, address: Address, shape: Shape) -> EditKind:
    has_ids = shape.item is not None and "id" in shape.item.fields
    return EditKind(
        name.replace("_", "-"), make_slug(shape.title), shape.title, address, shape.item is not None, has_ids
    )


def find_kind(word: str, kinds: Mapping[str, EditKind]) -> EditKind | None:
    """The kind of that word, English or French, in the singular or the plural; None where there is none."""
    wanted = _bare(word)
    return next((kind for kind in kinds.values() if wanted in {_bare(kind.id), _bare(kind.alias)}), None)


def close_kinds(word: str, kinds: Mapping[str, EditKind]) -> tuple[EditKind, ...]:
    """The kinds that the word may have been meant for, best first."""
    words = {name: kind for kind in kinds.values() for name in (kind.alias, kind.id)}
    found = [words[one] for one in close_matches(word, words)]
    return tuple(dict.fromkeys(found))


def _bare(word: str) -> str:
    return "-".join(part.removesuffix("s") for part in fold(word.strip()).replace("_", "-").split("-"))
