"""Computed restarts of the small record: a whole attack with a loop and an order of its own, or values put by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planforge.analysis.schedule.estimates import Dates, Hold, ServiceEstimate, Standing, SystemEstimate

if TYPE_CHECKING:
    from planforge.analysis.schedule.estimates import ScenarioEstimate
    from planforge.compose.context import Context

HOUR, DAY = 60, 24 * 60

# Everything is lost, one person restores, the directory and the network wait for each other.
WHOLE_ATTACK: dict[str, Any] = {
    "scenarios.0.lost": ["dpi", "ad", "reseau", "coffre"],
    "scenarios.0.restart_order": ["coffre", "reseau", "ad", "dpi"],
    "infrastructure.0.restore": {"total": "10 h", "team": "equipe"},
    "infrastructure.1.restore": {"total": "30 h", "team": "equipe"},
    "infrastructure.1.needs_to_run": ["ad"],
    "infrastructure.2.restore": {"total": "10 h"},
    "teams.0.people": 1,
}


def estimate_of(context: Context, place: int = 0) -> ScenarioEstimate:
    """The estimate of a scenario of the record, which can be computed."""
    found = context.results.outlook.estimate(context.plan.scenarios[place])
    assert found is not None
    return found


def made_system(name: str, **changes: Any) -> SystemEstimate:
    """A system back in 3 days one time in two, in 5 in the adverse case, aimed at in 4."""
    made = SystemEstimate(
        system=name,
        start=DAY,
        end=2 * DAY,
        hold=Hold.GATE,
        held_by="",
        own=DAY,
        basis=None,
        dates=Dates(2 * DAY, 3 * DAY, 4 * DAY, 5 * DAY),
        earliest=2 * DAY,
        needed=None,
        target=4 * DAY,
        odds=0.8,
        critical=0.5,
        standing=Standing.NOT_SHOWN,
    )
    return replace(made, **changes)


def changed_service(estimate: ScenarioEstimate, **changes: Any) -> ServiceEstimate:
    """The first service of an estimate, otherwise."""
    return replace(estimate.services[0], **changes)
