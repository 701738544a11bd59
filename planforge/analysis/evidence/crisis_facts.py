"""What the record shows of the crisis organisation, of exercises, trainings, reviews and follow-up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planforge.analysis.evidence.scope_facts import coming_exercises
from planforge.analysis.evidence.shown import Shown, ShownState, counted, parts, quoted_names, unknown, whether
from planforge.analysis.facts import months_before
from planforge.analysis.kinds import contact_kinds
from planforge.analysis.words import says_none
from planforge.model.governance import ActionStatus
from planforge.values import say_date

if TYPE_CHECKING:
    from planforge.analysis.evidence.shown import FactWords
    from planforge.analysis.study import Results
    from planforge.model.governance import Exercise

_OPEN = frozenset({ActionStatus.OPEN, ActionStatus.DOING})
_USERS = ("cvs", "vie sociale")


def crisis_cells(results: Results, _words: FactWords) -> Shown:
    """Who starts the crisis, and cells that somebody leads."""
    crisis = results.plan.crisis
    led = [one for one in crisis.cells if one.lead.best and one.members]
    shown = parts(cellule_avec_pilote_et_membres=led, qui_déclenche=crisis.trigger.person.best)
    return Shown(shown.state, {**shown.values, "count": str(len(led))})


def alert_both_ways(results: Results, _words: FactWords) -> Shown:
    """Upwards, downwards, and to the authorities."""
    plan = results.plan
    kinds = {kind for one in plan.contacts if one.number.best for kind in contact_kinds(one)}
    return parts(
        téléphone_de_crise=plan.crisis.alert_number.best,
        rappel_du_personnel=plan.continuity_means.recall.best,
        ARS="ars" in kinds,
        CERT_Santé="cert-sante" in kinds,
    )


def crisis_levels(results: Results, _words: FactWords) -> Shown:
    """A threshold for each level."""
    levels = results.plan.crisis.levels
    return counted(sum(bool(one.threshold.best) for one in levels), len(levels))


def cut_procedure(results: Results, _words: FactWords) -> Shown:
    """Who cuts, and how."""
    steps = results.plan.crisis.network_cut.steps
    return counted(sum(bool(one.by.best and one.how.best) for one in steps), len(steps))


def crisis_messages(results: Results, _words: FactWords) -> Shown:
    """Messages written beforehand."""
    count = len(results.plan.crisis.messages)
    return whether(count, count=str(count))


def off_network(results: Results, _words: FactWords) -> Shown:
    """Means to talk without the network."""
    count = len(results.plan.crisis.off_network_means)
    return whether(count, count=str(count))


def reviewed(results: Results, _words: FactWords) -> Shown:
    """Documents no older than the hospital allows."""
    found, since = results.plan.document.date.best, results.facts.since("review_months")
    return unknown() if found is None else whether(since is None or found >= since, date=say_date(found))


def review_planned(results: Results, _words: FactWords) -> Shown:
    """A next review that is still to come."""
    found, today = results.plan.document.next_review.best, results.today
    return unknown() if found is None else whether(today is None or found >= today, date=say_date(found))


def users_council(results: Results, _words: FactWords) -> Shown:
    """The council of residents and families was heard."""
    heard = [one for one in results.plan.document.opinions if any(name in one.body.casefold() for name in _USERS)]
    day = next((one.date.best for one in heard if one.date.best), None)
    return whether(day, date=say_date(day) if day else "")


def bodies_consulted(results: Results, _words: FactWords) -> Shown:
    """Bodies of professionals gave an opinion."""
    count = sum(one.date.best is not None for one in results.plan.document.opinions)
    return whether(count, count=str(count))


def contacts_checked(results: Results, _words: FactWords) -> Shown:
    """Numbers outside that somebody dialled lately."""
    contacts, since = results.plan.contacts, results.facts.since("contact_months")
    checked = [
        one
        for one in contacts
        if one.number.best and one.checked_on.best and (since is None or one.checked_on.best >= since)
    ]
    return counted(len(checked), len(contacts))


def paper_copy(results: Results, _words: FactWords) -> Shown:
    """A printed copy has its place."""
    return whether(not says_none(results.plan.document.paper_place.best))


def recent_exercises(results: Results) -> list[Exercise]:
    """The exercises done in the hospital's own period, the last first."""
    since, today = results.facts.since("exercise_months"), results.today
    done = [(on, one) for one in results.plan.exercises if (on := one.done_on.best) is not None]
    recent = [(on, one) for on, one in done if (since is None or on >= since) and (today is None or on <= today)]
    return [one for _, one in sorted(recent, key=lambda pair: pair[0], reverse=True)]


def exercise_recent(results: Results, _words: FactWords) -> Shown:
    """A recent exercise, with its report."""
    recent = recent_exercises(results)
    with_report = next((one for one in recent if one.report.best), None)
    found = with_report or next(iter(recent), None)
    if found is None or found.done_on.best is None:
        return Shown(ShownState.LACKS)
    values = {"date": say_date(found.done_on.best), "report": found.report.best or ""}
    return Shown(ShownState.HOLDS if with_report else ShownState.PARTLY, values)


def exercise_direction(results: Results, _words: FactWords) -> Shown:
    """A recent exercise that the direction took part in."""
    days = [one.done_on.best for one in recent_exercises(results) if one.direction_present.best]
    day = next((day for day in days if day is not None), None)
    return whether(day, date=say_date(day) if day else "")


def training_recent(results: Results, _words: FactWords) -> Shown:
    """A recent training, with how many came."""
    since, today = results.facts.since("exercise_months"), results.today
    recent = [
        one
        for one in results.plan.trainings
        if (on := one.done_on.best) and (since is None or on >= since) and (today is None or on <= today)
    ]
    counted_in = [one for one in recent if one.attendance.best]
    state = ShownState.HOLDS if counted_in else ShownState.PARTLY if recent else ShownState.LACKS
    return Shown(state, {"count": str(len(counted_in))})


def three_year_programme(results: Results, words: FactWords) -> Shown:
    """An exercise with a date in each of the years to come."""
    days, start = coming_exercises(results), results.today
    if not days or start is None:
        return Shown(ShownState.LACKS)
    edges = [months_before(start, -12 * year) for year in range(words.years + 1)]
    years = sum(any(low <= day < high for day in days) for low, high in pairwise(edges))
    return counted(years, words.years)


def actions_owned(results: Results, _words: FactWords) -> Shown:
    """Every open action has somebody, and a day that is not past."""
    today = results.today
    actions = [one for one in results.plan.actions if one.status in _OPEN]
    good = [one for one in actions if one.owner.best and (due := one.due.best) and (today is None or due >= today)]
    return counted(len(good), len(actions))


def targets_each(results: Results, _words: FactWords) -> Shown:
    """How long and how much data each activity can lose."""
    activities = [one for service in results.plan.services for one in service.activities]
    missing = [one.name for one in activities if one.dmia.best is None or one.pdma.best is None]
    return counted(len(activities) - len(missing), len(activities), quoted_names(missing))


def risks_judged(results: Results, _words: FactWords) -> Shown:
    """Scenarios with how likely, how grave, and what is left."""
    scenarios = results.plan.scenarios
    missing = [one.name for one in scenarios if not (one.likelihood.best and one.severity.best and one.residual.best)]
    return counted(len(scenarios) - len(missing), len(scenarios), quoted_names(missing))


def workflows_validated(results: Results, _words: FactWords) -> Shown:
    """Degraded workflows that somebody of the trade validated."""
    services = results.plan.services
    return counted(sum(bool(service.validations) for service in services), len(services))
