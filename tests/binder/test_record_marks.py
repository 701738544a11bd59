from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.binder.opening import open_record
from planforge.binder.record_marks import FACTS, RESULTS, RecordMarks
from planforge.model.watching import Reads, watched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.binder.opening import OpenRecord
    from tests.binder.conftest import Write


def marks_of(opened: OpenRecord) -> RecordMarks:
    return RecordMarks(opened.resolved, opened.results)


@pytest.fixture
def changed(write: Write, text: str) -> Callable[[str, str], tuple[OpenRecord, OpenRecord]]:
    """The record, and the same with some words in place of others."""

    def put(before: str, after: str) -> tuple[OpenRecord, OpenRecord]:
        assert before in text
        first = open_record(write(text), None)
        return first, open_record(write(text.replace(before, after)), None)

    return put


def differing(pair: tuple[OpenRecord, OpenRecord], read: Callable[[OpenRecord], Any]) -> int:
    """How many marks differ, of all that is read in the first record."""
    first, second = map(marks_of, pair)
    reads: Reads = set()
    with watched(reads):
        read(pair[0])
    keys = first.keys(reads)
    assert keys
    return sum(first.mark(key) != second.mark(key) for key in keys)


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("name: Dossier patient", "name: Dossier", lambda one: one.resolved.plan.applications[0].name),
        ("ask: acheteur", "ask: dsi", lambda one: one.resolved.plan.systems["dpi"].vendor.unknown),
        ("level: vital", "level: full", lambda one: one.resolved.plan.services[0].applications[0].level),
        ("id: urgences, name", "id: sau, name", lambda one: one.resolved.plan.service),
        (" - {id: panne", " - {id: autre", lambda one: one.resolved.plan.scenarios),
        ("  logo: logo.png", "  sites: '?'", lambda one: one.resolved.plan.establishment.unknown_lists),
        ("  logo: logo.png\n", "", lambda one: one.resolved.plan.establishment.model_fields_set),
        ("type: urgences, ", "type: reanimation, ", lambda one: one.resolved.workflows["urgences"].steps),
    ],
)
def test_what_changed_has_another_mark(
    changed: Callable[[str, str], tuple[OpenRecord, OpenRecord]],
    before: str,
    after: str,
    read: Callable[[OpenRecord], Any],
) -> None:
    assert differing(changed(before, after), read) > 0


def test_what_did_not_change_keeps_its_mark(changed: Callable[[str, str], tuple[OpenRecord, OpenRecord]]) -> None:
    pair = changed("name: Dossier patient", "name: Dossier")

    def read(one: OpenRecord) -> None:
        plan = one.resolved.plan
        assert plan.service["urgences"].applications
        assert plan.systems["dpi"].vendor
        assert one.resolved.workflows["urgences"].steps[0].text

    assert differing(pair, read) == 0


def test_what_is_taken_out_has_no_mark_left(changed: Callable[[str, str], tuple[OpenRecord, OpenRecord]]) -> None:
    first, second = changed("  - {id: panne, name: Panne, kind: local-failure}\n", "")
    reads: Reads = set()
    with watched(reads):
        assert first.resolved.plan.scenarios[1].name
    gone = marks_of(second)
    assert [key for key in marks_of(first).keys(reads) if not gone._holders.get(key)]


def test_results_are_marked_by_what_they_are(changed: Callable[[str, str], tuple[OpenRecord, OpenRecord]]) -> None:
    first, second = map(marks_of, changed("name: Dossier patient", "name: Dossier"))
    for whose, name, alike in (
        (RESULTS, "findings", False),
        (RESULTS, "restart_order", True),
        (RESULTS, "outlook", True),
        (FACTS, "outlook", True),
        (FACTS, "users_of", True),  # the service itself has its own marks
    ):
        (key,) = first.keys({(whose, name)})
        assert (first.mark(key) == second.mark(key)) is alike, name


def test_methods_and_strangers_have_no_key(murat: Path) -> None:
    opened = open_record(murat, None)
    marks, plan = marks_of(opened), opened.resolved.plan
    other = open_record(murat, None).resolved.plan
    assert marks.keys({(id(plan), "model_copy"), (id(other), "services"), (RESULTS, "settle")}) == frozenset()


def test_what_cannot_be_spelled_is_refused(murat: Path) -> None:
    marks = marks_of(open_record(murat, None))
    with pytest.raises(TypeError, match="cannot be spelled out"):
        marks._spelled(object())


def test_lines_are_told_apart_by_their_identifiers(write: Write, text: str) -> None:
    steps = "[{id: a, text: Un, horizon: hour}, {id: b, text: Deux, horizon: hour}]"
    lines = text.replace(
        "{id: urgences, name: Urgences,", f"{{id: urgences, name: U, workflow: {{steps: {{add: {steps}}}}},"
    )
    opened = open_record(write(lines), None)
    marks = marks_of(opened)
    ours = [line for line in opened.resolved.workflows["urgences"].steps if line.id in {"a", "b"}]
    keys = [marks.keys({(id(line), "text")}) for line in ours]
    assert len(ours) == 2
    assert keys[0] != keys[1]
