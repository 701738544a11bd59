"""One slot made a question that a front end can put: its words, its options, the former answer, a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from planforge.answers.addresses import value_at
from planforge.answers.collections import Collections
from planforge.interview.binding import LISTS, Kind, asked_aloud, plain_value
from planforge.interview.expressions import value_of
from planforge.interview.library_view import Typical
from planforge.interview.outline import Asked, Repeated
from planforge.interview.slots import entries_of
from planforge.interview.spoken import raw_of, say_answer, say_value, values_of, yes_or_no
from planforge.interview.steps import Option, Position, State, Step
from planforge.interview.wording import CREATABLE, heading, name_question
from planforge.model.entity import Part, defaulted
from planforge.model.fields import Ref
from planforge.model.words import word_or_code
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.interview.binding import Binding
    from planforge.interview.library_view import LibraryView
    from planforge.interview.questionnaire import Question
    from planforge.interview.slots import Record, Slot
    from planforge.library.loading import Library
    from planforge.model.shapes import Shape
    from planforge.source import Data

PEOPLE = Ref(("people",))
_TOLD_BY_OPTIONS = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.YES_NO})


@dataclass(frozen=True)
class Ground:
    """What questions are asked on: the record as it is now, and the library; ``apart`` is kept elsewhere."""

    data: Record
    library: Library
    view: LibraryView
    apart: frozenset[str] = frozenset()

    @cached_property
    def collections(self) -> Collections:
        """What references may name."""
        return Collections(self.data, self.library, frozenset())

    def known(self, leaf: Shape) -> Mapping[str, str]:
        """The names of what a field may refer to, by identifier; those of the library's own types included."""
        if leaf.ref is None:
            return {}
        if leaf.ref.library == "services":
            return self.library.service_names
        return self.collections.known(leaf.ref)

    def entry_name(self, slot: Slot) -> str:
        """The name of the entry that a slot is asked about; "" at the root."""
        return named(value_at(self.data, slot.entry)) if slot.entry else ""

    def names(self, slot: Slot) -> dict[str, Any]:
        """What the expressions of a question may use."""
        item = value_at(self.data, slot.entry) if slot.entry else {}
        owner = value_at(self.data, slot.owner) if slot.owner else {}
        return {"data": self.data, "item": item or {}, "owner": owner or {}, "library": self.view}


_NAMING = ("name", "function", "title", "label", "what", "text", "body", "task", "decision", "version", "id")


def named(entry: object) -> str:
    """The name that an entry gives itself, as people know it; "" where it has none that is known."""
    names = (_name(entry.get(key)) for key in _NAMING) if isinstance(entry, dict) else ()
    return next((name for name in names if name), "")


def _name(raw: Data) -> str:
    """A name; "" where it is not known yet: « à compléter » is nobody's."""
    name = plain_value(raw)
    return name.strip() if isinstance(name, str) else ""


