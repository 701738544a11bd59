"""Rules of the directory (D.8): who can be reached, at what hour, by what means, and who is missing from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.care import is_sanitary
from planforge.analysis.facts import HIGH_TIERS
from planforge.analysis.kinds import contact_kinds, hosted, is_on_call_role, transfuses
from planforge.analysis.results import ObjectRef, Severity
from planforge.analysis.rules.crisis import key_people
from planforge.analysis.rules.lacks import APART, NO_DATE, is_apart, lacks
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed, named
from planforge.model.answer import Answer, State
from planforge.model.establishment import Care, GroupRole
from planforge.values import join_and, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.people import Contact, Supplier, SupplierSecret

_CONTRACT = "le numéro de contrat ou de client"
_PUBLIC = 3  # digits: 15, 17, 18, 112 do not change
_BLOOD = frozenset({Care.MCO, Care.DIALYSIS, Care.CANCER})
_GROUP = frozenset({GroupRole.SUPPORT, GroupRole.MEMBER})
# Whom every establishment calls, by kinds of contacts of the library, any of which will do.
_EVERYBODY = {
    "l’ARS": {"ars"},
    "le CERT Santé": {"cert-sante"},
    "l’ANSSI ou le centre régional de réponse": {"anssi", "csirt", "csirt-regional", "centre-ressources-cyber"},
    "la police ou la gendarmerie": {"police", "gendarmerie"},
    "la CNIL ou le délégué à la protection des données": {"cnil", "dpo"},
    "l’assureur": {"assureur"},
}
_HOSPITALS = {
    "le SAMU": {"samu"},
    "un prestataire de réponse aux incidents": {"expert-reponse", "pris"},
}


def _contacts(facts: Facts) -> Iterator[tuple[Contact, Subject]]:
    for index, contact in enumerate(facts.plan.contacts):
        ref = ObjectRef("contacts", contact.id, contact.name)
        yield contact, facts.placed(ref, ("contacts", index))


@rule("CON-EMAIL-ONLY", Severity.BLOCKING)
def email_only(facts: Facts) -> Iterator[Yield]:
    """Somebody who can be written to and not called; CON-NO-OFFNET-PHONE speaks for the holders of key roles."""
    for contact, about in _contacts(facts):
        numbers = (contact.number, contact.second_number)
        if any(number.best is not None for number in numbers):
            continue
        unknown = any(number.state is State.UNKNOWN for number in numbers)
        if unknown or contact.email.best is None:
            yield Missing(about.at("number"), "le téléphone")
        else:
            yield Breach(about.at("number"))
    if facts.kept_apart("people"):
        yield Missing(facts.whole, APART["people"])
    told = key_people(facts)
    for person in facts.plan.people:
        if person.id not in told and not person.phones:
            about = facts.person[person.id].at("phones")
            written = person.email.best is not None and "phones" not in person.unknown_lists
            yield Breach(about) if written else Missing(about, "le téléphone")


class _Duty(NamedTuple):
    """Something that somebody does at any hour, who else may do it, and where that is written."""

    what: str
    person: Answer[str]
    deputy: Answer[str]
    about: Subject


def _duties(facts: Facts) -> Iterator[_Duty]:
    crisis, section = facts.plan.crisis, facts.section("crisis", "Organisation de crise")
    for field, what in (("trigger", "déclencher la crise"), ("cut", "couper le réseau")):
        decider = getattr(crisis, field)
        yield _Duty(what, decider.person, decider.deputy, section.at(field, "person"))
    for index, role in enumerate(crisis.roles):
        if is_on_call_role(role):
            what = f"tenir le rôle {named(role.type)}"
            yield _Duty(what, role.person, role.deputy, section.at("roles", index, "person"))
    for index, step in enumerate(crisis.network_cut.steps):
        about = section.at("network_cut", "steps", index, "by")
        yield _Duty("faire des gestes de coupure", step.by, Answer(), about)


@rule("CON-ON-CALL", Severity.MAJOR)
def not_on_call(facts: Facts) -> Iterator[Yield]:
    """Whoever the first hour needs, reachable neither by night nor at the weekend, no more than a deputy."""
    duties: dict[str, list[_Duty]] = {}
    for duty in _duties(facts):
        if is_apart(facts, duty.person):
            yield Missing(facts.whole, APART["people"])
        elif duty.person.state is State.UNKNOWN:
            yield Missing(duty.about, "la personne à joindre jour et nuit")
        elif duty.person.best is not None and duty.person.best in facts.plan.person:
            duties.setdefault(duty.person.best, []).append(duty)
    for name, mine in duties.items():
        person = facts.plan.person[name]
        replacing = [answer.best or "" for answer in (person.deputy, *(duty.deputy for duty in mine))]
        able = [person, *(facts.plan.person[deputy] for deputy in replacing if deputy in facts.plan.person)]
        reached = {one.on_call.best for one in able}
        about = facts.person[name].at("on_call")
        if True in reached:
            continue
        if None in reached:
            yield Missing(about, "l’astreinte (joignable jour et nuit ou non)")
        else:
            yield Breach(about, {"duties": join_and(list(dict.fromkeys(duty.what for duty in mine)))})


@rule("CON-VENDOR-NO-CRISIS", Severity.MAJOR)
def vendor_out_of_reach(facts: Facts) -> Iterator[Yield]:
    """The vendor of a system of the high classes without emergency number, hours or contract number."""
    if facts.kept_apart("supplier_secrets"):
        yield Missing(facts.whole, APART["supplier_secrets"])
    high = [system for system in facts.plan.systems.values() if system.tier.best in HIGH_TIERS]
    systems: dict[str, list[str]] = {}
    for system in high:
        if system.vendor.best is not None:
            systems.setdefault(system.vendor.best, []).append(system.name)
        elif hosted(system) or system.vendor.state is State.UNKNOWN:
            yield Missing(facts.system[system.id].at("vendor"), "l’éditeur ou le fournisseur")
    secrets = {secret.supplier: secret for secret in facts.plan.supplier_secrets}
    numberless = []
    for supplier in (one for one in facts.plan.suppliers if one.id in systems):
        about = facts.supplier[supplier.id]
        absent, unknown = lacks(_reach(facts, supplier, secrets.get(supplier.id)))
        yield from (Missing(about, what) for what in unknown)
        if absent == (_CONTRACT,):
            numberless.append(about)
        elif absent:
            yield Breach(about, {"what": join_and(absent), "systems": listed(systems[supplier.id])})
    if numberless:
        yield _without_number(numberless)


def _without_number(vendors: list[Subject]) -> Breach:
    """One finding for all: the numbers are found together, in the file of contracts."""
    first, *others = vendors
    values = {"count": str(len(vendors)), "names": listed(one.ref.name for one in vendors)}
    return Breach(first, values, tuple(other.ref for other in others), variant="number")


def _reach(facts: Facts, supplier: Supplier, secret: SupplierSecret | None) -> dict[str, Answer[str]]:
    """What one needs to have a vendor work in the middle of a night; a hotline takes either number."""
    found = {"le numéro d’urgence": supplier.emergency_number, "les horaires du support": supplier.hours}
    if not facts.kept_apart("supplier_secrets"):
        numbers = (secret.contract_number, secret.customer_number) if secret else (Answer[str](),)
        order = (State.KNOWN, State.UNKNOWN, State.ABSENT)
        found[_CONTRACT] = min(numbers, key=lambda one: order.index(one.state))
    return found


@rule("CON-AUTHORITIES", Severity.MAJOR)
def authorities(facts: Facts) -> Iterator[Yield]:
    """The outside contacts that such an establishment must be able to call, and that its directory lacks."""
    about, establishment = facts.section("contacts", "Contacts extérieurs"), facts.plan.establishment
    if "contacts" in facts.plan.unknown_lists:
        yield Missing(about, "les contacts extérieurs")
        return
    if not establishment.activities:
        yield Missing(facts.whole.at("activities"), "les activités de l’établissement")
    if establishment.ght_role.best is None and establishment.ght.state is not State.ABSENT:
        yield Missing(facts.whole.at("ght_role"), "le rôle dans le GHT")
    held = _kinds(facts)
    lacking = [who for who, kinds in _wanted(facts).items() if held.isdisjoint(kinds)]
    if lacking:
        yield Breach(about, {"who": join_and(lacking)})


def _kinds(facts: Facts) -> set[str]:
    """The kinds of contacts that the directory holds, the hospital's own officer for personal data among them."""
    held = {kind for one in facts.plan.contacts for kind in contact_kinds(one)}
    inside = any(role.type == "dpo" and role.person.best is not None for role in facts.plan.crisis.roles)
    return held | ({"dpo"} if inside else set())


