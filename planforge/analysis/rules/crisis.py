"""Rules of the crisis (D.8): who decides, who replaces, where one works, what is written, paid and said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from planforge.analysis.kinds import keeps_log
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART, is_apart, lacks
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import named, says_none
from planforge.model.answer import Answer, State
from planforge.model.people import Channel
from planforge.values import fold, join_and

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.crisis import Message

_MOST_ROLES = 2  # more at once is more than a person can do
_APART = APART["people"]
_WORD = re.compile(r"[a-z0-9]+")
_COMPUTERS = frozenset({"ordinateur", "ordinateurs", "portable", "portables", "pc", "poste", "postes"})
_INTERNET = frozenset({"4g", "5g", "internet", "satellite", "routeur", "routeurs"})
# Whom a message is for, by the words that say so; the library has one for each, to be adapted.
_AUDIENCES = {
    "les patients et leurs proches": {"patients", "patient", "familles", "famille", "residents", "proches", "public"},
    "le personnel": {"personnel", "personnels", "agents", "salaries", "soignants", "equipes"},
    "la presse": {"presse", "medias", "journalistes"},
}


@dataclass(frozen=True, slots=True)
class _Role:
    """A key role of the crisis: who holds it, who replaces, and where that is written."""

    title: str
    person: str | None
    deputy: str | None
    about: Subject


def _roles(facts: Facts) -> tuple[_Role, ...]:
    crisis = facts.plan.crisis
    section = facts.section("crisis", "Organisation de crise")
    deciders = (("déclencher la crise", "trigger"), ("couper le réseau", "cut"), ("rouvrir", "reopen"))
    found = []
    for title, field in deciders:
        decider = getattr(crisis, field)
        found.append(_Role(title, decider.person.best, decider.deputy.best, section.at(field)))
    for index, role in enumerate(crisis.roles):
        title = f"tenir le rôle {named(role.type)}"
        found.append(_Role(title, role.person.best, role.deputy.best, section.at("roles", index)))
    for index, cell in enumerate(crisis.cells):
        found.append(_Role(f"piloter {named(cell.name)}", cell.lead.best, None, section.at("cells", index)))
    return tuple(found)


def key_people(facts: Facts) -> frozenset[str]:
    """Whoever holds a key role, or replaces its holder."""
    return frozenset(name for role in _roles(facts) for name in (role.person, role.deputy) if name)


def _roles_by_person(facts: Facts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for role in _roles(facts):
        if role.person:
            found.setdefault(role.person, []).append(role.title)
    return found


@rule("CON-NO-OFFNET-PHONE", Severity.BLOCKING)
def unreachable(facts: Facts) -> Iterator[Yield]:
    """A holder or deputy of a key role without a phone that works off the hospital's network."""
    if facts.kept_apart("people"):
        yield Missing(facts.whole, _APART)
        return
    holders = dict.fromkeys(name for role in _roles(facts) for name in (role.person, role.deputy) if name)
    for name in holders:
        person = facts.plan.person.get(name)
        if person is None:
            continue
        about = facts.person[name].at("phones")
        if "phones" in person.unknown_lists:
            yield Missing(about, "les téléphones")
        elif all(phone.channel is Channel.NETWORK for phone in person.phones):
            yield Breach(about, {"roles": join_and(_roles_of(facts, name))}, variant="" if person.phones else "none")


def _roles_of(facts: Facts, name: str) -> list[str]:
    return [role.title for role in _roles(facts) if name in (role.person, role.deputy)]


@rule("CON-NO-DEPUTY", Severity.MAJOR)
def no_deputy(facts: Facts) -> Iterator[Yield]:
    """A role held without deputy or by its own deputy; a person who holds more key roles than one can."""
    if facts.kept_apart("people"):
        yield Missing(facts.whole, _APART)
    for role in _roles(facts):
        if role.person is None:
            continue
        person = facts.plan.person.get(role.person)
        deputy = role.deputy or (person.deputy.best if person else None)
        values = {"role": role.title, "person": person.function if person else role.person}
        if deputy is None:
            yield Breach(role.about.at("deputy"), values)
        elif deputy == role.person:
            yield Breach(role.about.at("deputy"), values, variant="self")
    for name, titles in _roles_by_person(facts).items():
        if len(titles) > _MOST_ROLES and name in facts.person:
            yield Breach(facts.person[name], {"roles": join_and(titles)}, variant="many")


@rule("CON-RECALL-IT", Severity.BLOCKING)
def recall_needs_system(facts: Facts) -> Iterator[Yield]:
    """A recall of the staff that depends on the information system."""
    about = facts.section("continuity_means", "Moyens de continuité").at("recall_needs_it")
    depends = facts.plan.continuity_means.recall_needs_it.best
    if depends:
        yield Breach(about)
    elif depends is None:
        yield Missing(about, "le moyen de rappeler le personnel sans informatique")


