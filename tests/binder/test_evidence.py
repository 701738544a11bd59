from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.evidence.meter import Coverage
from planforge.binder.building import BuildRequest, build
from planforge.binder.evidence import EvidenceRequest, lists_of, write_evidence
from planforge.errors import LibraryError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.binder.evidence import EvidenceReport

DAY = date(2026, 11, 27)
RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public, activities: [mco]}
document: {date: 2026-01-15}
governance:
  care: {pssi_on: 2025-01-01, pssi_signed_by: Directeur}
applications:
  - {id: paie, name: Paie, hosting: saas, vendor: host}
suppliers:
  - {id: host, name: Hébergeur du Cantal}
evidence:
  - {requirement: D2.P1, file: preuves/pssi.pdf, version: "2", date: 2025-01-02}
  - {requirement: D2.O9, file: preuves/autre.pdf}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "murat"
    (home / "preuves").mkdir(parents=True)
    (home / "planforge.yaml").write_text(RECORD, "utf-8")
    (home / "preuves" / "pssi.pdf").write_bytes(b"%PDF")
    return home


def written(folder: Path, *, dry_run: bool = False) -> EvidenceReport:
    return write_evidence(EvidenceRequest(folder, DAY, dry_run=dry_run))


def test_a_requirement_is_covered_by_its_record_and_its_pieces(folder: Path) -> None:
    report = written(folder)
    main = report.meter.main
    assert main is not None
    assert main.requirements[0].coverage is Coverage.COVERED
    assert main.count(Coverage.COVERED) == 1
    assert [one.requirement for one in report.meter.strays] == ["D2.O9"]


def test_the_files_and_the_folders_to_hand_in(folder: Path) -> None:
    written(folder)
    out = folder / "livrables"
    assert (out / "dossier-preuves.docx").is_file()
    assert (out / "conformite.xlsx").is_file()
    assert (out / "depot" / "courriers" / "courrier-host.docx").is_file()
    assert (out / "depot" / "D2.P1" / "pssi-pssi.pdf").read_bytes() == b"%PDF"
    told = (out / "depot" / "D2.P1" / "LISEZ-MOI.txt").read_bytes()
    assert told.startswith(b"\xef\xbb\xbfD2.P1")
    assert b"\r\n" in told
    assert (out / "depot" / "D2.O3.D" / "LISEZ-MOI.txt").is_file()
    assert len(list((out / "depot").glob("D2.*"))) == 13


def test_generated_documents_follow_once_they_are_built(folder: Path) -> None:
    assert "Politique de sauvegarde" in written(folder).unready
    place = folder / "livrables" / "depot" / "D2.O2.A" / "politique-sauvegarde.docx"
    assert not place.exists()
    build(BuildRequest(folder, only=frozenset({"politique-sauvegarde"})))
    assert "Politique de sauvegarde" not in written(folder).unready
    assert place.read_bytes() == (folder / "livrables" / "politique-sauvegarde.docx").read_bytes()
    assert {file.state.value for file in written(folder).plan.files} == {"identical"}


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    assert {file.state.value for file in written(folder, dry_run=True).plan.files} == {"created"}
    assert not (folder / "livrables").exists()


def test_a_file_outside_of_the_record_is_not_copied(folder: Path) -> None:
    (folder.parent / "secret.pdf").write_bytes(b"x")
    text = RECORD.replace("preuves/pssi.pdf", "../secret.pdf")
    (folder / "planforge.yaml").write_text(text, "utf-8")
    written(folder)
    assert sorted(path.name for path in (folder / "livrables/depot/D2.P1").iterdir()) == ["LISEZ-MOI.txt"]


def test_the_hospital_s_own_list_is_read(folder: Path) -> None:
    (folder / "requirements").mkdir()
    (folder / "requirements" / "x.yaml").write_text("id: x\n", "utf-8")
    with pytest.raises(LibraryError):
        lists_of(folder)
