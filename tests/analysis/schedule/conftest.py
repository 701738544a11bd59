"""Records seen through the computation of their restart: their ground, the problem of a scenario, its estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.facts import Facts
from planforge.analysis.schedule.outlook import Outlook
from planforge.analysis.schedule.problem import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.estimates import ScenarioEstimate
    from planforge.analysis.schedule.ground import Ground
    from planforge.analysis.schedule.problem import Problem
    from planforge.model.plan import Plan

CYBER = {"id": "cyber", "kind": "cyber", "gate": {"min": "48 h", "likely": "48 h", "max": "48 h"}}
RUNS = 200


@pytest.fixture
def ground(a_plan: Callable[..., Plan]) -> Callable[..., Ground]:
    """``ground(applications=[...])``: what the computation reads of that record."""
    return lambda **sections: Facts(a_plan(**sections)).outlook.ground


@pytest.fixture
def posed(ground: Callable[..., Ground]) -> Callable[..., Problem]:
    """``posed(applications=[...])``: the problem of the first scenario, a cyber attack unless the record says one."""

    def found(**sections: Any) -> Problem:
        read = ground(**{"scenarios": [CYBER], **sections})
        made = problem(read, read.plan.scenarios[0])
        assert made is not None
        return made

    return found


@pytest.fixture
def outlook(ground: Callable[..., Ground]) -> Callable[..., Outlook]:
    """``outlook(runs=..., applications=[...])``: the estimates of that record over few runs."""

    def found(*, runs: int = RUNS, seed: int = 1, **sections: Any) -> Outlook:
        return Outlook(ground(**{"scenarios": [CYBER], **sections}), None, runs, seed)

    return found


@pytest.fixture
def estimate(outlook: Callable[..., Outlook]) -> Callable[..., ScenarioEstimate]:
    """``estimate(applications=[...])``: the estimate of the first scenario."""

    def found(**sections: Any) -> ScenarioEstimate:
        made = outlook(**sections)
        one = made.estimate(made.ground.plan.scenarios[0])
        assert one is not None
        return one

    return found
