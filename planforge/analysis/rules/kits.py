"""Rules of what a kit must hold, and of what keeps printing and opening without the network (D.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.analysis.kinds import is_locked, is_long_stay
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import described
from planforge.analysis.words import listed
from planforge.model.answer import State
from planforge.model.workflow import Horizon
from planforge.values import Duration, fold, join_and, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.services import PrintedState, Service
    from planforge.model.workflow import Workflow

_FORM_CODE = re.compile(r"\bF-[A-Z]{2,7}\b")
_LATER = frozenset({Horizon.TO_14D, Horizon.BEYOND})  # the kit holds 72 hours, the reserve the rest
_WORD = re.compile(r"[a-z]+")
_CARE = frozenset({"soins", "traitement", "traitements", "prescription", "prescriptions", "administration"})
_LIST = frozenset({"liste", "tableau"})
_PATIENTS = frozenset({"patient", "patients", "patientes", "presents", "residents", "hospitalises", "malades"})
_RESIDENTS = frozenset({"resident", "residents"})
_WEEK = Duration(7 * 24 * 60)


@rule("KIT-REF-UNKNOWN", Severity.MAJOR)
def form_not_in_kit(facts: Facts) -> Iterator[Yield]:
    """A workflow that uses, in the first 72 hours, forms missing from its list of forms or from its counted kit."""
    for service, flow in facts.described:
        about, cited = facts.service[service.id], _cited(flow)
        listed_forms = {use.id for use in flow.forms}
        unlisted = [code for code in cited if code not in listed_forms]
        if unlisted:
            yield Breach(about.at("workflow", "forms"), {"forms": join_and(unlisted)})
        if not cited or service.kit.place.best is None:
            continue
        held = {line.form for line in service.kit.stock if line.count.best != 0}
        absent = [code for code in cited if code in listed_forms and code not in held]
        if not service.kit.stock:
            yield Missing(about.at("kit", "stock"), "le compte des formulaires du kit")
        elif absent:
            yield Breach(about.at("kit", "stock"), {"forms": join_and(absent)}, variant="kit")


def _cited(flow: Workflow) -> tuple[str, ...]:
    """The forms that the steps of the first 72 hours use, in their order."""
    steps = (step for step in flow.steps if step.horizon not in _LATER)
    return tuple(dict.fromkeys(code for step in steps for code in (*step.forms, *_FORM_CODE.findall(step.text))))


@rule("KIT-PC-DOMAIN", Severity.MAJOR)
def emergency_pc_in_domain(facts: Facts) -> Iterator[Yield]:
    """Emergency computers joined to the domain: they fall with it."""
    means = facts.plan.continuity_means
    about = facts.section("continuity_means", "Moyens de continuité").at("emergency_pcs_in_domain")
    if means.emergency_pcs.best == 0:
        return
    if means.emergency_pcs_in_domain.best:
        yield Breach(about)
    elif means.emergency_pcs_in_domain.best is None:
        yield Missing(about, "le rattachement des PC de secours au domaine")


@rule("KIT-PRINT-STALE", Severity.MAJOR)
def stale_print(facts: Facts) -> Iterator[Yield]:
    """A list of patients or a care plan printed too seldom, or that nobody ever checked."""
    for service in facts.plan.services:
        for index, printed in enumerate(service.printed_states):
            limit = _longest(facts, service, printed)
            if limit is not None:
                yield from _judged(facts.service[service.id].at("printed_states", index), printed, limit)


def _longest(facts: Facts, service: Service, printed: PrintedState) -> Duration | None:
    """How old such a print may be; ``None`` for what is neither a list of patients nor a care plan."""
    words = set(_WORD.findall(fold(printed.what)))
    if words & _CARE:
        hours = facts.threshold("care_print_hours")
    elif words & _LIST and words & _PATIENTS:
        hours = facts.threshold("list_print_hours")
    else:
        return None
    limit = Duration(60 * hours)
    return max(limit, _WEEK) if is_long_stay(service) or words & _RESIDENTS else limit


def _judged(about: Subject, printed: PrintedState, limit: Duration) -> Iterator[Yield]:
    values = {"what": printed.what}
    if printed.every.best is None:
        yield Missing(about.at("every"), "la fréquence des listes et plans de soins imprimés")
    elif printed.every.best > limit:
        said = {"every": say_duration(printed.every.best), "limit": say_duration(limit)}
        yield Breach(about.at("every"), values | said)
    if printed.checked_on.state is State.UNKNOWN:
        yield Missing(about.at("checked_on"), "la date du dernier contrôle de l’impression")
    elif printed.checked_on.best is None:
        yield Breach(about.at("checked_on"), values, variant="unchecked")


@rule("KIT-NO-REPRO", Severity.MINOR)
def no_reprography(facts: Facts) -> Iterator[Yield]:
    """Nowhere to print thousands of forms off the network."""
    about = facts.section("continuity_means", "Moyens de continuité").at("reprography")
    known = described(facts.plan.continuity_means.reprography)
    if known is None:
        yield Missing(about, "la reprographie hors réseau")
    elif not known:
        yield Breach(about)


@rule("KIT-KEYS", Severity.MAJOR)
def no_keys(facts: Facts) -> Iterator[Yield]:
    """Cabinets, doors or robots that a server opens, without mechanical keys."""
    locked = [facts.system[name].ref for name, system in facts.plan.systems.items() if is_locked(system)]
    about = facts.section("continuity_means", "Moyens de continuité").at("keys")
    known = described(facts.plan.continuity_means.keys)
    if locked and known is None:
        yield Missing(about, "le lieu des clés mécaniques")
    elif locked and not known:
        yield Breach(about, {"systems": listed(ref.name for ref in locked)}, tuple(locked))


RULES: tuple[Rule, ...] = (
    form_not_in_kit,
    emergency_pc_in_domain,
    stale_print,
    no_reprography,
    no_keys,
)
