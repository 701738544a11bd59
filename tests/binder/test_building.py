from __future__ import annotations

import errno
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge import __version__
from planforge.binder.building import BuildRequest, build, document_kinds
from planforge.binder.writing import FileState
from planforge.compose.catalogue import CATALOGUE
from planforge.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.binder.conftest import Write

PER_SERVICE = sum(kind.per == "service" for kind in CATALOGUE)
pytestmark = pytest.mark.usefixtures("quick")


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_binder_is_written_beside_the_record(murat: Path, count: Callable[[Path], int]) -> None:
    report = build(BuildRequest(murat))
    assert report.plan.output == murat / "livrables"
    assert report.plan.count(FileState.CREATED) == len(report.plan.files) == count(murat)
    assert everything(murat / "livrables")["pca.docx"] == "CH de Murat : Plan de continuité d’activité \n".encode()


def test_the_same_record_gives_the_same_bytes_anywhere(murat: Path, tmp_path: Path) -> None:
    twin = tmp_path / "elsewhere"
    shutil.copytree(murat, twin)
    build(BuildRequest(murat))
    build(BuildRequest(twin, jobs=4))
    assert everything(murat) == everything(twin)


def test_a_dry_run_lists_the_same_files_and_writes_nothing(murat: Path) -> None:
    before = everything(murat)
    planned = build(BuildRequest(murat, dry_run=True)).plan
    assert everything(murat) == before
    assert planned == build(BuildRequest(murat)).plan


def test_a_dry_run_sees_edits_and_orphans(murat: Path, write: Write, text: str) -> None:
    build(BuildRequest(murat))
    (murat / "livrables" / "pca.docx").write_bytes(b"hand")
    write(text.replace("id: urgences", "id: accueil"))
    before = everything(murat)
    plan = build(BuildRequest(murat, dry_run=True)).plan
    assert everything(murat) == before
    assert plan.count(FileState.EDITED) == 1
    assert plan.count(FileState.ORPHAN) == PER_SERVICE


@pytest.mark.parametrize(("only", "orphans"), [(frozenset(), PER_SERVICE), (frozenset({"pca"}), 0)])
def test_a_build_of_some_documents_calls_nothing_an_orphan(
    murat: Path, write: Write, text: str, only: frozenset[str], orphans: int
) -> None:
    build(BuildRequest(murat))
    write(text.replace("id: urgences", "id: accueil"))
    assert build(BuildRequest(murat, only=only)).plan.count(FileState.ORPHAN) == orphans


def test_an_output_of_its_own_has_a_memory_of_its_own(
    murat: Path, tmp_path: Path, count: Callable[[Path], int]
) -> None:
    for _ in range(2):
        report = build(BuildRequest(murat, output=tmp_path / "out"))
    assert report.plan.count(FileState.IDENTICAL) == count(murat)
    assert not (murat / "livrables").exists()


def test_ages_count_from_the_document_s_date_unless_another_is_given(murat: Path) -> None:
    assert build(BuildRequest(murat, dry_run=True)).opened.today == date(2026, 1, 15)
    assert build(BuildRequest(murat, as_of=date(2027, 1, 1), dry_run=True)).opened.today == date(2027, 1, 1)


def test_a_record_with_mistakes_leaves_the_old_documents(murat: Path, write: Write, text: str) -> None:
    build(BuildRequest(murat))
    before = everything(murat / "livrables")
    write(text.replace("public", "publique"))
    with pytest.raises(RecordError):
        build(BuildRequest(murat))
    assert everything(murat / "livrables") == before


def test_documents_of_a_disk_that_fills_up_are_old_or_new_never_cut(
    murat: Path, write: Write, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(BuildRequest(murat))
    old = everything(murat / "livrables")
    write(text.replace("Murat", "Salers"))
    room = iter(range(6))
    replace = Path.replace

    def fills(self: Path, target: Path) -> Path:
        if target.suffix == ".docx" and next(room, None) is None:
            raise OSError(errno.ENOSPC, "full")
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fills)
        plan = build(BuildRequest(murat)).plan
    failed = {file.path for file in plan.files if file.state is FileState.FAILED}
    now = everything(murat / "livrables")
    assert failed
    assert {path for path in now if now[path] == old[path]} == failed
    assert build(BuildRequest(murat)).plan.count(FileState.UPDATED) == len(failed)


def test_what_documents_say_is_noted_and_changes_no_later_document(murat: Path) -> None:
    first = everything(murat / "livrables") if build(BuildRequest(murat)) else {}
    noted = (murat / ".planforge" / "documents.json").read_bytes()
    damaged = noted.replace(b'"placeholders": 0', b'"placeholders": 99')
    assert damaged != noted
    (murat / ".planforge" / "documents.json").write_bytes(damaged)
    assert build(BuildRequest(murat)).opened.results.written is None
    assert everything(murat / "livrables") == first
    assert (murat / ".planforge" / "documents.json").read_bytes() == noted


def test_whoever_builds_with_another_planforge_is_told_that_its_words_may_have_changed(
    murat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(BuildRequest(murat)).opened.record.notices
    assert build(BuildRequest(murat)).opened.record.notices == first
    monkeypatch.setattr("planforge.binder.building.__version__", "9.0.0")
    (*same, told) = build(BuildRequest(murat, dry_run=True)).opened.record.notices
    assert tuple(same) == first
    assert told.startswith(f"Documents faits jusqu’ici avec planforge {__version__}, et maintenant")


def test_the_kinds_of_documents_are_published() -> None:
    assert {"pca", "pra", "premiere-heure", "pca-service", "fiche", "bia", "plan-actions"} <= set(document_kinds())
    assert len(set(document_kinds())) == len(document_kinds())
