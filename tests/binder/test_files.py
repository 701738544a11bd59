from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.binder.files import fingerprint, fingerprint_on_disk, open_mark
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"abc")
    assert fingerprint_on_disk(path) == fingerprint(b"abc") != fingerprint(b"abd")
    assert fingerprint_on_disk(tmp_path / "none.docx") == ""


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "pca.docx").mkdir()
    with pytest.raises(OutputError, match="ne peut pas être lu"):
        fingerprint_on_disk(tmp_path / "pca.docx")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("pca.docx", "~$pca.docx"),
        ("accueil.docx", "~$ccueil.docx"),
        ("pca-bloc.docx", "~$a-bloc.docx"),
        ("applications.xlsx", "~$applications.xlsx"),
        ("pca-bloc.docx", ".~lock.pca-bloc.docx#"),
    ],
)
def test_the_marks_of_office_programs_are_known(tmp_path: Path, name: str, mark: str) -> None:
    assert open_mark(tmp_path / name) == ""
    (tmp_path / mark).touch()
    assert open_mark(tmp_path / name) == mark
    assert open_mark(tmp_path / "pra.docx") == ""
