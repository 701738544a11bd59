"""Rules of backups (D.5): what protects each system, how often, how long, who watches, who holds the key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.analysis.copies import out_of_reach
from planforge.analysis.facts import HIGH_TIERS
from planforge.analysis.kinds import hosted, keeps_data
from planforge.analysis.results import Severity
from planforge.analysis.rules.lacks import APART
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed, named, says_none
from planforge.values import Duration, fold, join_and, say_duration, say_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.backups import Backup
    from planforge.model.systems import System

_DAY = Duration(1440)
_RPO = "le RPO"

# A method that only follows the production: what is encrypted or deleted there is so at once here.
_MIRROR = re.compile(r"replic|replica|snapshot|instantane|miroir|mirror|synchronis|\braid\b")
_BACKUP = re.compile(r"complet|increment|different|image|export|dump|bande|journa|archiv")
# How often somebody looks, in the words people use; a text without any is taken at its word.
_DAILY = re.compile(
    r"(chaque|tous les|toutes les) (jour|matin|soir|nuit)|quotidien|journalier|24 ?h|24/24|7/7|7 jours|sms|astreinte"
)
_RARER = (
    (re.compile(r"personne ne|jamais|^aucune?\b|^non\b"), Duration(10**9)),
    (re.compile(r"annuel|annee|\ban\b"), Duration(365 * 1440)),
    (re.compile(r"trimestr"), Duration(90 * 1440)),
    (re.compile(r"\bmois\b|mensuel"), Duration(30 * 1440)),
    (re.compile(r"hebdo|semaine"), Duration(7 * 1440)),
)


def policies(facts: Facts) -> Iterator[tuple[Backup, Subject]]:
    """Every backup policy."""
    for backup in facts.plan.backups:
        yield backup, facts.backup[backup.id]


def own_systems(facts: Facts) -> Iterator[tuple[System, Subject]]:
    """The systems of the high classes that the hospital backs up itself."""
    for system in facts.plan.systems.values():
        if system.tier.best in HIGH_TIERS and not hosted(system) and keeps_data(system):
            yield system, facts.system[system.id]


def apart(facts: Facts) -> Iterator[Missing]:
    """What is missing while the restricted file is away."""
    if facts.kept_apart("backups"):
        yield Missing(facts.whole, APART["backups"])


@rule("BKP-NONE", Severity.BLOCKING)
def no_backup(facts: Facts) -> Iterator[Yield]:
    """A system of the high classes that no policy protects."""
    yield from apart(facts)
    for system, about in own_systems(facts):
        if not facts.backups_of.get(system.id) and not facts.kept_apart("backups"):
            yield Breach(about, {"tier": str(system.tier.best)})


@rule("BKP-INTERVAL-GT-RPO", Severity.BLOCKING)
def too_rare(facts: Facts) -> Iterator[Yield]:
    """Backups too far apart, or a host that promises less, for the RPO or for the shortest PDMA."""
    for system in facts.plan.systems.values():
        about, bound = facts.system[system.id], _data_bound(facts, system)
        age = _promised_loss(facts, system) if hosted(system) else _worst_loss(facts.backups_of.get(system.id, ()))
        if bound is not None and age is not None and age > bound[0] and bound[1] is _RPO and system.rpo.is_default:
            yield Missing(about, "le RPO (valeur par défaut à valider)")
        elif bound is not None and age is not None and age > bound[0]:
            values = {"loss": say_duration(age), "bound": say_duration(bound[0]), "of": bound[1]}
            yield Breach(about.at("rpo"), values, variant="hosted" if hosted(system) else "")
        elif bound is not None and age is None and facts.backups_of.get(system.id) and not hosted(system):
            yield Missing(about, "la fréquence de sauvegarde")


def _data_bound(facts: Facts, system: System) -> tuple[Duration, str] | None:
    """The tighter of the accepted loss and of what activities bear, and which it is."""
    demand = facts.needs[system.id].pdma
    bounds = [(demand.value, "la PDMA")] if demand else []
    if system.rpo.best is not None:
        bounds.append((system.rpo.best, _RPO))
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


@rule("BKP-RETENTION-LT-DWELL", Severity.MAJOR)
def too_short(facts: Facts) -> Iterator[Yield]:
    """Backups kept for less time than an attacker may have been inside; a longer policy on the same systems counts."""
    least = facts.threshold("retention_days")
    for backup, about in policies(facts):
        kept = backup.retention.best
        if kept is None:
            yield Missing(about, "la rétention")
            continue
        exposed = [name for name in backup.systems if name in facts.system and not _kept_for(facts, name, least)]
        if exposed:
            names = listed(facts.system[name].ref.name for name in exposed)
            values = {
                "retention": say_period(kept),
                "least": say_duration(Duration(least * _DAY.minutes)),
                "names": names,
            }
            yield Breach(about.at("retention"), values)


def _kept_for(facts: Facts, system: str, least: int) -> bool:
    """Whether some policy keeps the system's data that many days."""
    periods = (backup.retention.best for backup in facts.backups_of[system])
    return any(period is not None and period.days >= least for period in periods)


