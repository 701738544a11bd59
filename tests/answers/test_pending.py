from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given as for_any

from planforge.answers.addresses import value_at
from planforge.answers.journal import JOURNAL, Entry, append
from planforge.answers.pending import edits_of, overlaid, pending
from planforge.answers.reading import read_files, read_record, read_sources
from planforge.errors import RecordError
from planforge.source import Edit, edited
from tests.answers.answering import STEPS, drawn, scratch_record

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.journal import Op
    from planforge.source import Data
    from tests.answers.conftest import Folder

SERVICES = "services:\n  # d'abord\n  - id: urgences\n    name: Urgences\n  - {id: rea, name: Réa, beds: 12}\n"


def test_entries_are_pending_until_they_are_folded(tmp_path: Path) -> None:
    entries = (Entry("visit", ("services",)), Entry("set", ("services", "rea", "beds"), "12"))
    assert pending(tmp_path) == ()
    for entry in entries:
        append(tmp_path, entry)
    assert pending(tmp_path) == entries


def test_edits_follow_one_another() -> None:
    entries = [Entry("set", ("teams", "dsi"), {"name": "DSI"}), Entry("set", ("teams", "dsi", "skill"), "réseau")]
    assert edits_of({}, entries) == (
        Edit(("teams",), [{"id": "dsi", "name": "DSI"}]),
        Edit(("teams", 0, "skill"), "réseau"),
    )


def test_without_a_journal_the_files_are_read_once_and_are_the_same(folder: Folder) -> None:
    path = folder(SERVICES)
    sources = read_files(path)
    assert overlaid(path, sources) is sources


def test_a_pending_answer_counts_and_every_place_stays_true(folder: Folder) -> None:
    path = folder(SERVICES)
    before = (path / "planforge.yaml").read_bytes()
    append(path, Entry("set", ("services", "urgences", "beds"), "30"))
    append(path, Entry("set", ("services", "rea", "beds"), "14", "12"))
    record = read_record(path)
    assert [service.beds.best for service in record.plan.services] == [30, 14]
    span = record.sources.place(("services", 1, "beds"))
    assert span is not None
    assert str(span.value) == "planforge.yaml:10:32"
    assert record.sources.trees[0].text[span.start : span.end] == "14"
    assert (path / "planforge.yaml").read_bytes() == before


def test_a_wrong_pending_answer_is_told_at_its_place(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, Entry("set", ("services", "urgences", "beds"), "douze"))
    with pytest.raises(RecordError) as refused:
        read_record(path)
    (problem,) = refused.value.problems
    assert str(problem.location) == "planforge.yaml:9:11"
    assert "douze" in problem.frame


def test_a_restricted_answer_makes_its_file_in_memory_only(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, Entry("set", ("people", "cadre"), {"function": "Cadre"}))
    sources = read_sources(path)
    assert sources.files == ("planforge.yaml", "restricted.yaml")
    assert read_record(path).plan.person["cadre"].function == "Cadre"
    assert not (path / "restricted.yaml").exists()
    append(path, Entry("set", ("people", "cadre", "function"), "Cadre de santé", "Cadre"))
    assert read_record(path).plan.person["cadre"].function == "Cadre de santé"


def test_a_journal_of_passed_questions_changes_nothing(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, Entry("visit", ("services", "urgences", "beds")))
    assert read_sources(path) == read_files(path)


def test_a_file_that_is_no_yaml_is_told_as_ever(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, Entry("set", ("services", "urgences", "beds"), "30"))
    (path / "planforge.yaml").write_text("a: [\n", encoding="utf-8")
    with pytest.raises(RecordError):
        read_sources(path)


def test_a_journal_that_cannot_be_read_is_told_not_passed_over(folder: Folder) -> None:
    path = folder(SERVICES)
    (path / JOURNAL).mkdir(parents=True)
    with pytest.raises(RecordError, match="réponses"):
        read_record(path)


def test_a_conflict_leaves_what_the_file_says(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, Entry("set", ("services", "rea", "beds"), "14", "10"))
    assert value_at(read_sources(path).data, ("services", "rea", "beds")) == "12"


@for_any(STEPS)
def test_the_files_read_as_the_answers_say(steps: list[tuple[Op, int, Data]]) -> None:
    with scratch_record() as path:
        data = read_files(path).data
        entries = list(drawn(data, steps))
        for entry in entries:
            append(path, entry)
        assert read_sources(path).data == edited(data, edits_of(data, entries))
