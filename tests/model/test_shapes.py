from __future__ import annotations

from planforge.model.plan import Plan
from planforge.model.services import Perimeter, Service
from planforge.model.shapes import fields_of, shape_of
from planforge.model.systems import Application
from planforge.model.workflow import Step


def test_fields_are_named_as_in_the_file() -> None:
    assert "schema" in fields_of(Plan)
    assert "schema_version" not in fields_of(Plan)


def test_references_and_choices_show_through_answers() -> None:
    fields = fields_of(Service)
    site, perimeter = fields["site"].plain, fields["perimeter"].plain
    assert site.ref is not None
    assert site.ref.collections == ("sites",)
    assert perimeter.choices is Perimeter
    assert fields["type"].plain.ref is not None


def test_an_objective_leads_to_the_answers_of_each_scenario() -> None:
    rto = fields_of(Application)["rto"]
    raw = {"default": "4 h", "cyber": {"value": "3 j"}}
    assert rto.spread(raw)
    assert not rto.spread({"value": "4 h"})
    assert not rto.at(raw, "cyber").by_scenario
    assert [path for path, _, _ in rto.below(raw)] == [("default",), ("cyber",)]


def test_a_plain_list_stands_for_what_it_replaces() -> None:
    steps = shape_of(Service).at({}, "workflow").at({}, "steps")
    assert steps.at([], 0).part is Step
    assert steps.at({}, "add").at([], 0).part is Step


def test_where_nothing_may_stand_nothing_is_said() -> None:
    nothing = shape_of(Plan).at({}, "couleur")
    assert (nothing.title, nothing.part, nothing.item) == ("", None, None)


def test_every_field_has_a_french_title() -> None:
    ahead, met, untitled = [shape_of(Plan)], set(), []
    while ahead:
        shape = ahead.pop()
        if shape.item:
            ahead.append(shape.item)
        if shape.part is None or shape.part in met:
            continue
        met.add(shape.part)
        untitled += [f"{shape.part.__name__}.{key}" for key, field in shape.fields.items() if not field.title]
        ahead += shape.fields.values()
    assert len(met) > 60
    assert untitled == []
