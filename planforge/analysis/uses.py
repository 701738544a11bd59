"""Which applications a service and its activities cannot do without, and which target holds in which scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from planforge.analysis.words import says_none
from planforge.model.answer import State
from planforge.model.crisis import ScenarioKind
from planforge.model.services import Level

if TYPE_CHECKING:
    from planforge.model.answer import Answer, ByScenario
    from planforge.model.crisis import Scenario
    from planforge.model.plan import Plan
    from planforge.model.services import Activity, Service
    from planforge.values import Duration

T = TypeVar("T")

CYBER = ScenarioKind.CYBER.value


def vital_applications(service: Service) -> tuple[str, ...]:
    """The applications without which the service cannot work at all."""
    return tuple(dict.fromkeys(use.application for use in service.applications if use.level is Level.VITAL))


def activity_applications(service: Service, activity: Activity) -> tuple[str, ...]:
    """The applications of the activity: its own list, else the service's vital ones.

    A list written empty says that the activity needs none: antidotes under key, rounds on foot.
    """
    if "applications" in activity.model_fields_set and "applications" not in activity.unknown_lists:
        return tuple(dict.fromkeys(activity.applications))
    return vital_applications(service)


def critical_applications(service: Service) -> tuple[str, ...]:
    """Every application that stops the service or one of its critical activities."""
    own = (application for activity in service.activities for application in activity.applications)
    return tuple(dict.fromkeys((*vital_applications(service), *own)))


def shortest_dmia(service: Service) -> Duration | None:
    """The DMIA of the most urgent activity; ``None`` when none is known."""
    return min((found for activity in service.activities if (found := activity.dmia.best) is not None), default=None)


def outer_limit(service: Service) -> Duration | None:
    """The expert value, else endurance limit plus the shortest DMIA (record.md, Time); ``None`` when not known."""
    if service.outer_limit.best is not None:
        return service.outer_limit.best
    limit, dmia = service.endurance.limit.best, shortest_dmia(service)
    return limit + dmia if limit is not None and dmia is not None else None


def in_scenario(answer: ByScenario[T], scenario: Scenario | None) -> Answer[T]:
    """The answer for that scenario, else for its kind (library values say « cyber »), else the default one."""
    if scenario is None:
        return answer
    own = answer.scenarios.get(scenario.id)
    return own if own is not None else answer.at(scenario.kind.value)


def says_own(answer: ByScenario[T], scenario: Scenario | None) -> bool:
    """Whether the answer has a value of its own for that scenario; always for the default one."""
    return scenario is None or scenario.id in answer.scenarios or scenario.kind.value in answer.scenarios


def cyber_scenarios(plan: Plan) -> tuple[Scenario, ...]:
    """The cyber attacks that the plans answer."""
    return tuple(scenario for scenario in plan.scenarios if scenario.kind is ScenarioKind.CYBER)


def other_scenarios(plan: Plan) -> tuple[Scenario | None, ...]:
    """The default (``None``), then every scenario that is not a cyber attack."""
    return (None, *(scenario for scenario in plan.scenarios if scenario.kind is not ScenarioKind.CYBER))


def described(answer: Answer[str]) -> bool | None:
    """Whether a means is described: « aucun » describes none, and ``None`` is « je ne sais pas encore »."""
    if answer.state is State.UNKNOWN:
        return None
    return not says_none(answer.best)
