from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.library.filling import filled
from planforge.model.answer import Source, State
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.library.loading import Library
    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.systems import Application
    from tests.library.conftest import Planner


def fill(plan: Plan, library: Library) -> Plan:
    kinds = {name: kind for name in library.service_ids if (kind := library.service_type(name))}
    return filled(plan, library, kinds)


def a_service(a_plan: Planner, library: Library, **said: object) -> Service:
    return fill(a_plan(services=[{"id": "u", "name": "U", **said}]), library).services[0]


def an_application(a_plan: Planner, library: Library, **said: object) -> Application:
    return fill(a_plan(applications=[{"id": "d", "name": "D", "type": "dpi", **said}]), library).applications[0]


def test_a_service_of_a_type_endures_as_that_type_does(a_plan: Planner, library: Library) -> None:
    service = a_service(a_plan, library, type="urgences", endurance={"full": "2 h", "reduced": "?"})

    assert (service.endurance.full.best, service.endurance.full.source) == (read_duration("2 h"), None)
    assert service.endurance.reduced.state is State.UNKNOWN
    assert (service.endurance.limit.best, service.endurance.limit.source) == (read_duration("3 j"), Source.DEFAULT)


def test_without_a_type_nothing_is_filled(a_plan: Planner, library: Library) -> None:
    assert a_service(a_plan, library).vital.state is State.ABSENT
    assert a_service(a_plan, library, type="?").endurance.full.state is State.ABSENT


def test_a_restore_reckoned_from_volume_and_rate_needs_no_usual_total(a_plan: Planner, library: Library) -> None:
    reckoned = an_application(a_plan, library, restore={"volume": "850 Go", "rate": "100 Mo/s"})
    half = an_application(a_plan, library, restore={"volume": "850 Go"})

    assert reckoned.restore.total.state is State.ABSENT
    assert half.restore.total.is_default
    assert half.restore.total.likely == read_duration("8 h")


def test_a_scenario_waits_as_its_own_entry_else_as_its_kind(a_plan: Planner, library: Library) -> None:
    scenarios = [
        {"id": "attaque", "name": "A", "kind": "local-failure"},
        {"id": "rancon", "name": "R", "kind": "cyber"},
        {"id": "vol", "name": "V", "kind": "cyber", "gate": "1 j"},
        {"id": "greve", "name": "G", "kind": "staff"},
    ]
    gates = {one.id: one.gate for one in fill(a_plan(scenarios=scenarios), library).scenarios}

    assert gates["attaque"].best == read_duration("5 j")
    assert gates["rancon"].is_default
    assert (gates["vol"].best, gates["vol"].source) == (read_duration("1 j"), None)
    assert gates["greve"].state is State.ABSENT


def test_an_objective_is_the_usual_one_for_the_kind_of_each_scenario(a_plan: Planner, library: Library) -> None:
    scenarios = [{"id": "rancon", "name": "R", "kind": "cyber"}, {"id": "panne", "name": "P", "kind": "local-failure"}]
    plan = a_plan(applications=[{"id": "d", "name": "D", "type": "dpi"}], scenarios=scenarios)
    rto = fill(plan, library).applications[0].rto

    assert sorted(rto.scenarios) == ["rancon"]
    assert rto.at("rancon").best == read_duration("5 j")
    assert rto.at("panne").best == read_duration("4 h")
