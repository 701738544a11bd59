from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as for_any

from planforge import source
from planforge.answers import folding
from planforge.answers.addresses import value_at
from planforge.answers.folding import HISTORY, Conflict, FoldReport, fold
from planforge.answers.journal import JOURNAL, Entry, append, entries_in, read_journal
from planforge.answers.reading import read_files, read_record, read_sources
from planforge.answers.unfinished import FOLDING
from planforge.errors import OutputError, RecordError
from tests.answers.answering import FILES, STEPS, drawn, given, scratch_record, write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planforge.answers.addresses import Address
    from planforge.answers.journal import Op
    from planforge.source import Data
    from tests.answers.conftest import Folder

ROOT = Path(__file__).resolve().parents[2]
STEPS_IN_THREE_FILES: list[tuple[Op, Address, Data]] = [
    ("set", ("services", "urgences", "beds"), "30"),
    ("set", ("services", "urgences", "deciders", "2"), "interne"),
    ("remove", ("services", "urgences", "deciders", "0"), None),
    ("remove", ("crisis", "means", "0"), None),
    ("visit", ("crisis", "cells"), None),
    ("set", ("people", "cadre"), {"function": "Cadre"}),
    ("set", ("people", "cadre", "function"), "Cadre de santé"),
    ("set", ("services", "bloc"), {"name": "Bloc"}),
    ("remove", ("services", "rea"), None),
]
"""Answers that would do harm if they entered twice: ranks in lists whose items are alike."""


def answer(folder: Path, *steps: tuple[Op, Address, Data]) -> tuple[Entry, ...]:
    """Answers given to the record of the folder, on the disk."""
    entries = tuple(given(read_sources(folder).data, steps))
    for entry in entries:
        append(folder, entry)
    return entries


def history(folder: Path) -> tuple[Entry, ...]:
    return entries_in((folder / HISTORY).read_bytes())


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_answers_enter_the_files_and_move_to_the_history(tmp_path: Path) -> None:
    write_files(tmp_path)
    entries = answer(tmp_path, *STEPS_IN_THREE_FILES)
    wanted = read_sources(tmp_path).data
    assert fold(tmp_path) == FoldReport(("services.yaml", "planforge.yaml", "restricted.yaml"))
    assert read_files(tmp_path).data == wanted
    assert history(tmp_path) == entries
    assert sorted(state(tmp_path)) == [HISTORY, "planforge.yaml", "restricted.yaml", "services.yaml"]


def test_every_other_character_stays(tmp_path: Path) -> None:
    write_files(tmp_path)
    answer(
        tmp_path,
        ("set", ("applications", "dpi", "rto"), "8 h"),
        ("set", ("establishment", "name"), "L'Hôpital"),
        ("set", ("services", "urgences", "beds"), "30"),
    )
    fold(tmp_path)
    main = (
        FILES["planforge.yaml"].replace("4 h    # validé", "8 h    # validé").replace("'CH de Murat'", "'L''Hôpital'")
    )
    assert (tmp_path / "planforge.yaml").read_text(encoding="utf-8") == main
    services = FILES["services.yaml"].replace("dmia: 30 min}\n", "dmia: 30 min}\n    beds: 30\n")
    assert (tmp_path / "services.yaml").read_text(encoding="utf-8") == services


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_keeps_its_encoding_and_its_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = write_files(tmp_path) / "planforge.yaml"
    text = FILES["planforge.yaml"].replace("\n", line_end)
    path.write_bytes(text.encode(encoding))
    answer(tmp_path, ("set", ("applications", "dpi", "rto"), "8 h"))
    fold(tmp_path)
    assert path.read_bytes() == text.replace("rto: 4 h", "rto: 8 h").encode(encoding)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights than these")
def test_a_restricted_file_that_is_made_is_for_its_owner_alone_and_others_keep_their_rights(tmp_path: Path) -> None:
    (write_files(tmp_path) / "planforge.yaml").chmod(0o640)
    answer(tmp_path, ("set", ("people", "cadre"), {"function": "Cadre"}), ("remove", ("crisis", "roles"), None))
    fold(tmp_path)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("restricted.yaml", "planforge.yaml", HISTORY)]
    assert modes == [0o600, 0o640, 0o600]


def test_with_nothing_to_fold_nothing_is_touched(tmp_path: Path) -> None:
    write_files(tmp_path)
    before = state(tmp_path)
    assert fold(tmp_path) == FoldReport()
    assert state(tmp_path) == before


def test_passed_questions_go_to_the_history_and_touch_no_file(tmp_path: Path) -> None:
    write_files(tmp_path)
    entries = answer(tmp_path, ("visit", ("services", "rea", "beds"), None))
    assert fold(tmp_path) == FoldReport()
    assert history(tmp_path) == entries


