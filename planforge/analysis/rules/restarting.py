"""Rules of the restart that need no calculation (D.3): vendors who sleep, times not measured, orders that block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS, TOP_TIERS
from planforge.analysis.hours import Cover, cover
from planforge.analysis.kinds import hosted, keeps_data
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed, named, shortened
from planforge.model.answer import Source, State
from planforge.model.backups import RestoreKind, RestoreResult
from planforge.values import Duration, plural, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planforge.analysis.facts import Facts, Subject
    from planforge.analysis.graphs import Edge
    from planforge.model.crisis import Scenario
    from planforge.model.people import Supplier
    from planforge.model.systems import System

_HOUR = 60  # minutes


@rule("FEA-VENDOR-CALENDAR", Severity.MAJOR)
def vendor_asleep(facts: Facts) -> Iterator[Yield]:
    """A supplier of office hours only, needed to restore what is wanted back before a long week-end is over."""
    limit = Duration(facts.threshold("vendor_hours") * _HOUR)
    for supplier in facts.plan.suppliers:
        urgent = _urgent(facts.supplied.get(supplier.id, ()), limit)
        if urgent:
            yield from _answers(facts, supplier, urgent)


def _urgent(systems: Sequence[System], limit: Duration) -> list[tuple[System, Duration]]:
    """The systems of the high classes wanted back sooner, and how soon; those that do without the vendor left out."""
    found = []
    for system in systems:
        soonest = _soonest(system)
        if system.tier.best in HIGH_TIERS and soonest is not None and soonest < limit:
            found.append((system, soonest))
    return [(system, soonest) for system, soonest in found if _needs_vendor(system) is not False]


def _soonest(system: System) -> Duration | None:
    """The shortest RTO that the hospital itself gave: a default of the library promises nothing."""
    answers = (system.rto, *system.rto.scenarios.values())
    return min((one.best for one in answers if one.best is not None and not one.is_default), default=None)


def _needs_vendor(system: System) -> bool | None:
    """Whether the vendor is needed to restore: said so, else because nobody here does it; ``None`` if not known."""
    restore = system.restore
    if restore.needs_vendor.best is not None:
        return restore.needs_vendor.best
    nobody_here = restore.team.state is State.ABSENT and system.technical_owner.state is State.ABSENT
    return True if nobody_here or hosted(system) or restore.total.source is Source.VENDOR else None


def _answers(facts: Facts, supplier: Supplier, urgent: Sequence[tuple[System, Duration]]) -> Iterator[Yield]:
    about, hours = facts.supplier[supplier.id].at("hours"), supplier.hours.best
    found = cover(hours) if hours else Cover.UNSURE
    if found is Cover.ALWAYS:
        return
    needing = [(system, soonest) for system, soonest in urgent if _needs_vendor(system)]
    if needing and hours and found is Cover.OFFICE:
        names = [f"{named(system.name)} ({say_duration(soonest)})" for system, soonest in needing]
        values = {"hours": hours, "limit": str(facts.threshold("vendor_hours")), "names": shortened(names)}
        yield Breach(about, values, tuple(facts.system[system.id].ref for system, _ in needing))
    elif needing:
        yield Missing(about, "les horaires du support (nuit et week-end)")
    for system, _ in urgent:
        if found is Cover.OFFICE and _needs_vendor(system) is None:
            place = facts.system[system.id].at("restore", "needs_vendor")
            yield Missing(place, "le besoin du fournisseur pour restaurer")


@rule("FEA-UNMEASURED", Severity.MAJOR)
def never_measured(facts: Facts) -> Iterator[Yield]:
    """Systems of the top classes whose restore time nobody ever measured: all of them in one finding."""
    top = [one for one in facts.plan.systems.values() if one.tier.best in TOP_TIERS]
    ours = [one for one in top if not hosted(one) and keeps_data(one)]
    unproven = [one for one in ours if one.restore.total.source is not Source.MEASURED]
    if unproven and facts.kept_apart("restore_tests"):
        yield Missing(facts.whole, APART["restore_tests"])
        return
    proofs = {one.id: _measured_by_test(facts, one) for one in unproven}
    for system in unproven:
        if proofs[system.id] is None:
            yield Missing(facts.system[system.id], "la durée mesurée lors du test réussi")
    theory = [one for one in unproven if proofs[one.id] is False]
    if theory:
        first, *others = (facts.system[one.id] for one in theory)
        values = {
            "count": plural(len(theory), "système"),
            "total": str(len(ours)),
            "names": listed(one.name for one in theory),
        }
        yield Breach(first.at("restore", "total"), values, tuple(other.ref for other in others))


def _measured_by_test(facts: Facts, system: System) -> bool | None:
    """Whether a successful test of the whole system was timed; ``None`` when it was, and its time is not written."""
    proving = [
        test
        for test in facts.tests_of.get(system.id, ())
        if test.result is RestoreResult.SUCCESS and test.kind is not RestoreKind.FILE
    ]
    if not proving:
        return False
    return True if any(test.elapsed.best is not None for test in proving) else None


@rule("FEA-ORDER-VIOLATES", Severity.BLOCKING)
def order_that_blocks(facts: Facts) -> Iterator[Yield]:
    """The hospital's own restart order, where it puts a system before something it waits for."""
    for scenario in facts.plan.scenarios:
        about = facts.scenario[scenario.id].at("restart_order")
        if "restart_order" in scenario.unknown_lists:
            yield Missing(about, "l’ordre de redémarrage voulu")
        else:
            yield from _blocked(facts, about, scenario)


def _blocked(facts: Facts, about: Subject, scenario: Scenario) -> Iterator[Yield]:
    rank = {name: place for place, name in enumerate(dict.fromkeys(scenario.restart_order))}
    # In a cycle any order is wrong, and DEP-CYCLE says so.
    cycle_of = {name: cycle for cycle in facts.restore.rounds.cycles for name in cycle}
    wrong = [
        (name, edge)
        for name in rank
        for edge in facts.restore.binding.get(name, ())
        if _comes_too_late(name, edge, rank) and not _inside(edge, cycle_of.get(name, ()))
    ]
    if wrong:
        systems = dict.fromkeys(one for name, edge in wrong for one in (name, *edge.alternatives))
        pairs = dict.fromkeys(f"{_called(facts, name)} avant {_either(facts, edge)}" for name, edge in wrong)
        values = {"count": str(len(pairs)), "pairs": shortened([*pairs])}
        yield Breach(about, values, tuple(facts.system[one].ref for one in systems), scenario=scenario.id)


def _comes_too_late(name: str, edge: Edge, rank: Mapping[str, int]) -> bool:
    """Whether every alternative is in the order, after what waits for it; one that is not may stand already."""
    return all(rank.get(needed, -1) > rank[name] for needed in edge.alternatives)


def _inside(edge: Edge, cycle: Sequence[str]) -> bool:
    return any(needed in cycle for needed in edge.alternatives)


def _called(facts: Facts, name: str) -> str:
    return named(facts.plan.systems[name].name)


def _either(facts: Facts, edge: Edge) -> str:
    return " ou ".join(_called(facts, name) for name in edge.alternatives)


RULES: tuple[Rule, ...] = (
    vendor_asleep,
    never_measured,
    order_that_blocks,
)
