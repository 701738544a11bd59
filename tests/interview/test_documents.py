from __future__ import annotations

from planforge.compose.catalogue import CATALOGUE
from planforge.interview.documents import document_fields
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters, outline
from planforge.interview.questionnaire import Depth
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of


def test_every_kind_of_document_says_what_it_needs() -> None:
    assert document_fields().keys() == {kind.id for kind in CATALOGUE}


def test_what_documents_need_is_in_the_model() -> None:
    unknown = []
    for kind, fields in document_fields().items():
        assert "establishment.name" in fields
        for field in fields:
            shape = shape_of(Plan)
            for step in field.split("."):
                inside = shape.item or shape
                unknown += [f"{kind}: {field}"] if step not in inside.fields else []
                shape = inside.fields.get(step, shape)
    assert unknown == []


def test_the_interview_asks_something_for_each_document() -> None:
    questionnaire = load_questionnaire()
    for kind, fields in document_fields().items():
        assert outline(questionnaire, Filters(depth=Depth.STANDARD, fields=fields)).parts, kind
