"""What a service is left with as an outage lasts, which decisions fall due, and what it will have to key in again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from planforge.analysis.uses import critical_applications, cyber_scenarios, in_scenario
from planforge.model.workflow import Reentry
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planforge.analysis.results import FormNeed
    from planforge.library.types import Form, Milestone
    from planforge.model.plan import Plan
    from planforge.model.services import Service
    from planforge.model.workflow import Decision, Endurance

WORKDAY_HOURS = 7  # of keying in by one person, breaks apart
CATCH_UP_DURATIONS = (Duration(24 * 60), Duration(72 * 60), Duration(7 * 24 * 60), Duration(14 * 24 * 60))


class Hold(StrEnum):
    """How the degraded mode holds at some time of an outage (the steps of the endurance)."""

    FULL = "full"
    REDUCED = "reduced"
    LIMIT = "limit"  # beyond « réduit », until the fall-back
    OVER = "over"  # beyond the limit: transferred or closed
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of an outage: what holds from ``after`` on, and what is decided. ``milestone`` is a common one.

    Without a milestone, it is the limit of the service. ``back`` are the vital applications whose declared target falls
    between the moment before and this one: aimed at, never forecast.
    """

    after: Duration
    milestone: Milestone | None
    hold: Hold
    decisions: tuple[Decision, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatchUpLoad:
    """Sheets to key in again after an outage, and the work it takes, double checks included."""

    lasting: Duration
    sheets: int
    minutes: int

    @property
    def person_days(self) -> float:
        """Days of one person, to the half-day, rounded up."""
        halves = -(-self.minutes * 2 // (WORKDAY_HOURS * 60))
        return halves / 2


def hold_at(endurance: Endurance, elapsed: Duration) -> Hold:
    """How the degraded mode holds from the time that an outage has lasted so long."""
    known = False
    for bound, hold in (
        (endurance.full.best, Hold.FULL),
        (endurance.reduced.best, Hold.REDUCED),
        (endurance.limit.best, Hold.LIMIT),
    ):
        if bound is not None and elapsed < bound:
            return hold
        known = bound is not None
    return Hold.OVER if known else Hold.UNKNOWN


def moments(
    plan: Plan, service: Service, decisions: Sequence[Decision], milestones: Iterable[Milestone]
) -> tuple[Moment, ...]:
    """The common milestones and the service's own limit, in order, with the decisions that fall due at each.

    A decision stands at the last milestone that it does not precede. Targets are those of the first cyber scenario.
    """
    common = sorted(milestones, key=lambda one: one.after)
    marks: list[tuple[Duration, Milestone | None]] = [(one.after, one) for one in common]
    limit = service.endurance.limit.best
    if limit is not None:
        marks.append((limit, None))
    marks.sort(key=lambda mark: (mark[0], mark[1] is None))
    targets = _targets(plan, service)
    starts = [Duration(-1), *(after for after, _ in marks)]
    return tuple(
        Moment(
            after=after,
            milestone=milestone,
            hold=hold_at(service.endurance, after),
            decisions=_due(decisions, [one.after for one in common], after) if milestone else (),
            back=tuple(name for name, target in targets.items() if start < target <= after),
        )
        for start, (after, milestone) in zip(starts, marks, strict=False)
    )


def _due(decisions: Iterable[Decision], common: Sequence[Duration], after: Duration) -> tuple[Decision, ...]:
    """The decisions due from this common milestone until the next one; the first one has the earlier ones too."""
    start = Duration(0) if after == common[0] else after
    end = next((one for one in common if one > after), None)
    return tuple(one for one in decisions if start <= one.after and (end is None or one.after < end))


def _targets(plan: Plan, service: Service) -> dict[str, Duration]:
    """What is aimed at after a cyber attack, for each application that the service cannot do without."""
    scenario = next(iter(cyber_scenarios(plan)), None)
    if scenario is None:
        return {}
    known = {name: plan.systems[name] for name in critical_applications(service) if name in plan.systems}
    aimed = {name: in_scenario(system.rto, scenario).best for name, system in known.items()}
    return {name: target for name, target in aimed.items() if target is not None}


def catch_up_load(needs: Iterable[FormNeed], forms: Mapping[str, Form], lasting: Duration) -> CatchUpLoad | None:
    """The sheets keyed in again after an outage that lasted so long; ``None`` while a volume is not known.

    Only forms that the library says « ressaisi immédiatement », with minutes a sheet, count; the share that a second
    person checks costs as much again.
    """
    sheets, minutes = Fraction(0), Fraction(0)
    for need in needs:
        form = forms.get(need.form)
        if form is None or form.reentry is not Reentry.AT_ONCE or not form.minutes:
            continue
        if need.per_day is None:
            return None
        count = Fraction(str(need.per_day)) * Fraction(lasting.minutes, 24 * 60)
        checked = Fraction(str(form.checked.value)) / 100 if form.checked is not None else Fraction(0)
        sheets += count
        minutes += count * Fraction(str(form.minutes)) * (1 + checked)
    return CatchUpLoad(lasting, round(sheets), round(minutes))
