from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.schedule.network import ImpossibleNetworkError, Network, Task
from planforge.analysis.schedule.packing import Packing, demands

UNITS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(0, 70)), min_size=1, max_size=6)


@given(UNITS)
def test_a_demand_fits_when_the_guards_are_left(rows: list[tuple[int, int, int]]) -> None:
    names = [f"r{place}" for place in range(len(rows))]
    capacity = {name: max(row) for name, row in zip(names, rows, strict=True)}
    packing = Packing(capacity)
    free = packing.packed({name: row[1] for name, row in zip(names, rows, strict=True)})
    asked = packing.packed({name: row[2] for name, row in zip(names, rows, strict=True)})
    left = free + packing.guards - asked
    fits = all(row[2] <= row[1] for row in rows)
    assert (left & packing.guards == packing.guards) == fits
    if fits:
        rest = {name: row[1] - row[2] for name, row in zip(names, rows, strict=True)}
        assert left - packing.guards == packing.packed(rest)


def test_each_task_asks_for_its_units() -> None:
    tasks = (Task("a", 1, (), (("x", 2),)), Task("b", 1), Task("c", 1, (), (("y", 1), ("x", 1))))
    packing, asked = demands(Network(tasks, {"x": 2, "y": 1}))
    assert asked == (packing.packed({"x": 2}), 0, packing.packed({"x": 1, "y": 1}))


@pytest.mark.parametrize("demand", [("team", 3), ("nobody", 1)])
def test_nobody_can_be_asked_for_more_than_there_is(demand: tuple[str, int]) -> None:
    with pytest.raises(ImpossibleNetworkError, match=f"a asks for {demand[1]} of {demand[0]}"):
        demands(Network((Task("a", 1, (), (demand,)),), {"team": 2}))
