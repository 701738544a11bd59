"""What a questionnaire says: sections, questions, repeat groups and small tables, as their YAML files write them.

One file of ``questionnaires/interview/`` a section, in the order of their names; ``loading.py`` reads and checks them.
Expressions (``when``, ``where``, ``suggest``, ``pick``...) may use ``data`` (the whole record, with the answers not yet
folded), ``item`` (the entry of the group), ``owner`` (the entry above it in a group within a group) and ``library``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from planforge.model.fields import Count, Label, Line, Slug, YesNo

if TYPE_CHECKING:
    from collections.abc import Iterator


class Role(StrEnum):
    """Who is asked."""

    QUALITY = "quality"
    BOARD = "board"
    SERVICE = "service"
    IT = "it"


class Depth(StrEnum):
    """How far the questions go; each depth holds those before it."""

    MINIMUM = "minimum"
    STANDARD = "standard"
    EXPERT = "expert"


class Scope(StrEnum):
    """Which entries of the lists are gone through."""

    MINIMUM = "minimum"
    VITAL = "vital"
    ALL = "all"


class Written(BaseModel):
    """A frozen piece of a questionnaire; unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Choice(Written):
    """A usual value, offered first."""

    value: Label
    label: Line = ""


class Question(Written):
    """One question; ``field`` is a dotted path in the record, from its root or from the entry of the group.

    A path may end in ``rto.default`` or ``rto.cyber``: the answer by default, or in the scenario of that kind.
    ``only`` accepts nothing but the choices. ``suggest`` gives a value to accept or change, never recorded unasked.
    ``pick`` gives typical values for a reference, or for lines to tick (``key`` names the reference in each item of a
    list of parts); a typical one that the record lacks is created when it is chosen. ``create`` names the collection
    that a missing one is created in. ``range`` accepts three values, « 2 h / 4 h / 8 h ». ``confirm`` asks once even
    where the record has a value (one that « planforge init » put there). ``needed`` takes neither « je ne sais pas
    encore » nor a pass. ``who`` is the function proposed when the answer is « je ne sais pas encore ».
    """

    id: Slug
    field: Label
    ask: Line = ""
    help: Line = ""
    why: Label
    example: Line = ""
    depth: Depth = Depth.MINIMUM
    when: Line = ""
    choices: tuple[Choice, ...] = ()
    only: YesNo = False
    suggest: Line = ""
    pick: Line = ""
    key: Line = ""
    create: Line = ""
    range: YesNo = False
    confirm: YesNo = False
    needed: YesNo = False
    who: Line = ""

    @property
    def key_id(self) -> str:
        """What names it in its section."""
        return self.id


class Limits(Written):
    """An expression on ``item`` that says whether an entry is gone through, by scope; none: every entry."""

    minimum: Line = ""
    vital: Line = ""
    all: Line = ""


class Listing(Written):
    """What groups and tables share: the list, and the menu where its entries are picked, added, changed, removed.

    ``menu`` off: the questions of the entries there are, and no menu. ``where`` keeps the entries it is true of.
    """

    id: Slug | None = None
    title: Label
    noun: tuple[Label, Label]
    why: Label
    help: Line = ""
    menu: YesNo = True
    pick: Line = ""
    named: Line = "name"
    where: Line = ""
    scopes: Limits = Limits()
    depth: Depth = Depth.MINIMUM
    when: Line = ""

    @property
    def field(self) -> str:
        """The dotted path of the list."""
        raise NotImplementedError

    @property
    def asks(self) -> tuple[Item, ...]:
        """What is asked of each entry."""
        raise NotImplementedError

    @property
    def key_id(self) -> str:
        """What names it in its section: its identifier, else its list."""
        return self.id or self.field.replace(".", "-").replace("_", "-")


class Group(Listing):
    """A repeat group: a list menu, then its questions for each entry; ``field`` within is relative to the entry."""

    group: Label
    each: tuple[Item, ...] = ()

    @property
    def field(self) -> str:
        """The dotted path of the list."""
        return self.group

    @property
    def asks(self) -> tuple[Item, ...]:
        """What is asked of each entry."""
        return self.each


class Table(Listing):
    """A small table asked row by row: rows are the entries of the list, columns are questions of one field each."""

    table: Label
    columns: tuple[Question, ...] = Field(min_length=1)

    @property
    def field(self) -> str:
        """The dotted path of the list."""
        return self.table

    @property
    def asks(self) -> tuple[Question, ...]:
        """What is asked of each entry."""
        return self.columns


def _form(raw: Any) -> str:  # noqa: ANN401 - whatever YAML holds
    """Which of the three forms an item is written in."""
    if isinstance(raw, dict):
        return "group" if "group" in raw else "table" if "table" in raw else "question"
    return type(raw).__name__.casefold()


Item: TypeAlias = Annotated[
    Annotated[Question, Tag("question")] | Annotated[Group, Tag("group")] | Annotated[Table, Tag("table")],
    Discriminator(_form),
]


class Section(Written):
    """A part of the questionnaire, asked of one role, announced with its length."""

    id: Slug
    title: Label
    role: Role
    minutes: Count = 0
    intro: Line = ""
    items: tuple[Item, ...] = Field(min_length=1)


class Questionnaire(Written):
    """All sections, in order."""

    sections: tuple[Section, ...]

    def questions(self) -> Iterator[tuple[Section, Question]]:
        """Every question with its section, those of groups and columns of tables included."""
        for section in self.sections:
            for question in _questions(section.items):
                yield section, question


def _questions(items: tuple[Item, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Question):
            yield item
        else:
            yield from _questions(item.asks)


Group.model_rebuild()
Section.model_rebuild()
