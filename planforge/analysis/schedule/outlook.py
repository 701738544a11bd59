"""The estimates of a record, scenario by scenario, each computed when first asked for, or taken from what was kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from planforge import __version__
from planforge.analysis.schedule.estimating import SEED, Estimation, estimated
from planforge.analysis.schedule.levers import changes, levers
from planforge.analysis.schedule.problem import problem
from planforge.analysis.uses import critical_applications, in_scenario, outer_limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.schedule.estimates import Lever, LeverKind, ScenarioEstimate
    from planforge.analysis.schedule.ground import Ground
    from planforge.analysis.schedule.problem import Problem
    from planforge.model.crisis import Scenario
    from planforge.model.services import Service


class Keeper(Protocol):
    """Where estimates are kept from one command to the next, by a mark of all they depend on."""

    def estimate(self, mark: str) -> ScenarioEstimate | None:
        """The estimate kept under that mark."""

    def levers(self, mark: str) -> tuple[Lever, ...] | None:
        """The levers kept under that mark."""

    def keep(self, mark: str, kept: ScenarioEstimate | tuple[Lever, ...]) -> None:
        """Keeps one or the other; a mark stands for its scenario's present inputs."""


FORM = 3  # of the computation: raised with every change of its results, so that nothing older is taken for it


@dataclass
class Outlook:
    """The estimates of a record. ``runs`` and ``seed`` are those of every simulation; 0 runs: as many as needed."""

    ground: Ground
    keeper: Keeper | None = None
    runs: int = 0
    seed: int = SEED
    _found: dict[str, ScenarioEstimate | None] = field(default_factory=dict)
    _levers: dict[str, tuple[Lever, ...]] = field(default_factory=dict)
    _problems: dict[str, Problem | None] = field(default_factory=dict)

    @property
    def scenarios(self) -> tuple[ScenarioEstimate, ...]:
        """The estimates of all scenarios that can be computed, in the order of the record."""
        found = (self.estimate(scenario) for scenario in self.ground.plan.scenarios)
        return tuple(one for one in found if one is not None)

    def estimate(self, scenario: Scenario) -> ScenarioEstimate | None:
        """The estimate of a scenario; ``None`` without a gate, something lost and a duration at least."""
        if scenario.id not in self._found:
            self._found[scenario.id] = self._estimate(scenario)
        return self._found[scenario.id]

    def levers(self, scenario: Scenario) -> tuple[Lever, ...]:
        """What would help most in a scenario, the best first; empty where nothing can be computed."""
        if scenario.id not in self._levers:
            self._levers[scenario.id] = self._find_levers(scenario)
        return self._levers[scenario.id]

    def what_ifs(self, scenario: Scenario) -> tuple[tuple[LeverKind, str], ...]:
        """The means that could be changed in a scenario: their kind, and whose they are."""
        posed = self._problem(scenario)
        return tuple((one.kind, one.of) for one in changes(posed)) if posed else ()

    def what_if(self, scenario: Scenario, wanted: Sequence[tuple[LeverKind, str]]) -> ScenarioEstimate | None:
        """The estimate with those means changed, one after the other; each is one that ``what_ifs`` names."""
        posed = self._problem(scenario)
        for want in wanted:
            if posed is None:
                break
            posed = next(one.problem for one in changes(posed) if (one.kind, one.of) == want)
        return estimated(self._estimation(scenario, posed)) if posed and posed.network.tasks else None

    def settle(self) -> None:
        """Computes everything now."""
        for scenario in self.ground.plan.scenarios:
            self.estimate(scenario)
            self.levers(scenario)

    def _problem(self, scenario: Scenario) -> Problem | None:
        if scenario.id not in self._problems:
            self._problems[scenario.id] = problem(self.ground, scenario)
        return self._problems[scenario.id]

    def _estimate(self, scenario: Scenario) -> ScenarioEstimate | None:
        posed = self._problem(scenario)
        if posed is None or not posed.network.tasks:
            return None
        mark = self.mark(scenario, posed)
        kept = self.keeper.estimate(mark) if self.keeper else None
        if kept is None:
            kept = estimated(self._estimation(scenario, posed))
            if self.keeper:
                self.keeper.keep(mark, kept)
        return kept

    def _find_levers(self, scenario: Scenario) -> tuple[Lever, ...]:
        posed = self._problem(scenario)
        if posed is None or not posed.network.tasks or posed.loss.apart:
            return ()
        mark = self.mark(scenario, posed)
        kept = self.keeper.levers(mark) if self.keeper else None
        if kept is None:
            kept = levers(self._estimation(scenario, posed))
            if self.keeper:
                self.keeper.keep(mark, kept)
        return kept

    def _estimation(self, scenario: Scenario, posed: Problem) -> Estimation:
        return Estimation(self.ground, scenario, posed, self.runs, self.seed)

    def mark(self, scenario: Scenario, posed: Problem) -> str:
        """A mark of all that the estimate of a scenario depends on: its problem, services, thresholds, the version."""
        services = [_service_mark(one) for one in self.ground.plan.services]
        targets = [in_scenario(one.rto, scenario).best for one in self.ground.plan.systems.values()]
        stopping = self.ground.run.needs if posed.loss.apart else {}  # tasks that wait for nothing do not tell
        inputs = (FORM, __version__, posed, services, targets, stopping, self.ground.enough, self.runs, self.seed)
        return hashlib.sha256(repr(inputs).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _service_mark(service: Service) -> tuple[object, ...]:
    """What an estimate and the levers read of a service, as plain values: spelling whole models out is slow."""
    held = (service.endurance.full.best, service.endurance.limit.best, outer_limit(service))
    used = tuple((one.application, one.level.value) for one in service.applications)
    signed = tuple(one.signed_on.best for one in service.partners)
    needed = critical_applications(service)
    return (service.id, service.vital.best, service.weight.best, held, used, needed, signed)
