from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.answers.reading import read_record
from planforge.binder.editions import ReleaseOrder, edition_of, frozen_plan, reference
from planforge.binder.versions import Release, freeze, place
from planforge.compose.editions import Section
from planforge.errors import OutputError
from planforge.model.establishment import Status

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.model.plan import Plan

RECORD = "establishment: {name: CH, statute: public}\napplications: [{id: dpi, name: DPI}]\n"
ORDER = ReleaseOrder("1.1", date(2026, 12, 1), "Direction", "Révision")


def frozen(folder: Path, version: str, rank: int, approved_by: str = "") -> Release:
    sections = {"pca.docx": (Section("a", "A", "1"),)}
    made = Release(
        version, rank, date(2026, 11, 27), approved_by, "Objet", codes={"pca.docx": "AAA-111"}, sections=sections
    )
    return freeze(folder, made, {"dossier/planforge.yaml": RECORD.encode()})


def plan(folder: Path, text: str = RECORD) -> Plan:
    (folder / "planforge.yaml").write_text(text, "utf-8")
    return read_record(folder).plan


def test_without_a_version_documents_are_those_of_the_record(tmp_path: Path) -> None:
    found = edition_of(tmp_path, plan(tmp_path))
    assert (found.version, found.status, found.since, found.revisions) == ("", "", "", ())


def test_drafts_come_after_the_last_approved_version(tmp_path: Path) -> None:
    frozen(tmp_path, "1.0", 1, "Direction")
    frozen(tmp_path, "1.1", 2)
    found = edition_of(tmp_path, plan(tmp_path, RECORD.replace("DPI", "Dossier patient")))
    assert (found.version, found.status, found.since) == ("1.0+", "projet", "1.0")
    assert [one.version for one in found.revisions] == ["1.0", "1.1"]
    assert [one.field for one in found.changes] == ["Nom"]
    assert found.codes == {"pca.docx": "AAA-111"}
    assert not found.freezing


def test_a_version_that_the_record_prepares_keeps_its_name(tmp_path: Path) -> None:
    frozen(tmp_path, "1.0", 1, "Direction")
    prepared = plan(tmp_path, RECORD + 'document: {version: "1.1"}\n')
    assert edition_of(tmp_path, prepared).version == ""
    taken = plan(tmp_path, RECORD + 'document: {version: "1.0"}\n')
    assert edition_of(tmp_path, taken).version == "1.0+"


def test_a_release_says_who_approved_it_and_what_it_follows(tmp_path: Path) -> None:
    frozen(tmp_path, "1.0", 1, "Direction")
    found = edition_of(tmp_path, plan(tmp_path), ORDER)
    assert (found.version, found.status, found.on, found.approvers) == ("1.1", "approuvé", ORDER.on, "Direction")
    assert [(one.version, one.change) for one in found.revisions] == [("1.0", "Objet"), ("1.1", "Révision")]
    assert found.freezing
    assert found.since == "1.0"


def test_a_first_release_is_compared_with_nothing(tmp_path: Path) -> None:
    found = edition_of(tmp_path, plan(tmp_path), ReleaseOrder("1.0", ORDER.on))
    assert (found.since, found.status) == ("", "en relecture")
    assert ReleaseOrder("1.0", ORDER.on).status is Status.IN_REVIEW


def test_the_reference_is_the_last_approved_else_the_last(tmp_path: Path) -> None:
    first, second = frozen(tmp_path, "1.0", 1, "Direction"), frozen(tmp_path, "1.1", 2)
    assert reference((first, second)) == first
    assert reference((second,)) == second


def test_a_frozen_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    made = frozen(tmp_path, "1.0", 1)
    (place(tmp_path, "1.0") / "dossier/planforge.yaml").write_text("[", "utf-8")
    with pytest.raises(OutputError, match=r"Le dossier figé de la version 1\.0 ne peut plus être lu"):
        frozen_plan(tmp_path, made)
