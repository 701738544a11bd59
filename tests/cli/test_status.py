from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Establishment


@pytest.fixture
def status(planforge: Command, murat: Path) -> Command:
    """The command on the small record, at a date."""
    return lambda *arguments: planforge("-C", murat, "--as-of", "15/02/2026", *arguments)


def test_each_part_says_how_far_it_is(status: Command) -> None:
    lines = status("status").out.splitlines()
    assert lines[0] == "CH de Murat, au 15/02/2026"
    heading = next(line for line in lines if line.startswith("Partie du dossier"))
    documents = next(line for line in lines if line.startswith("Documents  "))
    assert heading.split("  ")[-1].strip() == "dont valeurs par défaut"
    assert documents.split()[:3] == ["Documents", "3", "6"]
    assert any(line.startswith("Ensemble ") for line in lines)


def test_what_is_owed_comes_by_date_with_who_and_lateness_in_words(status: Command) -> None:
    said = status("status").out
    lines = said.splitlines()
    owed = [line for line in lines if line.startswith("01/0")]
    assert owed == [
        "01/02/2026  en retard  Directeur des systèmes d’information  Applications › « Dossier patient » › RPO",
        "01/03/2026             Directeur des systèmes d’information  Applications › « Dossier patient » › RTO",
    ]
    assert (
        "sans date              acheteur                              Applications › « Dossier patient » › Éd" in said
    )
    assert any(line.endswith(", dont 1 en retard.") for line in lines)


def test_what_nobody_is_asked_for_is_counted_and_listed_on_demand(status: Command) -> None:
    short, long = status("status").out, status("-v", "status").out
    assert "Sans responsable ni date : 44 réponses. Pour les voir : planforge -v status" in short
    assert "Sans responsable" not in long
    assert "à désigner" in long
    assert long.count("›") > short.count("›")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("15/02/2026", "Prochaine révision : 01/06/2026."), ("02/06/2026", "Prochaine révision : 01/06/2026, en retard.")],
)
def test_a_review_that_is_due_is_said(planforge: Command, murat: Path, day: str, expected: str) -> None:
    assert expected in planforge("-C", murat, "--as-of", day, "status").out


def test_a_review_without_date_is_to_be_fixed(planforge: Command, establishment: Establishment) -> None:
    folder = establishment(text="establishment: {name: X, statute: public}\n")
    assert "Prochaine révision : date à fixer (document.next_review)." in planforge("-C", folder, "status").out


@pytest.mark.usefixtures("quick")
def test_documents_stand_as_they_are(status: Command, murat: Path, count: int) -> None:
    assert "Documents : aucun n’a encore été produit." in status("status").out
    status("-q", "build")
    assert f"Documents : {count} à jour." in status("status").out
    output = murat / "livrables"
    (output / "pca.docx").write_text("relu par la direction", encoding="utf-8")
    (output / "pra.docx").unlink()
    said = status("status").out
    assert f"Documents : {count - 2} à jour, 1 modifié à la main, 1 manquant." in said
    assert "  pca.docx : modifié à la main\n" in said
    assert "  pra.docx : manquant\n" in said
    (murat / "planforge.yaml").write_text(
        (murat / "planforge.yaml").read_text("utf-8").replace("Murat", "Murat-le-Vieux"), encoding="utf-8"
    )
    said = status("status").out
    assert f"{count - 2} à refaire, le dossier a changé" in said
    assert "Pour les refaire : planforge build" in said
    status("-q", "build")
    said = status("status").out
    assert "  pca.docx : modifié à la main ; nouvelle version : pca.nouveau.docx\n" in said
    assert f"{count - 1} à jour, 1 modifié à la main." in said


@pytest.mark.usefixtures("quick")
def test_documents_of_another_folder_are_asked_for(status: Command, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    status("-q", "build", "--output", elsewhere, "--only", "pca")
    assert "Documents : 1 à jour." in status("status", "--output", elsewhere).out
    assert "Documents : aucun" in status("status").out


def test_a_record_with_mistakes_is_read_as_far_as_it_can_be(planforge: Command, establishment: Establishment) -> None:
    folder = establishment(extra="    dmiaa: 3 h\nteams: 12\n")
    done = planforge("-C", folder, "--as-of", "15/02/2026", "status")
    assert done.code == 0
    assert (
        "Le dossier a 2 erreurs : ce qui suit est ce qui peut en être lu. Pour les voir : planforge check" in done.out
    )
    assert "Applications › « Dossier patient » › RTO" in done.out


def test_a_record_that_is_not_yaml_says_so(planforge: Command, establishment: Establishment) -> None:
    done = planforge("-C", establishment(text="a: [\n"), "status")
    assert done.code == 0
    assert "Le dossier a 1 erreur : rien ne peut en être lu. Pour les voir : planforge check" in done.out
    assert planforge("-C", establishment("b", text="a: [\n"), "status", "--strict").code == 1


@pytest.mark.usefixtures("quick")
def test_strict_ends_with_1_while_something_is_left_to_do(status: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from planforge.binder.status import Status  # noqa: PLC0415 - this test alone

    assert status("status", "--strict").code == 1
    monkeypatch.setattr(Status, "gaps", ())
    assert status("status", "--strict").code == 1, "no document yet"
    status("-q", "build")
    assert status("status", "--strict").code == 0
    assert status("--as-of", "02/06/2026", "status", "--strict").code == 1, "the review is late"


@pytest.mark.usefixtures("quick")
def test_json_is_one_object_with_everything(status: Command) -> None:
    status("-q", "build", "--only", "pca")
    said = json.loads(status("--json", "status").out)
    assert said["command"] == "status"
    assert said["establishment"] == "CH de Murat"
    assert said["as_of"] == "2026-02-15"
    assert said["next_review"] == {"date": "2026-06-01", "late": False}
    assert said["files"] == [{"path": "pca.docx", "state": "present", "beside": ""}]
    assert [(gap["who"], gap["late"]) for gap in said["gaps"][:2]] == [
        ("Directeur des systèmes d’information", True),
        ("Directeur des systèmes d’information", False),
    ]
    assert {"section", "title", "answered", "expected", "defaults"} == said["sections"][0].keys()


def test_json_of_a_record_that_cannot_be_read_is_the_same_shape(
    planforge: Command, establishment: Establishment
) -> None:
    said = json.loads(planforge("-C", establishment(text="a: [\n"), "--json", "status").out)
    assert len(said["problems"]) == 1
    assert said["establishment"] is None
    assert said["gaps"] == said["sections"] == said["files"] == []


def test_status_writes_nothing(status: Command, murat: Path) -> None:
    status("status")
    assert [path.name for path in murat.iterdir()] == ["planforge.yaml"]