@dataclass(frozen=True)
class Asking:
    """A question at its place: what may be answered, and in which words."""

    ground: Ground
    slot: Slot
    names: dict[str, Any]

    @property
    def node(self) -> Asked:
        """The question and its field."""
        assert isinstance(self.slot.node, Asked)  # noqa: S101 - menus have their own class
        return self.slot.node

    @property
    def question(self) -> Question:
        """The question as the questionnaire words it."""
        return self.node.question

    @property
    def binding(self) -> Binding:
        """The field that it fills."""
        return self.node.binding

    @cached_property
    def kind(self) -> Kind:
        """How it is answered, the questionnaire's own choices reckoned with."""
        plain = self.binding.kind
        offered = self.question.choices or (self.question.pick and self.binding.leaf.ref is None)
        if not offered:
            return plain
        return Kind.SEVERAL if plain in LISTS else Kind.CHOICE

    @cached_property
    def free(self) -> bool:
        """Whether something else than the options may be written."""
        if self.binding.leaf.choices is not None or self.binding.leaf.ref is not None:
            return False
        return self.kind is not Kind.YES_NO and not (self.question.choices and self.question.only)

    @cached_property
    def collection(self) -> str:
        """The collection that something new is created in; "" where nothing can be."""
        ref = self.binding.leaf.ref
        usual = next(iter(ref.collections), "") if ref is not None and self.question.pick else ""
        wanted = self.question.create or usual
        return wanted if wanted not in self.ground.apart else ""

    @cached_property
    def typical(self) -> dict[str, Typical]:
        """The usual values that ``pick`` offers, by identifier."""
        found = value_of(self.question.pick, self.names) if self.question.pick else ()
        return {one.id: one for one in found or () if isinstance(one, Typical)}

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The names of what may be referred to, by identifier."""
        return self.ground.known(self.binding.leaf)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What is offered: usual values first, then the others."""
        return tuple(self._options())

    def _options(self) -> Iterator[Option]:
        leaf = self.binding.leaf
        chosen = {choice.value for choice in self.question.choices}
        yield from (Option(one.value, french(one.label or _word(leaf, one.value))) for one in self.question.choices)
        if leaf.choices is not None and not (self.question.choices and self.question.only):
            yield from (Option(one.value, word_or_code(one)) for one in leaf.choices if one.value not in chosen)
        elif self.kind is Kind.YES_NO:
            yield from (Option("oui", "oui"), Option("non", "non"))
        elif leaf.ref is not None:
            yield from self._references()
        else:
            yield from self._usual_words()

    def _references(self) -> Iterator[Option]:
        """What is there, the usual first; then what is usual and not there yet."""
        usual = [one for one in self.typical if one in self.known]
        for one in dict.fromkeys([*usual, *self.known]):
            yield Option(one, self.known[one] or one)
        if self.collection:
            fresh = [one for one in self.typical.values() if one.id not in self.known]
            yield from (Option(one.id, one.name, fresh=True) for one in fresh)

    def _usual_words(self) -> Iterator[Option]:
        """The usual texts that ``pick`` offers: identifiers where identifiers are written, else names."""
        named_by_id = self.binding.leaf.read is not None and self.binding.leaf.read.name == "slug"
        for one in self.typical.values():
            yield Option(one.id if named_by_id else one.name, one.name)

    @cached_property
    def suggestion(self) -> tuple[str, ...]:
        """What the library suggests and the model takes; nothing once the question has an answer."""
        if not self.question.suggest or values_of(self.binding, self.slot.raw):
            return ()
        found = raw_of(value_of(self.question.suggest, self.names))
        if self.binding.leaf.ref is not None:
            return tuple(one for one in found if any(option.value == one for option in self.options))
        many = self.binding.shape.item is not None
        refused = not found or self.binding.refusal([*found] if many else found[0]) is not None
        return () if refused and not (found and " / " in found[0] and self.question.range) else found

    @property
    def may_be_unknown(self) -> bool:
        """Whether « je ne sais pas encore » is an answer: not for what a record cannot do without."""
        part = self.binding.part
        if self.question.needed:
            return False
        return self.binding.shape.is_answer or (issubclass(part, Part) and self.binding.name in defaulted(part))

    def step(self, position: Position, state: State) -> Step:
        """The question, ready to be put."""
        question, binding = self.question, self.binding
        creates = self.collection if self.collection in CREATABLE else ""
        return Step(
            token=token_of(self.slot),
            section=self.node.section,
            address=self.slot.address,
            kind=self.kind,
            position=position,
            heading=heading(position),
            title=french(question.ask or binding.shape.title),
            why=french(question.why),
            example=french(question.example or ("" if binding.leaf.ref is not None else binding.example)),
            help=french(self._help),
            options=self.options,
            free=self.free,
            creates=name_question(creates) if creates else "",
            former=self.former,
            former_text="" if state is State.OPEN and not self.former else self._said_before,
            suggestion=self.suggestion,
            suggestion_text=french(", ".join(self._said(one) for one in self.suggestion)),
            state=state,
            who=question.who,
            base=binding.kind,
            may_be_unknown=self.may_be_unknown,
        )

    @property
    def _help(self) -> str:
        """The questionnaire's help, else the model's; its list of codes says nothing beside the options."""
        if self.question.help:
            return self.question.help
        told = self.kind in _TOLD_BY_OPTIONS and not self.question.choices
        return "" if told else asked_aloud(self.binding.shape.description)

    @property
    def former(self) -> tuple[str, ...]:
        """The values of the answer given before."""
        values = values_of(self.binding, self.slot.raw)
        return tuple(yes_or_no(one) for one in values) if self.kind is Kind.YES_NO else values

    @property
    def _said_before(self) -> str:
        return say_answer(self.binding, self.slot.raw, self.known, self.ground.collections.known(PEOPLE))

    def _said(self, value: str) -> str:
        label = next((option.label for option in self.options if option.value == value), "")
        return label or say_value(self.binding.leaf, value, self.known)


