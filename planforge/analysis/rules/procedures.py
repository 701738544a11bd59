"""Rules of each degraded workflow (D.6): who answers for it, whether it was tried, printed, opened, staffed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART, NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.answer import State
from planforge.model.governance import ExerciseKind
from planforge.model.services import Section
from planforge.values import join_and, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from planforge.analysis.facts import Facts
    from planforge.model.governance import Exercise
    from planforge.model.services import Service
    from planforge.model.workflow import Workflow

# What proves that a workflow can be followed: one talked through at a table does not (nor does a recall of the staff).
_TRIALS = frozenset({ExerciseKind.FIELD, ExerciseKind.CRISIS})
_SATURDAY = 5


def _together(
    facts: Facts, services: Sequence[Service], at: tuple[str, ...], values: Mapping[str, str], variant: str = ""
) -> Breach:
    """One finding for all these services, the vital ones named first."""
    ordered = sorted(services, key=lambda one: one.vital.best is not True)
    first, *others = (facts.service[one.id] for one in ordered)
    said = {"count": str(len(ordered)), "names": listed(one.name for one in ordered), **values}
    return Breach(first.at(*at), said, tuple(other.ref for other in others), variant)


@rule("DEG-NO-OWNER", Severity.MAJOR)
def nobody_answers(facts: Facts) -> Iterator[Yield]:
    """Degraded workflows that nobody validated, or whose head nobody replaces; GOV-NO-OWNER asks for the head."""
    lacking: dict[tuple[str, ...], list[Service]] = {}
    for service, _ in facts.described:
        about, absent = facts.service[service.id], []
        if "validations" in service.unknown_lists:
            yield Missing(about.at("validations"), "la validation de la fiche par le service")
        elif not service.validations:
            absent.append("validation")
        deputy = _deputy(facts, service)
        if deputy is State.UNKNOWN:
            apart = facts.kept_apart("people")
            yield Missing(facts.whole, APART["people"]) if apart else Missing(about, "le suppléant du responsable")
        elif deputy is State.ABSENT:
            absent.append("suppléant")
        if absent:
            lacking.setdefault(tuple(absent), []).append(service)
    for words, services in lacking.items():
        field = "validations" if "validation" in words else "deputy"
        yield _together(facts, services, (field,), {"what": " ni ".join(words)})


def _deputy(facts: Facts, service: Service) -> State:
    """Whether somebody replaces the head of the service: named by the service, or by the directory."""
    head = facts.plan.person.get(service.head.best or "")
    states = {service.deputy.state, head.deputy.state if head else State.ABSENT}
    if State.KNOWN not in states and service.head.state is not State.ABSENT and facts.kept_apart("people"):
        return State.UNKNOWN
    return next(state for state in (State.KNOWN, State.UNKNOWN, State.ABSENT) if state in states)


@rule("DEG-NO-TEST", Severity.MAJOR)
def not_tried(facts: Facts) -> Iterator[Yield]:
    """Degraded workflows never tried in the field, not since long, or by day only where the service is vital."""
    since = facts.since("exercise_months")
    if since is None or "exercises" in facts.plan.unknown_lists:
        yield Missing(facts.whole, NO_DATE if since is None else "les exercices")
        return
    trials = _trials(facts)
    stale: dict[str, list[Service]] = {"never": [], "": []}
    fresh: list[tuple[Service, list[Exercise]]] = []
    for service, _ in facts.described:
        mine = trials.get(service.id, [])
        recent = [one for one in mine if one.done_on.best is not None and one.done_on.best >= since]
        if recent:
            fresh.append((service, recent))
        elif any(one.done_on.state is State.UNKNOWN for one in mine):
            yield Missing(facts.service[service.id], "la date de l’exercice")
        else:
            stale["" if _last(mine) else "never"].append(service)
    yield from _stale(facts, since, trials, stale)
    yield from _by_day_only(facts, fresh)


def _trials(facts: Facts) -> dict[str, list[Exercise]]:
    """By service, the trials done until the day of judgement, or at a date not known; under "", those of nobody."""
    found: dict[str, list[Exercise]] = {}
    for one in facts.plan.exercises:
        to_come = one.done_on.best is not None and facts.today is not None and one.done_on.best > facts.today
        if one.kind in _TRIALS and one.done_on.state is not State.ABSENT and not to_come:
            for service in one.services or ("",):
                found.setdefault(service, []).append(one)
    return found


def _last(trials: Sequence[Exercise]) -> date | None:
    return max((one.done_on.best for one in trials if one.done_on.best is not None), default=None)


def _stale(
    facts: Facts, since: date, trials: Mapping[str, list[Exercise]], stale: Mapping[str, list[Service]]
) -> Iterator[Yield]:
    unsaid = _last(trials.get("", ()))
    if unsaid is not None and unsaid >= since and any(stale.values()):
        yield Missing(facts.whole, "les services qui ont pris part à chaque exercice")
        return
    months = str(facts.threshold("exercise_months"))
    for variant, services in stale.items():
        if services:
            dates = [day for one in services if (day := _last(trials.get(one.id, ()))) is not None]
            oldest = say_date(min(dates)) if dates else ""
            yield _together(facts, services, (), {"months": months, "date": oldest}, variant)


def _by_day_only(facts: Facts, fresh: Sequence[tuple[Service, list[Exercise]]]) -> Iterator[Yield]:
    by_day = []
    for service, trials in fresh:
        hours = {_off_hours(one) for one in trials}
        if not service.vital.best or True in hours:
            continue
        if None in hours:
            yield Missing(facts.service[service.id], "le moment des exercices (nuit ou week-end)")
        else:
            by_day.append(service)
    if by_day:
        yield _together(facts, by_day, (), {}, "day")


def _off_hours(exercise: Exercise) -> bool | None:
    """Whether it took place at night or at the weekend; ``None`` when nobody said and its day does not tell."""
    day = exercise.done_on.best
    return True if day is not None and day.weekday() >= _SATURDAY else exercise.night.best


@rule("DEG-NOT-PRINTED", Severity.MAJOR)
def not_printed(facts: Facts) -> Iterator[Yield]:
    """Sheets that no kit holds on paper; KIT-NONE speaks for vital services without any kit."""
    unprinted = []
    for service, _ in facts.described:
        about = facts.service[service.id].at("kit")
        if service.kit.place.best is not None and service.kit.version.best is None:
            yield Missing(about, "la version des imprimés du kit")
        elif service.kit.place.best is not None or service.vital.best:
            continue
        elif service.kit.place.state is State.UNKNOWN:
            yield Missing(about, "le lieu du kit")
        else:
            unprinted.append(service)
    if unprinted:
        yield _together(facts, unprinted, ("kit", "place"), {})


@rule("DEG-NO-TRIGGER", Severity.MAJOR)
def no_trigger(facts: Facts) -> Iterator[Yield]:
    """A degraded workflow that does not say when to go to paper, or when to transfer or divert."""
    common = facts.plan.thresholds.paper_switch.best
    for service, flow in facts.described:
        about, absent = facts.service[service.id].at("workflow"), []
        if flow.trigger.state is State.UNKNOWN and common is None:
            yield Missing(about.at("trigger"), "le seuil de passage au papier")
        elif flow.trigger.best is None and common is None:
            absent.append("quand passer au papier")
        if not flow.thresholds and service.endurance.limit.state is State.UNKNOWN:
            yield Missing(about.at("thresholds"), "le seuil de repli")
        elif not flow.thresholds and service.endurance.limit.best is None:
            absent.append("quand transférer, délester ou fermer")
        if absent:
            yield Breach(about, {"what": join_and(absent)})


@rule("DEG-STAFF", Severity.MAJOR)
def no_extra_staff(facts: Facts) -> Iterator[Yield]:
    """Degraded workflows whose extra staff nobody named, or that only the library proposes."""
    unnamed: dict[str, list[Service]] = {"": [], "proposed": []}
    for service, flow in facts.described:
        if flow.extra_staff.state is State.UNKNOWN:
            yield Missing(facts.service[service.id].at("workflow", "extra_staff"), "les renforts du mode dégradé")
        elif not _staffed(service, flow):
            unnamed["proposed" if flow.extra_staff.best else ""].append(service)
    for variant, services in unnamed.items():
        if services:
            yield _together(facts, services, ("workflow", "extra_staff"), {}, variant)


def _staffed(service: Service, flow: Workflow) -> bool:
    """Whether the hospital said with whom it holds: itself, under what condition, or by validating the whole sheet."""
    said = (flow.extra_staff, service.endurance.note)
    if any(answer.best is not None and not answer.is_default for answer in said):
        return True
    return bool(flow.extra_staff.best) and any(one.section is Section.ALL for one in service.validations)


RULES: tuple[Rule, ...] = (
    nobody_answers,
    not_tried,
    not_printed,
    no_trigger,
    no_extra_staff,
)
