from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.folding import fold
from planforge.answers.journal import Entry, append
from planforge.binder import inputs
from planforge.binder.inputs import inputs_mark

if TYPE_CHECKING:
    from pathlib import Path


def test_the_mark_stays_while_nothing_changes(murat: Path) -> None:
    (murat / "livrables").mkdir()
    before = inputs_mark(murat)
    (murat / "livrables" / "pca.docx").write_bytes(b"x")
    (murat / "notes.txt").write_text("à moi", encoding="utf-8")
    assert inputs_mark(murat) == before
    assert len(before) == 16


@pytest.mark.parametrize(
    "name",
    [
        "planforge.yaml",
        "restricted.yaml",
        "services.yaml",
        "logo.PNG",
        "templates/pca.md.j2",
        "templates/word/base.docx",
        "library/services/bloc.yaml",
    ],
)
def test_the_mark_changes_with_each_file_that_documents_are_made_from(murat: Path, name: str) -> None:
    before = inputs_mark(murat)
    path = murat / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("autre chose", encoding="utf-8")
    changed = inputs_mark(murat)
    assert changed != before
    path.rename(path.with_stem("other"))
    assert inputs_mark(murat) != changed


def test_the_mark_changes_with_planforge_itself(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs_mark(murat)
    monkeypatch.setattr(inputs, "__version__", "99")
    assert inputs_mark(murat) != before


def test_a_folder_that_is_not_there_has_a_mark(tmp_path: Path) -> None:
    assert inputs_mark(tmp_path / "gone")


def test_a_file_that_cannot_be_read_counts_as_empty(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError

    (murat / "planforge.yaml").write_bytes(b"")
    empty = inputs_mark(murat)
    (murat / "planforge.yaml").write_bytes(b"a: b")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert inputs_mark(murat) == empty


def test_answers_that_are_pending_count_as_they_will_read(murat: Path) -> None:
    before = inputs_mark(murat)
    append(murat, Entry("visit", ("document", "paper_place")))
    assert inputs_mark(murat) == before
    append(murat, Entry("set", ("document", "paper_place"), "Salle de crise"))
    pending = inputs_mark(murat)
    assert pending != before
    assert fold(murat).files
    assert inputs_mark(murat) == pending


def test_pending_answers_of_a_record_that_cannot_be_read_count_for_nothing(murat: Path) -> None:
    (murat / "planforge.yaml").write_text("a: [", encoding="utf-8")
    before = inputs_mark(murat)
    append(murat, Entry("set", ("document", "paper_place"), "Salle de crise"))
    assert inputs_mark(murat) == before