@rule("BKP-ENCRYPT-KEY", Severity.BLOCKING)
def key_lost_with_system(facts: Facts) -> Iterator[Yield]:
    """An encrypted backup whose key is nowhere but in the information system."""
    for backup, about in policies(facts):
        if backup.encrypted.best is None:
            yield Missing(about, "le chiffrement des sauvegardes")
        elif not backup.encrypted.best:
            continue
        elif backup.key_in_system.best:
            yield Breach(about.at("key_in_system"))
        elif backup.key_in_system.best is None and backup.key_place.best is None:
            yield Missing(about, "le lieu de la clé de chiffrement")


@rule("BKP-SNAPSHOT-ONLY", Severity.MAJOR)
def only_mirrors(facts: Facts) -> Iterator[Yield]:
    """Systems protected by nothing but replicas or snapshots, of which no copy is out of reach."""
    for backup, about in policies(facts):
        mirrors = _mirrors(backup)
        alone = [name for name in backup.systems if all(_mirrors(other) for other in facts.backups_of[name])]
        if mirrors is None:
            yield Missing(about, "la méthode de sauvegarde")
        elif mirrors and alone:
            names = listed(facts.system[name].ref.name for name in alone if name in facts.system)
            yield Breach(about.at("method"), {"method": named(backup.method.best or ""), "names": names})


def _mirrors(backup: Backup) -> bool | None:
    """Whether the policy only follows the production; ``None`` while its method is not known."""
    if any(out_of_reach(copy) for copy in backup.copies):
        return False
    if backup.method.best is None:
        return None
    method = fold(backup.method.best)
    return bool(_MIRROR.search(method)) and not _BACKUP.search(method)


@rule("BKP-SAAS-UNKNOWN", Severity.MAJOR)
def nothing_promised(facts: Facts) -> Iterator[Yield]:
    """A hosted system whose contract promises neither delay, nor data loss, nor restore."""
    for system in facts.plan.systems.values():
        if not hosted(system):
            continue
        supplier = facts.plan.supplier.get(system.vendor.best or "")
        promised = {
            "la restauration": supplier is not None and not says_none(supplier.restore_clause.best),
            "le délai de rétablissement": supplier is not None and supplier.promised_rto.best is not None,
            "la perte de données": supplier is not None and supplier.promised_rpo.best is not None,
        }
        lacking = [what for what, said in promised.items() if not said]
        if lacking:
            yield Breach(facts.system[system.id].at("vendor"), {"what": join_and(lacking)})


@rule("BKP-NO-ALERT", Severity.MINOR)
def failures_unseen(facts: Facts) -> Iterator[Yield]:
    """Backups whose failures are looked at less than once a day, and less often than they are made."""
    for backup, about in policies(facts):
        said = backup.supervision.best
        if said is None:
            yield Missing(about, "la supervision des sauvegardes")
        elif _rhythm(said) > max(_DAY, backup.interval.best or _DAY):
            yield Breach(about.at("supervision"), {"said": named(said)})


def _rhythm(said: str) -> Duration:
    """How often somebody looks, as far as the text says; a day where it does not."""
    text = fold(said)
    if _DAILY.search(text):
        return _DAY
    return next((every for words, every in _RARER if words.search(text)), _DAY)


RULES: tuple[Rule, ...] = (
    no_backup,
    too_rare,
    too_short,
    key_lost_with_system,
    only_mirrors,
    nothing_promised,
    failures_unseen,
)
