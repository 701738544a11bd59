"""Rules of exercises, trainings and actions (D.8): what is planned, what was learnt, what was done about it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from planforge.analysis.results import ObjectRef, Severity
from planforge.analysis.rules.lacks import NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.answer import State
from planforge.model.governance import ActionStatus, ExerciseKind
from planforge.values import Duration, fold, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.governance import Exercise, Training

_DAY = Duration(24 * 60)
_SATURDAY = 5
_PENDING = frozenset({ActionStatus.OPEN, ActionStatus.DOING})
_PAPER = re.compile(r"\b(papier|degrade|degradee|sans (informatique|dossier|logiciel|systeme|ordinateur|ecran))")
_NEWCOMERS = re.compile(
    r"\b(nouve(au|aux|lle|lles)|arrivants?|journees? d.accueil|integration|interim\w*|interne?s|remplacant\w*"
    r"|vacataire\w*|etudiant\w*|tout le personnel|tous)\b"
)


def _section(facts: Facts) -> Subject:
    return facts.section("exercises", "Exercices")


def _done(facts: Facts, one: Exercise | Training) -> bool:
    """Whether it took place before the day of judgement."""
    day = one.done_on.best
    return day is not None and facts.today is not None and day <= facts.today


@rule("GOV-NO-CALENDAR", Severity.MAJOR)
def no_calendar(facts: Facts) -> Iterator[Yield]:
    """No exercise to come, none for a year, or none long or at an hour when few are there; restore tests apart."""
    since = facts.since("exercise_months")
    if since is None or "exercises" in facts.plan.unknown_lists:
        yield Missing(facts.whole, NO_DATE if since is None else "les exercices")
        return
    exercises = [one for one in facts.plan.exercises if one.kind is not ExerciseKind.RESTORE]
    if not exercises:
        yield Breach(_section(facts), variant="none")
        return
    yield from _to_come(facts, exercises)
    days = [one.done_on.best for one in exercises if _done(facts, one) and one.done_on.best is not None]
    if not days or max(days) < since:
        variant, last = ("rare", say_date(max(days))) if days else ("never", "")
        yield Breach(
            _section(facts), {"months": str(facts.threshold("exercise_months")), "last": last}, variant=variant
        )
    hard = {_is_hard(one) for one in exercises}
    if None in hard and True not in hard:
        yield Missing(_section(facts), "la durée et le moment des exercices (nuit ou week-end)")
    elif True not in hard:
        yield Breach(_section(facts), {"count": str(len(exercises))}, variant="easy")


def _to_come(facts: Facts, exercises: Sequence[Exercise]) -> Iterator[Yield]:
    ahead = [one for one in exercises if one.done_on.best is None]
    dates = [one.planned_on.best for one in ahead]
    if any(day is not None and facts.today is not None and day >= facts.today for day in dates):
        return
    if any(one.planned_on.best is None for one in ahead):
        yield Missing(_section(facts), "la date des exercices prévus")
    else:
        yield Breach(_section(facts))


def _is_hard(exercise: Exercise) -> bool | None:
    """Whether it lasts more than a day, or falls at night or at the weekend; ``None`` while nobody says."""
    day, length = exercise.done_on.best or exercise.planned_on.best, exercise.length.best
    known = (day is not None and day.weekday() >= _SATURDAY, exercise.night.best, length and length > _DAY)
    if any(known):
        return True
    return None if exercise.night.best is None or length is None else False


@rule("GOV-NO-RETEX", Severity.MINOR)
def nothing_learnt(facts: Facts) -> Iterator[Yield]:
    """Exercises done without a report in time; actions past their date."""
    if facts.today is None:
        yield Missing(facts.whole, NO_DATE)
        return
    due = facts.today - timedelta(days=facts.threshold("retex_days"))
    silent = []
    for index, one in enumerate(facts.plan.exercises):
        about = facts.placed(ObjectRef("exercises", one.id, one.title), ("exercises", index))
        if one.done_on.best is None or one.done_on.best > due or one.report.best is not None:
            continue
        if one.report.state is State.UNKNOWN:
            yield Missing(about.at("report"), "le retour d’expérience")
        else:
            silent.append(about)
    if silent:
        days = str(facts.threshold("retex_days"))
        yield _together(silent, "report", {"days": days}, "")
    yield from _overdue(facts, facts.today)


def _overdue(facts: Facts, today: date) -> Iterator[Yield]:
    late: list[tuple[date, Subject]] = []
    for index, action in enumerate(facts.plan.actions):
        about = facts.placed(ObjectRef("actions", action.id, action.title), ("actions", index))
        if action.status not in _PENDING:
            continue
        if action.due.best is None:
            yield Missing(about.at("due"), "l’échéance")
        elif action.due.best < today:
            late.append((action.due.best, about))
    if late:
        late.sort(key=lambda one: one[0])
        yield _together([about for _, about in late], "due", {"date": say_date(late[0][0])}, "overdue")


def _together(about: Sequence[Subject], field: str, values: dict[str, str], variant: str) -> Breach:
    first, *others = about
    said = {"count": str(len(about)), "names": listed(one.ref.name for one in about), **values}
    return Breach(first.at(field), said, tuple(other.ref for other in others), variant)


@rule("GOV-TRAINING", Severity.MINOR)
def not_trained(facts: Facts) -> Iterator[Yield]:
    """No training to paper for a year, or none for newcomers and temporary staff."""
    since = facts.since("exercise_months")
    about = facts.section("trainings", "Formations")
    if since is None or "trainings" in facts.plan.unknown_lists:
        yield Missing(facts.whole, NO_DATE if since is None else "les formations")
        return
    paper = [one for one in facts.plan.trainings if _PAPER.search(_words(one))]
    recent = [one for one in paper if _done(facts, one) and one.done_on.best is not None and one.done_on.best >= since]
    if not recent and any(one.done_on.state is State.UNKNOWN for one in paper):
        yield Missing(about, "la date de la formation au mode dégradé")
    elif not recent:
        yield Breach(about, {"months": str(facts.threshold("exercise_months"))})
    elif not any(_NEWCOMERS.search(_words(one)) for one in paper):
        yield Breach(about, {"names": listed(one.title for one in recent)}, variant="newcomers")


def _words(training: Training) -> str:
    said = (training.title, training.audience.best, training.content.best)
    return fold(" ".join(words for words in said if words))


RULES: tuple[Rule, ...] = (
    no_calendar,
    nothing_learnt,
    not_trained,
)
