from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import ObjectRef
from planforge.analysis.texts import texts
from planforge.library.loading import load_library
from planforge.library.resolution import resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def test_every_text_stands_at_its_place_and_belongs_to_somebody(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        governance={"articulation": "Plan blanc"},
        services=[
            {
                "id": "bloc",
                "name": "Bloc",
                "equipment": ["Respirateur"],
                "activities": [{"id": "a", "name": "Opérer"}],
                "workflow": {"steps": {"add": [{"id": "s", "text": "Appeler", "horizon": "hour"}]}},
            }
        ],
        expenses=[{"line": "D2", "label": "Coffre"}],
    )
    said = {one.text: (one.path, one.object) for one in texts(plan)}
    bloc = ObjectRef("services", "bloc", "Bloc")
    whole = ObjectRef("establishment", "establishment", "Établissement")
    assert said["CH du Val"] == (("establishment", "name"), whole)
    assert said["Plan blanc"] == (("governance", "articulation"), ObjectRef("governance", "governance", "Gouvernance"))
    assert said["Respirateur"] == (("services", 0, "equipment", 0), bloc)
    assert said["Opérer"] == (("services", 0, "activities", 0, "name"), bloc)
    assert said["Appeler"] == (("services", 0, "workflow", "steps", "add", 0, "text"), bloc)
    assert said["Coffre"] == (("expenses", 0, "label"), ObjectRef("expenses", "expenses", "Dépenses"))
    assert [one.section for one in texts(plan)] == [one.path[0] for one in texts(plan)]


def test_remarks_and_answers_by_scenario_are_texts_too(a_plan: Callable[..., Plan]) -> None:
    rto = {"default": {"value": "4 h", "note": "vu en test"}, "cyber": {"value": "3 j", "note": "sans rançon"}}
    plan = a_plan(applications=[{"id": "dpi", "rto": rto}])
    said = {one.text: one.path for one in texts(plan)}
    assert said["vu en test"] == ("applications", 0, "rto")
    assert said["sans rançon"] == ("applications", 0, "rto", "cyber")


def test_choices_and_numbers_are_no_texts(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "bloc", "name": "Bloc", "beds": "12", "perimeter": "care"}])
    assert [one.text for one in texts(plan) if one.section == "services"] == ["bloc", "Bloc"]


def test_what_the_library_says_is_not_the_hospital_s_own(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(services=[{"id": "sau", "name": "SAU", "type": "urgences"}])
    filled = resolve(plan, load_library(None)).plan
    assert {one.text for one in texts(filled)} == {one.text for one in texts(plan)}
