"""The questionnaire bound to the model and cut down to what is asked this time: by role, section, depth, document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from planforge.interview.binding import Binding, bind, list_shape
from planforge.interview.expressions import keys_read
from planforge.interview.questionnaire import Depth, Group, Question, Role, Scope, Section, Table
from planforge.interview.wording import WHY_A_NAME, renaming
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.values import make_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.interview.questionnaire import Item, Listing, Questionnaire
    from planforge.model.shapes import Shape

_DEPTHS = tuple(Depth)


@dataclass(frozen=True)
class Filters:
    """What is asked this time. ``fields`` are what a document needs (``services.head``, ``crisis``); empty: all.

    ``again`` puts every question once more, with the former answer filled in. ``apart`` are the parts of the record
    that are kept elsewhere, and not asked about here: what is answered would take the place of what they hold.
    """

    role: Role | None = None
    section: str = ""
    depth: Depth = Depth.MINIMUM
    scope: Scope = Scope.ALL
    fields: frozenset[str] = frozenset()
    again: bool = False
    apart: frozenset[str] = frozenset()

    def keeps_section(self, section: Section) -> bool:
        """Whether a section is asked."""
        return self.role in {None, section.role} and self.section in {"", section.id}

    def keeps_depth(self, item: Item) -> bool:
        """Whether a question or a list is not deeper than wanted."""
        return _DEPTHS.index(item.depth) <= _DEPTHS.index(self.depth)

    def keeps_field(self, pattern: str) -> bool:
        """Whether the part is here, and a document needs the field, or all of a part it stands in."""
        if pattern.split(".", 1)[0] in self.apart:
            return False
        return not self.fields or any(pattern == one or pattern.startswith(f"{one}.") for one in self.fields)


@dataclass(frozen=True, eq=False)
class Asked:
    """A question and the field it fills; ``rank`` tells it apart from every other node of the outline.

    ``pattern`` is its place from the root of the record, lists without their entries: ``services.activities.dmia``.
    """

    rank: int
    section: Section
    question: Question
    binding: Binding
    pattern: str

    @property
    def when(self) -> str:
        """The condition it is asked on."""
        return self.question.when

    @property
    def confirm(self) -> bool:
        """Whether it is asked once even where the record has an answer."""
        return self.question.confirm


@dataclass(frozen=True, eq=False)
class Repeated:
    """A list and what is asked of each of its entries.

    ``naming`` asks an entry's name, when it is changed; ``required`` asks what an entry cannot be read without, before
    it is added.
    """

    rank: int
    section: Section
    listing: Listing
    shape: Shape
    pattern: str
    naming: Asked | None = None
    required: tuple[Asked, ...] = ()
    each: tuple[Node, ...] = field(default=(), repr=False)

    @property
    def when(self) -> str:
        """The condition it is gone through on."""
        return self.listing.when

    @property
    def confirm(self) -> bool:
        """Menus are looked at whatever they hold."""
        return False

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys to the list, from the entry that holds it."""
        return tuple(self.listing.field.split("."))

    @property
    def is_table(self) -> bool:
        """Whether it counts as one question, asked row by row."""
        return isinstance(self.listing, Table)

    @property
    def item(self) -> Shape:
        """The shape of an entry."""
        assert self.shape.item is not None  # noqa: S101 - the loader refuses a group over anything else
        return self.shape.item

    @cached_property
    def keys_below(self) -> frozenset[str]:
        """The top-level keys of the record that decide what is asked of an entry, besides what the entry says."""
        return frozenset(key for node in walk(self.each) for key in conditions(node))

    @property
    def has_ids(self) -> bool:
        """Whether entries are told apart by an identifier, else by their rank."""
        return "id" in self.item.fields

    @property
    def makes_ids(self) -> bool:
        """Whether planforge makes that identifier; the code of a form is the library's."""
        return self.has_ids and self.item.fields["id"].ref is None


Node: TypeAlias = Asked | Repeated


@dataclass(frozen=True, eq=False)
class Part:
    """One section, bound and cut down; ``keys`` are the top-level keys of the record that decide what it asks.

    ``pace`` is how many minutes a question of it takes: its minutes are those of one entry of its groups.
    """

    section: Section
    nodes: tuple[Node, ...]
    pace: float = 0.0

    @cached_property
    def keys(self) -> frozenset[str]:
        """« * » among them stands for the whole record."""
        own = {node.pattern.split(".", 1)[0] for node in walk(self.nodes)}
        return frozenset(own.union(*(conditions(node) for node in walk(self.nodes))))