def test_the_history_grows(tmp_path: Path) -> None:
    write_files(tmp_path)
    entries: tuple[Entry, ...] = ()
    for step in STEPS_IN_THREE_FILES:
        entries += answer(tmp_path, step)
        fold(tmp_path)
    assert history(tmp_path) == entries


def test_a_value_changed_by_hand_since_stays_and_is_reported(tmp_path: Path) -> None:
    write_files(tmp_path)
    entries = answer(
        tmp_path,
        ("set", ("applications", "dpi", "rto"), "8 h"),
        ("set", ("services", "rea", "name"), "USC"),
        ("set", ("services", "rea", "note"), "de jour"),
    )
    path = tmp_path / "planforge.yaml"
    path.write_text(FILES["planforge.yaml"].replace("rto: 4 h", "rto: 6 h"), encoding="utf-8")
    (tmp_path / "services.yaml").write_text("services: [{id: rea, name: USC}]\n", encoding="utf-8")
    report = fold(tmp_path)
    assert report.conflicts == (
        Conflict(("applications", "dpi", "rto"), "6 h", "8 h"),
        Conflict(("services", "rea", "note"), None, "de jour"),
    )
    assert report.files == ()
    assert history(tmp_path) == entries
    assert fold(tmp_path) == FoldReport()


def test_a_file_that_is_no_yaml_any_more_is_told_and_nothing_is_folded(tmp_path: Path) -> None:
    write_files(tmp_path)
    answer(tmp_path, *STEPS_IN_THREE_FILES)
    (tmp_path / "planforge.yaml").write_text("services: [\n", encoding="utf-8")
    before = state(tmp_path)
    with pytest.raises(RecordError):
        fold(tmp_path)
    assert state(tmp_path) == before


def test_an_answer_that_the_model_refuses_is_folded_all_the_same(folder: Folder) -> None:
    path = folder("services:\n  - {id: rea, name: Réa}\n")
    answer(path, ("set", ("services", "rea", "beds"), "douze"))
    fold(path)
    with pytest.raises(RecordError, match="douze"):
        read_record(path)


def test_a_file_saved_by_an_editor_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path)
    answer(tmp_path, *STEPS_IN_THREE_FILES)
    real = source.splice_all

    def meanwhile(*arguments: Any) -> Any:
        (tmp_path / "services.yaml").write_text(FILES["services.yaml"] + "# à la main\n", encoding="utf-8")
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(folding, "splice_all", meanwhile)
        with pytest.raises(OutputError, match=r"^services\.yaml vient d’être modifié par un autre programme\u00a0:"):
            fold(tmp_path)
    assert (tmp_path / "services.yaml").read_text(encoding="utf-8").endswith("# à la main\n")
    assert not (tmp_path / HISTORY).exists()
    wanted = read_sources(tmp_path).data
    fold(tmp_path)
    assert read_files(tmp_path).data == wanted
    assert "# à la main\n" in (tmp_path / "services.yaml").read_text(encoding="utf-8")


def test_a_restricted_file_that_comes_back_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path)
    answer(tmp_path, ("set", ("people", "cadre"), {"function": "Cadre"}))
    real = source.splice_all

    def meanwhile(*arguments: Any) -> Any:
        (tmp_path / "restricted.yaml").write_text("backups: []\n", encoding="utf-8")
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(folding, "splice_all", meanwhile)
        with pytest.raises(OutputError, match=r"restricted\.yaml"):
            fold(tmp_path)
    assert fold(tmp_path).files == ("restricted.yaml",)
    assert set(read_files(tmp_path).tree("people").data) == {"backups", "people"}


@for_any(STEPS)
def test_folding_says_what_the_overlay_said_and_touches_no_other_section(steps: list[tuple[Op, int, Data]]) -> None:
    with scratch_record() as path:
        entries = tuple(drawn(read_files(path).data, steps))
        for entry in entries:
            append(path, entry)
        wanted = read_sources(path)
        report = fold(path)
        assert [(tree.file, tree.text) for tree in read_files(path).trees] == [
            (tree.file, tree.text) for tree in wanted.trees
        ]
        assert read_journal(path) == ()
        assert not entries or history(path) == entries
        assert fold(path) == FoldReport()
        touched = {entry.address[0] for entry in entries if entry.op != "visit"}
        for name, text in FILES.items():
            after = (path / name).read_text(encoding="utf-8")
            assert (after != text) == (name in report.files)
            assert all(section in after for key, section in _sections(text) if key not in touched)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """The lines of each top-level key, comments and blank lines within them included."""
    lines = text.splitlines(keepends=True)
    starts = [rank for rank, line in enumerate(lines) if line[0].isalpha()]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].partition(":")[0], "".join(lines[start:end]).rstrip().rpartition("\n#")[0] or lines[start]


