from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.binder.versions import (
    VERSION_CARD,
    VERSIONS,
    Release,
    altered,
    expect_name,
    freeze,
    place,
    release_named,
    releases,
)
from planforge.compose.editions import Section
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"dossier/planforge.yaml": b"schema: 1\n", "livrables/services/urg/pca-urg.docx": b"PK"}


def frozen(folder: Path, version: str = "1.0", rank: int = 1, approved_by: str = "", comment: str = "") -> Release:
    sections = {"pca.docx": (Section("a", "A", "1"),)}
    made = Release(version, rank, date(2026, 11, 27), approved_by, comment, sections=sections)
    return freeze(folder, made, FILES)


def test_a_version_is_read_back_as_it_was_frozen(tmp_path: Path) -> None:
    made = frozen(tmp_path, approved_by="Direction", comment="Première")
    assert releases(tmp_path) == (made,)
    assert made.approved
    assert sorted(made.checksums) == sorted(FILES)
    assert (place(tmp_path, "1.0") / "livrables/services/urg/pca-urg.docx").read_bytes() == b"PK"
    assert altered(tmp_path, made) == ()


def test_a_file_changed_or_removed_is_seen(tmp_path: Path) -> None:
    made = frozen(tmp_path)
    (place(tmp_path, "1.0") / "dossier/planforge.yaml").write_bytes(b"autre\n")
    (place(tmp_path, "1.0") / "livrables/services/urg/pca-urg.docx").unlink()
    assert altered(tmp_path, made) == tuple(sorted(FILES))


def test_versions_come_in_the_order_of_release_whatever_their_names(tmp_path: Path) -> None:
    frozen(tmp_path, "10", 2)
    frozen(tmp_path, "9", 1)
    assert [one.version for one in releases(tmp_path)] == ["9", "10"]


def test_one_in_review_gives_way_to_its_successor(tmp_path: Path) -> None:
    frozen(tmp_path)
    frozen(tmp_path, approved_by="Direction")
    assert [one.approved_by for one in releases(tmp_path)] == ["Direction"]
    assert sorted(path.name for path in (tmp_path / VERSIONS).iterdir()) == ["1.0"]


def test_nothing_is_left_of_a_version_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        if data == b"PK":
            raise OutputError("pca-urg.docx : impossible d’écrire ici (disque plein).")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr("planforge.binder.versions.write_whole", full)
    with pytest.raises(OutputError, match="disque plein"):
        frozen(tmp_path)
    assert list((tmp_path / VERSIONS).iterdir()) == []


@pytest.mark.parametrize("name", ["../1.0", "1/2", "", ".1", "1.", "con", "COM1.2", "1 2", "x" * 40])
def test_a_name_that_cannot_be_a_folder_everywhere(name: str) -> None:
    with pytest.raises(OutputError, match="ne peut pas nommer une version"):
        expect_name(name)


@pytest.mark.parametrize("name", ["1.0", "2026-11", "v3_b", "10"])
def test_a_name_that_can(name: str) -> None:
    expect_name(name)


def test_an_unknown_version_is_told_with_those_there_are(tmp_path: Path) -> None:
    frozen(tmp_path)
    with pytest.raises(OutputError, match=r"La version «\u00a02\.0\u00a0» n’existe pas\. Versions figées"):
        release_named(tmp_path, "2.0")


@pytest.mark.parametrize("text", ["{", "[]", json.dumps({"version": "1.0"}), json.dumps({"version": 1, "on": "hier"})])
def test_a_damaged_card_is_told(tmp_path: Path, text: str) -> None:
    frozen(tmp_path)
    (place(tmp_path, "1.0") / VERSION_CARD).write_text(text, encoding="utf-8")
    with pytest.raises(OutputError, match=r"La version figée dans «\u00a01\.0\u00a0» ne peut pas être lue"):
        releases(tmp_path)
