from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import ObjectRef
from planforge.analysis.shape import Kind, called, identifier, slots, spots
from planforge.model.establishment import Site
from planforge.model.people import Person, Phone
from planforge.model.services import Activity, Kit, Service
from planforge.model.systems import Dependency

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.shape import Spot
    from planforge.model.plan import Plan


def at(plan: Plan, *path: str | int) -> list[Spot]:
    return [spot for spot in spots(plan) if spot.path == path]


def test_the_fields_that_may_be_left_unanswered_with_what_they_hold() -> None:
    found = {slot.name: slot for slot in slots(Service)}

    assert "id" not in found
    assert (found["head"].kind, found["head"].minimum, found["head"].title) == (Kind.ANSWER, True, "Responsable")
    assert (found["activities"].kind, found["activities"].minimum) == (Kind.PARTS, True)
    assert (found["equipment"].kind, found["equipment"].minimum) == (Kind.WORDS, False)
    assert found["kit"].kind is Kind.PART
    assert {slot.name: slot.kind for slot in slots(Dependency)}["strength"] is Kind.CHOICE


def test_an_answer_of_the_minimum_is_met_even_when_nobody_gave_it(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "bloc", "peaks": "le lundi"}])

    (head,) = at(plan, "services", 0, "head")
    assert head.answer is not None
    assert head.answer.best is None
    assert (head.section, head.object) == ("services", ObjectRef("services", "bloc", "BLOC"))
    assert at(plan, "services", 0, "peaks")  # said, though not of the minimum
    assert not at(plan, "services", 0, "premises")  # neither


def test_a_list_is_empty_filled_or_unknown(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        services=[
            {"id": "a"},
            {"id": "b", "partners": {"unknown": {"ask": "cadre"}}},
            {"id": "c", "activities": [{"id": "x"}]},
        ]
    )

    assert [spot.empty for spot in at(plan, "services", 0, "activities")] == [True]
    assert [spot.empty for spot in at(plan, "services", 2, "activities")] == [False]
    (unknown,) = at(plan, "services", 1, "partners")
    assert unknown.unknown is not None
    assert unknown.unknown.ask == "cadre"


def test_a_part_without_identifier_belongs_to_the_object_that_holds_it(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "bloc", "activities": [{"id": "coro"}]}], crisis={"room": "Salle bleue"})

    assert at(plan, "services", 0, "kit", "place")[0].object.id == "bloc"
    assert at(plan, "services", 0, "activities", 0, "dmia")[0].object == ObjectRef("activities", "coro", "CORO")
    assert at(plan, "crisis", "room")[0].object == ObjectRef("crisis", "crisis", "Crise")


def test_answers_come_in_the_order_of_the_file(a_plan: Callable[..., Plan]) -> None:
    sections = list(
        dict.fromkeys(spot.section for spot in spots(a_plan(services=[{"id": "a"}], suppliers=[{"id": "b"}])))
    )
    assert sections.index("establishment") < sections.index("services") < sections.index("suppliers")


def test_what_people_call_a_part() -> None:
    assert called(Person.model_validate({"id": "rssi", "function": "RSSI", "name": "C. Aubert"})) == "RSSI"
    assert called(Site(id="nord", name="Site nord")) == "Site nord"
    assert (called(Kit()), identifier(Kit())) == ("", "")
    assert identifier(Activity(id="coro", name="Coronarographie")) == "coro"
    assert identifier(Phone.model_validate({"channel": "radio", "number": "15"})) == ""