@rule("GOV-NO-DECIDER", Severity.BLOCKING)
def nobody_decides(facts: Facts) -> Iterator[Yield]:
    """Nobody named to cut the network, or to reopen it."""
    section = facts.section("crisis", "Organisation de crise")
    for field, what in (("cut", "couper le réseau"), ("reopen", "rouvrir le réseau")):
        person = getattr(facts.plan.crisis, field).person
        if person.state is State.UNKNOWN and facts.kept_apart("people"):
            yield Missing(facts.whole, _APART)
        elif person.best is None:
            yield Breach(section.at(field, "person"), {"what": what})


@rule("GOV-NO-CRISIS-ROOM", Severity.MINOR)
def no_crisis_room(facts: Facts) -> Iterator[Yield]:
    """No room, or a room without computers, Internet or telephones of its own."""
    crisis, means = facts.plan.crisis, facts.plan.continuity_means
    about = facts.section("crisis", "Organisation de crise")
    said = set(_WORD.findall(fold(" ".join(crisis.off_network_means))))
    wanted: dict[str, Answer[Any]] = {"la salle de crise": crisis.room}
    if not said & _COMPUTERS:
        wanted["les ordinateurs de secours"] = means.emergency_pcs if means.emergency_pcs.best != 0 else Answer[int]()
    if crisis.alert_number.best is None:
        wanted["les téléphones de secours"] = means.phones
    absent, unknown = lacks(wanted)
    internet = "l’accès à Internet hors réseau"
    if "off_network_means" in crisis.unknown_lists:
        unknown = (*unknown, internet)
    elif not said & _INTERNET:
        absent = (*absent, internet)
    if absent:
        yield Breach(
            about.at("room" if says_none(crisis.room.best) else "off_network_means"), {"what": join_and(absent)}
        )
    yield from (Missing(about, what) for what in unknown)


@rule("GOV-NO-MAIN-COURANTE", Severity.MINOR)
def no_log(facts: Facts) -> Iterator[Yield]:
    """Nobody to keep the log that is printed with the plan, or no rhythm of the situation reports."""
    crisis, about = facts.plan.crisis, facts.section("crisis", "Organisation de crise")
    keepers = [role.person for role in crisis.roles if keeps_log(role)]
    if any(is_apart(facts, keeper) for keeper in keepers):
        yield Missing(facts.whole, _APART)
    elif "roles" in crisis.unknown_lists or any(keeper.state is State.UNKNOWN for keeper in keepers):
        yield Missing(about.at("roles"), "la personne qui tient la main courante")
    elif all(keeper.best is None for keeper in keepers):
        yield Breach(about.at("roles"))
    if crisis.rhythm.state is State.UNKNOWN:
        yield Missing(about.at("rhythm"), "le rythme des points de situation")
    elif crisis.rhythm.best is None:
        yield Breach(about.at("rhythm"), variant="rhythm")


@rule("GOV-FINANCE", Severity.MINOR)
def no_money(facts: Facts) -> Iterator[Yield]:
    """No cash for the crisis, or no rule for emergency purchases."""
    means, about = facts.plan.continuity_means, facts.section("continuity_means", "Moyens de continuité")
    absent, unknown = lacks({"la trésorerie de crise": means.cash, "les achats d’urgence": means.purchase})
    if absent:
        yield Breach(about.at("cash" if says_none(means.cash.best) else "purchase"), {"what": join_and(absent)})
    yield from (Missing(about, what) for what in unknown)


@rule("GOV-COMM", Severity.MINOR)
def no_message(facts: Facts) -> Iterator[Yield]:
    """No message of the hospital's own for patients, staff or press: those of the library are still to be filled."""
    crisis, about = facts.plan.crisis, facts.section("crisis", "Organisation de crise").at("messages")
    if "messages" in crisis.unknown_lists:
        yield Missing(about, "les messages prêts")
        return
    said = [_audience(message) for message in crisis.messages if message.text.strip()]
    lacking = [who for who, words in _AUDIENCES.items() if not any(words & audience for audience in said)]
    if lacking:
        yield Breach(about, {"who": join_and(lacking)})


def _audience(message: Message) -> set[str]:
    """The words that say whom a message is for: its audience; else its name and its identifier."""
    return set(_WORD.findall(fold(message.audience.best or f"{message.name} {message.id}")))


RULES: tuple[Rule, ...] = (
    unreachable,
    no_deputy,
    recall_needs_system,
    nobody_decides,
    no_crisis_room,
    no_log,
    no_money,
    no_message,
)
