from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.analysis.differences import Change, ChangeKind, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [("/".join(ref.id for ref in one.owners), one.kind.value, one.field, one.scenario) for one in changes]


def record(a_plan: Callable[..., Plan], **dpi: Any) -> Plan:
    services: list[dict[str, Any]] = [{"id": "urg", "activities": [{"id": "tri", "dmia": dpi.pop("dmia", "1 h")}]}]
    return a_plan(applications=[{"id": "dpi", "rto": {"default": "4 h", "cyber": "5 j"}, **dpi}], services=services)


def test_the_same_record_has_no_difference(a_plan: Callable[..., Plan]) -> None:
    assert differences(record(a_plan), record(a_plan)) == ()


def test_a_field_of_an_entity_inside_another(a_plan: Callable[..., Plan]) -> None:
    (change,) = differences(record(a_plan), record(a_plan, dmia="2 h"))
    assert told((change,)) == [("urg/tri", "changed", "DMIA", "")]
    assert change.path == ("services", 0, "activities", 0, "dmia")


def test_one_scenario_of_an_answer(a_plan: Callable[..., Plan]) -> None:
    changed = record(a_plan, rto={"default": "4 h", "cyber": "4 j"})
    assert told(differences(record(a_plan), changed)) == [("dpi", "changed", "RTO", "cyber")]
    both = record(a_plan, rto={"default": "2 h", "cyber": "4 j"})
    assert told(differences(record(a_plan), both)) == [
        ("dpi", "changed", "RTO", "cyber"),
        ("dpi", "changed", "RTO", ""),
    ]


def test_entities_come_and_go_whatever_their_order(a_plan: Callable[..., Plan]) -> None:
    before = a_plan(applications=[{"id": "a"}, {"id": "b"}])
    after = a_plan(applications=[{"id": "c"}, {"id": "a"}])
    assert told(differences(before, after)) == [("c", "added", "", ""), ("b", "removed", "", "")]
    assert differences(before, a_plan(applications=[{"id": "b"}, {"id": "a"}])) == ()


def test_lists_of_plain_values_and_of_parts_without_identifier(a_plan: Callable[..., Plan]) -> None:
    needs = [{"on": "x", "strength": "soft"}]
    before = a_plan(applications=[{"id": "a", "feeds": ["x"]}, {"id": "x"}])
    after = a_plan(applications=[{"id": "a", "needs_to_run": needs}, {"id": "x"}])
    assert [(one.field, one.kind) for one in differences(before, after)] == [
        ("Nécessaire au fonctionnement", ChangeKind.CHANGED),
        ("Alimente", ChangeKind.CHANGED),
    ]


def test_a_part_of_the_record_itself(a_plan: Callable[..., Plan]) -> None:
    before, after = a_plan(crisis={"room": "Salle A"}), a_plan(crisis={"room": "Salle B"})
    (change,) = differences(before, after)
    assert change.owners[0].name == "Crise"
    assert change.field == "Salle de crise"
