from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.written import Contents, Leak
from planforge.binder.building import BuildRequest, build
from planforge.binder.inputs import inputs_mark
from planforge.binder.last_build import last_build, note_build
from planforge.binder.writing import FileState, PlannedFile, WritePlan
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.analysis.written import Written, WrittenDocument
    from tests.binder.conftest import Write

pytestmark = pytest.mark.usefixtures("quick")
FEW = frozenset({"pca", "pra", "fiche"})
SHEET = "services/urgences/fiche-urgences.docx"
WHOLE = Contents(
    "pca", "bloc", "PCA", restricted=True, version="1.2", date=date(2026, 11, 20), placeholders=3,
    promises=("garantit",), leaks=(Leak.KEY_PLACE, Leak.WEAKNESS), long_sheets=("Bloc",), code="7K4-Q2M",
)  # fmt: skip


def built(folder: Path, *only: str, output: Path | None = None) -> Written:
    build(BuildRequest(folder, only=frozenset(only) or FEW, output=output))
    written = last_build(folder)
    assert written is not None
    return written


def by_path(written: Written | None) -> dict[str, WrittenDocument]:
    assert written is not None
    return {one.path: one for one in written.documents}


def notes(folder: Path) -> Path:
    return folder / ".planforge" / "documents.json"


def test_nothing_is_known_before_the_first_build(murat: Path) -> None:
    assert last_build(murat) is None


def test_documents_just_built_are_fresh_and_say_what_was_noted(murat: Path) -> None:
    found = by_path(built(murat))
    assert list(found) == ["pca.docx", "pra.docx", SHEET]
    assert {one.made_from for one in found.values()} == {inputs_mark(murat)}
    assert all(one.fresh and not one.by_hand for one in found.values())
    assert found[SHEET].contents == Contents("fiche", "urgences", "Fiche dégradée")


def test_all_that_a_document_says_comes_back(murat: Path) -> None:
    built(murat, "pca")
    plan = WritePlan(murat / "livrables", (PlannedFile("pca.docx", FileState.IDENTICAL),))
    note_build(murat, plan, {"pca.docx": WHOLE}, inputs_mark(murat))
    assert by_path(last_build(murat))["pca.docx"].contents == WHOLE


def test_documents_not_built_again_keep_what_was_noted_and_their_age(murat: Path, write: Write, text: str) -> None:
    before = by_path(built(murat))
    write(f"{text}# une remarque\n")
    found = by_path(built(murat, "pca"))
    assert found["pca.docx"].fresh
    assert (found["pra.docx"].fresh, found["pra.docx"].made_from) == (False, before["pra.docx"].made_from)
    assert found["pra.docx"].contents == before["pra.docx"].contents


def test_a_record_that_changes_makes_documents_stale(murat: Path, write: Write, text: str) -> None:
    built(murat)
    write(f"{text}# une remarque\n")
    written = last_build(murat)
    assert written is not None
    assert written.stale
    assert written.read == ()
    assert written.apart == ()


def test_a_document_edited_by_hand_and_its_age_are_told(murat: Path, write: Write, text: str) -> None:
    first = by_path(built(murat))["pca.docx"].made_from
    (murat / "livrables" / "pca.docx").write_bytes(b"hand")
    write(text.replace("Murat", "Salers"))
    written = built(murat)
    found = by_path(written)["pca.docx"]
    assert (found.by_hand, found.fresh, found.made_from) == (True, False, first)
    assert [one.path for one in written.apart] == ["pca.docx"]


def test_a_document_that_was_there_before_planforge_stands_apart(murat: Path) -> None:
    (murat / "livrables").mkdir()
    (murat / "livrables" / "pca.docx").write_bytes(b"mine")
    assert [(one.path, one.made_from) for one in built(murat).apart] == [("pca.docx", "")]


def test_a_document_that_could_not_be_written_stays_what_it_was(murat: Path, write: Write, text: str) -> None:
    before = by_path(built(murat))["pca.docx"]
    write(text.replace("Murat", "Salers"))
    (murat / "livrables" / "~$pca.docx").touch()
    found = by_path(built(murat))["pca.docx"]
    assert (found.fresh, found.made_from, found.contents) == (False, before.made_from, before.contents)


