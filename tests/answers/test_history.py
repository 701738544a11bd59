from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume
from hypothesis import given as for_any

from planforge.answers.addresses import value_at
from planforge.answers.folding import HISTORY, fold
from planforge.answers.history import all_entries, contraries, last_answers, undo
from planforge.answers.journal import JOURNAL, Entry, append
from planforge.answers.pending import pending
from planforge.answers.reading import read_files, read_sources
from planforge.answers.unfinished import Unfinished, write_unfinished
from planforge.errors import RecordError
from tests.answers.answering import STEPS, drawn, given, scratch_record, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.addresses import Address
    from planforge.answers.journal import Op
    from planforge.source import Data

LATER = {"at": "2026-11-21T09:00", "by": "Paul"}


def answer(folder: Path, *steps: tuple[Op, Address, Data]) -> tuple[Entry, ...]:
    entries = tuple(given(read_sources(folder).data, steps))
    for entry in entries:
        append(folder, entry)
    return entries


def said(folder: Path, *address: str) -> Data:
    return value_at(read_sources(folder).data, address)


def test_the_last_answers_come_newest_first_from_the_journal_then_the_history(tmp_path: Path) -> None:
    write_files(tmp_path)
    assert last_answers(tmp_path, 5) == ()
    old = answer(tmp_path, ("set", ("services", "rea", "beds"), "12"), ("visit", ("services", "rea", "head"), None))
    fold(tmp_path)
    new = answer(tmp_path, ("remove", ("services", "rea", "note"), None))
    assert all_entries(tmp_path) == (*old, *new)
    assert last_answers(tmp_path, 5) == (new[0], old[0])
    assert last_answers(tmp_path, 1) == new
    assert last_answers(tmp_path, 0) == last_answers(tmp_path, -1) == ()


def test_lines_that_a_fold_cut_short_has_moved_are_told_once(tmp_path: Path) -> None:
    write_files(tmp_path)
    old = answer(tmp_path, ("set", ("services", "rea", "beds"), "12"))
    fold(tmp_path)
    new = answer(tmp_path, ("set", ("services", "rea", "beds"), "14"))
    journal = (tmp_path / JOURNAL).read_bytes()
    size = (tmp_path / HISTORY).stat().st_size
    write_unfinished(tmp_path, journal, Unfinished(size))
    with (tmp_path / HISTORY).open("ab") as stream:
        stream.write(journal)
    assert all_entries(tmp_path) == (*old, *new)
    fold(tmp_path)
    assert all_entries(tmp_path) == (*old, *new)


def test_a_history_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / HISTORY).mkdir(parents=True)
    with pytest.raises(RecordError) as refused:
        last_answers(tmp_path, 1)
    assert refused.value.problems[0].location.file == HISTORY


@pytest.mark.parametrize("folded", [False, True])
def test_an_answer_is_taken_back_and_given_again(tmp_path: Path, folded: bool) -> None:  # noqa: FBT001 - a row
    write_files(tmp_path)
    answer(tmp_path, ("set", ("applications", "dpi", "rto"), "8 h"))
    if folded:
        fold(tmp_path)
    (entry,) = undo(tmp_path, 1, **LATER)
    assert entry == Entry("set", ("applications", "dpi", "rto"), "4 h", "8 h", "2026-11-21T09:00", "Paul", "services")
    assert pending(tmp_path)[-1] == entry
    assert said(tmp_path, "applications", "dpi", "rto") == "4 h"
    undo(tmp_path, 1, **LATER)
    assert said(tmp_path, "applications", "dpi", "rto") == "8 h"
    undo(tmp_path, 1, **LATER)
    assert said(tmp_path, "applications", "dpi", "rto") == "4 h"
    assert fold(tmp_path).conflicts == ()


