"""What a scenario takes down: what must be restored, what only waits for it, and what goes on working."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.graphs import down_with
from planforge.analysis.kinds import hosted, is_internet, is_telephony
from planforge.model.crisis import ScenarioKind
from planforge.model.systems import Hosting

if TYPE_CHECKING:
    from planforge.analysis.graphs import Graph
    from planforge.model.crisis import Scenario
    from planforge.model.plan import Plan
    from planforge.model.systems import System


@dataclass(frozen=True, slots=True)
class Loss:
    """``restored`` systems are to be rebuilt or restored; ``waiting`` ones only come back once what they need does.

    ``apart``: nothing in particular is lost, and each system is looked at as if it alone had failed.
    """

    restored: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    apart: bool = False

    @property
    def down(self) -> tuple[str, ...]:
        """All that does not work, lost things first."""
        return (*self.restored, *self.waiting)


def loss(plan: Plan, run: Graph, scenario: Scenario) -> Loss | None:
    """What the scenario takes down, nothing at all where it loses people only; ``None`` while it does not say.

    An attack that says nothing takes down all that the hospital hosts; a local failure that says nothing, any one
    system at a time.
    """
    systems = plan.systems
    cut = frozenset(name for name, system in systems.items() if _is_cut(system, scenario))
    if scenario.lost:
        taken = {name for name, system in systems.items() if _is_lost(plan, system, frozenset(scenario.lost))}
    elif scenario.kind is ScenarioKind.CYBER:
        taken = {name for name, system in systems.items() if not hosted(system)}
    elif cut or scenario.kind is ScenarioKind.STAFF:
        taken = set()
    elif scenario.kind is ScenarioKind.LOCAL_FAILURE:
        return Loss(tuple(name for name, system in systems.items() if not hosted(system)), apart=True)
    else:
        return None
    standing = frozenset(name for name, system in systems.items() if _stands(system, scenario))
    # A link that somebody else runs is not ours to restore: it comes back with what it needs.
    restored = (taken | {name for name in cut if not hosted(systems[name])}) - standing
    down = down_with(run, (restored | cut) - standing, standing)
    return Loss(
        tuple(name for name in systems if name in restored),
        tuple(name for name in systems if name in down and name not in restored),
    )


def lost_systems(plan: Plan, run: Graph, scenario: Scenario) -> frozenset[str]:
    """The systems that do not work in the scenario; none where any one of them may have failed."""
    found = loss(plan, run, scenario)
    return frozenset(found.down) if found is not None and not found.apart else frozenset()


def _is_lost(plan: Plan, system: System, named: frozenset[str]) -> bool:
    """Whether the system is lost, alone or with its site or its host; a lost supplier takes down what it hosts only."""
    if _is_named(system, named):
        return True
    if hosted(system):
        return False
    sites = plan.establishment.sites
    alone = sites[0].id if len(sites) == 1 and system.hosting.best is not Hosting.GHT else ""
    return (system.site.best or alone) in named


def _is_named(system: System, named: frozenset[str]) -> bool:
    """Whether the system itself, or whoever hosts it, is said to be lost."""
    return system.id in named or (hosted(system) and (system.vendor.best or "") in named)


def _is_cut(system: System, scenario: Scenario) -> bool:
    """Whether the scenario says that this kind of system is not available."""
    silent = is_telephony(system) and scenario.phones.best is False
    return silent or (is_internet(system) and scenario.internet.best is False)


def _stands(system: System, scenario: Scenario) -> bool:
    """Whether the system works on whatever it needs: the scenario says so, or it is able to live cut off."""
    attack = scenario.kind is ScenarioKind.CYBER
    if _is_named(system, frozenset(scenario.lost)):
        return False
    if is_telephony(system) and scenario.phones.best is not None:
        return scenario.phones.best
    if is_internet(system) and scenario.internet.best is not None:
        return scenario.internet.best
    if attack and scenario.internet.best and hosted(system):
        return True
    return attack and system.island.best is True
