"""What activities ask of each system, beside the target of the DSI and what restore tests proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.graphs import run_graph
from planforge.analysis.results import Asker, Capability, Demand, Gap, SystemNeed
from planforge.analysis.uses import activity_applications
from planforge.model.backups import RestoreKind, RestoreResult
from planforge.model.systems import Application

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from planforge.analysis.graphs import Graph
    from planforge.model.backups import RestoreTest
    from planforge.model.plan import Plan
    from planforge.model.systems import System
    from planforge.values import Duration

_Wish = tuple["Duration", tuple[Asker, ...], tuple[str, ...]]


def needs(plan: Plan, graph: Graph | None = None) -> dict[str, SystemNeed]:
    """The need of every system, in the order of the record; ``graph`` is the run graph when already built."""
    graph = graph or run_graph(plan)
    dmia = _inherit(graph, _wishes(plan, "dmia"), frozenset(graph.needs))
    # Data is lost where it is kept: a data need passes on to applications, not to the network or the directory.
    keepers = frozenset(name for name, system in plan.systems.items() if isinstance(system, Application))
    pdma = _inherit(graph, _wishes(plan, "pdma"), keepers)
    proven = capabilities(plan.restore_tests)
    return {
        name: _need(system, dmia.get(name), pdma.get(name), proven.get(name)) for name, system in plan.systems.items()
    }


def capabilities(tests: Iterable[RestoreTest]) -> dict[str, Capability]:
    """By system, the last successful test that restored more than files; an undated one counts as the oldest."""
    found: dict[str, RestoreTest] = {}
    for test in tests:
        if test.result is not RestoreResult.SUCCESS or test.kind is RestoreKind.FILE:
            continue
        if test.system not in found or _when(found[test.system]) <= _when(test):
            found[test.system] = test
    return {
        system: Capability(test.id, test.date.best, test.elapsed.best, test.loss.best) for system, test in found.items()
    }


def _when(test: RestoreTest) -> tuple[bool, date | None]:
    return (test.date.best is not None, test.date.best)


def _wishes(plan: Plan, field: str) -> tuple[_Wish, ...]:
    """What activities ask for, the shortest first; activities that ask the same of the same applications together."""
    found: dict[tuple[Duration, tuple[str, ...]], list[Asker]] = {}
    for service in plan.services:
        for activity in service.activities:
            wanted: Duration | None = getattr(activity, field).best
            if wanted is not None:
                asked = (wanted, activity_applications(service, activity))
                found.setdefault(asked, []).append(Asker(service.id, activity.id))
    grouped = [(wanted, tuple(askers), applications) for (wanted, applications), askers in found.items()]
    return tuple(sorted(grouped, key=lambda wish: wish[0]))


def _inherit(graph: Graph, wishes: Sequence[_Wish], bearers: frozenset[str]) -> dict[str, Demand]:
    """The shortest wish that reaches each system through hard needs, with everyone who asks as much."""
    settled: dict[str, Demand] = {}
    for wanted, askers, applications in wishes:
        for system in _reached(graph, applications, bearers, settled, wanted):
            known = settled.get(system)
            settled[system] = Demand(wanted, (*known.askers, *askers) if known else askers)
    return settled


def _reached(
    graph: Graph,
    applications: Sequence[str],
    bearers: frozenset[str],
    settled: Mapping[str, Demand],
    wanted: Duration,
) -> tuple[str, ...]:
    """The systems a wish reaches; it stops at a shorter one, which has already gone everywhere beyond."""
    found: dict[str, None] = {}
    front = [name for name in applications if name in graph.needs]
    while front:
        system = front.pop()
        known = settled.get(system)
        if system in found or system not in bearers or (known is not None and known.value < wanted):
            continue
        found[system] = None
        front += [name for edge in graph.binding[system] for name in edge.alternatives]
    return tuple(found)


def _need(system: System, dmia: Demand | None, pdma: Demand | None, proven: Capability | None) -> SystemNeed:
    rto, rpo = system.rto.best, system.rpo.best
    return SystemNeed(
        system=system.id,
        dmia=dmia,
        pdma=pdma,
        rto=rto,
        rpo=rpo,
        proven=proven,
        time=_gap(dmia, rto, proven.elapsed if proven else None),
        data=_gap(pdma, rpo, proven.loss if proven else None),
    )


def _gap(demand: Demand | None, target: Duration | None, shown: Duration | None) -> Gap:
    bounds = [bound for bound in (demand.value if demand else None, target) if bound is not None]
    if not bounds:
        return Gap.UNKNOWN
    if shown is None:
        return Gap.NOT_SHOWN
    return Gap.MET if shown <= min(bounds) else Gap.NOT_MET
