from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from planforge.answers.saving import write_whole
from planforge.binder import manifest, writing
from planforge.binder.files import fingerprint
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import manifest_path, read_manifest
from planforge.binder.writing import FileState, PlannedFile, WritePlan, carry_out, plan_writing
from planforge.errors import OutputError

Build: TypeAlias = Callable[..., dict[str, FileState]]
ALL = frozenset({"docx", "xlsx"})
DAY = date(2026, 11, 27)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "livrables"


@pytest.fixture
def plan(tmp_path: Path, output: Path) -> Callable[..., WritePlan]:
    """``plan(made_from, pca=b"...")`` writes ``pca.docx`` and gives what was done."""

    def carried(made_from: str = "m", complete: frozenset[str] = ALL, **contents: bytes) -> WritePlan:
        coming = {f"{name}.docx": data for name, data in contents.items()}
        known = read_manifest(manifest_path(tmp_path, output))
        desk = Desk(tmp_path, output, DAY)
        return carry_out(plan_writing(desk, known, coming, complete=complete), desk, coming, made_from)

    return carried


@pytest.fixture
def build(plan: Callable[..., WritePlan]) -> Build:
    """The same, as states by path."""
    return lambda *arguments, **contents: {file.path: file.state for file in plan(*arguments, **contents).files}


