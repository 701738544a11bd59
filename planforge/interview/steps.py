"""What a front end shows, and what it hands back: the whole of what front ends know of the interview.

A front end puts a ``Step`` and returns a ``Reply``. Everything that is printed is in the step, in French, ready to
print; nothing here reads a screen, a clock or a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from planforge.interview.binding import Kind, Refusal
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.answers.addresses import Address
    from planforge.interview.questionnaire import Section

__all__ = [
    "Add",
    "Answer",
    "Back",
    "Change",
    "Create",
    "Finish",
    "Front",
    "Help",
    "Kind",
    "Option",
    "Pass",
    "Pick",
    "Position",
    "Quit",
    "Refusal",
    "Remove",
    "Reply",
    "State",
    "Step",
    "Unknown",
    "find",
]


class State(StrEnum):
    """How a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    UNKNOWN = "unknown"  # « je ne sais pas encore »
    PASSED = "passed"  # left without an answer, for now


@dataclass(frozen=True)
class Option:
    """One choice: ``value`` is what goes back in an ``Answer``, a ``Pick``, a ``Change`` or a ``Remove``.

    ``fresh`` marks a usual entry of the library that the record does not have yet: choosing it creates it.
    """

    value: str
    label: str
    fresh: bool = False


@dataclass(frozen=True)
class Position:
    """Where a question stands: « Question 12 sur 41 – Vos applications – Dossier patient (ligne 2 sur 10) ».

    ``number`` is 0 for a question beside the interview, such as who will know. ``entry`` names the entry that is
    asked about; ``row`` and ``rows`` are set in a table.
    """

    section: str
    number: int = 0
    total: int = 0
    entry: str = ""
    row: int = 0
    rows: int = 0


@dataclass(frozen=True)
class Step:
    """One question, or one list menu, ready to be put.

    ``token`` tells it apart from every other: a web form sends it back with the reply. ``heading`` is the position in
    words. ``former`` is the answer given before, as values (several for a list): front ends fill it in.
    ``suggestion`` is a value to accept or change. ``free`` says that something else than the options may be written
    (in a menu: that an entry may be added by its name). ``creates`` is the question that a new entry is created with,
    "" where none can be. ``entries`` are those of a menu. ``base`` is what a free answer is, where ``kind`` is CHOICE.
    ``who`` is the function proposed with « je ne sais pas encore ». ``starts_at_end`` has a list opened at its last
    option: nothing is to be chosen, usually. ``offers_back`` off: there is nothing before, or an option says it.
    """

    token: str
    section: Section
    address: Address
    kind: Kind
    position: Position
    heading: str
    title: str
    why: str = ""
    example: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    entries: tuple[Option, ...] = ()
    free: bool = False
    creates: str = ""
    former: tuple[str, ...] = ()
    former_text: str = ""
    suggestion: tuple[str, ...] = ()
    suggestion_text: str = ""
    state: State = State.OPEN
    who: str = ""
    starts_at_end: bool = False
    base: Kind = Kind.TEXT
    may_be_unknown: bool = True
    may_be_empty: bool = False
    offers_back: bool = True

    @property
    def many(self) -> bool:
        """Whether several values make one answer."""
        return self.kind in {Kind.LINES, Kind.SEVERAL, Kind.REFERENCES}

    def label(self, value: str) -> str:
        """The words of one of the options; the value itself for anything else."""
        return next((one.label for one in (*self.options, *self.entries) if one.value == value), value)

    def find(self, text: str) -> str | None:
        """The value of the option that was written by its value or its words, accents and case set aside."""
        return find(self.options, text)

    def matching(self, text: str) -> tuple[Option, ...]:
        """The options whose words hold the text, accents and case set aside: « rea » finds « Réanimation »."""
        word = _folded(text)
        return tuple(one for one in self.options if word in _folded(one.label))


def find(options: Sequence[Option], text: str) -> str | None:
    """The value of the option that was written by its value or by its words; None where it is none of them."""
    word = _folded(text)
    return next((one.value for one in options if word in {_folded(one.value), _folded(one.label)}), None)


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


@dataclass(frozen=True)
class Answer:
    """What was written or chosen: one text, or several where ``step.many``."""

    raw: str | Sequence[str]


@dataclass(frozen=True)
class Create:
    """Something that is not there yet, to be created under this name and answered with."""

    name: str


@dataclass(frozen=True)
class Back:
    """To the question before, its answer filled in."""


@dataclass(frozen=True)
class Unknown:
    """« Je ne sais pas encore »: who will know, by when. Left at None, the driver asks them one after the other."""

    ask: str | None = None
    due: str | None = None


@dataclass(frozen=True)
class Pass:
    """Leave the question without an answer, for now."""


@dataclass(frozen=True)
class Help:
    """Show the help of the question, and put it again."""


@dataclass(frozen=True)
class Quit:
    """Stop here; everything is on the disk already."""


@dataclass(frozen=True)
class Pick:
    """In a menu: put usual entries (values of ``step.options``) into the list."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Add:
    """In a menu: add an entry of this name."""

    name: str


@dataclass(frozen=True)
class Change:
    """In a menu: go through the questions of an entry (a value of ``step.entries``) again."""

    entry: str


@dataclass(frozen=True)
class Remove:
    """In a menu: take an entry (a value of ``step.entries``) away. The driver asks to confirm."""

    entry: str


@dataclass(frozen=True)
class Finish:
    """In a menu: the list is complete for now."""


Reply: TypeAlias = Answer | Create | Back | Unknown | Pass | Help | Quit | Pick | Add | Change | Remove | Finish


class Front(Protocol):
    """What puts questions to a person and hands the replies back: a terminal, plain text.

    ``KeyboardInterrupt`` and ``EOFError`` may be raised anywhere: they end the interview, everything being on the disk.
    """

    def ask(self, step: Step, refusal: Refusal | None) -> Reply:
        """The reply to the question.

        ``refusal`` says why the last reply to this same question was not taken: it is shown at once, under the
        question, which need not be put again.
        """

    def taken(self, step: Step, said: str) -> None:
        """Show that the reply to the question is on the disk; ``said`` is the answer in words."""

    def tell(self, text: str) -> None:
        """Show a text, one paragraph a line."""

    def confirm(self, question: str, *, usual: bool = False) -> bool:
        """Whether the person says yes; ``usual`` is what Enter alone says."""
