"""Rules of governance (D.8, D.9): owners, approval, scope, and the written network cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from planforge.analysis.care import SHARE_REQUIRED, care_scope, is_sanitary
from planforge.analysis.kinds import is_backup_server
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART, is_apart, lacks
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.answer import State
from planforge.model.establishment import OpinionKind, Status, Statute
from planforge.model.services import Perimeter
from planforge.model.words import word
from planforge.values import Percent, fold, join_and, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.answer import Answer
    from planforge.model.crisis import CutStep

    _Owner: TypeAlias = tuple[Subject, Answer[str]]

_MEDICAL = frozenset({"cme", "medicale"})
_NURSING = frozenset({"csirmt", "infirmiers", "qualite"})
_PERIMETERS = {
    Perimeter.CARE: "un service de soins",
    Perimeter.ADMINISTRATIVE: "un processus administratif",
    Perimeter.TECHNICAL: "un plateau technique",
}


@rule("GOV-NO-OWNER", Severity.MAJOR)
def no_owner(facts: Facts) -> Iterator[Yield]:
    """Services without a head, applications without a business owner, systems without a technical one."""
    plan = facts.plan
    heads = [(facts.service[one.id].at("head"), one.head) for one in plan.services]
    business = [(facts.system[one.id].at("business_owner"), one.business_owner) for one in plan.applications]
    technical = [(facts.system[one.id].at("technical_owner"), one.technical_owner) for one in plan.systems.values()]
    yield from _unowned(facts, heads, "le responsable du service", "service")
    yield from _unowned(facts, business, "le responsable métier", "")
    yield from _unowned(facts, technical, "le responsable technique", "technical")


def _unowned(facts: Facts, owners: list[_Owner], who: str, variant: str) -> Iterator[Yield]:
    """One finding for all that have no owner of that kind; what is not known yet each for itself."""
    absent = [about for about, owner in owners if owner.state is State.ABSENT]
    for about, owner in owners:
        if is_apart(facts, owner):
            yield Missing(facts.whole, APART["people"])
        elif owner.state is State.UNKNOWN:
            yield Missing(about, who)
    if absent:
        values = {"count": str(len(absent)), "names": listed(one.ref.name for one in absent)}
        yield Breach(absent[0], values, tuple(one.ref for one in absent[1:]), variant)


@rule("GOV-NOT-APPROVED", Severity.MAJOR)
def not_approved(facts: Facts) -> Iterator[Yield]:
    """Documents that are not approved, or said so without the dated words of those who must approve them."""
    control, about = facts.plan.document, facts.section("document", "Documents")
    approved = control.status is Status.APPROVED
    awaited = [one.body for one in control.opinions if one.date.state is State.UNKNOWN]
    if "opinions" in control.unknown_lists or (approved and awaited):
        yield Missing(about.at("opinions"), "la date des avis et décisions des instances")
        return
    what = [words for words, given in _approvals(facts).items() if not given]
    what += lacks({"la version": control.version, "la date des documents": control.date}).absent
    values = {"status": word(control.status), "what": join_and(what)}
    if not approved:
        yield Breach(about.at("status"), values, variant="" if what else "status")
    elif what:
        yield Breach(about.at("opinions"), values, variant="unproved")


def _approvals(facts: Facts) -> dict[str, bool]:
    """Who must have spoken in such an establishment, and whether it did, with a date."""
    establishment, dated = facts.plan.establishment, [one for one in facts.plan.document.opinions if one.date.best]
    bodies = {name for one in dated for name in re.findall(r"[a-z]+", fold(one.body))}
    found = {"la décision de la direction": any(one.kind is OpinionKind.DECISION for one in dated)}
    if is_sanitary(establishment):
        found["l’avis de la CME"] = bool(bodies & _MEDICAL)
        if establishment.statute in {Statute.PUBLIC, Statute.ARMY}:
            found["l’avis de la CSIRMT ou de la qualité"] = bool(bodies & _NURSING)
    return found


@rule("GOV-CARE-D2-SCOPE", Severity.MAJOR)
def care_scope_incomplete(facts: Facts) -> Iterator[Yield]:
    """A perimeter without an analysed service, or analysed sites worth less than 66 % of the activity."""
    scope = care_scope(facts.plan)
    if not scope.candidate:
        return
    lacking = [_PERIMETERS[cover.perimeter] for cover in scope.perimeters if not cover.analysed]
    about = facts.section("services", "Services")
    if lacking:
        yield Breach(about, {"what": join_and(lacking)})
    if scope.share is None:
        yield Missing(facts.whole, "la part de l’activité de chaque site")
    elif scope.share.value < SHARE_REQUIRED and facts.plan.establishment.sites:
        values = {"share": say_percent(scope.share), "required": say_percent(Percent(SHARE_REQUIRED))}
        yield Breach(facts.whole.at("sites"), values, variant="share")


@rule("SEC-NO-ISOLATION-SHEET", Severity.BLOCKING)
def no_cut_sheet(facts: Facts) -> Iterator[Yield]:
    """No written cut, gestures without who or how, or backups that are not cut first."""
    steps = facts.plan.crisis.network_cut.steps
    about = facts.section("crisis", "Coupure du réseau").at("network_cut", "steps")
    vague = [step.name for step in steps if _is_vague(step, apart=facts.kept_apart("people"))]
    if "steps" in facts.plan.crisis.network_cut.unknown_lists:
        yield Missing(about, "les gestes de la coupure du réseau")
    elif not steps:
        yield Breach(about)
    elif vague:
        yield Breach(about, {"steps": listed(vague)}, variant="vague")
    if steps and not _cuts_backups(facts, steps[0]):
        yield Breach(about.at(0), {"step": steps[0].name}, variant="order")


def _is_vague(step: CutStep, *, apart: bool) -> bool:
    """Whether nobody can do the gesture; one whose doer is named in a file kept apart is taken at its word."""
    someone = step.by.best is not None or (apart and step.by.state is State.UNKNOWN)
    return not someone or step.how.best is None


def _cuts_backups(facts: Facts, step: CutStep) -> bool:
    systems = (facts.plan.systems.get(name) for name in step.systems)
    if any(system is not None and is_backup_server(system) for system in systems):
        return True
    return "sauvegarde" in fold(f"{step.name} {step.how.best or ''}")


RULES: tuple[Rule, ...] = (
    no_owner,
    not_approved,
    care_scope_incomplete,
    no_cut_sheet,
)
