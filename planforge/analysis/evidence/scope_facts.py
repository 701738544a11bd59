"""What the record shows of the security policy, the governance, the perimeters and the tests that CaRE D2 asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planforge.analysis.evidence.shown import Shown, ShownState, counted, parts, quoted_names, unknown, whether
from planforge.analysis.facts import months_before
from planforge.analysis.uses import activity_applications
from planforge.model.crisis import ScenarioKind
from planforge.model.establishment import GroupRole, OpinionKind, Status
from planforge.model.governance import ExerciseKind
from planforge.model.words import word
from planforge.values import Percent, say_date, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planforge.analysis.evidence.shown import FactWords
    from planforge.analysis.study import Results
    from planforge.model.governance import Exercise
    from planforge.model.services import Activity, Service

_PERIMETERS = {
    "care": "service de soins",
    "administrative": "processus administratif",
    "technical": "plateau technique",
}
_ONE_SITE = 100.0


def filing_day(results: Results) -> date | None:
    """The day the file is to be handed in; today until it is known."""
    return results.plan.governance.care.filed_on.best or results.today


def pssi_dated(results: Results, words: FactWords) -> Shown:
    """The security policy, revised in the period asked for: it ends at the application, or at the filing."""
    care = results.plan.governance.care
    until = care.applied_on.best or filing_day(results)
    values = {"until": say_date(until) if until else "dépôt de la candidature"}
    found = care.pssi_on.best
    if found is None:
        return unknown(**values)
    since = words.since or found
    return whether(since <= found and (until is None or found <= until), date=say_date(found), **values)


def pssi_signed(results: Results, _words: FactWords) -> Shown:
    """Whether somebody is said to have signed it; the signature itself is a piece."""
    by = results.plan.governance.care.pssi_signed_by.best
    return Shown(ShownState.HOLDS, {"by": by}) if by else unknown()


def project_team(results: Results, _words: FactWords) -> Shown:
    """Who wants, makes and follows the project."""
    steering = results.plan.governance
    return parts(commanditaire=steering.sponsor.best, comité=steering.committee, instances=steering.instances)


def governance_scheme(results: Results, _words: FactWords) -> Shown:
    """Bodies, tasks, and how the plans hold together."""
    steering = results.plan.governance
    return parts(
        instances=steering.instances,
        répartition_des_tâches=steering.raci,
        articulation_des_plans=steering.articulation.best,
    )


def scheme_validated(results: Results, _words: FactWords) -> Shown:
    """A decision, dated, with its minutes."""
    opinions = results.plan.document.opinions
    decided = next((one for one in opinions if one.kind is OpinionKind.DECISION and one.date.best), None)
    if decided and decided.date.best and decided.minutes.best:
        values = {"body": decided.body, "date": say_date(decided.date.best), "minutes": decided.minutes.best}
        return Shown(ShownState.HOLDS, values)
    return Shown(ShownState.PARTLY if any(one.date.best for one in opinions) else ShownState.LACKS)


def cyber_scenario(results: Results, _words: FactWords) -> Shown:
    """A cyber attack is one of the scenarios."""
    count = sum(one.kind is ScenarioKind.CYBER for one in results.plan.scenarios)
    return whether(count, count=str(count))


def three_perimeters(results: Results, _words: FactWords) -> Shown:
    """An analysis in each perimeter."""
    cover = results.care_scope.perimeters
    missing = [_PERIMETERS[one.perimeter] for one in cover if not one.analysed]
    return counted(len(cover) - len(missing), len(cover), missing)


def share(results: Results, words: FactWords) -> Shown:
    """The combined activity of the sites analysed."""
    found = results.care_scope.share
    return unknown() if found is None else _enough(results, found, words)


def in_group(results: Results) -> bool:
    """Whether the establishment belongs to a GHT, which then answers for all its legal entities."""
    establishment = results.plan.establishment
    return bool(establishment.ght.best) and establishment.ght_role.best is not GroupRole.NONE


def _enough(results: Results, found: Percent, words: FactWords) -> Shown:
    """Whether the sites weigh enough; in a GHT the rule is about its legal entities, which one record cannot show."""
    values = {"share": say_percent(found)}
    if found.value < words.least:
        return Shown(ShownState.LACKS, values)
    return Shown(ShownState.PARTLY if in_group(results) else ShownState.HOLDS, values)


def critical_activities(results: Results) -> Iterator[tuple[Service, Activity]]:
    """The activities whose analysis is done."""
    for service in results.plan.services:
        yield from ((service, one) for one in service.activities if one.dmia.best is not None)


def continuity_each(results: Results, _words: FactWords) -> Shown:
    """A solution, or a degraded mode of known endurance, for each critical activity."""
    known = list(critical_activities(results))
    missing = [one.name for service, one in known if not one.solutions and service.endurance.full.best is None]
    return _each(len(known), missing)


def recovery_each(results: Results, _words: FactWords) -> Shown:
    """Steps, or applications that all have a duration, for each critical activity."""
    systems = results.plan.systems

    def dated(service: Service, activity: Activity) -> bool:
        used = [systems[name] for name in activity_applications(service, activity) if name in systems]
        return bool(used) and all(one.restore.total.best is not None for one in used)

    known = list(critical_activities(results))
    return _each(len(known), [one.name for service, one in known if not one.recovery and not dated(service, one)])


def _each(total: int, missing: list[str]) -> Shown:
    return counted(total - len(missing), total, quoted_names(missing)) if total else Shown(ShownState.LACKS)


def field_test(results: Results, words: FactWords) -> Shown:
    """A field test of a continuity plan in the operational phase, with its report."""
    done = _field_tests(results, words)
    with_report = next((one for one in done if one.report.best), None)
    found = with_report or next(iter(done), None)
    if found is None or found.done_on.best is None:
        return Shown(ShownState.LACKS)
    values = {"date": say_date(found.done_on.best), "report": found.report.best or ""}
    return Shown(ShownState.HOLDS if with_report else ShownState.PARTLY, values)


def field_test_share(results: Results, words: FactWords) -> Shown:
    """The combined activity of the sites where a field test was played."""
    plan, done = results.plan, _field_tests(results, words)
    reached = {site for one in done for site in one.sites}
    reached |= {plan.service[name].site.best or "" for one in done for name in one.services if name in plan.service}
    sites = plan.establishment.sites
    if done and len(sites) == 1:
        return _enough(results, Percent(_ONE_SITE), words)
    shares = [one.activity_share.best for one in sites if one.id in reached]
    known = [one.value for one in shares if one is not None]
    if not done:
        return _enough(results, Percent(0.0), words)
    if not shares or len(known) < len(shares):
        return unknown()
    return _enough(results, Percent(sum(known)), words)


def _field_tests(results: Results, words: FactWords) -> list[Exercise]:
    last = results.today
    return [
        one
        for one in results.plan.exercises
        if one.kind is ExerciseKind.FIELD
        and (on := one.done_on.best) is not None
        and (words.since is None or words.since <= on)
        and (last is None or on <= last)
    ]


def tests_planned(results: Results, _words: FactWords) -> Shown:
    """Exercises to come that have a date."""
    coming = coming_exercises(results)
    return whether(coming, count=str(len(coming)), date=say_date(coming[0]) if coming else "")


def coming_exercises(results: Results) -> list[date]:
    """The days of the exercises to come, in order."""
    days = [one.planned_on.best for one in results.plan.exercises if one.done_on.best is None]
    return sorted(day for day in days if day is not None and (results.today is None or day >= results.today))


def plan_approved(results: Results, _words: FactWords) -> Shown:
    """Whether somebody approved the documents."""
    status = results.plan.document.status
    return whether(status is Status.APPROVED, status=word(status))


def policy_dated(results: Results, words: FactWords) -> Shown:
    """A backup policy no older than the text asks for."""
    found = results.plan.document.date.best
    if found is None:
        return unknown()
    fresh = words.since is None or words.since <= found
    return whether(fresh and results.plan.backups, date=say_date(found))


def ads_score(results: Results, words: FactWords) -> Shown:
    """The score of a directory of its own, recent at the filing; nothing is asked without such a directory."""
    care, filing = results.plan.governance.care, filing_day(results)
    if care.dedicated_directory.best is False:
        return Shown(ShownState.NONE)
    score, on = care.ads_score.best, care.ads_on.best
    if care.dedicated_directory.best is None or score is None or on is None or filing is None:
        return unknown()
    recent = filing - timedelta(days=words.days) <= on <= filing
    values = {"score": str(score), "date": say_date(on), "filing": say_date(filing)}
    return whether(score >= words.least and recent, **values)


def horizon(results: Results, years: int) -> date | None:
    """The last day of a path that takes fewer years than that."""
    start = filing_day(results)
    return months_before(start, -12 * years) if start else None