CALLS = ("open", "write", "fsync", "replace", "unlink", "ftruncate", "chmod", "mkdir")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_refusal_at_any_step_loses_nothing_and_folding_again_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    origin = write_files(tmp_path / "origin")
    entries = answer(origin, *STEPS_IN_THREE_FILES)
    wanted = read_sources(origin).data
    refusals = 0
    for step in range(1000):
        path = tmp_path / f"{step}"
        shutil.copytree(origin, path)
        with monkeypatch.context() as patched:
            reached = _refusing(patched, step, number)
            try:
                fold(path)
            except OutputError:
                refusals += 1
                assert (path / JOURNAL).read_bytes() == (origin / JOURNAL).read_bytes(), step
        assert read_sources(path).data == wanted, step
        fold(path)
        assert read_files(path).data == wanted, step
        assert history(path) == entries, step
        if not reached():
            break
    assert step > refusals > 10


def _refusing(patched: pytest.MonkeyPatch, step: int, number: int) -> Callable[[], bool]:
    """Make the system refuse its n-th service; tells whether it came to that."""
    calls = iter(range(10_000))
    refused: list[str] = []

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if next(calls) == step:
                refused.append(name)
                raise OSError(number, "refused")
            return real(*arguments, **options)

        return call

    for name in CALLS:
        patched.setattr(os, name, wrapped(name, getattr(os, name)))
    return lambda: bool(refused)


# One process, whose children each fold a copy of the folder and die at the n-th service they ask of the system, half of
# what they write written; a second time for some of the moments of the first death.
KILLER = """
import json, os, pathlib, shutil, sys
from planforge.answers.folding import fold
CALLS = {calls!r}
origin, scratch, twice = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), json.loads(sys.argv[3])

def dying(step):
    calls = iter(range(10_000))
    def wrapped(name, real):
        def call(*arguments, **options):
            if next(calls) == step:
                if name == "write":
                    real(arguments[0], arguments[1][:len(arguments[1]) // 2])
                os._exit(9)
            return real(*arguments, **options)
        return call
    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))

def killed(folder, step):
    child = os.fork()
    if not child:
        dying(step)
        fold(folder)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

def kill_all(origin, name, again):
    for step in range(1000):
        folder = scratch / f"{{name}}{{step}}"
        shutil.copytree(origin, folder)
        died = killed(folder, step)
        if died and again and step % 6 == 1:
            kill_all(folder, f"{{name}}{{step}}-", False)
        if not died:
            return

kill_all(origin, "", twice)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot copy a process")
@pytest.mark.parametrize("twice", [False, True])
def test_killed_at_any_step_it_loses_nothing_and_folding_again_ends_it(tmp_path: Path, twice: bool) -> None:  # noqa: FBT001 - a row
    origin, scratch = write_files(tmp_path / "origin"), tmp_path / "killed"
    conflicting: tuple[Op, Address, Data] = ("set", ("applications", "dpi", "rto"), "8 h")
    entries = answer(origin, *STEPS_IN_THREE_FILES, conflicting)
    path = origin / "planforge.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("rto: 4 h", "rto: 6 h"), encoding="utf-8")
    wanted = read_sources(origin).data
    scratch.mkdir()
    program = KILLER.format(calls=CALLS)
    subprocess.run([sys.executable, "-c", program, origin, scratch, json.dumps(twice)], check=True, cwd=ROOT)
    folders = sorted(scratch.iterdir())
    assert len(folders) > (60 if twice else 20)
    for folder in folders:
        assert read_sources(folder).data == wanted, folder.name
        pending = (folder / JOURNAL).exists()
        report = fold(folder)
        assert [conflict.answered for conflict in report.conflicts] == ["8 h"] * pending, folder.name
        assert read_files(folder).data == wanted, folder.name
        assert history(folder) == entries, folder.name
        assert not (folder / JOURNAL).exists()
        assert {name for name in state(folder) if not Path(name).name.startswith(".planforge-")} <= {
            FOLDING, HISTORY, "planforge.yaml", "restricted.yaml", "services.yaml"
        }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot copy a process")
def test_answers_given_after_a_kill_are_neither_lost_nor_taken_for_folded(tmp_path: Path) -> None:
    origin, scratch = write_files(tmp_path / "origin"), tmp_path / "killed"
    entries = answer(origin, *STEPS_IN_THREE_FILES)
    scratch.mkdir()
    program = KILLER.format(calls=CALLS)
    subprocess.run([sys.executable, "-c", program, origin, scratch, "false"], check=True, cwd=ROOT)
    for folder in sorted(scratch.iterdir()):
        fresh = answer(folder, ("set", ("crisis", "means", "1"), "Fax"), ("remove", ("services", "bloc"), None))
        wanted = read_sources(folder).data
        assert value_at(wanted, ("crisis", "means")) == ["Radio", "Fax"]
        assert fold(folder).conflicts == ()
        assert read_files(folder).data == wanted, folder.name
        assert history(folder) == (*entries, *fresh), folder.name