def test_removed_and_orphan_documents_do_not_stand(murat: Path, write: Write, text: str) -> None:
    built(murat)
    (murat / "livrables" / "pra.docx").unlink()
    assert "pra.docx" not in by_path(last_build(murat))
    write(text.replace("id: urgences", "id: accueil"))
    build(BuildRequest(murat))
    assert SHEET not in by_path(last_build(murat))
    assert SHEET not in json.loads(notes(murat).read_text("utf-8"))["documents"]


def test_a_document_that_nothing_claims_and_somebody_removed_is_forgotten(murat: Path, write: Write, text: str) -> None:
    built(murat)
    write(text.replace("id: urgences", "id: accueil"))
    (murat / "livrables" / SHEET).unlink()
    build(BuildRequest(murat))
    assert SHEET not in json.loads(notes(murat).read_text("utf-8"))["documents"]


def test_an_output_removed_as_a_whole_is_no_build(murat: Path) -> None:
    for path in [murat / "livrables" / one for one in by_path(built(murat))]:
        path.unlink()
    assert last_build(murat) is None


@pytest.mark.parametrize("inside", [True, False])
def test_the_last_build_may_be_in_another_folder(murat: Path, tmp_path: Path, *, inside: bool) -> None:
    built(murat)
    output = (murat if inside else tmp_path) / "clé"
    assert list(by_path(built(murat, "pca", output=output))) == ["pca.docx"]
    noted = json.loads(notes(murat).read_text("utf-8"))
    assert noted["output"] == ("clé" if inside else output.as_posix())
    assert list(noted["documents"]) == ["pca.docx"]
    assert len(built(murat).documents) == 3


def test_a_build_that_only_looks_notes_nothing(murat: Path) -> None:
    build(BuildRequest(murat, dry_run=True))
    assert not notes(murat).exists()


def test_a_build_killed_before_it_noted_leaves_what_it_wrote_unread(murat: Path, write: Write, text: str) -> None:
    built(murat)
    kept = notes(murat).read_bytes()
    write(text.replace("Murat", "Salers"))
    built(murat)
    notes(murat).write_bytes(kept)
    written = last_build(murat)
    assert written is not None
    assert written.stale
    assert written.read == ()


@pytest.mark.parametrize(
    "damage",
    [
        "", "[]", "{}", "null", '{"output": "x"}', '{"output": "x", "documents": []}', "[" * 9999,
        '{"output": "livrables", "documents": {"pca.docx": {}}}',
        '{"output": "livrables", "documents": {"pca.docx": 3}}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_no_build(murat: Path, damage: str) -> None:
    built(murat)
    notes(murat).write_text(damage, encoding="utf-8")
    assert last_build(murat) is None


@pytest.mark.parametrize(
    ("field", "value"), [("leaks", ["other"]), ("date", "hier"), ("date", 3), ("placeholders", "x")]
)
def test_a_value_of_another_kind_is_damage(murat: Path, field: str, value: object) -> None:
    built(murat)
    data = json.loads(notes(murat).read_text("utf-8"))
    data["documents"]["pca.docx"][field] = value
    notes(murat).write_text(json.dumps(data), encoding="utf-8")
    assert last_build(murat) is None


def test_a_file_of_bytes_is_no_build(murat: Path) -> None:
    built(murat)
    notes(murat).write_bytes(b"\xff\xfe\x00")
    assert last_build(murat) is None


def test_the_next_build_replaces_a_damaged_file(murat: Path) -> None:
    built(murat)
    notes(murat).write_text("{", encoding="utf-8")
    assert len(built(murat).documents) == 3


def test_the_same_build_notes_the_same_bytes_whatever_the_order(murat: Path) -> None:
    built(murat)
    kept = notes(murat).read_bytes()
    notes(murat).unlink()
    for only in ("fiche", "pra", "pca"):
        built(murat, only)
    assert notes(murat).read_bytes() == kept


def test_a_state_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / ".planforge").write_text("un fichier")
    with pytest.raises(OutputError, match=r"^documents\.json\s: impossible d’écrire ici"):
        note_build(tmp_path, WritePlan(tmp_path / "livrables", ()), {}, "now")
