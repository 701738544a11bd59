"""Everything the analysis says of a record, each part computed when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.analysis.care import care_scope
from planforge.analysis.coverage import coverage, forms_needed
from planforge.analysis.facts import Facts
from planforge.analysis.findings import judge
from planforge.analysis.gaps import completeness, gaps
from planforge.analysis.restart import restart_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planforge.analysis.graphs import Graph
    from planforge.analysis.results import (
        CareScope,
        Completeness,
        Finding,
        FormNeed,
        GapItem,
        RestartOrder,
        ServiceCoverage,
        Stopped,
        SystemNeed,
        Undecided,
    )
    from planforge.analysis.schedule.outlook import Keeper, Outlook
    from planforge.analysis.written import Written
    from planforge.library.resolution import Resolved
    from planforge.model.plan import Plan


@dataclass(frozen=True)
class Results:
    """The results of a record at a date; without a date, dated rules are undecided and waivers do not count.

    ``written`` are the documents of the last build; without them, rules that judge documents are undecided. ``keeper``
    spares estimates already computed.
    """

    resolved: Resolved
    today: date | None = None
    written: Written | None = None
    keeper: Keeper | None = None

    @property
    def plan(self) -> Plan:
        """The resolved record."""
        return self.resolved.plan

    @cached_property
    def facts(self) -> Facts:
        """The record as rules read it."""
        resolved = self.resolved
        return Facts(resolved.plan, self.today, resolved.workflows, resolved.service_types, self.written, self.keeper)

    @cached_property
    def _judged(self) -> tuple[tuple[Finding, ...], tuple[Undecided, ...]]:
        return judge(self.facts)

    @property
    def is_judged(self) -> bool:
        """Whether the rules were applied already: nothing printed before that holds a finding."""
        return "_judged" in self.__dict__

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, waived ones too, sorted by severity, rule and object."""
        return self._judged[0]

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        """The rules that lack an answer, sorted by rule."""
        return self._judged[1]

    @cached_property
    def restart_order(self) -> RestartOrder:
        """Every system in its wave."""
        return restart_order(self.plan, self.needs, self.restore_graph)

    @property
    def needs(self) -> Mapping[str, SystemNeed]:
        """What activities ask of each system, by identifier, in the order of the record."""
        return self.facts.needs

    @property
    def run_graph(self) -> Graph:
        """What systems need to work."""
        return self.facts.run

    @property
    def restore_graph(self) -> Graph:
        """What systems need to come back."""
        return self.facts.restore

    @property
    def stops(self) -> Mapping[str, Stopped]:
        """What stops with each system."""
        return self.facts.stops

    @property
    def outlook(self) -> Outlook:
        """What the computation of the restart says, scenario by scenario."""
        return self.facts.outlook

    @cached_property
    def coverage(self) -> tuple[ServiceCoverage, ...]:
        """Endurance against cyber targets, by scenario and service."""
        return coverage(self.plan)

    @cached_property
    def forms(self) -> Mapping[str, tuple[FormNeed, ...]]:
        """Forms needed for 72 hours, by service that has a degraded workflow."""
        flows = self.resolved.workflows
        return {one.id: forms_needed(one, flows[one.id]) for one in self.plan.services if one.id in flows}

    @cached_property
    def gaps(self) -> tuple[GapItem, ...]:
        """Every answer « à compléter », in file order."""
        return gaps(self.plan, self.facts.spots)

    @cached_property
    def completeness(self) -> tuple[Completeness, ...]:
        """Answered against expected, by section."""
        return completeness(self.plan, self.facts.spots)

    @cached_property
    def care_scope(self) -> CareScope:
        """What the record covers of the scope of CaRE D2."""
        return care_scope(self.plan)

    def settle(self) -> None:
        """Computes every part now: processes forked from this one then share them all."""
        for name, part in vars(Results).items():
            if isinstance(part, cached_property):
                getattr(self, name)
        self.outlook.settle()


def study(
    resolved: Resolved, today: date | None, written: Written | None = None, keeper: Keeper | None = None
) -> Results:
    """The results of a resolved record judged at that date, with the documents of its last build where it has some.

    ``keeper`` spares estimates computed by an earlier command.
    """
    return Results(resolved, today, written, keeper)
