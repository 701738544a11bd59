from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.deposit import readme
from planforge.values import NBSP
from tests.compose.evidence_files import evidence_of

if TYPE_CHECKING:
    from planforge.compose.context import Context


def told(context: Context, line: str, *copied: str) -> str:
    file = evidence_of(context)
    main = file.meter.main
    assert main is not None
    found = next(one for one in main.requirements if one.requirement.id == line)
    return readme(file, found, copied).replace(NBSP, " ").replace("\u202f", " ")


def test_it_says_what_the_folder_must_hold(context: Context) -> None:
    said = told(context, "D2.P1")
    assert said.startswith("D2.P1 – PSSI à jour et signée\n=====")
    assert "[ ] pssi – PSSI signée ou attestation de conformité ; qui : Représentant légal" in said
    assert "Ce que le dossier ne montre pas encore" in said
    assert max(map(len, said.splitlines())) <= 100


def test_what_planforge_puts_there_covers_nothing_alone(context: Context) -> None:
    said = told(context, "D2.O1.A", "pca.docx")
    assert "  pca.docx\n" in said
    assert "il ne la couvre pas" in said
    assert "Fichiers mis ici" not in told(context, "D2.P1")