def there(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_files_are_created_then_identical_then_updated(build: Build, output: Path) -> None:
    assert build(pca=b"1") == {"pca.docx": FileState.CREATED}
    assert build(pca=b"1") == {"pca.docx": FileState.IDENTICAL}
    assert build(pca=b"2") == {"pca.docx": FileState.UPDATED}
    assert there(output) == {"pca.docx": b"2"}


def test_an_identical_file_is_not_written_again(build: Build, output: Path) -> None:
    build(pca=b"1")
    inode = (output / "pca.docx").stat().st_ino
    build(pca=b"1")
    assert (output / "pca.docx").stat().st_ino == inode


def test_a_plan_reads_and_writes_nothing(tmp_path: Path, output: Path) -> None:
    desk = Desk(tmp_path, output, DAY)
    planned = plan_writing(desk, read_manifest(tmp_path / "none"), {"b.docx": b"1", "a.docx": b"2"})
    assert [(file.path, file.state) for file in planned.files] == [
        ("a.docx", FileState.CREATED),
        ("b.docx", FileState.CREATED),
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_hand_edit_is_kept_and_the_new_version_goes_beside(build: Build, output: Path) -> None:
    build(pca=b"1")
    (output / "pca.docx").write_bytes(b"hand")
    assert build(pca=b"2") == {"pca.docx": FileState.EDITED}
    assert build(pca=b"3") == {"pca.docx": FileState.EDITED}
    assert there(output) == {"pca.docx": b"hand", "pca.nouveau.docx": b"3"}


def test_a_hand_edit_is_kept_even_where_nothing_new_is_coming(build: Build, output: Path) -> None:
    build(pca=b"1")
    (output / "pca.docx").write_bytes(b"hand")
    assert build(pca=b"1") == {"pca.docx": FileState.EDITED}
    assert there(output)["pca.docx"] == b"hand"


def test_a_file_that_was_there_before_planforge_is_kept(build: Build, output: Path) -> None:
    output.mkdir()
    (output / "pca.docx").write_bytes(b"mine")
    assert build(pca=b"1") == {"pca.docx": FileState.EDITED}
    assert there(output)["pca.docx"] == b"mine"


def test_an_edit_of_the_new_version_is_kept_too(plan: Callable[..., WritePlan], output: Path) -> None:
    plan(pca=b"1")
    (output / "pca.docx").write_bytes(b"hand")
    plan(pca=b"2")
    (output / "pca.nouveau.docx").write_bytes(b"hand again")
    for content in (b"3", b"4"):
        file, *_ = plan(pca=content).files
        assert file.beside == "pca.nouveau-2.docx"
    assert there(output) == {"pca.docx": b"hand", "pca.nouveau.docx": b"hand again", "pca.nouveau-2.docx": b"4"}


@pytest.mark.parametrize("move", [shutil.copy, shutil.move])
def test_a_new_version_that_somebody_puts_in_place_is_ours_again(
    build: Build, output: Path, move: Callable[[Path, Path], object]
) -> None:
    build(pca=b"1")
    (output / "pca.docx").write_bytes(b"hand")
    build(pca=b"2")
    move(output / "pca.nouveau.docx", output / "pca.docx")
    assert build(pca=b"3")["pca.docx"] is FileState.UPDATED
    assert there(output)["pca.docx"] == b"3"


def test_a_new_version_left_over_is_listed_and_kept(build: Build, output: Path) -> None:
    build(pca=b"1")
    (output / "pca.docx").write_bytes(b"hand")
    build(pca=b"2")
    (output / "pca.docx").unlink()
    assert build(pca=b"2") == {"pca.docx": FileState.CREATED, "pca.nouveau.docx": FileState.ORPHAN}
    assert "pca.nouveau.docx" in there(output)


def test_orphans_are_listed_never_deleted_and_forgotten_once_gone(build: Build, tmp_path: Path, output: Path) -> None:
    build(pca=b"1", bloc=b"1")
    assert build(pca=b"1") == {"bloc.docx": FileState.ORPHAN, "pca.docx": FileState.IDENTICAL}
    (output / "bloc.docx").unlink()
    assert build(pca=b"1") == {"pca.docx": FileState.IDENTICAL}
    assert read_manifest(manifest_path(tmp_path, output)).written.keys() == {"pca.docx"}


@pytest.mark.parametrize("complete", [frozenset[str](), frozenset({"md", "html"})])
def test_a_build_of_some_documents_or_of_another_format_makes_no_orphan(
    plan: Callable[..., WritePlan], complete: frozenset[str]
) -> None:
    plan(pca=b"1", bloc=b"1")
    assert plan("m", complete, pca=b"1").count(FileState.ORPHAN) == 0


def test_a_mark_of_an_open_file_keeps_it_off(plan: Callable[..., WritePlan], output: Path) -> None:
    plan(pca=b"1", pra=b"1")
    (output / "~$pca.docx").touch()
    pca, pra = plan(pca=b"2", pra=b"2").files
    assert (pca.state, pra.state) == (FileState.LOCKED, FileState.UPDATED)
    assert "supprimez «\u00a0~$pca.docx\u00a0»" in pca.reason
    assert there(output)["pca.docx"] == b"1"
    (output / "~$pca.docx").unlink()
    assert plan(pca=b"2", pra=b"2").files[0].state is FileState.UPDATED


@pytest.mark.parametrize(
    ("error", "old"),
    [
        (PermissionError(errno.EACCES, "held"), FileState.LOCKED),
        (OSError(errno.ENOSPC, "full"), FileState.FAILED),
        (OSError(errno.ENAMETOOLONG, "long"), FileState.FAILED),
    ],
)
def test_what_cannot_be_written_is_said_and_the_others_are_written(
    plan: Callable[..., WritePlan],
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    old: FileState,
) -> None:
    plan(pca=b"1", pra=b"1")

    def refuse(path: Path, data: bytes) -> None:
        if path.name in {"pca.docx", "bia.docx"}:
            raise OutputError(f"{path.name} : non.") from error
        write_whole(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(writing, "write_whole", refuse)
        done = plan(bia=b"2", pca=b"2", pra=b"2")
    assert [file.state for file in done.files] == [FileState.FAILED, old, FileState.UPDATED]
    assert [file.reason for file in done.files] == ["bia.docx : non.", "pca.docx : non.", ""]
    assert there(output) == {"pca.docx": b"1", "pra.docx": b"2"}
    again = plan(bia=b"2", pca=b"2", pra=b"2")
    assert [file.state for file in again.files] == [FileState.CREATED, FileState.UPDATED, FileState.IDENTICAL]


def test_a_file_that_cannot_be_read_is_held_by_somebody(
    plan: Callable[..., WritePlan], output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(pca=b"1", pra=b"1")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "pca.docx":
            raise PermissionError(errno.EACCES, "held")
        return read(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        done = plan(pca=b"2", pra=b"2")
    assert [file.state for file in done.files] == [FileState.LOCKED, FileState.UPDATED]
    assert there(output) == {"pca.docx": b"1", "pra.docx": b"2"}


def test_a_folder_that_bears_the_name_of_a_document_fails_alone(build: Build, output: Path) -> None:
    (output / "pca.docx").mkdir(parents=True)
    assert build(pca=b"1", pra=b"1") == {"pca.docx": FileState.FAILED, "pra.docx": FileState.CREATED}


def test_a_file_that_bears_the_name_of_a_folder_fails_alone(tmp_path: Path, output: Path) -> None:
    output.mkdir()
    (output / "services").touch()
    coming = {"services/bloc/pca.docx": b"1", "pca.docx": b"1"}
    desk = Desk(tmp_path, output, DAY)
    done = carry_out(plan_writing(desk, read_manifest(tmp_path / "none"), coming), desk, coming, "m")
    assert {file.path: file.state for file in done.files} == {
        "pca.docx": FileState.CREATED,
        "services/bloc/pca.docx": FileState.FAILED,
    }


def test_an_output_that_is_a_file_is_refused(build: Build, output: Path) -> None:
    output.touch()
    with pytest.raises(OutputError, match="est un fichier"):
        build(pca=b"1")


def test_an_output_that_cannot_be_made_is_refused(build: Build, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(OutputError, match="ne peut pas être créé"):
        build(pca=b"1")
    assert not output.exists()


def test_an_output_out_of_reach_is_refused(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(OutputError, match="n’est pas accessible"):
        build(pca=b"1")


@pytest.mark.parametrize("written", [(0,), (1,), (2,), (1, 0), (1, 1), (2, 0)])
def test_after_crashes_no_file_is_taken_for_a_hand_edit(
    build: Build, output: Path, monkeypatch: pytest.MonkeyPatch, written: tuple[int, ...]
) -> None:
    build(pca=b"0", pra=b"0")
    for crash, files in enumerate(written, 1):
        left = iter(range(files))

        def dies(path: Path, data: bytes, left: Iterator[int] = left) -> None:
            write_whole(path, data)
            if path.suffix != ".tmp" and next(left, None) is None:
                raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(writing, "write_whole", dies)
            patched.setattr(manifest, "write_whole", dies)
            with pytest.raises(KeyboardInterrupt):
                build(pca=b"%d" % crash, pra=b"%d" % crash)
    assert build(pca=b"9", pra=b"9") == {"pca.docx": FileState.UPDATED, "pra.docx": FileState.UPDATED}
    assert there(output) == {"pca.docx": b"9", "pra.docx": b"9"}


def test_after_a_crash_a_build_of_other_documents_forgets_nothing(
    plan: Callable[..., WritePlan], output: Path, tmp_path: Path
) -> None:
    plan(pca=b"0", pra=b"0")
    place = manifest_path(tmp_path, output)
    before = read_manifest(place)
    manifest.write_manifest(place, before.announcing({"pca.docx": fingerprint(b"1")}))
    (output / "pca.docx").write_bytes(b"1")  # as the killed build left it
    plan("m", frozenset(), pra=b"1")
    assert plan(pca=b"2", pra=b"1").files[0].state is FileState.UPDATED


def test_what_a_killed_build_left_is_swept_away(build: Build, output: Path) -> None:
    build(pca=b"1")
    (output / ".planforge-dead.tmp").touch()
    build(pca=b"1")
    assert there(output).keys() == {"pca.docx"}


def test_the_manifest_says_what_each_file_was_made_from(
    plan: Callable[..., WritePlan], output: Path, tmp_path: Path
) -> None:
    plan("one", pca=b"1", pra=b"1", bloc=b"1")
    (output / "pra.docx").write_bytes(b"hand")
    plan("two", pca=b"1", pra=b"2")
    made = read_manifest(manifest_path(tmp_path, output)).made_from
    assert made == {"pca.docx": "two", "pra.docx": "one", "pra.nouveau.docx": "two", "bloc.docx": ""}


def test_a_planned_file_knows_where_it_goes() -> None:
    assert PlannedFile("pca.docx", FileState.CREATED).target == "pca.docx"
    assert PlannedFile("pca.docx", FileState.EDITED, beside="pca.nouveau.docx").target == "pca.nouveau.docx"
