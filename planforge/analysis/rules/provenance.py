"""Rules of what answers are worth (D.1): guesses, copies, and answers that have grown old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.answer import Source
from planforge.values import Duration, Percent, say_date, say_duration, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.answer import Answer

_LONGEST_RTO = Duration(90 * 24 * 60)
_FEW = 5  # below, twins are no copy
_PROVING = frozenset({Source.MEASURED, Source.VENDOR})
_RESTORE_FIELDS = ("total", "preparation", "configuration", "acceptance")
_ENDURANCE_FIELDS = ("full", "reduced", "limit")


@rule("DATA-UNIT-SUSPECT", Severity.MAJOR)
def suspect_unit(facts: Facts) -> Iterator[Yield]:
    """An RTO of nothing or of more than 90 days; the same RTO for every application."""
    for system in facts.plan.systems.values():
        about = facts.system[system.id].at("rto")
        for own in (system.rto, *system.rto.scenarios.values()):
            if own.best is not None and not Duration(0) < own.best <= _LONGEST_RTO:
                yield Breach(about, {"rto": say_duration(own.best)})
                break
    yield from _copied(facts)


def _copied(facts: Facts) -> Iterator[Yield]:
    given = [
        (application, application.rto.best)
        for application in facts.plan.applications
        if application.rto.best is not None and not application.rto.is_default and not application.rto.scenarios
    ]
    if len(given) >= _FEW and len({rto for _, rto in given}) == 1:
        first, *others = (facts.system[application.id] for application, _ in given)
        values = {"rto": say_duration(given[0][1]), "count": str(len(given))}
        yield Breach(first.at("rto"), values, tuple(other.ref for other in others), variant="copied")


@rule("DATA-NO-PROVENANCE", Severity.MINOR)
def no_provenance(facts: Facts) -> Iterator[Yield]:
    """Estimated durations that do not say where they come from."""
    bare = [(about, answer) for about, answer in estimates(facts) if answer.source is None]
    if bare:
        refs = tuple(dict.fromkeys(about.ref for about, _ in bare))
        values = {"count": str(len(bare)), "names": listed(ref.name for ref in refs)}
        yield Breach(bare[0][0], values, refs[1:])


@rule("DATA-ALL-GUESS", Severity.MAJOR)
def mostly_guesses(facts: Facts) -> Iterator[Yield]:
    """Too large a share of estimated durations that nobody measured or promised."""
    known = list(estimates(facts))
    guesses = [answer for _, answer in known if answer.source not in _PROVING]
    limit = facts.threshold("guess_percent")
    if known and 100 * len(guesses) > limit * len(known):
        values = {"count": str(len(guesses)), "total": str(len(known)), "limit": say_percent(Percent(limit))}
        yield Breach(facts.whole, values)


def estimates(facts: Facts) -> Iterator[tuple[Subject, Answer[Duration]]]:
    """The durations that estimate something, when known; targets are decisions and are left out."""
    for scenario in facts.plan.scenarios:
        yield from _known(facts.scenario[scenario.id].at("gate"), scenario.gate)
    for service in facts.plan.services:
        for field in _ENDURANCE_FIELDS:
            yield from _known(facts.service[service.id].at("endurance", field), getattr(service.endurance, field))
    for system in facts.plan.systems.values():
        for field in _RESTORE_FIELDS:
            yield from _known(facts.system[system.id].at("restore", field), getattr(system.restore, field))
    for backup in facts.plan.backups:
        yield from _known(facts.backup[backup.id].at("duration"), backup.duration)


def _known(about: Subject, answer: Answer[Duration]) -> Iterator[tuple[Subject, Answer[Duration]]]:
    if answer.best is not None:
        yield about, answer


@rule("DATA-STALE", Severity.MAJOR)
def stale(facts: Facts) -> Iterator[Yield]:
    """Documents, or answers that carry a date, older than the review interval."""
    since = facts.since("review_months")
    if since is None:
        yield Missing(facts.whole, NO_DATE)
        return
    months = str(facts.threshold("review_months"))
    written = facts.plan.document.date.best
    if written is not None and written < since:
        about = facts.section("document", "Documents").at("date")
        yield Breach(about, {"date": say_date(written), "months": months}, variant="document")
    old = sorted(
        (spot.answer.on, spot.path, spot.object)
        for spot in facts.spots
        if spot.answer is not None and spot.answer.on is not None and spot.answer.on < since
    )
    if old:
        date, path, first = old[0]
        others = tuple(dict.fromkeys(ref for _, _, ref in old if ref != first))
        values = {"count": str(len(old)), "date": say_date(date), "months": months}
        yield Breach(facts.placed(first, path), values, others)


RULES: tuple[Rule, ...] = (
    suspect_unit,
    no_provenance,
    mostly_guesses,
    stale,
)
