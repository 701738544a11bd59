from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.answers.journal import (
    JOURNAL,
    Entry,
    add_lines,
    append,
    entries_in,
    is_key,
    read_journal,
    read_lines,
    storable,
    sync_folder,
)
from planforge.errors import OutputError, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.source import Data

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = (
    Entry("set", ("services", "rea"), {"id": "rea", "name": "«\u00a0Réa\u00a0»"}, None, "2026-11-20T10:00", "Zoé", "s"),
    Entry("set", ("services", "rea", "note"), "deux\nlignes\n", ["a", None, {"b": "😀"}], "2026-11-20T10:01"),
    Entry("visit", ("services", "rea", "beds"), at="2026-11-20T10:02", section="services"),
    Entry("remove", ("services", "rea"), None, {"id": "rea"}, "2026-11-20T10:03", "Zoé"),
)  # fmt: skip
KILLS = 10


def written(folder: Path, *entries: Entry) -> bytes:
    for entry in entries:
        append(folder, entry)
    return (folder / JOURNAL).read_bytes()


def test_entries_come_back_in_order_whatever_they_hold(tmp_path: Path) -> None:
    assert read_journal(tmp_path) == ()
    data = written(tmp_path, *ENTRIES)
    assert read_journal(tmp_path) == ENTRIES
    assert data.isascii()  # whatever a console or an editor thinks of it
    assert data.count(b"\n") == len(ENTRIES)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights than these")
def test_the_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    written(tmp_path, ENTRIES[0])
    assert (tmp_path / JOURNAL).stat().st_mode & 0o777 == 0o600


def test_a_journal_cut_at_any_byte_gives_the_entries_wholly_written_before(tmp_path: Path) -> None:
    data = written(tmp_path, *ENTRIES)
    lines = data.splitlines()
    ends = [sum(len(line) + 1 for line in lines[:rank]) - 1 for rank in range(1, len(lines) + 1)]
    for cut in range(len(data) + 1):
        whole = sum(end <= cut for end in ends)
        assert entries_in(data[:cut]) == ENTRIES[:whole], cut


def test_an_answer_after_a_power_cut_at_any_byte_is_not_glued_to_what_was_torn(tmp_path: Path) -> None:
    data = written(tmp_path, *ENTRIES[:2])
    for cut in range(len(data) + 1):
        (tmp_path / JOURNAL).write_bytes(data[:cut])
        before = read_journal(tmp_path)
        append(tmp_path, ENTRIES[3])
        assert read_journal(tmp_path) == (*before, ENTRIES[3]), cut


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\x00\x00",
        b"\xff\xfe",
        b"[]",
        b"12",
        b'"set"',
        b"[" * 100_000,
        b'{"op": "set"}',
        b'{"op": "fly", "address": ["a"]}',
        b'{"op": ["set"], "address": ["a"]}',
        b'{"op": "set", "address": []}',
        b'{"op": "set", "address": ["a", ""]}',
        b'{"op": "set", "address": [1]}',
        b'{"op": "set", "address": ["a"], "value": 12}',
        b'{"op": "set", "address": ["a"], "value": {"": "x"}}',
        b'{"op": "set", "address": ["a"], "by": null}',
    ],
)
def test_a_line_that_nothing_of_ours_wrote_says_nothing(line: bytes, tmp_path: Path) -> None:
    data = written(tmp_path, ENTRIES[0])
    assert entries_in(line + b"\n" + data) == ENTRIES[:1]


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    data = written(tmp_path, *ENTRIES)
    assert entries_in(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")) == ENTRIES


def test_each_entry_is_one_write_put_on_the_disk_before_append_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, ENTRIES[0])
    done: list[str] = []

    def noted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            done.append(name)
            return real(*arguments)

        return call

    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    append(tmp_path, ENTRIES[1])
    assert done == ["write", "fsync"]


@pytest.mark.parametrize("step", ["open", "write", "fsync"])
@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "disque plein"), (errno.EROFS, "support en lecture seule"), (errno.EACCES, "accès refusé")],
)
def test_an_answer_that_cannot_be_written_is_said_and_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, why: str
) -> None:
    data = written(tmp_path, ENTRIES[0])

    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    with monkeypatch.context() as patched:
        patched.setattr(os, step, refuse)
        with pytest.raises(OutputError) as refused:
            append(tmp_path, ENTRIES[1])
    assert why in str(refused.value)
    assert str(refused.value).startswith(
        "Votre réponse n’a pas pu être enregistrée dans «\u00a0.planforge/journal.jsonl\u00a0» ("
    )
    assert (tmp_path / JOURNAL).read_bytes() == data
    append(tmp_path, ENTRIES[1])
    assert read_journal(tmp_path) == ENTRIES[:2]


def test_a_disk_that_fills_in_the_middle_of_an_answer_keeps_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = written(tmp_path, ENTRIES[0])
    real, taken = os.write, iter([7])

    def short(handle: int, content: bytes) -> int:
        for room in taken:
            return real(handle, content[:room])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", short)
        with pytest.raises(OutputError, match="disque plein"):
            append(tmp_path, ENTRIES[1])
    assert (tmp_path / JOURNAL).read_bytes() == data


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="dossier introuvable"):
        append(tmp_path / "gone", ENTRIES[0])


def test_a_journal_that_cannot_be_read_is_no_empty_journal(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).mkdir(parents=True)
    with pytest.raises(RecordError, match="ne peuvent pas être lues") as refused:
        read_journal(tmp_path)
    assert refused.value.problems[0].location.file == JOURNAL
    assert read_lines(tmp_path / "nowhere" / "journal") == b""


