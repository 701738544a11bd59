"""Rules of backups (D.5): what protects each system, where copies are, what would reach them with the production."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import HIGH_TIERS, hosted
from planforge.analysis.kinds import keeps_data
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.values import Duration, join_and, say_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.backups import Backup, Copy
    from planforge.model.systems import System

_APART = "le fichier restreint (sauvegardes)"


def _policies(facts: Facts) -> Iterator[tuple[Backup, Subject]]:
    for backup in facts.plan.backups:
        yield backup, facts.backup[backup.id]


def _own_systems(facts: Facts) -> Iterator[tuple[System, Subject]]:
    """The systems of the high classes that the hospital backs up itself."""
    for system in facts.plan.systems.values():
        if system.tier.best in HIGH_TIERS and not hosted(system) and keeps_data(system):
            yield system, facts.system[system.id]


def _apart(facts: Facts) -> Iterator[Missing]:
    if facts.kept_apart("backups"):
        yield Missing(facts.whole, _APART)


@rule("BKP-NONE", Severity.BLOCKING)
def no_backup(facts: Facts) -> Iterator[Yield]:
    """A system of the high classes that no policy protects."""
    yield from _apart(facts)
    for system, about in _own_systems(facts):
        if not facts.backups_of.get(system.id) and not facts.kept_apart("backups"):
            yield Breach(about, {"tier": str(system.tier.best)})


@rule("BKP-SAAS-UNKNOWN", Severity.MAJOR)
def nothing_promised(facts: Facts) -> Iterator[Yield]:
    """A hosted system whose contract promises neither delay, nor data loss, nor restore."""
    for system in facts.plan.systems.values():
        if not hosted(system):
            continue
        supplier = facts.plan.supplier.get(system.vendor.best or "")
        promises = {
            "la restauration": supplier.restore_clause.best if supplier else None,
            "le délai de rétablissement": supplier.promised_rto.best if supplier else None,
            "la perte de données": supplier.promised_rpo.best if supplier else None,
        }
        lacking = [what for what, promise in promises.items() if promise is None]
        if lacking:
            yield Breach(facts.system[system.id].at("vendor"), {"what": join_and(lacking)})


@rule("BKP-INTERVAL-GT-RPO", Severity.BLOCKING)
def too_rare(facts: Facts) -> Iterator[Yield]:
    """Backups too far apart, or a host that promises less, for the RPO or for the shortest PDMA."""
    for system in facts.plan.systems.values():
        about, bound = facts.system[system.id], _data_bound(facts, system)
        age = _promised_loss(facts, system) if hosted(system) else _worst_loss(facts.backups_of.get(system.id, ()))
        if bound is not None and age is not None and age > bound[0]:
            values = {"loss": say_duration(age), "bound": say_duration(bound[0]), "of": bound[1]}
            yield Breach(about.at("rpo"), values, variant="hosted" if hosted(system) else "")
        elif bound is not None and age is None and facts.backups_of.get(system.id) and not hosted(system):
            yield Missing(about, "la fréquence de sauvegarde")


def _data_bound(facts: Facts, system: System) -> tuple[Duration, str] | None:
    """The tighter of the accepted loss and of what activities bear, and which it is."""
    demand = facts.needs[system.id].pdma
    bounds = [(demand.value, "la PDMA")] if demand else []
    if system.rpo.best is not None:
        bounds.append((system.rpo.best, "le RPO"))
    return min(bounds, default=None)


def _worst_loss(backups: tuple[Backup, ...]) -> Duration | None:
    """What is lost at worst: the interval, plus the time a backup takes; the best policy counts."""
    losses = [
        backup.interval.best + (backup.duration.best or Duration(0))
        for backup in backups
        if backup.interval.best is not None
    ]
    return min(losses, default=None)


def _promised_loss(facts: Facts, system: System) -> Duration | None:
    supplier = facts.plan.supplier.get(system.vendor.best or "")
    return supplier.promised_rpo.best if supplier else None


@rule("BKP-NO-OFFLINE", Severity.BLOCKING)
def nothing_out_of_reach(facts: Facts) -> Iterator[Yield]:
    """A system of the high classes without any copy offline or immutable."""
    for system, about in _own_systems(facts):
        backups = facts.backups_of.get(system.id, ())
        copies = [copy for backup in backups for copy in backup.copies]
        shelters = [answer.best for copy in copies for answer in (copy.offline, copy.immutable)]
        if not backups or True in shelters:
            continue
        if None in shelters or any("copies" in backup.unknown_lists for backup in backups):
            yield Missing(about, "le caractère hors ligne ou immuable des copies")
        else:
            yield Breach(about, {"backups": listed(backup.name for backup in backups)})


@rule("BKP-SAME-AD", Severity.BLOCKING)
def same_directory(facts: Facts) -> Iterator[Yield]:
    """A copy kept in the directory of production: the same stolen account reaches both."""
    for backup, about in _policies(facts):
        inside = _copies(backup, lambda copy: copy.in_production_domain.best is True)
        unsure = _copies(backup, lambda copy: copy.in_production_domain.best is None and not copy.offline.best)
        if inside:
            yield Breach(about.at("copies"), {"copies": listed(copy.name for copy in inside)})
        elif unsure:
            yield Missing(about, "l’annuaire des copies")


def _copies(backup: Backup, kept: Callable[[Copy], bool]) -> list[Copy]:
    return [copy for copy in backup.copies if kept(copy)]


@rule("BKP-SAME-SITE", Severity.MAJOR)
def same_site(facts: Facts) -> Iterator[Yield]:
    """All copies on the site of what they protect."""
    for backup, about in _policies(facts):
        production = {facts.plan.systems[name].site.best for name in backup.systems if name in facts.plan.systems}
        away = [_is_away(copy, production - {None}) for copy in backup.copies]
        if not away or True in away:
            continue
        if None in away:
            yield Missing(about, "le lieu des copies (hors site ou non)")
        else:
            yield Breach(about.at("copies"))


def _is_away(copy: Copy, production: set[str | None]) -> bool | None:
    """Whether a copy is away from production; ``None`` when not known."""
    if copy.offsite.best is not None:
        return copy.offsite.best
    if copy.site.best is None or not production:
        return None
    return copy.site.best not in production


@rule("BKP-ENCRYPT-KEY", Severity.BLOCKING)
def key_lost_with_system(facts: Facts) -> Iterator[Yield]:
    """An encrypted backup whose key is nowhere but in the information system."""
    for backup, about in _policies(facts):
        if not backup.encrypted.best:
            continue
        if backup.key_in_system.best:
            yield Breach(about.at("key_in_system"))
        elif backup.key_in_system.best is None and backup.key_place.best is None:
            yield Missing(about, "le lieu de la clé de chiffrement")


RULES: tuple[Rule, ...] = (
    no_backup,
    nothing_promised,
    too_rare,
    nothing_out_of_reach,
    same_directory,
    same_site,
    key_lost_with_system,
)
