from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.errors import LibraryError, RecordError
from planforge.library.loading import Library
from planforge.library.resolution import resolve
from planforge.model.answer import Source, State
from planforge.model.services import Perimeter
from planforge.model.systems import Tier
from planforge.values import read_duration

if TYPE_CHECKING:
    from tests.library.conftest import Planner, Shelver

URGENCES = {"id": "u", "name": "Urgences", "type": "urgences"}
DPI = {"id": "dpi", "name": "DPI", "type": "dpi"}


def test_a_service_takes_from_its_type_what_nobody_said(a_plan: Planner, library: Library) -> None:
    (service,) = resolve(a_plan(services=[URGENCES]), library).plan.services
    assert (service.vital.best, service.weight.best, service.perimeter.best) == (True, 9, Perimeter.CARE)
    assert service.endurance.full.best == read_duration("4 h")
    assert {service.vital.source, service.weight.source, service.endurance.limit.source} == {Source.DEFAULT}


def test_what_was_said_or_is_unknown_stays(a_plan: Planner, library: Library) -> None:
    said = {**URGENCES, "vital": "non", "weight": "à compléter", "endurance": {"full": "2 h"}}
    (service,) = resolve(a_plan(services=[said]), library).plan.services
    assert (service.vital.best, service.vital.source) == (False, None)
    assert service.weight.state is State.UNKNOWN
    assert (service.endurance.full.best, service.endurance.full.source) == (read_duration("2 h"), None)
    assert service.endurance.reduced.is_default


def test_a_service_without_a_type_stays_as_it_is(a_plan: Planner, library: Library) -> None:
    plan = a_plan(services=[{"id": "x", "name": "X"}])
    resolved = resolve(plan, library)
    assert resolved.plan.services == plan.services
    assert resolved.workflows["x"].steps == ()
    assert resolved.service_type(plan.services[0]) is None


def test_an_application_takes_its_objectives_by_the_kind_of_each_scenario(a_plan: Planner, library: Library) -> None:
    scenarios = [
        {"id": "rancon", "name": "Rançongiciel", "kind": "cyber"},
        {"id": "panne", "name": "Panne", "kind": "local-failure"},
    ]
    (system,) = resolve(a_plan(applications=[DPI], scenarios=scenarios), library).plan.applications
    assert system.rto.best == read_duration("4 h")
    assert system.rto.at("rancon").best == read_duration("5 j")
    assert system.rto.at("panne").best == read_duration("4 h")
    assert system.rto.is_default
    assert system.rto.at("rancon").is_default
    assert (system.tier.best, system.restore.total.best) == (Tier.T2, read_duration("8 h"))


def test_an_objective_of_the_record_replaces_the_whole_of_the_type_s(a_plan: Planner, library: Library) -> None:
    scenarios = [{"id": "rancon", "name": "Rançongiciel", "kind": "cyber"}]
    (system,) = resolve(a_plan(applications=[{**DPI, "rto": "1 h"}], scenarios=scenarios), library).plan.applications
    assert (system.rto.at("rancon").best, system.rto.source) == (read_duration("1 h"), None)


def test_a_scenario_of_the_record_is_kept_beside_the_usual_default(a_plan: Planner, library: Library) -> None:
    scenarios = [{"id": "rancon", "name": "Rançongiciel", "kind": "cyber"}]
    own = {**DPI, "rto": {"rancon": "2 j"}}
    (system,) = resolve(a_plan(applications=[own], scenarios=scenarios), library).plan.applications
    assert (system.rto.at("rancon").best, system.rto.at("rancon").source) == (read_duration("2 j"), None)
    assert system.rto.is_default


def test_a_restore_reckoned_from_volume_and_rate_takes_no_usual_total(a_plan: Planner, library: Library) -> None:
    own = {**DPI, "restore": {"volume": "1 To", "rate": "100 Mo/s"}}
    (system,) = resolve(a_plan(applications=[own]), library).plan.applications
    assert system.restore.total.state is State.ABSENT


def test_a_gate_comes_from_the_kind_of_scenario(a_plan: Planner, library: Library) -> None:
    scenarios = [
        {"id": "rancon", "name": "Rançongiciel", "kind": "cyber"},
        {"id": "eau", "name": "Inondation", "kind": "site-loss"},
    ]
    first, second = resolve(a_plan(scenarios=scenarios), library).plan.scenarios
    assert (first.gate.best, first.gate.is_default) == (read_duration("5 j"), True)
    assert second.gate.state is State.ABSENT


def test_look_ups_of_the_resolved_plan_see_what_was_filled(a_plan: Planner, library: Library) -> None:
    plan = a_plan(services=[URGENCES], applications=[DPI])
    assert plan.systems["dpi"].tier.best is None
    resolved = resolve(plan, library).plan
    assert resolved.systems["dpi"].tier.best is Tier.T2
    assert resolved.service["u"].vital.best is True


def test_roles_come_with_their_holders(a_plan: Planner, library: Library) -> None:
    plan = a_plan(crisis={"roles": [{"type": "rssi", "person": "rssi"}]})
    dsi, rssi = resolve(plan, library).roles
    assert (dsi.type.id, dsi.record) == ("dsi", None)
    assert rssi.record is plan.crisis.roles[0]


def test_types_that_do_not_exist_are_all_told(a_plan: Planner, library: Library) -> None:
    plan = a_plan(
        services=[{**URGENCES, "type": "urgence"}],
        applications=[{**DPI, "type": "dpo"}],
        crisis={"roles": [{"type": "rsi"}]},
    )
    with pytest.raises(RecordError) as refused:
        resolve(plan, library)
    assert sorted(problem.message for problem in refused.value.problems) == [
        "Rôle de crise inconnu « rsi ». Vouliez-vous dire « rssi » ou « dsi » ?",
        "Type de service inconnu « urgence ». Vouliez-vous dire « urgences » ?",
        "Type de système inconnu « dpo ». Vouliez-vous dire « dpi » ?",
    ]


def test_faults_of_all_types_in_use_are_told_together(a_plan: Planner, shelf: Shelver) -> None:
    broken = Library((shelf("own", {"a": "id: a\n", "b": "id: b\n", "c": "id: c\n"}),))
    services = [{"id": one, "name": one, "type": one} for one in ("a", "b")]
    with pytest.raises(LibraryError) as refused:
        resolve(a_plan(services=services), broken)
    assert {problem.location.file for problem in refused.value.problems} == {
        "own/services/a.yaml",
        "own/services/b.yaml",
    }
