"""Rules of what a backup must also hold (D.5): settings, the directory, medical devices, and the plan itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.copies import out_of_reach
from planforge.analysis.kinds import hosted, is_biomedical, is_domain_controller, keeps_settings
from planforge.analysis.results import Severity
from planforge.analysis.rules.backups import apart
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed, says_none
from planforge.model.answer import State
from planforge.values import fold, join_and, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from planforge.analysis.facts import Facts
    from planforge.model.systems import System

_CONTROLLERS = 2


@rule("BKP-NO-CONFIG", Severity.MAJOR)
def settings_not_kept(facts: Facts) -> Iterator[Yield]:
    """Switches, firewall, interfaces, telephony, building, analysers whose settings no policy keeps: all together."""
    yield from apart(facts)
    yield from _unprotected(facts, keeps_settings)


def _unprotected(facts: Facts, concerned: Callable[[System], bool]) -> Iterator[Breach]:
    bare = [
        facts.system[system.id]
        for system in facts.plan.systems.values()
        if not hosted(system) and not facts.backups_of.get(system.id) and concerned(system)
    ]
    if bare and not facts.kept_apart("backups"):
        values = {"count": plural(len(bare), "système"), "names": listed(one.ref.name for one in bare)}
        yield Breach(bare[0], values, tuple(other.ref for other in bare[1:]))


@rule("BKP-NO-AD-STATE", Severity.BLOCKING)
def directory_lost(facts: Facts) -> Iterator[Yield]:
    """A directory that could not be rebuilt: a lone controller, no copy out of reach, no recovery password offline."""
    controllers = [one for one in _controllers(facts) if facts.backups_of.get(one.id)]
    if not controllers:
        return  # nothing of it is backed up: BKP-NONE says so
    first, *others = (facts.system[system.id] for system in controllers)
    kept = tuple(_directory(facts, controllers))
    lacking = [what for found, what, _ in kept if found is False]
    if lacking:
        values = {"names": listed(one.ref.name for one in (first, *others)), "what": join_and(lacking)}
        yield Breach(first, values, tuple(other.ref for other in others))
    for found, _, unknown in kept:
        if found is None:
            yield Missing(first, unknown)


def _controllers(facts: Facts) -> list[System]:
    return [one for one in facts.plan.infrastructure if is_domain_controller(one) and not hosted(one)]


def _directory(facts: Facts, controllers: Sequence[System]) -> Iterator[tuple[bool | None, str, str]]:
    """What a rebuilt directory asks for: whether it is there, how to say that it is not, or that nobody knows."""
    backups = (backup for system in controllers for backup in facts.backups_of[system.id])
    sheltered = _any_true(out_of_reach(copy) for backup in backups for copy in backup.copies)
    password = "mot de passe de restauration (DSRM)"  # noqa: S105 - words
    yield (
        _enough(facts, controllers),
        "un seul contrôleur sauvegardé",
        "le nombre de contrôleurs de l’annuaire sauvegardés",
    )
    yield (
        sheltered,
        "aucune copie hors ligne ou immuable",
        "le caractère hors ligne ou immuable des copies de l’annuaire",
    )
    yield (
        _password_kept(facts, controllers),
        f"{password} gardé seulement dans le système d’information",
        f"le lieu, hors ligne ou non, du {password} de l’annuaire",
    )


def _enough(facts: Facts, controllers: Sequence[System]) -> bool | None:
    """Whether two controllers are backed up; ``None`` when an entry may stand for them all without saying how many."""
    counts = [system.servers.best for system in controllers]
    if counts == [None] and len(_controllers(facts)) == 1:
        return None
    return sum(count or 1 for count in counts) >= _CONTROLLERS


def _any_true(answers: Iterable[bool | None]) -> bool | None:
    """Whether one is true; ``None`` when one is not known and might be, or when there is none."""
    every = list(answers)
    return True if True in every else None if None in every or not every else False


def _password_kept(facts: Facts, controllers: Sequence[System]) -> bool | None:
    """Whether the recovery password is offline: told among what the restore needs, else with all passwords."""
    told = (fold(line) for system in controllers for line in system.restore.prerequisites)
    if any("mot de passe" in line for line in told):
        return True
    return facts.plan.continuity_means.secrets_offline.best


@rule("BKP-BIOMED", Severity.MINOR)
def devices_without_image(facts: Facts) -> Iterator[Yield]:
    """Machines of medical devices without an image, neither here nor at the manufacturer's: all together."""
    yield from apart(facts)
    yield from _unprotected(facts, lambda system: is_biomedical(system) and not _kept_by_supplier(facts, system))


def _kept_by_supplier(facts: Facts, system: System) -> bool:
    supplier = facts.plan.supplier.get(system.vendor.best or "")
    return supplier is not None and not says_none(supplier.restore_clause.best)


@rule("BKP-DOC-ONLINE", Severity.BLOCKING)
def plan_only_online(facts: Facts) -> Iterator[Yield]:
    """No copy of the plan outside the information system, neither on paper nor elsewhere."""
    about = facts.section("document", "Documents").at("paper_place")
    places = (facts.plan.document.paper_place, facts.plan.document.offline_copy)
    if not all(says_none(place.best) for place in places):
        return
    if any(place.state is State.UNKNOWN for place in places):
        yield Missing(about, "le lieu d’un exemplaire du plan hors du système d’information")
    else:
        yield Breach(about)


RULES: tuple[Rule, ...] = (
    settings_not_kept,
    directory_lost,
    devices_without_image,
    plan_only_online,
)
