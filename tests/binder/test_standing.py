from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.binder.building import BuildRequest, build
from planforge.binder.standing import Standing, StandingFile, standing_files

if TYPE_CHECKING:
    from tests.binder.conftest import Write

pytestmark = pytest.mark.usefixtures("quick")


def standings(folder: Path) -> dict[str, Standing]:
    return {file.path: file.standing for file in standing_files(folder, folder / "livrables")}


@pytest.fixture
def built(murat: Path) -> Path:
    """The folder of a record with three documents."""
    build(BuildRequest(murat, only=frozenset({"pca", "pra", "fiche"})))
    return murat


def test_nothing_stands_before_the_first_build(murat: Path) -> None:
    assert standings(murat) == {}


def test_documents_just_written_are_present(built: Path) -> None:
    assert standings(built) == dict.fromkeys(
        ["pca.docx", "pra.docx", "services/urgences/fiche-urgences.docx"], Standing.PRESENT
    )


def test_a_record_that_changed_makes_them_stale_and_a_build_fresh_again(built: Path, write: Write, text: str) -> None:
    write(f"{text}# une remarque\n")
    assert set(standings(built).values()) == {Standing.STALE}
    build(BuildRequest(built, only=frozenset({"pca"})))
    assert standings(built)["pca.docx"] is Standing.PRESENT
    assert standings(built)["pra.docx"] is Standing.STALE


def test_edited_and_missing_documents_are_told_apart(built: Path) -> None:
    (built / "livrables" / "pca.docx").write_bytes(b"hand")
    (built / "livrables" / "pra.docx").unlink()
    assert standings(built)["pca.docx"] is Standing.EDITED
    assert standings(built)["pra.docx"] is Standing.MISSING


def test_an_edited_document_names_its_new_version_while_it_is_there(built: Path, write: Write, text: str) -> None:
    (built / "livrables" / "pca.docx").write_bytes(b"hand")
    write(text.replace("Murat", "Salers"))
    build(BuildRequest(built, only=frozenset({"pca"})))
    first = standing_files(built, built / "livrables")[0]
    assert first == StandingFile("pca.docx", Standing.EDITED, "pca.nouveau.docx")
    assert "pca.nouveau.docx" not in standings(built)
    (built / "livrables" / "pca.nouveau.docx").unlink()
    assert standing_files(built, built / "livrables")[0] == StandingFile("pca.docx", Standing.EDITED)


def test_a_document_that_was_there_before_planforge_is_edited(murat: Path) -> None:
    (murat / "livrables").mkdir()
    (murat / "livrables" / "pca.docx").write_bytes(b"mine")
    build(BuildRequest(murat, only=frozenset({"pca"})))
    assert standings(murat) == {"pca.docx": Standing.EDITED}


def test_a_document_whose_service_is_gone_is_an_orphan(built: Path, write: Write, text: str) -> None:
    write(text.replace("id: urgences", "id: accueil"))
    build(BuildRequest(built))
    assert standings(built)["services/urgences/fiche-urgences.docx"] is Standing.ORPHAN
    assert standings(built)["services/accueil/fiche-accueil.docx"] is Standing.PRESENT


def test_a_document_that_cannot_be_read_is_said(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "pca.docx":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert standings(built)["pca.docx"] is Standing.UNREADABLE
