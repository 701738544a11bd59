"""Proof that no order does better, or how far one might: OR-Tools' CP-SAT, with the extra ``planforge[solver]``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil, gcd
from typing import TYPE_CHECKING

from planforge.analysis.schedule.network import Goal, Schedule
from planforge.analysis.schedule.search import best_order, goal_bound
from planforge.errors import PlanforgeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from ortools.sat.python.cp_model import CpSolver, IntVar, LinearExprT

    from planforge.analysis.schedule.network import Network

_SEED = 1
_MAKESPAN = Goal._fields.index("makespan")


class MissingSolverError(PlanforgeError):
    """OR-Tools is not installed."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The best schedule known, its goal, and a goal that none beats."""

    schedule: Schedule
    goal: Goal
    bound: Goal

    @property
    def optimal(self) -> bool:
        """Whether nothing better exists."""
        return self.goal == self.bound

    @property
    def gap(self) -> float:
        """How much better the first part of the goal that is not proved might be, as a share of it."""
        parts = zip(self.goal, self.bound, strict=True)
        return next(((value - bound) / value for value, bound in parts if value != bound), 0.0)


def prove(network: Network, seconds: float = 10.0) -> Proof:
    """What the solver makes of a network, the most important part of the goal first.

    ``seconds`` are those of an ordinary machine, counted in work done, so that every machine answers the same. Networks
    with calendars are not proved. Raises ``MissingSolverError`` without OR-Tools.
    """
    solver = _solver()
    found = best_order(network)
    proof = Proof(found.schedule, found.goal, goal_bound(network))
    if proof.optimal or any(task.calendar.spans for task in network.tasks):
        return proof
    return _Model(network, solver, proof.schedule).prove(proof, seconds)


def _solver() -> ModuleType:
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - an extra's library, there only if asked for
    except ImportError as error:
        raise MissingSolverError(
            "La preuve qu’aucun ordre ne fait mieux demande le solveur OR-Tools : "
            'installez-le par pip install "planforge[solver]".'
        ) from error
    module: ModuleType = cp_model
    return module


