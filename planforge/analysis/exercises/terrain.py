"""Where an exercise is played: the record studied, a scenario, the services that stimuli may name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.losses import lost_systems
from planforge.analysis.results import ObjectRef
from planforge.analysis.uses import vital_applications
from planforge.model.services import Perimeter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.analysis.schedule.estimates import ScenarioEstimate
    from planforge.analysis.study import Results
    from planforge.model.crisis import Scenario
    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.systems import System

_CARE = frozenset({Perimeter.CARE, Perimeter.TECHNICAL})


@dataclass(frozen=True, slots=True)
class Aimed:
    """Something of the record that a stimulus may hit: ``values`` fill its words, ``objects`` say what it is."""

    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    objects: tuple[ObjectRef, ...] = ()


@dataclass(frozen=True)
class Terrain:
    """A record ready to be played in a scenario; ``services`` are those in play, the most exposed first."""

    results: Results
    scenario: Scenario
    services: tuple[Service, ...]

    @property
    def plan(self) -> Plan:
        """The resolved record."""
        return self.results.plan

    @cached_property
    def estimate(self) -> ScenarioEstimate | None:
        """The scenario computed, where it can be."""
        return self.results.outlook.estimate(self.scenario)

    @cached_property
    def down(self) -> frozenset[str]:
        """The systems that do not work in the scenario."""
        return lost_systems(self.plan, self.results.run_graph, self.scenario)

    @cached_property
    def vital(self) -> tuple[Service, ...]:
        """The vital services in play; those of care, then all of them, while none is said vital."""
        said = tuple(one for one in self.services if one.vital.best)
        care = tuple(one for one in self.services if one.perimeter.best in _CARE)
        return said or care or self.services

    def vital_systems(self) -> Iterator[tuple[Service, System]]:
        """Each application that a vital service in play cannot do without."""
        for service in self.vital:
            for name in vital_applications(service):
                if name in self.plan.systems:
                    yield service, self.plan.systems[name]


def service_ref(service: Service) -> ObjectRef:
    """A service as findings name it."""
    return ObjectRef("services", service.id, service.name)


def system_ref(system: System) -> ObjectRef:
    """An application or a foundation, whichever it is."""
    return ObjectRef("systems", system.id, system.name)


def as_said(words: str) -> str:
    """Words of the record as they stand inside a sentence: no full stop at their end, no capital but an acronym's."""
    kept = words.strip().rstrip(".").strip()
    return kept if kept[1:2].isupper() or not kept[1:2].isalpha() else kept[:1].lower() + kept[1:]
