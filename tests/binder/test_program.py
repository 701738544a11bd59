from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge import resources
from planforge.binder.program import program_mark

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Templates and a library of one file."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "forms.yaml").write_text("- F-ID\n", "utf-8")
    for name in ("templates_folder", "questionnaires_folder"):
        monkeypatch.setattr(resources, name, lambda: tmp_path)
    return tmp_path


def mark() -> str:
    program_mark.cache_clear()
    return program_mark()


@pytest.fixture(autouse=True)
def _forget() -> None:
    program_mark.cache_clear()


def test_the_program_has_one_mark_until_a_file_of_it_changes(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark()
    assert mark() == before
    (data / "library" / "forms.yaml").write_text("- F-ID\n- F-SANG\n", "utf-8")
    changed = mark()
    (data / "pca.md.j2").write_text("", "utf-8")
    added = mark()
    monkeypatch.setattr("planforge.__version__", "9.9")
    assert len({before, changed, added, mark()}) == 4
