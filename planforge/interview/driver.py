"""The interview held with a front end: each answer on the disk before it is shown as taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from planforge.answers.addresses import value_at
from planforge.interview import wording
from planforge.interview.engine import ADDED
from planforge.interview.operations import Move, replied
from planforge.interview.outline import Repeated
from planforge.interview.recap import recap
from planforge.interview.removal import uses
from planforge.interview.slots import Base
from planforge.interview.spoken import NOT_YET
from planforge.interview.steps import (
    Add,
    Answer,
    Back,
    Create,
    Finish,
    Help,
    Kind,
    Pass,
    Pick,
    Position,
    Quit,
    Refusal,
    Remove,
    Step,
    Unknown,
)
from planforge.interview.taking import due_refusal, who_refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planforge.answers.journal import Entry
    from planforge.interview.engine import Interview, Progress
    from planforge.interview.questionnaire import Role, Section
    from planforge.interview.slots import Slot
    from planforge.interview.steps import Front, Reply


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
        step, here = self.interview.step, self.interview.current
        move = replied(self.interview, reply)
        if isinstance(move, Refusal):
            return move
        self._write(move.entries)
        self.interview = move.after
        return "" if step is None else _said(step, reply, move, here)

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


def _said(step: Step, reply: Reply, move: Move, here: Slot | None) -> str:
    """What was taken, in words."""
    match reply:
        case Answer() | Create():
            return "" if here is None else _answer_said(here, move)
        case Unknown():
            return ("" if here is None else _answer_said(here, move)) or NOT_YET
        case Pick() | Add():
            return _added_said(step, reply, move)
        case Remove():
            return step.label(reply.entry)
        case Finish() if here is not None and isinstance(here.node, Repeated):
            return wording.finished(len(step.entries), here.node.listing.noun)
    return ""


def _added_said(step: Step, reply: Pick | Add, move: Move) -> str:
    """What is in the list by now: not what a question more is asked about first."""
    names = [reply.name] if isinstance(reply, Add) else [step.label(value) for value in reply.values]
    draft = move.after.traces.draft
    return ", ".join(name for name in names if draft is None or name not in draft.values.values())


def _answer_said(here: Slot, move: Move) -> str:
    """The answer as the record has it by now, or the entry that it is a part of and that is being added."""
    slot = next((one for one in move.after.listed if one.key == here.key), None)
    if slot is None:
        # Its condition may not hold any more; an entry that is added gets its place with its last answer.
        value = move.entries[-1].value if ADDED in here.address else value_at(move.after.data, here.address)
        raw = value.get(here.address[-1]) if ADDED in here.address and isinstance(value, dict) else value
        slot = here._replace(raw=raw, base=Base.KNOWN)
    return move.after.step_of(slot).former_text


def conduct(session: Session, front: Front, *, whole: bool = True, announces: bool = True, again: str = "") -> Ending:
    """Put the questions until the recap is agreed or the person leaves; everything answered is on the disk by then.

    ``whole`` off leaves out what surrounds the questions: how long it takes, and the recap; ``announces`` off, what
    opens each section. ``again`` is the command that resumes: it is told to whoever leaves.
    """
    try:
        if whole:
            _open(session, front)
        ending = _Sitting(session, front, whole, announces).run()
    except EOFError:
        ending = Ending.LEFT
    except KeyboardInterrupt:
        ending = Ending.INTERRUPTED
    if ending is not Ending.DONE:
        front.tell(wording.saved(again))
    return ending


def _open(session: Session, front: Front) -> None:
    """Say where one is, how long it takes, and that one may stop."""
    found = session.interview.progress()
    total, left = sum(one.total for one in found), sum(one.open for one in found)
    again = total > left and session.interview.traces.past
    minutes = minutes_by_role(found)
    lines = (
        wording.KEPT_APART if session.interview.outline.filters.apart else "",
        wording.resumed(total - left, total) if again else "",
        wording.length(left, sum(minutes.values())) if left else wording.ALL_DONE,
        wording.shared_out(minutes) if len(minutes) > 1 else "",
        wording.STOP_ANY_TIME,
    )
    for line in lines:
        if line:
            front.tell(line)


def minutes_by_role(found: Sequence[Progress]) -> dict[Role, int]:
    """How long what is left takes each of those who are asked."""
    minutes: dict[Role, int] = {}
    for one in found:
        if one.open:
            minutes[one.section.role] = minutes.get(one.section.role, 0) + one.minutes_left
    return minutes


@dataclass
class _Sitting:
    """The loop of questions and replies."""

    session: Session
    front: Front
    recaps: bool = True
    announces: bool = True
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
        if section.id == self.section or not self.announces:
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
            refusal = None
            if isinstance(reply, Quit):
                return reply
            if isinstance(reply, Help):
                self.front.tell(wording.help_text(step))
            elif not isinstance(reply, Answer):
                return None if isinstance(reply, Back) else ""
            else:
                text = reply.raw if isinstance(reply.raw, str) else " ".join(reply.raw)
                refusal = due_refusal(text) if step.kind is Kind.DATE else who_refusal(text)
                if refusal is None:
                    return text

    def _recap(self) -> Ending | None:
        """The end, or the answer to change; « back » leads to the last question put."""
        match recap(self.session.interview, self.front):
            case Quit():
                return Ending.LEFT
            case Back() as back:
                self.session.take(back)
            case "":
                return Ending.DONE
            case token:
                self.session.go(token)
        return None


def _shown(reply: Reply, said: str) -> str:
    """What is shown once a reply is taken."""
    match reply:
        case Answer() | Create() | Unknown():
            return wording.taken(said)
        case Pass():
            return wording.PASSED
        case Pick() | Add():
            return wording.added(said) if said else ""
        case Remove():
            return wording.removed(said)
        case Finish():
            return said
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
        free=True,
        may_be_unknown=False,
        may_be_empty=True,
    )
