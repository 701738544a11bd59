"""Rules of the inventory (D.1): orphans, and what is not known of services and systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.facts import HIGH_TIERS, TOP_TIERS
from planforge.analysis.kinds import hosted, is_called
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import shortest_dmia
from planforge.analysis.words import listed
from planforge.model.establishment import Care
from planforge.model.services import Perimeter
from planforge.model.systems import Hosting
from planforge.values import Percent, join_and, plural, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.answer import ByScenario
    from planforge.model.plan import Plan

_FEW = 5  # below, a share of applications says nothing


@rule("DATA-NO-SERVICE", Severity.BLOCKING)
def orphan_application(facts: Facts) -> Iterator[Yield]:
    """An application that no service uses and no system needs."""
    used = {use.application for service in facts.plan.services for use in service.applications}
    used |= {name for service in facts.plan.services for act in service.activities for name in act.applications}
    silent = [one for one in facts.plan.services if "applications" in one.unknown_lists]
    for application in facts.plan.applications:
        if application.id in used or application.feeds or facts.restore.dependents[application.id]:
            continue
        if silent:
            yield Missing(facts.system[application.id], "les applications de chaque service")
        else:
            yield Breach(facts.system[application.id])


@rule("DATA-SERVICE-NO-APP", Severity.MAJOR)
def service_without_application(facts: Facts) -> Iterator[Yield]:
    """A care service that lists no application."""
    for service in facts.plan.services:
        if service.applications or service.perimeter.best is not Perimeter.CARE:
            continue
        if "applications" in service.unknown_lists:
            yield Missing(facts.service[service.id], "les applications utilisées")
        else:
            yield Breach(facts.service[service.id].at("applications"))


@rule("DATA-NO-OBJECTIVE", Severity.BLOCKING)
def no_objective(facts: Facts) -> Iterator[Yield]:
    """A vital service without any DMIA, a system of the high classes without RTO, an application without RPO."""
    for service in facts.plan.services:
        if service.vital.best and shortest_dmia(service) is None:
            yield Breach(facts.service[service.id].at("activities"), variant="service")
    for system in facts.plan.systems.values():
        if system.tier.best not in HIGH_TIERS:
            continue
        about = facts.system[system.id]
        wanted = ("rto", "rpo") if about.ref.kind == "applications" else ("rto",)
        lacking = [field for field in wanted if not _any_known(getattr(system, field))]
        if lacking:
            yield Breach(about.at(lacking[0]), {"what": " et ".join(field.upper() for field in lacking)})


def _any_known(answer: ByScenario[object]) -> bool:
    return answer.best is not None or any(own.best is not None for own in answer.scenarios.values())


@rule("DATA-NO-SCENARIO", Severity.MAJOR)
def no_scenario(facts: Facts) -> Iterator[Yield]:
    """Systems of the high classes that have one RTO for a local failure and a cyber attack alike."""
    plain = [
        system
        for system in facts.plan.systems.values()
        if system.tier.best in HIGH_TIERS and system.rto.best is not None and not system.rto.scenarios
    ]
    if plain:
        first, *others = (facts.system[system.id] for system in plain)
        values = {"count": plural(len(plain), "système"), "names": listed(system.name for system in plain)}
        yield Breach(first.at("rto"), values, tuple(other.ref for other in others))


@rule("DATA-NO-VOLUME", Severity.MAJOR)
def no_volume(facts: Facts) -> Iterator[Yield]:
    """An application restored here, without volume nor number of servers."""
    for application in facts.plan.applications:
        known = application.restore.volume.best is not None or application.servers.best is not None
        if not known and not hosted(application):
            yield Breach(facts.system[application.id].at("restore", "volume"))


@rule("DATA-NO-HOSTING", Severity.MAJOR)
def no_hosting(facts: Facts) -> Iterator[Yield]:
    """An application without hosting, or a local one without site where there are several."""
    many = len(facts.plan.establishment.sites) > 1
    for application in facts.plan.applications:
        about = facts.system[application.id]
        if application.hosting.best is None:
            yield Breach(about.at("hosting"))
        elif many and application.hosting.best is Hosting.LOCAL and application.site.best is None:
            yield Breach(about.at("site"), variant="site")


@rule("DATA-CRITICALITY-INFLATION", Severity.MAJOR)
def too_many_first(facts: Facts) -> Iterator[Yield]:
    """Too large a share of the applications in the top classes."""
    ranked = [application for application in facts.plan.applications if application.tier.best is not None]
    if len(ranked) < _FEW:
        return
    top = [application for application in ranked if application.tier.best in TOP_TIERS]
    share, limit = 100 * len(top) / len(ranked), facts.threshold("top_class_percent")
    if share > limit:
        first, *others = (facts.system[application.id] for application in top)
        values = {"count": str(len(top)), "total": str(len(ranked)), "limit": say_percent(Percent(limit))}
        yield Breach(first.at("tier"), values, tuple(other.ref for other in others))


class _Usual(NamedTuple):
    """What such an establishment usually has: its words in types, and the services that have it where only some do."""

    name: str
    words: frozenset[str]
    of: frozenset[Care]
    beside: frozenset[str] = frozenset()


_HOSPITAL = frozenset({Care.MCO, Care.CANCER})
_WARDS = _HOSPITAL | {Care.SMR, Care.PSY, Care.USLD}
_SURGERY = frozenset({"bloc", "maternite"})
_BLEEDING = _SURGERY | {"urgences", "reanimation", "depot"}
_USUAL = (
    _Usual("moteur d’interfaces (EAI)", frozenset({"eai", "interfaces"}), _HOSPITAL),
    _Usual("serveur d’identités", frozenset({"identites", "identite", "ins"}), _HOSPITAL),
    _Usual("impression et étiquettes", frozenset({"impression", "impressions"}), _WARDS),
    _Usual("téléphonie", frozenset({"ipbx", "telephonie", "telephone"}), frozenset(Care)),
    _Usual("gestion technique des bâtiments (GTB)", frozenset({"gtb", "gtc"}), _WARDS),
    _Usual("stérilisation", frozenset({"sterilisation"}), _HOSPITAL, _SURGERY),
    _Usual("dépôt de sang (PSL)", frozenset({"psl", "sang", "transfusion"}), _HOSPITAL, _BLEEDING),
)


@rule("DATA-MISSING-USUAL", Severity.INFO)
def missing_usual(facts: Facts) -> Iterator[Yield]:
    """What records often leave out, though such an establishment has it: all of it in one finding."""
    plan, about = facts.plan, facts.section("applications", "Applications")
    if not plan.systems:
        return
    if not plan.establishment.activities:
        yield Missing(facts.whole.at("activities"), "les activités de l’établissement")
        return
    lacking = [usual.name for usual in _USUAL if _is_expected(usual, plan) and not _is_there(usual, plan)]
    if lacking:
        yield Breach(about, {"names": join_and(lacking)})


def _is_expected(usual: _Usual, plan: Plan) -> bool:
    beside = not usual.beside or any(is_called(service, usual.beside) for service in plan.services)
    return beside and not usual.of.isdisjoint(plan.establishment.activities)


def _is_there(usual: _Usual, plan: Plan) -> bool:
    systems = any(is_called(system, usual.words) for system in plan.systems.values())
    return systems or any(is_called(service, usual.words) for service in plan.services)


RULES: tuple[Rule, ...] = (
    orphan_application,
    service_without_application,
    no_objective,
    no_scenario,
    no_volume,
    no_hosting,
    too_many_first,
    missing_usual,
)
