"""Answers that nobody gave yet, taken from the types that the record names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.library.defaults import by_default, inherited
from planforge.model.answer import Answer, ByScenario, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.library.loading import Library
    from planforge.library.types import ServiceType, SystemType
    from planforge.model.crisis import Scenario
    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.systems import Restore, System
    from planforge.model.workflow import Endurance


def filled(plan: Plan, library: Library, service_types: Mapping[str, ServiceType]) -> Plan:
    """The record with what its services, systems and scenarios inherit; what was said, or is unknown, stays."""
    gates = {kind.kind: kind.gate for kind in reversed([*library.scenario_types.values()])}
    gates_by_id = {name: kind.gate for name, kind in library.scenario_types.items()}
    kinds = {scenario.id: scenario.kind.value for scenario in plan.scenarios}

    def systems(recorded: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(_system(one, library.system_types.get(one.type.best or ""), kinds) for one in recorded)

    return plan.model_copy(
        update={
            "services": tuple(_service(one, service_types.get(one.type.best or "")) for one in plan.services),
            "applications": systems(plan.applications),
            "infrastructure": systems(plan.infrastructure),
            "scenarios": tuple(
                _scenario(one, gates_by_id.get(one.id) or gates.get(one.kind)) for one in plan.scenarios
            ),
        }
    )


def _service(service: Service, kind: ServiceType | None) -> Service:
    if kind is None:
        return service
    given = {"perimeter": kind.perimeter, "vital": kind.vital, "weight": kind.weight}
    update: dict[str, Any] = {
        name: by_default(value) for name, value in given.items() if getattr(service, name).state is State.ABSENT
    }
    update["endurance"] = _endurance(service.endurance, kind.workflow.endurance)
    return service.model_copy(update=update)


def _endurance(own: Endurance, usual: Endurance) -> Endurance:
    names = ("full", "reduced", "limit", "note")
    return own.model_copy(update={name: inherited(getattr(own, name), getattr(usual, name)) for name in names})


def _system(system: System, kind: SystemType | None, kinds: Mapping[str, str]) -> System:
    if kind is None:
        return system
    update: dict[str, Any] = {
        "rto": _objective(system.rto, kind.rto, kinds),
        "rpo": _objective(system.rpo, kind.rpo, kinds),
        "restore": _restore(system.restore, kind.restore),
    }
    if system.tier.state is State.ABSENT:
        update["tier"] = by_default(kind.tier)
    return system.model_copy(update=update)


def _restore(own: Restore, usual: Restore) -> Restore:
    """The usual total, unless the record has what it takes to reckon its own from volume and rate."""
    if own.volume.best is not None and own.rate.best is not None:
        return own
    return own.model_copy(update={"total": inherited(own.total, usual.total)})


def _objective(own: ByScenario[Any], usual: ByScenario[Any], kinds: Mapping[str, str]) -> ByScenario[Any]:
    """The record's objective; the usual one where it gave none, scenario by scenario according to their kinds."""
    if own.state is not State.ABSENT:
        return own
    scenarios = {
        scenario: inherited(Answer(), usual.scenarios.get(scenario) or usual.scenarios[kind])
        for scenario, kind in kinds.items()
        if scenario in usual.scenarios or kind in usual.scenarios
    }
    default = {name: value for name, value in inherited(own, usual) if name != "scenarios"}
    return ByScenario(**default, scenarios={**scenarios, **own.scenarios})


def _scenario(scenario: Scenario, gate: Answer[Any] | None) -> Scenario:
    return scenario.model_copy(update={"gate": inherited(scenario.gate, gate)}) if gate is not None else scenario
