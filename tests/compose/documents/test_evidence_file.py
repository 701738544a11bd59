from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import evidence_file
from planforge.document.blocks import Heading
from planforge.document.tables import Table
from planforge.document.text import plain
from tests.compose.evidence_files import evidence_of

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.documents import Document


def table(document: Document, name: str) -> Table:
    return next(block for block in document.body if isinstance(block, Table) and block.id == name)


def test_thirteen_lines_then_who_owes_what_then_each_requirement(context: Context) -> None:
    document = evidence_file.compose(context, evidence_of(context))
    assert len(table(document, "compteur").rows) == 13
    titles = [plain(block.text) for block in document.body if isinstance(block, Heading)]
    assert titles[:2] == ["Où en est le dossier", "Qui doit fournir quoi"]
    assert "D2.O1.C – PCA et PRA fondés sur l’analyse d’impact" in titles
    assert titles[-1] == "Sources et limites"
    assert document.control.code


def test_a_document_that_was_made_covers_nothing(context: Context) -> None:
    states = [
        row.cells[2].value for row in table(evidence_file.compose(context, evidence_of(context)), "compteur").rows
    ]
    assert "couvert" not in states
    detail = table(evidence_file.compose(context, evidence_of(context)), "exigence-d2-p2-table")
    assert [(row.cells[1].value, row.cells[2].value) for row in detail.rows if row.id.endswith("d0")] == [
        ("note-organisation.docx", "produit")
    ]


def test_what_was_not_built_says_how(context: Context) -> None:
    detail = table(evidence_file.compose(context, evidence_of(context, built=False)), "exigence-d2-p2-table")
    made = next(row for row in detail.rows if row.id.endswith("d0"))
    assert (made.cells[2].value, made.cells[3].value) == ("non produit", "planforge build")


def test_everything_missing_has_somebody(context: Context) -> None:
    owed = table(evidence_file.compose(context, evidence_of(context)), "manques")
    assert owed.rows[0].kind == "group"
    assert all(row.cells[0].value for row in owed.rows)
