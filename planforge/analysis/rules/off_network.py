"""Rules of what must work without the network (D.4): doors, alarms, paper, telephones, passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.graphs import down_with
from planforge.analysis.kinds import (
    guards_people,
    hosted,
    is_core_network,
    is_directory,
    is_hypervisor,
    is_internet,
    is_printing,
    is_storage,
    is_telephony,
    is_vault,
)
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import described
from planforge.analysis.words import listed
from planforge.values import join_and

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.systems import System

_DIRECTORY = "l’annuaire"
_OF_DOORS = {"le réseau": is_core_network, _DIRECTORY: is_directory}
_OF_CALLS = {"le réseau": is_core_network, "l’accès Internet": is_internet}
_OF_VAULTS = {_DIRECTORY: is_directory, "la virtualisation": is_hypervisor, "le stockage": is_storage}


def _of_kind(facts: Facts, is_kind: Callable[[System], bool]) -> list[System]:
    return [system for system in facts.plan.systems.values() if is_kind(system)]


def _stopped_with(facts: Facts, causes: Mapping[str, Callable[[System], bool]]) -> dict[str, set[str]]:
    """What stops when all the systems of a kind are down, those systems left out."""
    found = {}
    for what, is_cause in causes.items():
        first = {system.id for system in _of_kind(facts, is_cause) if not hosted(system)}
        found[what] = down_with(facts.run, first) - first
    return found


def _causes(system: System, stopped: Mapping[str, set[str]]) -> list[str]:
    """With what the system stops; it says itself whether its accounts are those of the directory."""
    found = [what for what, down in stopped.items() if system.id in down]
    if system.own_directory.best is False and _DIRECTORY in stopped and _DIRECTORY not in found:
        found.append(_DIRECTORY)
    return found


def _means(facts: Facts) -> Subject:
    return facts.section("continuity_means", "Moyens de continuité")


@rule("DEP-IAM-FOR-DOORS", Severity.MAJOR)
def doors_on_network(facts: Facts) -> Iterator[Yield]:
    """Doors, cabinets or alarms of lone workers that stop with the network or the directory."""
    stopped = _stopped_with(facts, _OF_DOORS)
    for system in _of_kind(facts, guards_people):
        about = facts.system[system.id]
        causes = _causes(system, stopped) or (["le réseau"] if system.island.best is False else [])
        if system.island.best:
            continue
        if causes:
            yield Breach(about.at("needs_to_run"), {"what": join_and(causes)})
        elif not system.needs_to_run:
            yield Missing(about.at("island"), "la marche sans le réseau")


@rule("DEP-PRINT", Severity.MAJOR)
def prints_on_network(facts: Facts) -> Iterator[Yield]:
    """No way to print but the central print server."""
    about, servers = _means(facts).at("printing"), _of_kind(facts, is_printing)
    known = described(facts.plan.continuity_means.printing)
    if known or not facts.plan.services:
        return
    if known is None or not servers:
        yield Missing(about, "le moyen d’imprimer sans le réseau")
    else:
        refs = tuple(facts.system[server.id].ref for server in servers)
        yield Breach(about, {"servers": listed(server.name for server in servers)}, refs)


@rule("DEP-PHONE-NETWORK", Severity.MAJOR)
def calls_on_network(facts: Facts) -> Iterator[Yield]:
    """Telephones that stop with the network or the Internet access, and nothing to call with instead."""
    known = described(facts.plan.continuity_means.phones)
    stopped = _stopped_with(facts, _OF_CALLS)
    falling = [(one, _causes(one, stopped)) for one in _of_kind(facts, is_telephony) if not one.island.best]
    causes = [cause for cause in stopped if any(cause in found for _, found in falling)]
    if known or not causes:
        return
    if known is None:
        yield Missing(_means(facts).at("phones"), "les téléphones de secours")
    else:
        first, *others = (facts.system[one.id] for one, found in falling if found)
        values = {"names": listed(one.name for one, found in falling if found), "what": join_and(causes)}
        yield Breach(first.at("needs_to_run"), values, tuple(other.ref for other in others))


@rule("DEP-KEY-VAULT", Severity.BLOCKING)
def secrets_shut_in(facts: Facts) -> Iterator[Yield]:
    """Passwords, keys and licences that nothing but the information system holds."""
    about, kept = _means(facts).at("secrets_offline"), facts.plan.continuity_means.secrets_offline.best
    vaults = _of_kind(facts, is_vault)
    if kept or not facts.plan.systems:
        return
    if kept is False:
        yield Breach(about, variant="nowhere")
        return
    stopped = _stopped_with(facts, _OF_VAULTS)
    tied = [(vault, _causes(vault, stopped)) for vault in vaults if not vault.island.best]
    for vault, causes in tied:
        if causes:
            yield Breach(facts.system[vault.id].at("needs_to_run"), {"what": join_and(causes)})
    if not any(causes for _, causes in tied) and len(tied) == len(vaults):
        yield Missing(about, "la copie hors ligne des mots de passe, des clés et des licences")


RULES: tuple[Rule, ...] = (
    doors_on_network,
    prints_on_network,
    calls_on_network,
    secrets_shut_in,
)
