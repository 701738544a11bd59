"""What a region reads of an establishment: meter, vital services, exercises, what is overdue; nobody's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.evidence.crisis_facts import recent_exercises
from planforge.analysis.evidence.scope_facts import coming_exercises
from planforge.analysis.uses import cyber_scenarios
from planforge.model.backups import RestoreResult
from planforge.model.governance import ActionStatus, ExerciseKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planforge.analysis.evidence.meter import Coverage, ListStanding, Meter
    from planforge.analysis.results import Verdict
    from planforge.analysis.study import Results
    from planforge.values import Percent

_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.DOING})


@dataclass(frozen=True, slots=True)
class Late:
    """Something that was due before the day of the portfolio."""

    what: str
    due: date


@dataclass(frozen=True, slots=True)
class Member:
    """An establishment of the portfolio. ``scenario`` is the cyber attack computed; empty where none can be."""

    name: str
    finess: str
    main: ListStanding | None
    share: Percent | None
    scenario: str
    verdicts: Mapping[Verdict, int]
    vital: int
    exercises: int
    field_tests: int
    reports: int
    last_exercise: date | None
    next_exercise: date | None
    restores: int
    review_due: date | None
    review_late: bool
    open_actions: int
    late_actions: tuple[Late, ...]

    def count(self, coverage: Coverage) -> int:
        """How many requirements of its main list stand like that."""
        return self.main.count(coverage) if self.main else 0

    @property
    def given(self) -> int:
        """How many pieces are attached."""
        return sum(one.given for one in self.main.requirements) if self.main else 0

    @property
    def wanted(self) -> int:
        """How many pieces are asked for."""
        return sum(len(one.wanted) for one in self.main.requirements) if self.main else 0


def member(results: Results, meter: Meter) -> Member:
    """What the portfolio says of a record."""
    plan, today = results.plan, results.today
    recent, coming = recent_exercises(results), coming_exercises(results)
    scenario, verdicts = _verdicts(results)
    review = plan.document.next_review.best
    restored = results.facts.since("restore_test_months")
    done = [one.date.best for one in plan.restore_tests if one.result is RestoreResult.SUCCESS]
    return Member(
        name=plan.establishment.name,
        finess=plan.establishment.finess_ej.best or "",
        main=meter.main,
        share=results.care_scope.share,
        scenario=scenario,
        verdicts=verdicts,
        vital=sum(one.vital.best is True for one in plan.services),
        exercises=len(recent),
        field_tests=sum(one.kind is ExerciseKind.FIELD for one in recent),
        reports=sum(bool(one.report.best) for one in recent),
        last_exercise=recent[0].done_on.best if recent else None,
        next_exercise=coming[0] if coming else None,
        restores=sum(day is not None and (restored is None or day >= restored) for day in done),
        review_due=review,
        review_late=review is not None and today is not None and review < today,
        open_actions=sum(one.status in _OPEN for one in plan.actions),
        late_actions=_late(results),
    )


def _verdicts(results: Results) -> tuple[str, Mapping[Verdict, int]]:
    """How the vital services stand in the first cyber attack that can be computed, one time in two."""
    for scenario in cyber_scenarios(results.plan):
        estimate = results.outlook.estimate(scenario)
        if estimate is not None:
            return scenario.name, Counter(one.verdict for one in estimate.services if one.vital)
    return "", {}


def _late(results: Results) -> tuple[Late, ...]:
    today = results.today
    dated = [(due, one) for one in results.plan.actions if one.status in _OPEN and (due := one.due.best) is not None]
    late = [Late(one.title, due) for due, one in dated if today is not None and due < today]
    return tuple(sorted(late, key=lambda one: (one.due, one.what)))
