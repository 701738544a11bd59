"""How long each system takes to come back once all it needs is there, and what that figure rests on.

A restore test outweighs what anybody said; a measured rate outweighs a guess (recovery.md C.3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from statistics import median
from typing import TYPE_CHECKING

from planforge.model.answer import Source
from planforge.model.backups import RestoreKind, RestoreResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.model.answer import Answer
    from planforge.model.backups import Backup, RestoreTest
    from planforge.model.plan import Plan
    from planforge.model.systems import System
    from planforge.values import Duration, Rate

_MEGABYTES = 1000  # in a gigabyte
_SECONDS = 60  # in a minute
# How far a single figure may be off, « au mieux » and « au pire » (G): a restore seldom lasts as long as was said.
SPREADS = {Source.MEASURED: (0.8, 1.5)}
WIDE = (0.7, 2.2)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes at best, most likely and at worst; the ends are read as P10 and P90."""

    low: int
    likely: int
    high: int

    def scaled(self, factor: float) -> Span:
        """The same, so many times as long."""
        return Span(round(self.low * factor), round(self.likely * factor), round(self.high * factor))

    def __add__(self, other: Span) -> Span:
        """One after the other."""
        return Span(self.low + other.low, self.likely + other.likely, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Effort:
    """The own restore of a system. ``copy`` and ``acceptance`` are the parts of ``span`` that copying and testing take.

    ``basis`` is the weakest source of its parts (``None``: nobody said); ``test`` the restore test it rests on.
    """

    span: Span
    basis: Source | None
    copy: int = 0
    acceptance: int = 0
    test: str = ""

    @property
    def measured(self) -> bool:
        """Whether it rests on something that was done, not said."""
        return self.basis is Source.MEASURED


def span_of(answer: Answer[Duration]) -> Span | None:
    """The three points of an answer; an end that is not given is as far as where the figure comes from lets fear."""
    best = answer.best
    if best is None:
        return None
    down, up = SPREADS.get(answer.source, WIDE) if answer.source else WIDE
    return Span(
        answer.min.minutes if answer.min is not None else round(best.minutes * down),
        best.minutes,
        answer.max.minutes if answer.max is not None else round(best.minutes * up),
    )


def _megabytes(rate: Answer[Rate]) -> float:
    """Megabytes a second; 0 where not known."""
    return rate.best.megabytes_per_second if rate.best else 0.0


@dataclass(frozen=True)
class Stopwatch:
    """The durations of a record: what its tests measured, and the rates they give for each backup policy."""

    plan: Plan
    policies: Mapping[str, tuple[Backup, ...]]
    tests: Mapping[str, RestoreTest]
    rates: Mapping[str, float]

    def effort(self, system: System) -> Effort | None:
        """The own restore of a system; ``None`` where the record does not allow to tell."""
        tested = self.tests.get(system.id)
        if tested is not None:
            return self._with_parts(system, self._tested(system, tested))
        answer = system.restore.total
        span = span_of(answer)
        if span is None:
            return self._summed(system)
        return self._with_parts(system, Effort(span, answer.source))

    def rate(self, system: System) -> tuple[float, Source | None]:
        """Megabytes a second at which the system is copied back, and where that comes from; 0 where unknown."""
        own = system.restore.rate
        measured = next((self.rates[one.id] for one in self._policies(system) if one.id in self.rates), 0.0)
        if measured and own.source is not Source.MEASURED:
            return measured, Source.MEASURED
        limits = [one for one in self._policies(system) if one.bandwidth.best is not None]
        if own.best is not None:
            most = max((_megabytes(one.bandwidth) for one in limits), default=inf)
            # What somebody says of one system does not go faster than all that its backup can give.
            said = _megabytes(own)
            return (said if own.source is Source.MEASURED else min(said, most)), own.source
        for policy in limits:
            return _megabytes(policy.bandwidth) / (policy.streams.best or 1), policy.bandwidth.source
        return 0.0, None

    def _policies(self, system: System) -> tuple[Backup, ...]:
        return self.policies.get(system.id, ())

    def _tested(self, system: System, test: RestoreTest) -> Effort:
        """What the test took, in proportion to what there is to copy by now."""
        elapsed = span_of(test.elapsed.model_copy(update={"source": Source.MEASURED}))
        now, then = system.restore.volume.best, test.volume.best
        grown = now.gigabytes / then.gigabytes if now and then and then.gigabytes else 1.0
        return Effort((elapsed or Span(0, 0, 0)).scaled(max(1.0, grown)), Source.MEASURED, test=test.id)

    def _summed(self, system: System) -> Effort | None:
        """Preparation, copy, configuration and acceptance one after the other, where there is something to sum."""
        restore = system.restore
        copy, source = self._copy(system)
        answers = [restore.preparation, restore.configuration, restore.acceptance]
        spans = [span for answer in answers if (span := span_of(answer)) is not None]
        if not copy and not spans:
            return None
        total = Span(0, 0, 0)
        for span in spans:
            total += span
        if copy:
            total += span_of_copy(copy, source)
        sources = [answer.source for answer in answers if answer.best is not None]
        return self._with_parts(system, Effort(total, _weakest([*sources, source] if copy else sources)))

    def _with_parts(self, system: System, effort: Effort) -> Effort:
        """The effort with its parts; copying that lasts longer outweighs a library default, not somebody's word."""
        copy, source = self._copy(system)
        acceptance = system.restore.acceptance.best
        tested = acceptance.minutes if acceptance is not None and system.restore.tester.best else 0
        span, basis = effort.span, effort.basis
        if copy > span.likely and basis in {None, Source.DEFAULT}:
            copying = span_of_copy(copy, source)
            span = Span(max(span.low, copying.low), copying.likely, max(span.high, copying.high))
        copy = min(copy, span.likely)
        return replace(effort, span=span, basis=basis, copy=copy, acceptance=min(tested, span.likely - copy))

    def _copy(self, system: System) -> tuple[int, Source | None]:
        """Minutes of copying, and what they rest on."""
        volume, (rate, source) = system.restore.volume.best, self.rate(system)
        if volume is None or not rate:
            return 0, None
        return round(volume.gigabytes * _MEGABYTES / rate / _SECONDS), source


def span_of_copy(minutes: int, source: Source | None) -> Span:
    """The spread of a copying time."""
    down, up = SPREADS.get(source, WIDE) if source else WIDE
    return Span(round(minutes * down), minutes, round(minutes * up))


_TRUST = {Source.MEASURED: 0, Source.VENDOR: 1, Source.EXPERT: 2, None: 3, Source.DEFAULT: 4}


def _weakest(sources: Iterable[Source | None]) -> Source | None:
    """The source that proves least; nobody's word is worth more than a library default, and less than an expert's."""
    return max(sources, key=_TRUST.__getitem__, default=None)


def stopwatch(plan: Plan) -> Stopwatch:
    """The durations of a record."""
    policies: dict[str, list[Backup]] = {}
    for policy in plan.backups:
        for name in policy.systems:
            policies.setdefault(name, []).append(policy)
    done = [test for test in plan.restore_tests if test.result is RestoreResult.SUCCESS and test.elapsed.best]
    whole = sorted((test for test in done if test.kind is not RestoreKind.FILE), key=_when)
    return Stopwatch(
        plan,
        {name: tuple(found) for name, found in policies.items()},
        {test.system: test for test in whole},
        _rates(done),
    )


def _when(test: RestoreTest) -> str:
    """Tests in order, an undated one first: the last one wins."""
    return test.date.best.isoformat() if test.date.best else ""


def _rates(tests: Iterable[RestoreTest]) -> dict[str, float]:
    """Megabytes a second measured on each backup policy: the median of its tests that say volume and time."""
    seen: dict[str, list[float]] = {}
    for test in tests:
        volume, elapsed, policy = test.volume.best, test.elapsed.best, test.backup.best
        if volume is not None and elapsed is not None and elapsed.minutes and policy:
            seen.setdefault(policy, []).append(volume.gigabytes * _MEGABYTES / (elapsed.minutes * _SECONDS))
    return {policy: median(rates) for policy, rates in seen.items()}
