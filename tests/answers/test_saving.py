from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from planforge.answers import saving
from planforge.answers.saving import free_name, reason, sweep, write_whole
from planforge.errors import OutputError


def test_a_file_is_written_whole_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "services" / "urgences" / "pca.docx"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in path.parent.iterdir()] == ["pca.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights than these")
def test_the_rights_of_a_file_stay_and_those_of_a_new_one_are_usual(tmp_path: Path) -> None:
    path, usual = tmp_path / "a.docx", tmp_path / "usual"
    write_whole(path, b"one")
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode
    path.chmod(0o600)
    write_whole(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other rights than these")
def test_a_new_record_is_for_its_owner_alone_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "planforge.yaml"
    write_whole(path, b"un", private=True)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    write_whole(path, b"deux", private=True)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(errno.EACCES, "denied"), "accès refusé, ou fichier ouvert dans un autre programme"),
        (OSError(errno.ENOSPC, "full"), "disque plein"),
        (OSError(errno.EROFS, "read only"), "support en lecture seule"),
    ],
)
def test_a_refusal_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError, why: str
) -> None:
    path = tmp_path / "pca.docx"
    path.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise error

    holder = os if step == "fsync" else Path
    with monkeypatch.context() as patched:
        patched.setattr(holder, step, refuse)
        with pytest.raises(OutputError) as refused:
            write_whole(path, b"new")
    assert str(refused.value) == f"pca.docx\u00a0: impossible d’écrire ici ({why})."
    assert refused.value.__cause__ is error
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == {"pca.docx": b"old"}


def test_an_interruption_leaves_the_old_file_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pca.docx"
    path.write_bytes(b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == {"pca.docx": b"old"}


def test_a_temporary_file_that_cannot_be_removed_is_left_to_the_next_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(OutputError):
            write_whole(tmp_path / "a.docx", b"new")
    assert [found.suffix for found in tmp_path.iterdir()] == [".tmp"]
    sweep([tmp_path])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_looked_into_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    left = tmp_path / ".planforge-1.tmp"
    left.touch()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "glob", refuse)
        sweep([tmp_path])
    assert left.exists()


def test_a_sweep_touches_no_other_file_and_no_other_folder(tmp_path: Path) -> None:
    kept = [tmp_path / "a.docx", tmp_path / "b.tmp", tmp_path / "sub" / ".planforge-0.tmp"]
    (tmp_path / "sub").mkdir()
    for path in (*kept, tmp_path / ".planforge-1.tmp"):
        path.touch()
    sweep([tmp_path, tmp_path / "gone"])
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(kept)


def test_a_folder_at_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "pca.docx").mkdir()
    with pytest.raises(OutputError, match=r"pca\.docx"):
        write_whole(tmp_path / "pca.docx", b"x")
    assert [found.name for found in tmp_path.iterdir()] == ["pca.docx"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENAMETOOLONG, "nom trop long"),
        (errno.ENOTDIR, "un fichier porte déjà le nom du dossier"),
        (errno.ENOENT, "dossier introuvable"),
        (errno.EIO, "erreur du système de fichiers"),
        (None, "erreur du système de fichiers"),
    ],
)
def test_reasons_are_french(number: int | None, expected: str) -> None:
    assert expected in reason(OSError(number, "x") if number else OSError("x"))


def test_every_known_reason_has_a_number() -> None:
    assert all(isinstance(number, int) and words for number, words in saving._REASONS.items())


def test_a_free_name_is_the_first_that_nothing_bears(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert free_name(path) == path
    path.touch()
    (tmp_path / "a-2").touch()
    assert free_name(path).name == "a-3"
