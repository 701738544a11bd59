from __future__ import annotations

import pytest
from pydantic import ValidationError

from planforge.interview.questionnaire import Group, Question, Section, Table
from tests.interview.conftest import small

PLAIN = {"id": "chef", "field": "head", "why": "On l’appelle."}
LIST = {"title": "Vos services", "noun": ["service", "services"], "why": "Ils sont le plan."}


def section(*items: object) -> Section:
    return Section.model_validate({"id": "s", "title": "S", "role": "it", "items": list(items)})


def test_an_item_is_a_question_a_group_or_a_table() -> None:
    items = section(
        PLAIN, {**LIST, "group": "services", "each": [PLAIN]}, {**LIST, "table": "teams", "columns": [PLAIN]}
    ).items
    assert [type(item) for item in items] == [Question, Group, Table]
    assert [getattr(item, "asks", ()) for item in items[1:]] == [(items[0],), (items[0],)]


def test_a_list_is_named_by_its_field_where_it_has_no_identifier() -> None:
    (group,) = section({**LIST, "group": "crisis.network_cut.steps", "each": []}).items
    assert group.key_id == "crisis-network-cut-steps"
    (named,) = section({**LIST, "id": "gestes", "group": "teams", "each": []}).items
    assert named.key_id == "gestes"


def test_yes_and_no_are_written_in_french() -> None:
    (question,) = section({**PLAIN, "only": "oui", "confirm": "non"}).items
    assert isinstance(question, Question)
    assert (question.only, question.confirm) == (True, False)


@pytest.mark.parametrize(
    "item", ["texte", {"id": "x", "field": "y"}, {**PLAIN, "colour": "red"}, {**LIST, "table": "teams", "columns": []}]
)
def test_anything_else_is_refused(item: object) -> None:
    with pytest.raises(ValidationError):
        section(item)


def test_every_question_is_found_with_its_section() -> None:
    found = [(one.id, question.id) for one, question in small().questions()]
    assert found[0] == ("maison", "nom")
    assert ("services", "garde") in found
    assert ("services", "dmia") in found
    assert found[-1] == ("informatique", "fait")
