"""Units of several resources in one integer: whether a demand fits is one subtraction, whatever the resources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.schedule.network import ImpossibleNetworkError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.schedule.network import Network, Task


@dataclass(frozen=True)
class Packing:
    """A field of bits by resource, each under a guard bit: « free + guards - demand » keeps every guard if it fits."""

    capacity: Mapping[str, int]

    @cached_property
    def offsets(self) -> Mapping[str, int]:
        """The lowest bit of each resource's field."""
        found, offset = {}, 0
        for name, units in self.capacity.items():
            found[name] = offset
            offset += units.bit_length() + 1
        return found

    @cached_property
    def guards(self) -> int:
        """The guard bits."""
        return sum(1 << (self.offsets[name] + units.bit_length()) for name, units in self.capacity.items())

    def packed(self, units: Mapping[str, int]) -> int:
        """Those units, packed."""
        return sum(count << self.offsets[name] for name, count in units.items())

    def demand(self, task: Task) -> int:
        """The demand of a task, packed. Raises ``ImpossibleNetworkError`` where it is above a capacity."""
        for name, count in task.demand:
            if count > self.capacity.get(name, 0):
                raise ImpossibleNetworkError(f"{task.id} asks for {count} of {name}")
        return self.packed(dict(task.demand))


def demands(network: Network) -> tuple[Packing, tuple[int, ...]]:
    """The packing of a network's resources, and the packed demand of each task."""
    packing = Packing(network.capacity)
    return packing, tuple(packing.demand(task) for task in network.tasks)
