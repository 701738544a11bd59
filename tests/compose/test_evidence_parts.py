from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.catalogue import pieces
from planforge.compose.evidence_parts import MadeKind, hosted_by, lacking
from planforge.document.blocks import Heading
from planforge.document.documents import Document
from planforge.library.requirement_types import AnsweredBy
from tests.compose.evidence_files import evidence_of

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_a_document_is_made_once_its_file_stands() -> None:
    assert MadeKind("PCA").state == "non produit"
    assert (MadeKind("PCA", ("pca.docx",)).state, MadeKind("PCA", ("pca.docx",)).files) == ("produit", "pca.docx")
    assert MadeKind("PCA", ("a", "b"), stale=True).state == "à refaire"
    assert MadeKind("PCA", ("a", "b")).files.replace("\u00a0", " ") == "2 fichiers"


def test_the_parts_that_answer_are_named_by_their_titles(context: Context) -> None:
    file = evidence_of(context)
    answer = AnsweredBy(document="pca", sections=("organisation", "inconnue"))
    assert file.answer(answer) == "Plan de continuité d’activité : « Organisation de crise »"
    assert file.answer(AnsweredBy(document="bia")) == "Analyse d’impact sur l’activité"


def test_what_is_missing_names_answers_then_pieces(context: Context) -> None:
    main = evidence_of(context).meter.main
    assert main is not None
    found = list(lacking(main.requirements[0]))
    assert found[-1] == ("PSSI signée ou attestation de conformité", "Représentant légal")
    assert any("PSSI" in what for what, _ in found[:-1])


def test_hosted_systems_go_with_their_supplier(context: Context) -> None:
    for supplier, systems in hosted_by(context).items():
        assert systems
        assert not supplier or supplier in context.plan.supplier


def test_every_part_that_a_list_names_is_in_its_document(context: Context) -> None:
    lists = evidence_of(context).meter.lists
    named = {
        (answer.document, section)
        for one in lists
        for standing in one.requirements
        for answer in standing.requirement.answered_by
        for section in answer.sections
    }
    assert named
    found = {(kind, part) for kind in {kind for kind, _ in named} for part in _parts(context, kind)}
    assert named - found == set()


def _parts(context: Context, kind: str) -> set[str]:
    piece = next(iter(pieces(context, frozenset({kind}))))
    content = piece.kind.compose(context, piece.of)
    if isinstance(content, Document):
        return {block.id for block in content.body if isinstance(block, Heading)}
    return {sheet.id for sheet in content.sheets}
