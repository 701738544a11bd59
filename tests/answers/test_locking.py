from __future__ import annotations

import errno
import hashlib
import json
import os
import pickle
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Self

import pytest

from planforge.answers import locking
from planforge.answers.journal import STATE_FOLDER
from planforge.answers.locking import LOCK, Holder, LockedError, is_running, locked
from planforge.errors import OutputError, PlanforgeError

ROOT = Path(__file__).resolve().parents[2]
ME = Holder("Marie", "PC-1", os.getpid(), "2026-11-20T09:05:00+01:00")


@pytest.fixture(scope="module")
def dead() -> int:
    """The number of a process that ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def leave(folder: Path, holder: Holder) -> bytes:
    """A lock left in the folder."""
    content = json.dumps(asdict(holder)).encode()
    (folder / STATE_FOLDER).mkdir(exist_ok=True)
    (folder / LOCK).write_bytes(content)
    return content


def test_the_lock_says_who_is_there_and_goes_with_him(tmp_path: Path) -> None:
    with locked(tmp_path, ME):
        assert json.loads((tmp_path / LOCK).read_bytes()) == asdict(ME)
    assert list((tmp_path / STATE_FOLDER).iterdir()) == []


def test_the_lock_goes_after_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), locked(tmp_path, ME):
        raise KeyboardInterrupt
    assert not (tmp_path / LOCK).exists()


def test_a_second_person_is_told_who_is_there_since_when_and_what_to_do(tmp_path: Path) -> None:
    with locked(tmp_path, ME):
        with pytest.raises(LockedError) as refused, locked(tmp_path, replace(ME, user="Paul")):
            pass
        assert (tmp_path / LOCK).exists()
    assert refused.value.holder == ME
    assert str(refused.value) == (
        "Ce dossier est déjà ouvert par Marie (poste PC-1) depuis le 20/11/2026 à 9\u00a0h\u00a005. Attendez, ou "
        f"supprimez le fichier «\u00a0{tmp_path / LOCK}\u00a0» si vous êtes sûr que plus personne n’y travaille."
    )
    assert isinstance(refused.value, PlanforgeError)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)  # noqa: S301 - our own bytes


def test_a_date_that_is_none_is_said_as_it_is(tmp_path: Path) -> None:
    leave(tmp_path, replace(ME, since="hier"))
    with pytest.raises(LockedError, match="depuis hier"), locked(tmp_path, ME):
        pass


def test_the_lock_of_a_dead_process_of_this_machine_is_taken_over(tmp_path: Path, dead: int) -> None:
    leave(tmp_path, replace(ME, pid=dead))
    with locked(tmp_path, ME):
        assert json.loads((tmp_path / LOCK).read_bytes())["pid"] == ME.pid
    assert list((tmp_path / STATE_FOLDER).iterdir()) == []


def test_nobody_can_tell_whether_a_process_of_another_machine_is_dead(tmp_path: Path, dead: int) -> None:
    content = leave(tmp_path, Holder("Paul", "PC-2", dead, "2026-11-20T09:05:00"))
    with pytest.raises(LockedError, match=r"Paul \(poste PC-2\)"), locked(tmp_path, ME):
        pass
    assert (tmp_path / LOCK).read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"user": "x"}', b'{"user": "x", "host": "PC-1", "pid": 0, "since": ""}'],
)
def test_a_lock_that_names_nobody_is_somebody_s(tmp_path: Path, content: bytes) -> None:
    leave(tmp_path, ME)
    (tmp_path / LOCK).write_bytes(content)
    with pytest.raises(LockedError, match="ouvert par quelqu’un d’autre") as refused, locked(tmp_path, ME):
        pass
    assert refused.value.holder is None


def test_a_lock_for_its_owner_s_eyes_alone_is_somebody_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(tmp_path, ME)

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(LockedError, match="quelqu’un d’autre"), locked(tmp_path, ME):
        pass


def test_a_lock_released_while_we_look_at_it_is_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(tmp_path, ME)
    real = Path.read_bytes

    def released(path: Path) -> bytes:
        monkeypatch.setattr(Path, "read_bytes", real)
        path.unlink()
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", released)
    with locked(tmp_path, ME):
        assert (tmp_path / LOCK).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_a_link_to_nowhere_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    (tmp_path / STATE_FOLDER).mkdir()
    (tmp_path / LOCK).symlink_to(tmp_path / "nowhere")
    with pytest.raises(LockedError), locked(tmp_path, ME):
        pass


def test_only_one_takes_over_the_lock_of_a_dead_process(
    tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(tmp_path, replace(ME, pid=dead))
    real = locking._taken_over
    other = replace(ME, user="Paul")

    def late(path: Path, content: bytes, mine: bytes) -> bool:
        """Another process takes the lock over after we saw that it was dead, before we do anything."""
        monkeypatch.setattr(locking, "_taken_over", real)
        assert real(path, content, json.dumps(asdict(other)).encode())
        return real(path, content, mine)

    monkeypatch.setattr(locking, "_taken_over", late)
    with pytest.raises(LockedError, match="Paul"), locked(tmp_path, ME):
        pass
    assert [path.name for path in (tmp_path / STATE_FOLDER).iterdir()] == ["lock"]


def test_two_that_take_over_at_once_do_not_both_get_in(tmp_path: Path, dead: int) -> None:
    content = leave(tmp_path, replace(ME, pid=dead))
    path = tmp_path / LOCK
    claim = path.with_name(f"lock-{hashlib.sha256(content).hexdigest()[:12]}")
    claim.touch()
    assert not locking._taken_over(path, content, b"mine")
    assert path.read_bytes() == content


def test_a_lock_that_somebody_took_from_us_is_left_to_him(tmp_path: Path) -> None:
    with locked(tmp_path, ME):
        content = leave(tmp_path, replace(ME, user="Paul"))
    assert (tmp_path / LOCK).read_bytes() == content


def test_a_lock_that_cannot_be_removed_does_not_hide_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    with locked(tmp_path, ME):
        monkeypatch.setattr(Path, "unlink", refuse)
    assert (tmp_path / LOCK).exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / STATE_FOLDER).touch()
    with pytest.raises(OutputError, match=r"\.planforge/lock\u00a0: impossible d’écrire ici"), locked(tmp_path, ME):
        pass


def test_a_full_disk_leaves_no_empty_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, handle: int, _: str) -> None:
            os.close(handle)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, _: bytes) -> None:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fdopen", Full)
    with pytest.raises(OutputError, match="disque plein"), locked(tmp_path, ME):
        pass
    assert not (tmp_path / LOCK).exists()


def test_running_processes_are_told_from_dead_ones(dead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_running(os.getpid())
    assert not is_running(dead)
    assert not is_running(2**40)
    if sys.platform != "win32":

        def refuse(*_: int) -> None:
            raise PermissionError(errno.EPERM, "not yours")

        monkeypatch.setattr(os, "kill", refuse)
        assert is_running(1)


CHILD = """
import os, pathlib, sys
from planforge.answers.locking import Holder, LockedError, locked
folder = pathlib.Path(sys.argv[1])
try:
    with locked(folder, Holder("x", "PC-1", os.getpid(), "2026-11-20T09:05:00")):
        print("in", flush=True)
        sys.stdin.read()
except LockedError:
    print("out", flush=True)
"""


def test_of_processes_that_come_at_once_one_gets_in_and_a_killed_one_leaves_the_place(tmp_path: Path) -> None:
    for _ in range(2):  # the second time, the lock of a killed process is there
        started = [
            subprocess.Popen(
                [sys.executable, "-c", CHILD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
            )
            for _ in range(3)
        ]
        said = [process.stdout.readline().strip() for process in started if process.stdout]
        for process in started:
            process.kill()
            process.communicate()
        assert sorted(said) == [b"in", b"out", b"out"]
        assert (tmp_path / LOCK).exists()
