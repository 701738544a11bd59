"""Rules of people and crisis (D.8): who decides, who replaces, how to reach them off the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import named
from planforge.model.answer import State
from planforge.model.people import Channel
from planforge.values import join_and

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts, Subject

_MOST_ROLES = 2  # more at once is more than a person can do
_APART = "le fichier restreint (personnes)"


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


RULES: tuple[Rule, ...] = (
    unreachable,
    no_deputy,
    recall_needs_system,
    nobody_decides,
)