class _Model:
    """The network as CP-SAT reads it; times in the largest unit that divides all durations, after the gate."""

    def __init__(self, network: Network, solver: ModuleType, known: Schedule) -> None:
        self.network, self.solver, self.known = network, solver, known
        self.model = solver.CpModel()
        self.starts = [self._moment(task.release // self.unit) for task in network.tasks]
        for task, needs in enumerate(network.needs):
            for need in needs:
                self._after(self.starts[task], need)
        self._share()
        self.parts = (*self._lateness(), self._makespan())

    @cached_property
    def unit(self) -> int:
        """Minutes of a unit: where nothing could start earlier, all starts are multiples of it."""
        return gcd(*self.network.durations, *(task.release for task in self.network.tasks)) or 1

    @cached_property
    def horizon(self) -> int:
        """No best schedule ends later, in units."""
        if not self.network.deadlines:
            return (self.known.makespan - self.network.gate) // self.unit
        last = max(task.release for task in self.network.tasks)
        return (last + sum(self.network.durations)) // self.unit

    def _moment(self, earliest: int = 0) -> IntVar:
        moment: IntVar = self.model.new_int_var(earliest, self.horizon, "")
        return moment

    def _span(self, task: int) -> int:
        return self.network.durations[task] // self.unit

    def _after(self, moment: IntVar, need: Sequence[int]) -> None:
        """That moment comes after one of the tasks."""
        if len(need) == 1:
            self.model.add(moment >= self.starts[need[0]] + self._span(need[0]))
            return
        picked = [self.model.new_bool_var("") for _ in need]
        self.model.add_bool_or(picked)
        for one, other in zip(picked, need, strict=True):
            self.model.add(moment >= self.starts[other] + self._span(other)).only_enforce_if(one)

    def _share(self) -> None:
        """No resource is asked for more than it has."""
        held = [
            self.model.new_fixed_size_interval_var(start, self._span(task), "")
            for task, start in enumerate(self.starts)
        ]
        for name, units in self.network.capacity.items():
            asked = {
                task: count
                for task, one in enumerate(self.network.tasks)
                for resource, count in one.demand
                if resource == name and count and one.duration
            }
            if asked:
                self.model.add_cumulative([held[task] for task in asked], list(asked.values()), units)

    def _makespan(self) -> IntVar:
        makespan = self._moment()
        for task, start in enumerate(self.starts):
            self.model.add(makespan >= start + self._span(task))
        return makespan

    def _lateness(self) -> tuple[LinearExprT, LinearExprT, LinearExprT]:
        """The worst of the vital deadlines, how many of them are late, the total of all; in minutes."""
        far = self.horizon * self.unit + self.network.gate
        worst = self.model.new_int_var(0, far * max((one.weight for one in self.network.deadlines), default=0), "")
        late: LinearExprT = 0
        total: LinearExprT = 0
        for deadline, aim in zip(self.network.deadlines, self.network.aims, strict=True):
            reached, over = self._moment(), self.model.new_int_var(0, far, "")
            for need in aim:
                self._after(reached, need)
            self.model.add(over >= reached * self.unit + self.network.gate - deadline.due)
            total += over * deadline.weight
            if deadline.vital:
                self.model.add(worst >= over * deadline.weight)
                missed = self.model.new_bool_var("")
                self.model.add(over == 0).only_enforce_if(missed.negated())
                late += missed
        return worst, late, total

    def prove(self, proof: Proof, seconds: float) -> Proof:
        """The proof as far as it goes: each part of the goal is settled before the next one is looked at."""
        schedule, goal, bound = proof.schedule, proof.goal, list(proof.bound)
        for number, part in enumerate(self.parts):
            if goal[number] > bound[number]:
                solver = self._solved(part, schedule, seconds)
                seconds -= solver.response_proto.deterministic_time
                schedule, goal = self._better(solver, schedule, goal)
                bound[number] = max(bound[number], self._bound(solver, number))
            if goal[number] > bound[number]:
                break
            self.model.add(part <= self._in_units(goal[number], number))
        return Proof(schedule, goal, Goal(*bound))

    def _solved(self, part: LinearExprT, known: Schedule, seconds: float) -> CpSolver:
        """The solver after it looked for the least of a part, from the best schedule known."""
        self.model.clear_hints()
        for start, moment in zip(self.starts, known.starts, strict=True):
            self.model.add_hint(start, (moment - self.network.gate) // self.unit)
        self.model.minimize(part)
        solver: CpSolver = self.solver.CpSolver()
        solver.parameters.num_workers = 1  # several workers do not answer the same twice
        solver.parameters.random_seed = _SEED
        solver.parameters.max_deterministic_time = max(0.0, seconds)
        solver.solve(self.model)
        return solver

    def _better(self, solver: CpSolver, schedule: Schedule, goal: Goal) -> tuple[Schedule, Goal]:
        """The better of the schedule known and of the solver's."""
        if not solver.response_proto.solution:
            return schedule, goal
        gate = self.network.gate
        starts = tuple(solver.value(start) * self.unit + gate for start in self.starts)
        ends = tuple(start + span for start, span in zip(starts, self.network.durations, strict=True))
        found = self.network.goal(ends)
        return (Schedule(starts, ends), found) if found < goal else (schedule, goal)

    def _bound(self, solver: CpSolver, number: int) -> int:
        """What the solver proved of a part of the goal, in its own unit."""
        least = ceil(solver.best_objective_bound - 1e-6)
        return least * self.unit + self.network.gate if number == _MAKESPAN else least

    def _in_units(self, value: int, number: int) -> int:
        return (value - self.network.gate) // self.unit if number == _MAKESPAN else value