def test_answers_taken_back_before_they_are_folded_leave_the_files_byte_for_byte(tmp_path: Path) -> None:
    write_files(tmp_path)
    answer(
        tmp_path,
        ("set", ("services", "urgences", "beds"), "30"),
        ("set", ("services", "bloc"), {"name": "Bloc"}),
        ("remove", ("services", "urgences", "deciders", "0"), None),
        ("set", ("crisis", "means", "2"), "Fax"),
        ("remove", ("crisis", "means", "0"), None),
    )
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.yaml")}
    assert len(undo(tmp_path, 9, **LATER)) == 5
    fold(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.yaml")} == before


@pytest.mark.parametrize(
    ("step", "address", "before"),
    [
        (("set", ("services", "urgences", "beds"), "30"), ("services", "urgences", "beds"), None),
        (("set", ("services", "bloc"), {"name": "Bloc"}), ("services", "bloc"), None),
        (("set", ("applications", "dpi", "rto", "cyber"), "3 j"), ("applications", "dpi", "rto", "cyber"), None),
        (("remove", ("services", "rea", "name"), None), ("services", "rea", "name"), "Réanimation"),
        (("remove", ("crisis", "means", "0"), None), ("crisis", "means"), ["Radio", "Radio"]),
        (("remove", ("crisis", "roles", "0"), None), ("crisis", "roles"), [{"type": "directeur", "person": "cadre"}]),
        (("remove", ("crisis", "means", "2"), None), ("crisis", "means"), ["Radio", "Radio"]),
        (("set", ("crisis", "means", "2"), "Fax"), ("crisis", "means"), ["Radio", "Radio"]),
        (("set", ("crisis", "means", "0"), "Fax"), ("crisis", "means"), ["Radio", "Radio"]),
        (("set", ("crisis", "means", "0"), "Radio"), ("crisis", "means"), ["Radio", "Radio"]),
        (("remove", ("services", "urgences", "deciders"), None), ("services", "urgences", "deciders"), ["cadre"] * 2),
    ],
)
def test_what_stood_there_before_comes_back(
    tmp_path: Path, step: tuple[Op, Address, Data], address: Address, before: Data
) -> None:
    write_files(tmp_path)
    answer(tmp_path, step)
    fold(tmp_path)
    undo(tmp_path, 1, **LATER)
    assert said(tmp_path, *address) == before
    assert fold(tmp_path).conflicts == ()


def test_an_item_that_said_nothing_keeps_its_rank(tmp_path: Path) -> None:
    write_files(tmp_path)
    answer(tmp_path, ("set", ("crisis", "means", "0"), None), ("set", ("crisis", "means", "0"), "Fax"))
    undo(tmp_path, 1, **LATER)
    assert said(tmp_path, "crisis", "means") == [None, "Radio"]
    undo(tmp_path, 3, **LATER)
    assert said(tmp_path, "crisis", "means") == ["Radio", "Radio"]


def test_an_entity_taken_away_comes_back_whole_and_last(tmp_path: Path) -> None:
    write_files(tmp_path)
    urgences = said(tmp_path, "services", "urgences")
    answer(tmp_path, ("remove", ("services", "urgences"), None))
    fold(tmp_path)
    undo(tmp_path, 1, **LATER)
    fold(tmp_path)
    assert said(tmp_path, "services", "urgences") == urgences
    assert [service["id"] for service in read_files(tmp_path).data["services"]] == ["rea", "urgences"]  # type: ignore[union-attr,call-overload,index]  # mappings


def test_what_a_hand_wrote_since_is_not_undone(tmp_path: Path) -> None:
    path = write_files(tmp_path) / "planforge.yaml"
    answer(tmp_path, ("set", ("applications", "dpi", "rto"), "8 h"))
    fold(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("rto: 8 h", "rto: 6 h"), encoding="utf-8")
    undo(tmp_path, 1, **LATER)
    assert said(tmp_path, "applications", "dpi", "rto") == "6 h"
    assert [(one.in_file, one.answered) for one in fold(tmp_path).conflicts] == [("6 h", "4 h")]


def test_passed_questions_are_not_undone(tmp_path: Path) -> None:
    write_files(tmp_path)
    answer(tmp_path, ("set", ("services", "rea", "beds"), "12"), ("visit", ("services", "rea", "head"), None))
    (entry,) = undo(tmp_path, 1, **LATER)
    assert (entry.op, entry.address) == ("remove", ("services", "rea", "beds"))


def test_with_no_answer_nothing_is_undone(tmp_path: Path) -> None:
    assert undo(write_files(tmp_path), 3, **LATER) == ()
    assert not (tmp_path / JOURNAL).exists()


def test_a_record_that_cannot_be_read_is_said_before_anything_is_undone(tmp_path: Path) -> None:
    write_files(tmp_path)
    entries = answer(tmp_path, ("set", ("services", "rea", "beds"), "12"))
    (tmp_path / "planforge.yaml").write_text("a: [\n", encoding="utf-8")
    with pytest.raises(RecordError):
        undo(tmp_path, 1, **LATER)
    assert pending(tmp_path) == entries


@for_any(STEPS)
def test_whatever_was_answered_last_what_was_seen_then_is_said_again(steps: list[tuple[Op, int, Data]]) -> None:
    with scratch_record() as path:
        for entry in drawn(read_files(path).data, steps):
            append(path, entry)
        answers = last_answers(path, 1)
        assume(answers and (answers[0].op == "set" or answers[0].was is not None))  # nothing was there to take away
        undo(path, 1, **LATER)
        assert said(path, *answers[0].address) == answers[0].was
        fold(path)
        assert said(path, *answers[0].address) == answers[0].was


def test_the_contrary_of_an_answer_is_known_without_giving_it(tmp_path: Path) -> None:
    write_files(tmp_path)
    entries = answer(
        tmp_path, ("set", ("services", "rea", "beds"), "12"), ("remove", ("services", "rea", "note"), None)
    )
    data = read_sources(tmp_path).data
    back = contraries(data, reversed(entries), **LATER)
    assert [(entry.op, entry.address[-1]) for entry in back] == [("set", "note"), ("remove", "beds")]
    assert read_sources(tmp_path).data == data
    assert undo(tmp_path, 2, **LATER) == back
