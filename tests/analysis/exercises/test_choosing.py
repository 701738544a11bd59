from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.analysis.exercises.choosing import most_exposed, playable, wards
from tests.analysis.exercises.conftest import RICH, studied

if TYPE_CHECKING:
    from planforge.analysis.study import Results
    from planforge.library.loading import Library


def ids(services: Any) -> list[str]:
    return [one.id for one in services]


def test_a_service_without_a_degraded_workflow_is_not_played(results: Results) -> None:
    assert ids(playable(results)) == ["urgences", "labo", "paie"]


def test_vital_services_left_longest_uncovered_come_first(results: Results) -> None:
    ordered = ids(most_exposed(results, results.plan.scenarios[0], results.plan.services))
    assert ordered[:2] == ["urgences", "labo"]
    assert set(ordered) == set(results.plan.service)


def test_the_services_asked_for_play_whatever_the_format(results: Results, packaged: Library) -> None:
    asked = (results.plan.service["labo"],)
    for form in packaged.exercise_formats.values():
        assert ids(wards(results, results.plan.scenarios[0], form, asked)) == ["labo"]


def test_cells_alone_play_where_the_format_wants_no_ward(results: Results, packaged: Library) -> None:
    assert not wards(results, results.plan.scenarios[0], packaged.exercise_formats["beginner-crisis"])


def test_a_field_test_follows_what_its_ward_needs(results: Results, packaged: Library) -> None:
    found = wards(results, results.plan.scenarios[0], packaged.exercise_formats["intermediate-field"])
    assert ids(found) == ["urgences", "labo"]


def test_a_ward_already_tested_comes_after_the_others(packaged: Library) -> None:
    done = {"id": "t", "title": "Test", "kind": "field", "services": ["urgences"], "done_on": "2026-03-01"}
    tested = studied({"exercises": [done]})
    form = packaged.exercise_formats["confirmed-field"]
    assert ids(wards(tested, tested.plan.scenarios[0], form))[0] == "labo"


def test_a_first_test_takes_what_can_wait(packaged: Library) -> None:
    hurried, patient = ({**RICH["services"][0], "id": one, "name": one} for one in ("a", "b"))
    patient["activities"] = [{"id": "x", "name": "X", "dmia": "2 j"}]
    found = studied({"services": [hurried, patient]})
    first, last = (packaged.exercise_formats[f"{level}-field"] for level in ("beginner", "confirmed"))
    assert ids(wards(found, found.plan.scenarios[0], first)) == ["b"]
    assert ids(wards(found, found.plan.scenarios[0], last))[0] == "a"


def test_a_record_without_a_workflow_plays_nothing(packaged: Library) -> None:
    found = studied({"services": [{"id": "muet", "name": "Muet"}]})
    assert not wards(found, found.plan.scenarios[0], packaged.exercise_formats["beginner-field"])