def test_halves_of_characters_are_left_out(tmp_path: Path) -> None:
    written(tmp_path, Entry("set", ("a",), ["x\ud83dy", {"k": "\udce9"}], at="\ud800"))
    assert read_journal(tmp_path) == (Entry("set", ("a",), ["xy", {"k": ""}]),)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("set", ()),
        Entry("set", ("a", "")),
        Entry("set", ("a", "\ud800")),
        Entry("fly", ("a",)),  # type: ignore[arg-type]  # on purpose
        Entry("set", ("a",), 12),  # type: ignore[arg-type]  # on purpose
        Entry("set", ("a",), [True]),  # type: ignore[list-item]  # on purpose
        Entry("set", ("a",), {"": "x"}),
        Entry("set", ("a",), {" x": "x"}),
        Entry("set", ("a",), {"x" * 101: "x"}),
        Entry("set", ("a",), {1: "x"}),  # type: ignore[dict-item]  # on purpose
    ],
)
def test_what_no_record_can_hold_is_refused_before_it_is_written(tmp_path: Path, entry: Entry) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        append(tmp_path, entry)
    assert not (tmp_path / JOURNAL).exists()


def test_what_is_nested_deeper_than_a_file_may_be_is_refused() -> None:
    value: Data = "x"
    for _ in range(49):
        value = [value]
    assert storable(Entry("set", ("a",), value)).value == value
    with pytest.raises(ValueError, match="deep"):
        storable(Entry("set", ("a", "b"), value))


@pytest.mark.parametrize(
    ("text", "expected"), [("a", True), ("", False), ("a ", False), ("\u00a0a", False), ("é" * 101, False)]
)
def test_keys_are_short_and_tidy(text: str, expected: bool) -> None:  # noqa: FBT001 - a row
    assert is_key(text) == expected


def test_lines_may_take_the_place_of_what_stands_after_a_point(tmp_path: Path) -> None:
    path = tmp_path / "history"
    add_lines(path, b"un\n")
    add_lines(path, b"deux\ntro")
    add_lines(path, b"trois", after=3)
    assert path.read_bytes() == b"un\ntrois\n"
    add_lines(path, b"quatre\n", after=1000)
    add_lines(path, b"cinq\n", after=1)
    assert path.read_bytes() == b"u\ncinq\n"


def test_a_folder_that_cannot_be_synced_is_let_be(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    gone = tmp_path / "gone"
    sync_folder(gone)
    assert not gone.exists()


def test_six_thousand_entries_are_read_in_a_tenth_of_a_second(tmp_path: Path) -> None:
    texts = [Entry("set", ("applications", "dpi", "rto", "cyber"), "4 h", None, "2026-11-20T10:01", "Zoé", "s")] * 4
    path = tmp_path / JOURNAL
    path.parent.mkdir()
    path.write_bytes(b"".join(map(line_of, [ENTRIES[0], *texts])) * 1200)
    lines = path.read_bytes().splitlines()
    bare = min(spent(lambda: [json.loads(line) for line in lines]) for _ in range(5))
    took = min(spent(lambda: read_journal(tmp_path)) for _ in range(5))
    assert len(read_journal(tmp_path)) == 6000
    # A machine that is busy with other tests may need longer for the JSON alone: then three times that.
    assert took < max(0.1, 3 * bare)


def spent(work: Callable[[], object]) -> float:
    """The seconds of this process alone that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


# The child answers for as long as it lives, and says each answer only once it is told that it is on the disk.
CHILD = """
import pathlib, sys
from planforge.answers.journal import Entry, append
folder = pathlib.Path(sys.argv[1])
for number in range(int(sys.argv[2]), 10**9):
    append(folder, Entry("set", ("services", f"s{number}"), {"name": "é" * (number % 300)}, None, str(number)))
    print(number, flush=True)
"""


def test_no_kill_loses_an_answer_that_was_shown_as_taken(tmp_path: Path) -> None:
    moments = random.Random(20261120)  # noqa: S311 - a test that is the same each time
    following = 0
    for _ in range(KILLS):
        shown = killed_answers(tmp_path, following, moments.randint(1, 60))
        kept = [int(entry.at) for entry in read_journal(tmp_path)]
        assert kept == list(range(len(kept)))  # all of them, in order, none twice
        assert len(kept) > shown
        following = len(kept)
    append(tmp_path, ENTRIES[0])
    assert read_journal(tmp_path)[-1] == ENTRIES[0]


def killed_answers(folder: Path, start: int, lines: int) -> int:
    """The last answer that a process showed as taken before it was killed without warning."""
    command = [sys.executable, "-c", CHILD, str(folder), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        heard = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        heard += process.stdout.readlines()
        said = process.stderr.read().decode()
    assert heard[0], said
    return int(heard[-1])


TEXTS = st.text(st.characters(exclude_categories=()))  # halves of characters as well
ANY = st.builds(
    Entry,
    st.sampled_from(["set", "remove", "visit"]),
    st.tuples(st.text(st.characters(exclude_categories=()), min_size=1)),
    TEXTS | st.none() | st.dictionaries(st.sampled_from(["a", "é"]), TEXTS),
    st.none() | st.lists(TEXTS),
    *[TEXTS] * 3,
)


@given(st.lists(ANY))
def test_any_texts_come_back_as_they_can_be_stored(entries: list[Entry]) -> None:
    kept = [entry for entry in entries if entry.address[0].encode("utf-8", "ignore")]
    assert entries_in(b"".join(map(line_of, kept))) == tuple(map(storable, kept))


def line_of(entry: Entry) -> bytes:
    """What any writer of JSON makes of an entry."""
    return json.dumps(asdict(entry)).encode() + b"\n"