def _wanted(facts: Facts) -> dict[str, set[str]]:
    """Whom this establishment calls."""
    plan = facts.plan
    wanted = {**_EVERYBODY, **(_HOSPITALS if is_sanitary(plan.establishment) else {})}
    transfusing = any(map(transfuses, plan.services)) or any(map(transfuses, plan.systems.values()))
    if transfusing or _BLOOD.intersection(plan.establishment.activities):
        wanted["l’Établissement français du sang"] = {"efs"}
    if plan.establishment.ght_role.best in _GROUP:
        wanted["les établissements du GHT"] = {"ght"}
    return wanted


@rule("CON-OLD", Severity.MINOR)
def old_numbers(facts: Facts) -> Iterator[Yield]:
    """Numbers of people and of contacts checked too long ago, or never."""
    since = facts.since("contact_months")
    if since is None:
        yield Missing(facts.whole, NO_DATE)
        return
    if facts.kept_apart("people"):
        yield Missing(facts.whole, APART["people"])
    yield from _aged(facts, since, [(person.checked_on, facts.person[person.id]) for person in facts.plan.people])
    changing = [(one.checked_on, about) for one, about in _contacts(facts) if len(one.number.best or "1234") > _PUBLIC]
    yield from _aged(facts, since, changing)


def _aged(facts: Facts, since: date, checks: list[tuple[Answer[date], Subject]]) -> Iterator[Yield]:
    """One finding for all numbers checked too long ago, another for those that nobody ever checked."""
    old = sorted((on.best, about.path, about) for on, about in checks if on.best is not None and on.best < since)
    never = [about for on, about in checks if on.state is State.ABSENT]
    yield from (Missing(about, "la date de vérification") for on, about in checks if on.state is State.UNKNOWN)
    months = str(facts.threshold("contact_months"))
    if old:
        yield _all(months, [about for *_, about in old], say_date(old[0][0]), "")
    if never:
        yield _all(months, never, "", "never")


def _all(months: str, about: list[Subject], date_of: str, variant: str) -> Breach:
    first, *others = about
    names = listed(one.ref.name for one in about)
    values = {"count": str(len(about)), "names": names, "months": months, "date": date_of}
    return Breach(first.at("checked_on"), values, tuple(other.ref for other in others), variant)


RULES: tuple[Rule, ...] = (
    email_only,
    not_on_call,
    vendor_out_of_reach,
    authorities,
    old_numbers,
)
