"""What the record shows of backups, hosted systems and restore tests: counts, never which one is weak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.copies import away, out_of_reach
from planforge.analysis.evidence.scope_facts import horizon
from planforge.analysis.evidence.shown import Shown, ShownState, counted, whether
from planforge.analysis.kinds import hosted
from planforge.analysis.words import says_none
from planforge.model.backups import RestoreResult
from planforge.model.governance import ActionStatus
from planforge.values import say_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planforge.analysis.evidence.shown import FactWords
    from planforge.analysis.study import Results
    from planforge.model.backups import Backup, Copy
    from planforge.model.governance import Action
    from planforge.model.plan import Plan
    from planforge.model.systems import System

_TRAJECTORY = ("BKP-", "DEP-AD-FOR-BACKUP")  # rules whose actions lead to better backups


def _of(items: Iterable[object], holds: Callable[..., bool]) -> Shown:
    known = [holds(one) for one in items]
    return counted(sum(known), len(known))


def critical_systems(results: Results) -> list[System]:
    """The systems that a critical activity needs."""
    needs, systems = results.needs, results.plan.systems
    return [systems[name] for name, need in needs.items() if need.dmia is not None and name in systems]


def _hosted(results: Results) -> list[System]:
    """The systems that somebody else runs."""
    return [one for one in results.plan.systems.values() if hosted(one)]


def hosted_clauses(results: Results, _words: FactWords) -> Shown:
    """A clause on backup and restore in the contract of each hosted system."""
    suppliers = results.plan.supplier

    def has_clause(system: System) -> bool:
        supplier = suppliers.get(system.vendor.best or "")
        return supplier is not None and not says_none(supplier.restore_clause.best)

    return _of(_hosted(results), has_clause)


def critical_backed_up(results: Results, _words: FactWords) -> Shown:
    """A backup for each critical system of our own."""
    covered = {name for backup in results.plan.backups for name in backup.systems}
    own = [one for one in critical_systems(results) if not hosted(one)]
    return _of(own, lambda system: system.id in covered)


def _copies(results: Results) -> list[Copy]:
    return [copy for backup in results.plan.backups for copy in backup.copies]


def independent_access(results: Results, _words: FactWords) -> Shown:
    """Copies out of reach of the production's accounts."""
    return _of(
        _copies(results),
        lambda copy: copy.in_production_domain.best is False and copy.separate_accounts.best is True,
    )


def two_factor(results: Results, _words: FactWords) -> Shown:
    """A second factor, or why not."""
    return _of(_copies(results), lambda copy: copy.two_factor.best is True or bool(copy.two_factor_reason.best))


def isolation(results: Results, _words: FactWords) -> Shown:
    """A way to cut each backup off."""
    return _of(results.plan.backups, lambda backup: not says_none(backup.isolation.best))


def supervision(results: Results, _words: FactWords) -> Shown:
    """Somebody looks at each backup."""
    return _of(results.plan.backups, lambda backup: not says_none(backup.supervision.best))


def three_two_one(results: Results, _words: FactWords) -> Shown:
    """Two copies besides the production, one elsewhere, one out of reach."""

    def holds(backup: Backup) -> bool:
        places = away(results.plan, backup.systems, backup.copies)
        return len(backup.copies) > 1 and True in places and _is_sheltered(backup)

    return _of(results.plan.backups, holds)


def _is_sheltered(backup: Backup) -> bool:
    return any(out_of_reach(copy) for copy in backup.copies)


def copies_protected(results: Results, _words: FactWords) -> Shown:
    """A copy out of reach for each backup."""
    return _of(results.plan.backups, _is_sheltered)


def backup_actions(plan: Plan) -> list[Action]:
    """The actions that lead to better backups, less those given up."""
    return [
        one
        for one in plan.actions
        if one.status is not ActionStatus.DROPPED and any(rule.startswith(_TRAJECTORY) for rule in one.rules)
    ]


def trajectory(results: Results, words: FactWords) -> Shown:
    """Dated actions on the backups, all of them over in time."""
    last = horizon(results, words.years)
    actions = backup_actions(results.plan)
    days = [day for one in actions if (day := one.due.best) is not None and (last is None or day < last)]
    if not days:
        return Shown(ShownState.LACKS)
    shown = counted(len(days), len(actions))
    return Shown(shown.state, {**shown.values, "date": say_date(max(days))})


def restore_test(results: Results, _words: FactWords) -> Shown:
    """A successful restore of a system that a critical activity needs."""
    critical = {one.id for one in critical_systems(results)}
    dated = [one for one in results.plan.restore_tests if one.date.best is not None]
    good = [one for one in dated if one.result is RestoreResult.SUCCESS]
    proof = [one for one in good if one.system in critical]
    some = proof or good or [one for one in dated if one.result is RestoreResult.PARTIAL]
    days = [day for one in some if (day := one.date.best) is not None]
    if not days:
        return Shown(ShownState.LACKS)
    return Shown(ShownState.HOLDS if proof else ShownState.PARTLY, {"date": say_date(max(days))})


def restored_in_year(results: Results, _words: FactWords) -> Shown:
    """A successful restore that is recent enough."""
    since = results.facts.since("restore_test_months")
    days = [one.date.best for one in results.plan.restore_tests if one.result is RestoreResult.SUCCESS]
    recent = [day for day in days if day is not None and (since is None or day >= since)]
    return whether(recent, date=say_date(max(recent)) if recent else "")


def business_testers(results: Results, _words: FactWords) -> Shown:
    """A contact of the trade for each critical system; who it is stays out of the file."""
    return _of(critical_systems(results), lambda system: bool(system.restore.tester.best or system.business_owner.best))


def dependencies(results: Results, _words: FactWords) -> Shown:
    """What each critical system needs."""
    return _of(critical_systems(results), lambda system: bool(system.needs_to_run))
