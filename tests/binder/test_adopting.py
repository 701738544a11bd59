from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.locking import Holder
from planforge.answers.reading import read_record
from planforge.binder import hand_edits
from planforge.binder.adopting import AdoptRequest, Home, adopt
from planforge.binder.building import BuildRequest, build
from planforge.errors import OutputError
from planforge.formats.merging import EditKind, HandEdit, Merged

if TYPE_CHECKING:
    from pathlib import Path

ME = Holder("rssi", "poste", 1, "2026-11-27T10:00:00+01:00")
TEMPLATE = "Le PRA s’ouvre quand au moins une de ces conditions est vraie :"


@pytest.fixture
def edited(murat: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with a hand edit of each sort; merging is made up."""
    build(BuildRequest(murat))
    edits = (
        HandEdit("titre", EditKind.KEPT, "Dossier patient informatisé", "Dossier patient"),
        HandEdit("page", EditKind.KEPT, "Le PRA s’ouvre dès que :", TEMPLATE),
        HandEdit("fin", EditKind.KEPT, "Voir aussi le classeur rouge", ""),
        HandEdit("fin", EditKind.KEPT, "Autre chose", "Une phrase que rien ne dit"),
    )
    monkeypatch.setattr(hand_edits, "_merge", lambda *_: Merged(b"PK", edits))
    path = murat / "livrables" / "pra.docx"
    path.write_bytes(path.read_bytes() + b"main")
    return path


@pytest.mark.usefixtures("quick")
def test_each_edit_goes_where_it_belongs(edited: Path, murat: Path) -> None:
    found = adopt(AdoptRequest(murat, edited, ME))
    assert [one.home for one in found] == [Home.RECORD, Home.TEMPLATE, Home.NOWHERE, Home.NOWHERE]
    assert found[0].path == ("applications", 0, "name")
    assert read_record(murat).plan.applications[0].name == "Dossier patient informatisé"
    own = (murat / "templates" / "pra.md.j2").read_text("utf-8")
    assert "Le PRA s’ouvre dès que :" in own
    assert TEMPLATE not in own


@pytest.mark.usefixtures("quick")
def test_a_dry_run_writes_nothing(edited: Path, murat: Path) -> None:
    before = (murat / "planforge.yaml").read_bytes()
    assert len(adopt(AdoptRequest(murat, edited, ME, dry_run=True))) == 4
    assert (murat / "planforge.yaml").read_bytes() == before
    assert not (murat / "templates").exists()


@pytest.mark.usefixtures("quick")
def test_a_document_nobody_touched_has_nothing_to_adopt(murat: Path) -> None:
    build(BuildRequest(murat))
    assert adopt(AdoptRequest(murat, murat / "livrables" / "pca.docx", ME)) == ()


@pytest.mark.usefixtures("quick")
def test_a_file_from_elsewhere_is_told(murat: Path, tmp_path: Path) -> None:
    build(BuildRequest(murat))
    stranger = tmp_path / "autre.docx"
    stranger.touch()
    with pytest.raises(OutputError, match="n’est pas dans le dossier des documents"):
        adopt(AdoptRequest(murat, stranger, ME))
    inside = murat / "livrables" / "autre.docx"
    inside.touch()
    with pytest.raises(OutputError, match="n’est pas un document de ce dossier"):
        adopt(AdoptRequest(murat, inside, ME))
