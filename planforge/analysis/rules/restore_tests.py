"""Rules of restore tests (D.5): a backup never restored is no backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS, TOP_TIERS
from planforge.analysis.kinds import hosted, keeps_data, serves_files
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART, NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.backups import RestoreKind, RestoreResult
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.backups import RestoreTest
    from planforge.model.systems import System


@rule("BKP-NO-TEST-12M", Severity.MAJOR)
def not_tested(facts: Facts) -> Iterator[Yield]:
    """No successful restore test for a year: one finding by system of the high classes, one for all others."""
    since = facts.since("restore_test_months")
    if since is None or facts.kept_apart("restore_tests"):
        yield Missing(facts.whole, NO_DATE if since is None else APART["restore_tests"])
        return
    others = []
    for system in facts.plan.systems.values():
        if hosted(system) or not keeps_data(system) or not facts.backups_of.get(system.id):
            continue
        successes = [test for test in facts.tests_of.get(system.id, ()) if test.result is RestoreResult.SUCCESS]
        if any(test.date.best is not None and test.date.best >= since for test in successes):
            continue
        if any(test.date.best is None for test in successes):
            yield Missing(facts.system[system.id], "la date du test de restauration réussi")
        elif system.tier.best in HIGH_TIERS:
            yield _untested(facts, system, successes)
        else:
            others.append(system)
    if others:
        yield _all_untested(facts, others)


def _untested(facts: Facts, system: System, successes: list[RestoreTest]) -> Breach:
    last = max((test.date.best for test in successes if test.date.best is not None), default=None)
    values = {"months": str(facts.threshold("restore_test_months")), "last": say_date(last) if last else ""}
    severity = Severity.BLOCKING if system.tier.best in TOP_TIERS else None
    return Breach(facts.system[system.id], values, variant="" if last else "never", severity=severity)


def _all_untested(facts: Facts, systems: list[System]) -> Breach:
    first, *rest = (facts.system[system.id] for system in systems)
    values = {
        "months": str(facts.threshold("restore_test_months")),
        "count": str(len(systems)),
        "names": listed(system.name for system in systems),
    }
    return Breach(first, values, tuple(other.ref for other in rest), variant="others")


@rule("BKP-TEST-FAILED", Severity.BLOCKING)
def failed(facts: Facts) -> Iterator[Yield]:
    """A last restore test that failed, without a success since."""
    for index, test in enumerate(facts.plan.restore_tests):
        if test.result is not RestoreResult.FAILED or test.system not in facts.system:
            continue
        if not any(_mends(other, test) for other in facts.tests_of[test.system]):
            about = facts.placed(facts.system[test.system].ref, ("restore_tests", index, "result"))
            if test.date.best is None:
                yield Breach(about, variant="undated")
            else:
                yield Breach(about, {"date": say_date(test.date.best)})


def _mends(other: RestoreTest, failure: RestoreTest) -> bool:
    """Whether a test succeeded at or after the failure; an undated one proves nothing after a dated failure."""
    if other.result is not RestoreResult.SUCCESS:
        return False
    if failure.date.best is None:
        return other.date.best is not None
    return other.date.best is not None and other.date.best >= failure.date.best


@rule("BKP-TEST-FILE-ONLY", Severity.MINOR)
def only_files(facts: Facts) -> Iterator[Yield]:
    """Only files ever given back: one finding by system of the high classes, one for all others."""
    others = []
    for system in facts.plan.systems.values():
        tests = facts.tests_of.get(system.id, ())
        if not tests or serves_files(system) or any(test.kind is not RestoreKind.FILE for test in tests):
            continue
        if system.tier.best in HIGH_TIERS:
            yield Breach(facts.system[system.id], {"count": plural(len(tests), "essai")})
        else:
            others.append(facts.system[system.id])
    if others:
        values = {"count": plural(len(others), "système"), "names": listed(other.ref.name for other in others)}
        yield Breach(others[0], values, tuple(other.ref for other in others[1:]), variant="others")


RULES: tuple[Rule, ...] = (
    not_tested,
    failed,
    only_files,
)
