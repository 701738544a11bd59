"""The interview held with a front end: each answer on the disk before it is shown as taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from planforge.interview import wording
from planforge.interview.operations import Move, replied
from planforge.interview.removal import uses
from planforge.interview.spoken import NOT_YET
from planforge.interview.steps import (
    Add,
    Answer,
    Back,
    Create,
    Finish,
    Help,
    Kind,
    Option,
    Pass,
    Pick,
    Position,
    Quit,
    Refusal,
    Remove,
    State,
    Step,
    Unknown,
)
from planforge.interview.taking import due_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planforge.answers.journal import Entry
    from planforge.interview.engine import Interview, Progress
    from planforge.interview.questionnaire import Section
    from planforge.interview.steps import Reply


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

    def confirm(self, question: str) -> bool:
        """Whether the person says yes."""


class Ending(Enum):
    """How a sitting ended."""

    DONE = "done"  # every question has its answer, and the recap was agreed
    LEFT = "left"  # the person asked to stop, or there is nothing left to read
    INTERRUPTED = "interrupted"  # Ctrl-C


@dataclass
class Session:
    """One sitting: where the interview is, and the journal that its answers go to.

    A front end that cannot wait for a reply (a web form) uses it directly: it shows ``step``, hands the reply to
    ``take``, and goes to a question of the recap with ``go``. ``journal`` writes and syncs one entry; ``now`` gives
    the time as ISO text, ``by`` is who answers.
    """

    interview: Interview
    journal: Callable[[Entry], None]
    now: Callable[[], str]
    by: str = ""

    @property
    def step(self) -> Step | None:
        """The question to put; None once all have been."""
        return self.interview.step

    def take(self, reply: Reply) -> str | Refusal:
        """What to show as taken, once it is on the disk; or why the reply is not taken.

        Raises ``OutputError`` where the journal cannot be written: the question is then still to be answered.
        """
        step = self.interview.step
        move = replied(self.interview, reply)
        if isinstance(move, Refusal):
            return move
        self._write(move.entries)
        self.interview = move.after
        return "" if step is None else _said(step, reply, move)

    def _write(self, entries: Sequence[Entry]) -> None:
        """Journal the entries; cut short, the interview holds those that are on the disk."""
        done: list[Entry] = []
        try:
            for entry in entries:
                self.journal(replace(entry, at=self.now(), by=self.by))
                done.append(entry)
        except BaseException:
            self.interview = self.interview.after(done)
            raise

    def go(self, token: str) -> None:
        """Put the question of that token next; nothing where it is no longer asked."""
        self.interview = self.interview.at(token)

    def uses(self, entry: str) -> int:
        """How many answers name an entry of the current menu, and would go away with it."""
        slot = self.interview.current
        return 0 if slot is None else uses(self.interview.data, (*slot.address, entry))


def _said(step: Step, reply: Reply, move: Move) -> str:
    """What was taken, in words."""
    match reply:
        case Answer() | Create():
            return _answer_said(step, move)
        case Unknown():
            return NOT_YET
        case Pick():
            return ", ".join(step.label(value) for value in reply.values)
        case Add():
            return reply.name
        case Remove():
            return step.label(reply.entry)
        case _:
            return ""


def _answer_said(step: Step, move: Move) -> str:
    slots = (slot for slot in move.after.listed if slot.address == step.address)
    slot = next((one for one in slots if one.node.rank == int(step.token.split("/", 1)[0])), None)
    return "" if slot is None else move.after.step_of(slot).former_text


def conduct(session: Session, front: Front, *, whole: bool = True) -> Ending:
    """Put the questions until the recap is agreed or the person leaves; everything answered is on the disk by then.

    ``whole`` off leaves out what surrounds the questions: how long it takes, and the recap.
    """
    try:
        if whole:
            _open(session, front)
        ending = _Sitting(session, front, recaps=whole).run()
    except EOFError:
        ending = Ending.LEFT
    except KeyboardInterrupt:
        ending = Ending.INTERRUPTED
    if ending is not Ending.DONE:
        front.tell(wording.SAVED)
    return ending


def _open(session: Session, front: Front) -> None:
    """Say where one is, how long it takes, and that one may stop."""
    found = session.interview.progress()
    total, left = sum(one.total for one in found), sum(one.open for one in found)
    again = wording.resumed(total - left, total) if session.interview.traces.past else ""
    minutes = sum(one.minutes_left for one in found)
    apart = wording.KEPT_APART if session.interview.outline.filters.apart else ""
    for line in (apart, again, wording.length(left, minutes) if left else wording.ALL_DONE, wording.STOP_ANY_TIME):
        if line:
            front.tell(line)


@dataclass
class _Sitting:
    """The loop of questions and replies."""

    session: Session
    front: Front
    recaps: bool = True
    section: str = ""

    def run(self) -> Ending:
        """Put questions until there is none left, then the recap, until it is agreed."""
        while True:
            step = self.session.step
            ending = self._put(step) if step is not None else self._recap() if self.recaps else Ending.DONE
            if ending is not None:
                return ending

    def _put(self, step: Step) -> Ending | None:
        """One question, as many times as it takes to get a reply that can be taken."""
        self._announce(step.section)
        refusal: Refusal | None = None
        while True:
            reply = self._completed(step, self.front.ask(step, refusal))
            refusal = None
            if isinstance(reply, Quit):
                return Ending.LEFT
            if isinstance(reply, Help):
                self.front.tell(wording.help_text(step))
            if reply is None or isinstance(reply, Help):
                continue
            said = self.session.take(reply)
            if isinstance(said, str):
                self.front.taken(step, _shown(reply, said))
                return None
            refusal = said

    def _announce(self, section: Section) -> None:
        if section.id == self.section:
            return
        self.section = section.id
        found = next(one for one in self.session.interview.progress() if one.section.id == section.id)
        self.front.tell(wording.announce(section, found.total, found.minutes))

    def _completed(self, step: Step, reply: Reply) -> Reply | None:
        """The reply with what it lacks asked for; None where the person thought better of it."""
        if isinstance(reply, Unknown) and reply.ask is None and step.may_be_unknown:
            return self._who_and_when(step)
        if isinstance(reply, Remove):
            question = wording.sure_to_remove(step.label(reply.entry), self.session.uses(reply.entry))
            return reply if self.front.confirm(question) else None
        return reply

    def _who_and_when(self, step: Step) -> Reply | None:
        """« Je ne sais pas encore », with who will know and by when; both may be left empty."""
        ask = self._aside(_aside(step, wording.WHO_KNOWS, Kind.TEXT, step.who))
        if not isinstance(ask, str):
            return ask
        due = self._aside(_aside(step, wording.BY_WHEN, Kind.DATE))
        return Unknown(ask, due) if isinstance(due, str) else due

    def _aside(self, step: Step) -> str | Quit | None:
        """The answer to a question beside the interview; "" for none, None for « back »."""
        refusal: Refusal | None = None
        while True:
            reply = self.front.ask(step, refusal)
            if isinstance(reply, Quit):
                return reply
            if not isinstance(reply, Answer):
                return None if isinstance(reply, Back) else ""
            text = reply.raw if isinstance(reply.raw, str) else " ".join(reply.raw)
            refusal = due_refusal(text) if step.kind is Kind.DATE else None
            if refusal is None:
                return text

    def _recap(self) -> Ending | None:
        """All sections with their counts; then the end, or the answer to change."""
        interview = self.session.interview
        found = interview.progress()
        options = [Option(one.section.id, _line(one)) for one in found]
        if any(one.unknown or one.passed for one in found):
            options.append(Option("?", wording.NOT_YET_KNOWN))
        reply = self._choose(wording.RECAP, wording.WHAT_TO_CHANGE, [*options, Option("", wording.ALL_GOOD)])
        if isinstance(reply, Quit):
            return Ending.LEFT
        if not reply:
            return Ending.DONE
        return self._pick_answer(reply)

    def _pick_answer(self, section: str) -> Ending | None:
        """Go to an answer of a section, or to one of those that are not known yet."""
        options = [Option(*line) for line in _answers(self.session.interview, section)]
        reply = self._choose(wording.RECAP, wording.WHICH_ANSWER, [*options, Option("", wording.NO_CHANGE)])
        if isinstance(reply, Quit):
            return Ending.LEFT
        if reply:
            self.session.go(reply)
        return None

    def _choose(self, heading: str, title: str, options: list[Option]) -> str | Quit:
        """One of the options, by value; the last one for « back »."""
        step = Step(
            token="",
            section=self.session.interview.outline.parts[0].section,
            address=(),
            kind=Kind.CHOICE,
            position=Position(heading),
            heading=heading,
            title=title,
            options=tuple(options),
            may_be_unknown=False,
        )
        refusal: Refusal | None = None
        while True:
            reply = self.front.ask(step, refusal)
            if isinstance(reply, Quit):
                return reply
            if isinstance(reply, Back | Finish | Pass):
                return options[-1].value
            value = step.find(reply.raw) if isinstance(reply, Answer) and isinstance(reply.raw, str) else None
            if value is not None:
                return value
            refusal = Refusal(wording.NO_SUCH_NUMBER)


def _line(one: Progress) -> str:
    waiting = one.unknown + one.passed
    return wording.recap_line(one.section.title, one.answered, one.total, one.open, waiting)


def _answers(interview: Interview, section: str) -> Iterator[tuple[str, str]]:
    """The answers to choose among: those of a section, or all that are not known yet, with their token."""
    for part in interview.outline.parts:
        if section in {part.section.id, "?"}:
            for one in interview.given(part.section.id):
                if section != "?" or one.state in {State.UNKNOWN, State.PASSED}:
                    yield one.token, wording.answer_line(one.title, one.entry, one.said)


def _shown(reply: Reply, said: str) -> str:
    """What is shown once a reply is taken."""
    match reply:
        case Answer() | Create() | Unknown():
            return wording.taken(said)
        case Pass():
            return wording.PASSED
        case Pick() | Add():
            return wording.added(said)
        case Remove():
            return wording.removed(said)
        case _:
            return ""


def _aside(step: Step, title: str, kind: Kind, suggestion: str = "") -> Step:
    """A question beside the one that is put."""
    return Step(
        token="",
        section=step.section,
        address=step.address,
        kind=kind,
        position=Position(step.position.section),
        heading="",
        title=title,
        suggestion=(suggestion,) if suggestion else (),
        suggestion_text=suggestion,
        may_be_unknown=False,
        may_be_empty=True,
    )