def _word(leaf: Shape, value: str) -> str:
    return say_value(leaf, value, {})


@dataclass(frozen=True)
class Menu:
    """A list at its place: what is in it, what may be picked."""

    ground: Ground
    slot: Slot
    names: dict[str, Any]

    @property
    def node(self) -> Repeated:
        """The list."""
        assert isinstance(self.slot.node, Repeated)  # noqa: S101 - questions have their own class
        return self.slot.node

    @cached_property
    def entries(self) -> tuple[Option, ...]:
        """What is in the list, by what names it in an address."""
        naming = self.node.naming
        leaf = naming.binding.leaf if naming is not None else None
        names = self.ground.known(leaf) if leaf is not None else {}
        return tuple(
            Option(key, _entry_label(entry, self.node.listing.named, leaf, names) or key)
            for key, entry in entries_of(self.slot.raw)
        )

    @cached_property
    def typical(self) -> dict[str, Typical]:
        """What may be picked and is not in the list yet."""
        listing = self.node.listing
        found = value_of(listing.pick, self.names) if listing.pick else ()
        offered = [one for one in found or () if isinstance(one, Typical)] or [*self._closed_choice()]
        there = {key for key, _ in entries_of(self.slot.raw)}
        said = {str(entry.get(listing.named)) for _, entry in entries_of(self.slot.raw)}
        return {
            one.id: one
            for one in offered
            if one.id not in there and str(one.record.get(listing.named, one.name)) not in said
        }

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What may be picked."""
        return tuple(Option(one.id, one.name, fresh=True) for one in self.typical.values())

    def _closed_choice(self) -> Iterator[Typical]:
        """The entries that there may be, where they are named by a word of the vocabulary or by a reference."""
        naming = self.node.naming
        if naming is None or not self.closed:
            return
        leaf, named_by = naming.binding.leaf, self.node.listing.named
        for choice in leaf.choices or ():
            yield Typical(choice.value, word_or_code(choice), {named_by: choice.value})
        for one, name in self.ground.known(leaf).items():
            yield Typical(one, name or one, {named_by: one})

    @property
    def closed(self) -> bool:
        """Whether an entry cannot be named freely."""
        leaf = self.node.naming.binding.leaf if self.node.naming is not None else None
        return leaf is None or leaf.choices is not None or leaf.ref is not None

    def step(self, position: Position, state: State) -> Step:
        """The menu, ready to be put."""
        listing = self.node.listing
        naming = self.node.naming
        asked = naming.binding.shape.title if naming is not None else ""
        return Step(
            token=token_of(self.slot),
            section=self.node.section,
            address=self.slot.address,
            kind=Kind.MENU,
            position=position,
            heading=heading(position),
            title=french(listing.title),
            why=french(listing.why),
            help=french(listing.help or self.node.shape.description),
            options=self.options,
            entries=self.entries,
            free=not self.closed,
            creates="" if self.closed else french(asked),
            state=state,
            base=naming.binding.kind if naming is not None else Kind.TEXT,
        )


def _entry_label(entry: dict[str, Any], key: str, leaf: Shape | None, names: Mapping[str, str]) -> str:
    own = _name(entry.get(key))
    return say_value(leaf, own, names) if leaf is not None and own else named(entry)


def token_of(slot: Slot) -> str:
    """What tells a step apart from every other in a form: its rank in the outline and its address."""
    return "/".join((str(slot.node.rank), *slot.address))
