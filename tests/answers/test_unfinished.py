from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.changes import Conflict
from planforge.answers.journal import STATE_FOLDER, Entry
from planforge.answers.unfinished import FOLDING, Unfinished, mark_of, read_unfinished, write_unfinished
from planforge.errors import OutputError
from planforge.source import Sources, read_tree

if TYPE_CHECKING:
    from pathlib import Path

JOURNAL = b"un\ndeux\n"
MAIN, SERVICES = "teams: []\n", "services: []\n"
SOURCES = Sources((read_tree(MAIN, "planforge.yaml"), read_tree(SERVICES, "services.yaml")), frozenset({"people"}))
ENTRIES = tuple(Entry("set", (key, f"{rank}")) for rank, key in enumerate(["teams", "services", "people"] * 2))
LEFT = Unfinished(
    7, {"services.yaml": {mark_of(SERVICES): 4, mark_of("x"): 6}}, (Conflict(("services", "a"), "x", ["y", None]),)
)


def test_what_a_fold_was_about_to_do_is_known_as_long_as_its_journal_is_there(tmp_path: Path) -> None:
    assert read_unfinished(tmp_path, JOURNAL) == Unfinished()
    write_unfinished(tmp_path, JOURNAL, LEFT)
    assert read_unfinished(tmp_path, JOURNAL) == LEFT
    assert read_unfinished(tmp_path, JOURNAL + b"trois\n") == LEFT  # answers given since
    assert read_unfinished(tmp_path, JOURNAL[:-1]) == Unfinished()
    assert read_unfinished(tmp_path, b"autre\n" + JOURNAL) == Unfinished()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}", b'{"journal": "", "size": "x"}'])
def test_a_damaged_note_says_nothing(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / STATE_FOLDER).mkdir()
    (tmp_path / FOLDING).write_bytes(damage)
    assert read_unfinished(tmp_path, JOURNAL) == Unfinished()


def test_entries_remain_but_those_that_their_file_holds(tmp_path: Path) -> None:
    del tmp_path
    assert Unfinished().remaining(ENTRIES, SOURCES) == ENTRIES
    assert LEFT.remaining(ENTRIES, SOURCES) == (*ENTRIES[:1], *ENTRIES[2:])  # the second one stands in services.yaml
    changed = Sources((SOURCES.trees[0], read_tree("services: [] # à la main\n", "services.yaml")), SOURCES.restricted)
    assert LEFT.remaining(ENTRIES, changed) == ENTRIES


def test_entries_for_a_restricted_file_remain_until_it_is_written() -> None:
    people = "people: []\n"
    left = Unfinished(0, {"restricted.yaml": {mark_of(people): len(ENTRIES)}})
    assert left.remaining(ENTRIES, SOURCES) == ENTRIES
    written = Sources((*SOURCES.trees, read_tree(people, "restricted.yaml")), SOURCES.restricted)
    assert [entry.address[0] for entry in left.remaining(ENTRIES, written)] == ["teams", "services"] * 2


def test_conflicts_of_entries_that_do_not_remain_are_still_to_be_told() -> None:
    assert LEFT.known_conflicts(SOURCES) == LEFT.conflicts
    assert Unfinished(7, {}, LEFT.conflicts).known_conflicts(SOURCES) == ()


def test_a_second_attempt_remembers_the_first() -> None:
    files = LEFT.with_texts([("services.yaml", "z"), ("planforge.yaml", "t")], 9)
    assert files == {
        "services.yaml": {mark_of(SERVICES): 4, mark_of("x"): 6, mark_of("z"): 9},
        "planforge.yaml": {mark_of("t"): 9},
    }
    assert LEFT.with_texts([], 9) == LEFT.files


def test_a_note_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / STATE_FOLDER).touch()
    with pytest.raises(OutputError, match=r"folding\.json"):
        write_unfinished(tmp_path, JOURNAL, LEFT)


def test_texts_and_bytes_have_the_same_mark() -> None:
    assert mark_of("é") == mark_of("é".encode())
    assert mark_of("\ud800")
