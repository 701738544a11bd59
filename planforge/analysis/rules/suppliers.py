"""Rules of suppliers (D.9): what a contract promises, how data come back, by which door people come in, HDS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS
from planforge.analysis.kinds import (
    has_health_data,
    hosted,
    is_backup_server,
    is_biomedical,
    is_internet,
    is_technical,
    keeps_settings,
)
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed, says_no_access, says_none, shortest
from planforge.model.answer import State
from planforge.model.establishment import GroupRole
from planforge.model.systems import Application, Hosting
from planforge.values import fold, plural, say_date, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.people import Supplier
    from planforge.model.systems import System
    from planforge.values import Duration

# How people say that what is open can be closed (or is left open on purpose).
_CLOSED = re.compile(r"coup|ferm|interrup|debranch|desactiv|demande|bloqu|bastion|garder ouvert")


def _suppliers(facts: Facts) -> Iterator[tuple[Supplier, Subject, tuple[System, ...]]]:
    """Every supplier with the systems it supplies."""
    for supplier in facts.plan.suppliers:
        yield supplier, facts.supplier[supplier.id], facts.supplied.get(supplier.id, ())


def _together(silent: Sequence[Subject], field: str, variant: str = "") -> Iterator[Breach]:
    """One finding for all the suppliers of whom nothing is written."""
    if silent:
        values = {"count": plural(len(silent), "fournisseur"), "names": listed(one.ref.name for one in silent)}
        yield Breach(silent[0].at(field), values, tuple(other.ref for other in silent[1:]), variant)


@rule("SUP-NO-SLA", Severity.MAJOR)
def promises_less(facts: Facts) -> Iterator[Yield]:
    """A supplier that promises a later return than the target, or none for a local system of the high classes."""
    silent = []
    for supplier, about, systems in _suppliers(facts):
        promised = supplier.promised_rto
        if promised.best is not None:
            yield from _slower(facts, about, promised.best, systems)
        elif any(system.tier.best in HIGH_TIERS and not hosted(system) for system in systems):
            if promised.state is State.UNKNOWN:
                yield Missing(about, "le délai de rétablissement promis")
            else:
                silent.append(about)
    yield from _together(silent, "promised_rto", "silent")


def _slower(facts: Facts, about: Subject, promised: Duration, systems: Sequence[System]) -> Iterator[Yield]:
    targets = [(system.rto.best, system) for system in systems if system.rto.best is not None]
    sooner = [(target, system) for target, system in targets if target < promised]
    for _, system in sooner:
        if system.rto.is_default:
            yield Missing(facts.system[system.id], "le RTO (valeur par défaut à valider)")
    said = [(target, facts.system[system.id].ref) for target, system in sooner if not system.rto.is_default]
    if said:
        values = {
            "promised": say_duration(promised),
            "rto": shortest([target for target, _ in said]),
            "names": listed(ref.name for _, ref in said),
        }
        yield Breach(about.at("promised_rto"), values, tuple(ref for _, ref in said))


@rule("SUP-NO-REVERSIBILITY", Severity.MINOR)
def data_held(facts: Facts) -> Iterator[Yield]:
    """Suppliers that hold data of ours, or the code of an application of the high classes, with no written way out."""
    silent = []
    for supplier, about, systems in _suppliers(facts):
        if not says_none(supplier.reversibility.best) or not any(map(_binds, systems)):
            continue
        if supplier.reversibility.state is State.UNKNOWN:
            yield Missing(about, "la réversibilité du contrat")
        else:
            silent.append(about)
    yield from _together(silent, "reversibility")


def _binds(system: System) -> bool:
    """Whether losing the supplier would lose data: a switch or a monitor is replaced by another make."""
    replaced = keeps_settings(system) or is_technical(system) or is_biomedical(system)
    if replaced or not isinstance(system, Application):
        return False
    return hosted(system) or system.tier.best in HIGH_TIERS


@rule("SUP-REMOTE-ACCESS", Severity.MAJOR)
def door_open(facts: Facts) -> Iterator[Yield]:
    """A remote access without a written way to cut it; suppliers of local systems of whom nobody wrote any."""
    silent = []
    for supplier, about, systems in _suppliers(facts):
        said = supplier.remote_access
        if said.best is not None:
            if not says_no_access(said.best) and not _CLOSED.search(fold(said.best)):
                yield Breach(about.at("remote_access"), variant="open")
        elif all(hosted(system) or is_internet(system) for system in systems):
            continue  # nothing of theirs stands on our network
        elif said.state is State.UNKNOWN:
            yield Missing(about, "la télémaintenance (accès et moyen de le couper)")
        else:
            silent.append(about)
    yield from _together(silent, "remote_access")


@rule("SUP-HDS", Severity.MAJOR)
def not_certified(facts: Facts) -> Iterator[Yield]:
    """Health data kept by somebody else, whose certificate of health data host is out of date or not known."""
    for supplier, about, systems in _suppliers(facts):
        kept = [system for system in systems if _holds_health_data(system)]
        if kept:
            yield from _certificate(facts, supplier, about, kept)
    for system in facts.plan.systems.values():
        if hosted(system) and _holds_health_data(system) is None:
            yield Missing(facts.system[system.id], "le type, qui dit si le système connaît les patients")
        elif _holds_health_data(system) and system.vendor.best not in facts.supplier:
            yield Missing(facts.system[system.id], "l’hébergeur")
        elif _at_neighbour(facts, system):
            yield Missing(facts.system[system.id], "le certificat HDS de l’établissement du GHT qui héberge")


def _holds_health_data(system: System) -> bool | None:
    """Whether health data are there, outside; a backup server elsewhere holds those of all the others."""
    if system.hosting.best is Hosting.HDS:
        return True
    if system.hosting.best is not Hosting.SAAS:
        return False
    return has_health_data(system) if isinstance(system, Application) else is_backup_server(system)


def _at_neighbour(facts: Facts, system: System) -> bool:
    """Whether another establishment of the group keeps health data for us, without any certificate written."""
    if system.hosting.best is not Hosting.GHT or facts.plan.establishment.ght_role.best is GroupRole.SUPPORT:
        return False
    supplier = facts.plan.supplier.get(system.vendor.best or "")
    known = supplier is not None and supplier.hds_until.best is not None
    return not known and isinstance(system, Application) and bool(has_health_data(system))


def _certificate(facts: Facts, supplier: Supplier, about: Subject, systems: Sequence[System]) -> Iterator[Yield]:
    until, place = supplier.hds_until, about.at("hds_until")
    unsaid = [system.name for system in systems if system.hosting.best is not Hosting.HDS]
    if until.best is not None:
        if facts.today is None:
            yield Missing(about, NO_DATE)
        elif until.best < facts.today:
            names = listed(system.name for system in systems)
            yield Breach(place, {"until": say_date(until.best), "names": names}, variant="expired")
    elif until.state is State.UNKNOWN or not unsaid:
        yield Missing(about, "la date de fin du certificat HDS")  # said to be one: the proof alone lacks
    else:
        yield Breach(place, {"names": listed(unsaid)})


RULES: tuple[Rule, ...] = (
    promises_less,
    data_held,
    door_open,
    not_certified,
)
