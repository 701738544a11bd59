"""Any sequence of replies, kills and returns: nothing is lost, and one is always at the first open question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.answers.pending import edits_of
from planforge.interview.asking import token_of
from planforge.interview.driver import Session
from planforge.interview.steps import (
    Add,
    Answer,
    Back,
    Change,
    Create,
    Finish,
    Kind,
    Pass,
    Pick,
    Refusal,
    Remove,
    State,
    Unknown,
)
from planforge.model.mentions import census
from planforge.model.places import Places
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import edited
from tests.interview.conftest import RECORD, begin
from tests.interview.test_taking import WITH_SERVICE

if TYPE_CHECKING:
    from planforge.answers.journal import Entry
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Record
    from planforge.interview.steps import Reply, Step

TEXTS = ("4 h", "12", "20/11/2026", "oui", "Un texte", "", "01 23 45 67 89", "« ? »", "mco")


class Walk:
    """A sitting that is killed now and then; the record of its files stays as it was until the end."""

    def __init__(self, data: Record = RECORD) -> None:
        self.data = data
        self.journal: list[Entry] = []
        self.session = self._session(begin(data))

    def _session(self, here: Interview) -> Session:
        return Session(here, self.journal.append, lambda: "2026-11-27T09:00:00+01:00")

    @property
    def here(self) -> Interview:
        return self.session.interview

    def reopened(self) -> Interview:
        """The interview as the files and the journal alone give it."""
        return begin(edited(self.data, edits_of(self.data, self.journal)), tuple(self.journal))

    def jump(self, pick: int) -> None:
        """Ask for any question by name, as from the recap."""
        self.session.go(token_of(self.here.listed[pick % len(self.here.listed)]))

    def kill(self) -> None:
        self.session = self._session(self.reopened())


def _any(options: tuple[str, ...], pick: int) -> str:
    return options[pick % len(options)] if options else "rien"


def _reply(step: Step | None, act: int, pick: int) -> Reply:
    """One of the replies that a person may give here, good or bad."""
    options = tuple(one.value for one in step.options) if step is not None else ()
    entries = tuple(one.value for one in step.entries) if step is not None else ()
    replies: list[Reply] = [Back(), Unknown("Direction", ""), Pass(), Answer(_any(TEXTS, pick))]
    if step is not None and step.kind is Kind.MENU:
        replies = [
            Pick((_any(options, pick),)),
            Add(f"Ajout {pick}"),
            Finish(),
            Finish(),
            Change(_any(entries, pick)),
            Remove(_any(entries, pick)),
            Back(),
        ]
    elif step is not None:
        several = [_any(options, pick), _any(options, pick + 1)]
        replies += [Answer(several if step.many else several[0])] * 3
        replies += [Answer(step.suggestion or step.former or "x"), Create(f"Fonction {pick % 3}")]
    return replies[act % len(replies)]


ACTS = st.tuples(st.integers(0, 12), st.integers(0, 50), st.sampled_from(["", "", "", "jump", "jump", "kill"]))


@given(st.lists(ACTS, min_size=5, max_size=60))
def test_nothing_is_lost_and_one_is_at_the_first_open_question(acts: list[tuple[int, int, str]]) -> None:
    walk = Walk(WITH_SERVICE)
    for act, pick, beforehand in acts:
        if beforehand == "jump":
            walk.jump(pick)
        if beforehand == "kill":
            walk.kill()
        before = len(walk.journal)
        said = walk.session.take(_reply(walk.session.step, act, pick))
        if isinstance(said, Refusal):
            assert said.message
            assert len(walk.journal) == before
        _holds(walk)
    Plan.model_validate(walk.here.data)


def _holds(walk: Walk) -> None:
    here = walk.here
    again = walk.reopened()
    assert here.data == again.data
    assert here.traces == again.traces
    assert [*map(here.state, here.listed)] == [*map(again.state, again.listed)]
    assert [slot.address for slot in here.listed] == [slot.address for slot in again.listed]
    _at_the_first_open(again)
    _names_something(here.data)
    step = here.step
    if step is not None and step.position.number:
        assert 1 <= step.position.number <= step.position.total


def _at_the_first_open(here: Interview) -> None:
    """Without anything asked for by name, one is in an unfinished add, or at the first open question."""
    bare = replace(here, focus=())
    if bare.drafted is not None:
        assert bare.current == bare.drafted
        return
    first = next((slot for slot in bare.listed if bare.state(slot) is State.OPEN), None)
    assert bare.current == first


def _names_something(data: Record) -> None:
    """Every identifier of the record names an entry, and none is borne twice in a list."""
    places = Places(_Anywhere(data), data, shape_of(Plan))  # type: ignore[arg-type]  # it is only walked through
    met = census(places)
    known = begin(data).ground.collections
    assert [one.identifier for one in met.mentions if one.identifier not in known.known(one.ref)] == []
    for _, items in met.lists:
        ids = [item["id"] for item in items if isinstance(item, dict) and "id" in item]
        assert len(ids) == len(set(map(str, ids)))


class _Anywhere:
    def __init__(self, data: Record) -> None:
        self.data = data


@given(st.lists(st.sampled_from(["GHT", "20/11/2026", "x"]), min_size=1, max_size=6))
def test_back_fills_in_what_was_answered(raws: list[str]) -> None:
    walk = Walk()
    given_: list[tuple[str, str]] = []
    for raw in raws:
        step = walk.session.step
        assert step is not None
        if isinstance(walk.session.take(Answer(raw)), str):
            given_.append((step.token, raw))
    for token, raw in reversed(given_):
        assert isinstance(walk.session.take(Back()), str)
        step = walk.session.step
        assert step is not None
        assert (step.token, step.former) == (token, (raw,))