@dataclass(frozen=True, eq=False)
class Outline:
    """What is asked this time, in order; nodes by rank."""

    parts: tuple[Part, ...]
    filters: Filters

    @cached_property
    def by_rank(self) -> dict[int, Node]:
        """Every node, the naming questions of lists included."""
        found: dict[int, Node] = {}
        for part in self.parts:
            for node in walk(part.nodes):
                found[node.rank] = node
                if isinstance(node, Repeated):
                    beside = (node.naming, *node.required) if node.naming is not None else node.required
                    found |= {one.rank: one for one in beside}
        return found


def outline(questionnaire: Questionnaire, filters: Filters) -> Outline:
    """The questionnaire bound to the model, with what the filters keep; sections left empty are left out."""
    binder = _Binder(filters)
    root = shape_of(Plan)
    parts = [
        Part(section, binder.nodes(section, section.items, root, ""), _pace(section, filters))
        for section in questionnaire.sections
        if filters.keeps_section(section)
    ]
    return Outline(tuple(part for part in parts if part.nodes), filters)


def _pace(section: Section, filters: Filters) -> float:
    count = _count(section.items, filters)
    return section.minutes / count if count else 0.0


def _count(items: tuple[Item, ...], filters: Filters) -> int:
    """How many questions one entry of each group makes, whatever the document."""
    kept = [item for item in items if filters.keeps_depth(item)]
    groups = [item for item in kept if isinstance(item, Group)]
    inside = sum(item.menu + _count(item.each, filters) for item in groups)
    return len(kept) - len(groups) + inside


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes and all below them, in order."""
    for node in nodes:
        yield node
        if isinstance(node, Repeated):
            yield from walk(node.each)


def _required(item: Shape) -> list[str]:
    """The fields that an entry cannot be read without, its identifier set aside: planforge makes it."""
    fields = item.part.model_fields if item.part is not None else {}
    return [name for name, field_ in fields.items() if field_.is_required() and name != "id"]


def conditions(node: Node) -> frozenset[str]:
    """The top-level keys of the record that the conditions of a node look at; « * » for all of it."""
    read = set(keys_read(node.when))
    if isinstance(node, Asked):
        return frozenset(read | ({"scenarios"} if node.binding.scenario else set()))
    scopes = node.listing.scopes
    return frozenset(read.union(*map(keys_read, (node.listing.where, scopes.minimum, scopes.vital, scopes.all))))


def _renaming(naming: Asked) -> Question:
    """The question about the name of an entry that is changed; why the list is asked about says nothing of a name."""
    words = {"ask": renaming(naming.binding.shape.title), "why": WHY_A_NAME}
    return naming.question.model_copy(update=words)


class _Binder:
    """Binds items, giving each node its rank."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters
        self._next = 0

    def nodes(self, section: Section, items: tuple[Item, ...], root: Shape, above: str) -> tuple[Node, ...]:
        """The items that the filters keep, bound below ``root``."""
        kept: list[Node] = []
        for item in items:
            if not self._filters.keeps_depth(item):
                continue
            if isinstance(item, Question):
                asked = self._asked(section, item, root, above)
                kept += [asked] if self._filters.keeps_field(asked.pattern) else []
            else:
                repeated = self._repeated(section, item, root, above)
                kept += [repeated] if repeated.each or self._filters.keeps_field(repeated.pattern) else []
        return tuple(kept)

    def _rank(self) -> int:
        self._next += 1
        return self._next

    def _asked(self, section: Section, question: Question, root: Shape, above: str) -> Asked:
        return Asked(
            self._rank(), section, question, bind(root, question.field, question.key), f"{above}{question.field}"
        )

    def _repeated(self, section: Section, listing: Listing, root: Shape, above: str) -> Repeated:
        shape = list_shape(root, listing.field)
        pattern = f"{above}{listing.field}"
        made = Repeated(self._rank(), section, listing, shape, pattern)
        each = self.nodes(section, listing.asks, made.item, f"{pattern}.")
        if not listing.menu:
            return replace(made, each=each)
        names = dict.fromkeys([listing.named, *_required(made.item)])
        naming, *required = (self._field(listing, made, name) for name in names)
        if all(one is not naming.question for one in listing.asks):
            naming = replace(naming, question=_renaming(naming))
        return replace(made, naming=naming, required=tuple(required), each=each)

    def _field(self, listing: Listing, made: Repeated, name: str) -> Asked:
        """The question about a field of an entry: as the questionnaire asks it, else in the model's words."""
        asked = (one for one in listing.asks if isinstance(one, Question) and one.field == name)
        question = next(asked, Question(id=make_slug(name), field=name, why=listing.why))
        return self._asked(made.section, question, made.item, f"{made.pattern}.")
