"""What the computation reads of a record: the plan, its two graphs, its backups, and when odds are enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.graphs import Graph
    from planforge.model.backups import Backup
    from planforge.model.plan import Plan


@dataclass(frozen=True)
class Ground:
    """A record ready to be scheduled. ``enough`` is the share of runs, in percent, that makes a target kept."""

    plan: Plan
    run: Graph
    restore: Graph
    backups_of: Mapping[str, tuple[Backup, ...]]
    enough: int
