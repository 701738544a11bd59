from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.library.resolution import resolve
from planforge.library.validation import is_default
from planforge.model.answer import State
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.library.loading import Library
    from planforge.model.workflow import Workflow
    from tests.library.conftest import Planner


def resolved(a_plan: Planner, library: Library, **service: Any) -> Workflow:
    """The workflow of an emergency department that says this of itself."""
    plan = a_plan(services=[{"id": "u", "name": "Urgences", "type": "urgences", **service}])
    return resolve(plan, library).workflows["u"]


def test_without_changes_the_library_speaks(a_plan: Planner, library: Library) -> None:
    workflow = resolved(a_plan, library)
    assert [step.id for step in workflow.steps] == ["kit", "identite", "examens"]
    assert workflow.trigger.is_default
    assert all(is_default(line) for line in (*workflow.steps, *workflow.stop))
    assert all(is_default(form) for form in workflow.forms)


def test_lines_are_added_removed_and_rewritten_in_place(a_plan: Planner, library: Library) -> None:
    steps = {
        "remove": ["examens"],
        "add": [
            {"id": "kit", "text": "Ouvrir l’armoire rouge", "horizon": "quarter"},
            {"id": "radio", "text": "Prendre la radio", "horizon": "quarter"},
        ],
    }
    workflow = resolved(a_plan, library, workflow={"steps": steps})
    assert [step.id for step in workflow.steps] == ["kit", "identite", "radio"]
    assert workflow.steps[0].text == "Ouvrir l’armoire rouge"
    assert [is_default(step) for step in workflow.steps] == [False, True, False]


def test_a_plain_list_replaces_all(a_plan: Planner, library: Library) -> None:
    workflow = resolved(a_plan, library, workflow={"stop": [{"id": "seul", "text": "Un seul point"}]})
    assert [(point.id, is_default(point)) for point in workflow.stop] == [("seul", False)]
    assert len(workflow.steps) == 3


def test_an_empty_list_empties(a_plan: Planner, library: Library) -> None:
    assert resolved(a_plan, library, workflow={"stop": []}).stop == ()


def test_texts_of_the_hospital_win_and_unknown_ones_stay(a_plan: Planner, library: Library) -> None:
    workflow = resolved(a_plan, library, workflow={"trigger": "Une heure", "extra_staff": "à compléter"})
    assert (workflow.trigger.best, workflow.trigger.is_default) == ("Une heure", False)
    assert workflow.extra_staff.state is State.UNKNOWN


def test_endurance_is_the_service_s_own(a_plan: Planner, library: Library) -> None:
    workflow = resolved(a_plan, library, endurance={"full": "2 h"})
    assert workflow.endurance.full.best == read_duration("2 h")
    assert workflow.endurance.limit.best == read_duration("3 j")


def test_a_service_without_a_type_has_its_own_lines(a_plan: Planner, library: Library) -> None:
    own = {"stop": {"add": [{"id": "a", "text": "Rien sans accord"}]}}
    plan = a_plan(services=[{"id": "x", "name": "X", "workflow": own}])
    assert [point.id for point in resolve(plan, library).workflows["x"].stop] == ["a"]
