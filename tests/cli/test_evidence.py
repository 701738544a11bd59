from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.binder.test_evidence import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "murat").mkdir()
    (tmp_path / "murat" / "planforge.yaml").write_text(RECORD, "utf-8")
    return tmp_path / "murat"


@pytest.fixture
def evidence(planforge: Command, home: Path) -> Command:
    """The command on a small record, at a date, writing nothing."""
    return lambda *arguments: planforge("-C", home, "--as-of", "27/11/2026", *arguments, "--dry-run")


def test_thirteen_lines_in_words(evidence: Command) -> None:
    done = evidence("evidence")
    assert done.code == 0
    lines = [line for line in done.out.splitlines() if line.startswith("D2.")]
    assert len(lines) == 13
    assert lines[0].split("  ")[0] == "D2.P1"
    assert all("pièces jointes : " in line for line in lines)
    assert "HAS ESSMS – sans objet pour cet établissement." in done.out
    assert "Preuve sans exigence connue : preuves/autre.pdf (« D2.O9 »)." in done.out
    assert "Rien n’a été écrit." in done.out
    assert "À produire avant de déposer (planforge build) : " in done.err


def test_what_is_missing_and_who_has_it(evidence: Command) -> None:
    said = evidence("-v", "evidence").out
    assert "Pièce « pssi », fichier introuvable : PSSI signée ou attestation de conformité." in said
    assert "Aucun essai de terrain fait depuis le 16/07/2025. Qui : Responsable du plan." in said


def test_json_is_one_object(evidence: Command) -> None:
    said = json.loads(evidence("--json", "evidence").out)
    (one,) = said["establishments"]
    assert sorted(one) == [
        "as_of", "establishment", "files", "folder", "lists", "loose_expenses", "output", "problems", "strays",
        "unready",
    ]  # fmt: skip
    care = one["lists"][0]
    assert (care["id"], care["applies"], len(care["requirements"])) == ("care-d2", True, 13)
    assert care["requirements"][0]["pieces"][0]["files"][0]["state"] == "not-found"


def test_a_record_that_cannot_be_read(planforge: Command, home: Path) -> None:
    (home / "planforge.yaml").write_text("schema: [", "utf-8")
    assert planforge("-C", home, "evidence", "--dry-run").code == 3
    other = home.parent / "allanche"
    other.mkdir()
    (other / "planforge.yaml").write_text(RECORD, "utf-8")
    assert planforge("evidence", "--dry-run", home, other).code == 5


def test_a_wrong_list_of_the_hospital_is_told_with_its_line(evidence: Command, home: Path) -> None:
    (home / "requirements").mkdir()
    (home / "requirements" / "siege.yaml").write_text("id: siege\nnom: Siège\n", "utf-8")
    done = evidence("evidence")
    assert done.code == 6
    assert "requirements/siege.yaml" in done.err
