from __future__ import annotations

from planforge.answers.journal import Entry
from planforge.interview.traces import Draft, Traces, traces_of

HEAD = ("services", "urgences", "head")


def test_answers_and_passes_are_visits() -> None:
    found = traces_of([Entry("set", HEAD, "dsi"), Entry("visit", ("services",))])
    assert found.visited == {HEAD, ("services",)}
    assert found.past == found.visited


def test_what_is_taken_away_was_borne_and_may_be_asked_again() -> None:
    found = traces_of([Entry("set", HEAD, "dsi"), Entry("remove", ("services", "urgences"))])
    assert found.visited == frozenset()
    assert HEAD in found.past


def test_an_unfinished_add_is_kept_until_something_else_is_answered() -> None:
    draft = Draft(("exercises",), {"title": "Crise"})
    found = traces_of([draft.entry("s")])
    assert found.draft == draft
    assert ("exercises",) not in found.visited
    assert found.after([Entry("set", ("exercises", "crise"), {"id": "crise"})]).draft is None
    assert found.after([Draft(("exercises",), {}).entry("s")]).draft is None
    assert found.after([Entry("visit", ("exercises",))]).visited == {("exercises",)}


def test_afresh_every_question_is_put_again_and_identifiers_stay_borne() -> None:
    found = traces_of([Entry("set", HEAD, "dsi")]).afresh()
    assert found == Traces(frozenset(), frozenset({HEAD}), None)
