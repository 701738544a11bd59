from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.compose.catalogue import CATALOGUE
from planforge.errors import LibraryError
from planforge.library.requirement_types import Condition, Fact, Per, Scope
from planforge.library.requirements import requirement_lists
from planforge.values import NBSP

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.library.requirement_types import Piece, Requirement

DOCUMENTS = tuple(kind.id for kind in CATALOGUE)
OWN = """\
id: {id}
name: Audit du groupe
short: Groupe
version: "1"
date: 2026-01-01
source: Siège
requirements:
  - id: G.1
    title: Sauvegarder
    must: Sauvegarder chaque jour
    answered_by: [{{document: {document}}}]
    facts: [{fact}]
    pieces:
      - {{id: pv, name: "Procès-verbal : le dernier", who: DSI}}
"""


@pytest.fixture(scope="module")
def care() -> dict[str, Requirement]:
    one = next(found for found in requirement_lists(None, DOCUMENTS) if found.id == "care-d2")
    return {requirement.id: requirement for requirement in one.requirements}


def piece(requirement: Requirement, name: str) -> Piece:
    return next(one for one in requirement.pieces if one.id == name)


def test_the_thirteen_lines_of_care(care: dict[str, Requirement]) -> None:
    assert list(care) == [
        "D2.P1", "D2.P2", "D2.O1.A", "D2.O1.B", "D2.O1.C", "D2.O1.D", "D2.O2.A", "D2.O2.B",
        "D2.O3.A", "D2.O3.B", "D2.O3.C", "D2.O3.D", "D2.O4",
    ]  # fmt: skip
    assert all(one.pieces and one.facts for one in care.values())


def test_the_figures_of_care(care: dict[str, Requirement]) -> None:
    assert piece(care["D2.P1"], "pssi").since == date(2022, 7, 16)
    assert piece(care["D2.O1.D"], "retex").since == date(2025, 7, 16)
    assert piece(care["D2.O2.A"], "politique").since == date(2022, 7, 16)
    score = piece(care["D2.O3.A"], "score-ads")
    assert (score.days, score.condition) == (60, Condition.DEDICATED_DIRECTORY)
    assert piece(care["D2.O3.D"], "gouvernance-ght").condition is Condition.GROUP
    assert piece(care["D2.O1.C"], "pra").per is Per.ACTIVITY
    assert {Fact.THREE_PERIMETERS, Fact.SHARE} <= set(care["D2.O1.C"].facts)
    assert "66 %" in care["D2.O1.C"].must.replace(NBSP, " ")


def test_every_list_says_its_edition_and_whom_it_concerns() -> None:
    lists = requirement_lists(None, DOCUMENTS)
    assert [(one.id, one.scope) for one in lists] == [
        ("care-d2", Scope.SANITARY),
        ("has-hospital", Scope.SANITARY),
        ("has-essms", Scope.SOCIAL),
        ("iso-22301", Scope.ANY),
        ("recyf", Scope.ANY),
    ]
    assert all(one.version and one.source for one in lists)
    hospital = next(one for one in lists if one.id == "has-hospital")
    assert all(one.to_check for one in hospital.requirements)


def own(folder: Path, *, name: str = "groupe", document: str = "pca", fact: str = "share") -> Path:
    (folder / f"{name}.yaml").write_text(OWN.format(id=name, document=document, fact=fact), "utf-8")
    return folder


def test_a_hospital_adds_a_list_or_replaces_ours(tmp_path: Path) -> None:
    added = requirement_lists(own(tmp_path), DOCUMENTS)[-1]
    assert (added.id, added.order) == ("groupe", 99)
    assert added.requirements[0].pieces[0].name == f"Procès-verbal{NBSP}: le dernier"
    lists = {one.id: one for one in requirement_lists(own(tmp_path, name="recyf"), DOCUMENTS)}
    assert lists["recyf"].name == "Audit du groupe"


@pytest.mark.parametrize(
    ("change", "told", "line"),
    [
        ({"document": "pcaa"}, "« pcaa » n’est pas un document que planforge produit.", 11),
        ({"fact": "magie"}, "« magie » n’est pas une valeur prévue.", 12),
    ],
)
def test_a_wrong_list_is_told_at_its_line(tmp_path: Path, change: dict[str, str], told: str, line: int) -> None:
    with pytest.raises(LibraryError) as caught:
        requirement_lists(own(tmp_path, **change), DOCUMENTS)
    problem = caught.value.problems[0]
    assert problem.message.replace(NBSP, " ").startswith(told)
    assert (problem.location.line, problem.location.file) == (line, f"{tmp_path.name}/groupe.yaml")


def test_twins_and_a_broken_file_are_told_together(tmp_path: Path) -> None:
    own(tmp_path)
    text = (tmp_path / "groupe.yaml").read_text("utf-8")
    twin = text[text.index("  - id: G.1") :]
    (tmp_path / "groupe.yaml").write_text(text + twin, "utf-8")
    (tmp_path / "autre.yaml").write_text("id: [", "utf-8")
    with pytest.raises(LibraryError) as caught:
        requirement_lists(tmp_path, DOCUMENTS)
    assert {problem.location.file.partition("/")[2] for problem in caught.value.problems} == {
        "autre.yaml",
        "groupe.yaml",
    }
    assert any("écrite deux fois" in problem.message for problem in caught.value.problems)
