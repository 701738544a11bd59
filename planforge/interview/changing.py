"""A person changes things of a record: any answer of an entry, or the list that holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.choosing import choice, choose
from planforge.interview.driver import Ending, conduct
from planforge.interview.editing import keys_of
from planforge.interview.steps import (
    Add,
    Back,
    Change,
    Finish,
    Help,
    Kind,
    Option,
    Pass,
    Pick,
    Quit,
    Refusal,
    Remove,
    Step,
)
from planforge.values import french, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.interview.driver import Session
    from planforge.interview.editing import Desk
    from planforge.interview.engine import Given, Interview
    from planforge.interview.kinds import EditKind
    from planforge.interview.steps import Front, Reply

_FEW = 15  # answers shown at once; of more, a section is chosen first
_WHICH_ANSWER = french("Quelle réponse voulez-vous changer ?")
_WHICH_PART = french("Quelle partie voulez-vous changer ? (quelques lettres : chercher une réponse)")
_NOTHING_ADDED = french("Rien n’a été ajouté.")


def change(session: Session, front: Front, name: str) -> Ending:
    """Put what is new, then whichever answer the person picks, until she has done; every answer is on the disk.

    ``name`` is what is being changed: « Urgences », « Crise ».
    """
    return _held(front, lambda: _change(session, front, name))


def change_list(desk: Desk, kind: EditKind, front: Front) -> Ending:
    """The menu of a list, until it is finished; an entry chosen to be changed gives its answers to choose among."""
    return _held(front, lambda: _Listing(desk, kind, front).run())


def add(desk: Desk, kind: EditKind, front: Front) -> Ending:
    """One entry added to a list, then its questions."""
    return _held(front, lambda: _Listing(desk, kind, front, adding=True).run())


def _held(front: Front, work: Callable[[], Ending]) -> Ending:
    """How it ended; where the person leaves from a choice of ours, that all is saved is said as the driver does."""
    try:
        return work()
    except EOFError:
        ending = Ending.LEFT
    except KeyboardInterrupt:
        ending = Ending.INTERRUPTED
    front.tell(wording.SAVED)
    return ending


def _change(session: Session, front: Front, name: str) -> Ending:
    if session.interview.outline.filters.apart:
        front.tell(wording.KEPT_APART)
    ending = conduct(session, front, whole=False)
    while ending is Ending.DONE:
        token = _chosen_answer(session.interview, front, name)
        if not token:
            break
        ending = _put(session, front, token)
    return ending


def _put(session: Session, front: Front, token: str) -> Ending:
    """One answer, and what it makes to ask; « back » from it leaves it as it is."""
    session.interview = replace(session.interview.at(token), history=())
    try:
        return conduct(session, _Picked(front, session), whole=False, announces=False)
    except _ReturnedError:
        session.interview = replace(session.interview, focus=())
        return Ending.DONE


class _ReturnedError(Exception):
    """The person goes back to the choice of an answer."""


@dataclass(frozen=True)
class _Picked:
    """The front end, from whose first question « back » leads to the choice that it was picked in."""

    front: Front
    session: Session

    def ask(self, step: Step, refusal: Refusal | None) -> Reply:
        """The reply to the question."""
        alone = replace(step, heading=wording.heading(replace(step.position, number=0)) if step.token else "")
        reply = self.front.ask(alone, refusal)
        if isinstance(reply, Back) and step.token and not self.session.interview.history:
            raise _ReturnedError
        return reply

    def taken(self, step: Step, said: str) -> None:
        """Show that the reply is on the disk."""
        self.front.taken(step, said)

    def tell(self, text: str) -> None:
        """Show a text."""
        self.front.tell(text)

    def confirm(self, question: str, *, usual: bool = False) -> bool:
        """Whether the person says yes."""
        return self.front.confirm(question, usual=usual)


def _chosen_answer(interview: Interview, front: Front, name: str) -> str:
    """The token of the answer to change; "" where there is none any more."""
    lines = _lines(interview)
    every = tuple(line for part in lines.values() for line in part)
    if not every:
        return ""
    section = interview.outline.parts[0].section
    if len(lines) == 1 or len(every) <= _FEW:
        return _chosen(front, choice(section, f"{name}. {_WHICH_ANSWER}", every, wording.FINISH))
    titles = {part.section.id: part.section.title for part in interview.outline.parts}
    parts = tuple(Option(one, f"{titles[one]} ({plural(len(found), 'réponse')})") for one, found in lines.items())
    while True:
        part = _chosen(front, choice(section, f"{name}. {_WHICH_PART}", parts, wording.FINISH), every)
        if part not in lines:
            return part
        token = _chosen(front, choice(section, f"{name}. {_WHICH_ANSWER}", lines[part], wording.OTHER_PARTS))
        if token:
            return token


def _lines(interview: Interview) -> dict[str, tuple[Option, ...]]:
    """The answers by section, each place once."""
    given = {part.section.id: interview.given(part.section.id) for part in interview.outline.parts}
    # The first question is about the entry itself: what it is called there says nothing on every line.
    own = next((one.entry for part in given.values() for one in part), "")
    seen: set[str] = set()
    found: dict[str, tuple[Option, ...]] = {}
    for part, answers in given.items():
        places = {one.token.split("/", 1)[1]: one for one in answers}
        fresh = tuple(Option(one.token, _line(one, own)) for place, one in places.items() if place not in seen)
        seen.update(places)
        if fresh:
            found[part] = fresh
    return found


def _line(one: Given, own: str) -> str:
    """« Qui est responsable du service ? Chef de service »."""
    return wording.answer_line(one.title, one.entry.removeprefix(own).removeprefix(" › "), one.said)


def _chosen(front: Front, step: Step, beside: tuple[Option, ...] = ()) -> str:
    """The value that was chosen; "" to go back, or to end. Raises ``EOFError`` where the person leaves."""
    chosen = choose(front, step, beside)
    if isinstance(chosen, Quit):
        raise EOFError  # noqa: TRY004 - the person leaves: no type is at fault
    return chosen if isinstance(chosen, str) else ""


@dataclass
class _Listing:
    """The menu of a list, put until it is finished, or until an entry is added."""

    desk: Desk
    kind: EditKind
    front: Front
    adding: bool = False

    def run(self) -> Ending:
        """How it ended."""
        session = self.desk.listing(self.kind)
        known = keys_of(session.interview.data, self.kind)
        refusal: Refusal | None = None
        while (step := session.step) is not None:
            match self.front.ask(self._shown(step), refusal):
                case Quit():
                    raise EOFError
                case Back() | Finish() | Pass() if step.kind is Kind.MENU:
                    break
                case Change(entry):
                    ending = self._change(entry)
                    if ending is not Ending.DONE:
                        return ending
                    session, refusal = self.desk.listing(self.kind), None
                    continue
                case reply:
                    refusal = self._take(session, step, reply)
            fresh = [key for key in keys_of(session.interview.data, self.kind) if key not in known]
            if self.adding and fresh:
                return self._change(fresh[-1], fresh=True)
        if self.adding:
            self.front.tell(_NOTHING_ADDED)
        return Ending.DONE

    def _change(self, key: str, *, fresh: bool = False) -> Ending:
        return change(self.desk.entry(self.kind, key, fresh=fresh), self.front, self.desk.name(self.kind, key))

    def _shown(self, step: Step) -> Step:
        """The menu as it is put: it is the only question; to add something, what is there already says nothing."""
        if step.kind is not Kind.MENU:
            return step
        alone = replace(step, heading="")
        return replace(alone, entries=(), title=f"{step.title} – ajouter") if self.adding else alone

    def _take(self, session: Session, step: Step, reply: Reply) -> Refusal | None:
        """Why a reply to the menu is not taken; None for one that is, or that changes nothing."""
        if isinstance(reply, Help):
            self.front.tell(wording.help_text(step))
            return None
        if isinstance(reply, Pick) and self.adding and len(reply.values) > 1:
            return Refusal(wording.ONE_BY_ONE)
        if isinstance(reply, Remove) and not self._confirmed(session, step, reply.entry):
            return None
        said = session.take(reply)
        if isinstance(said, Refusal):
            return said
        self.front.taken(step, _told(reply, said))
        return None

    def _confirmed(self, session: Session, step: Step, entry: str) -> bool:
        return self.front.confirm(wording.sure_to_remove(step.label(entry), session.uses(entry)))


def _told(reply: Reply, said: str) -> str:
    """What is shown once a reply to a menu is taken."""
    if isinstance(reply, Pick | Add):
        return wording.added(said) if said else ""
    return wording.removed(said) if isinstance(reply, Remove) else wording.taken(said)
