"""Rules of the copies of backups (D.5): how old, how many, where, and what would reach them with the production."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from planforge.analysis.copies import away, out_of_reach
from planforge.analysis.kinds import hosted
from planforge.analysis.results import Severity
from planforge.analysis.rules.backups import own_systems, policies
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.uses import CYBER, cyber_scenarios, in_scenario
from planforge.analysis.words import listed, shortest
from planforge.model.answer import Answer
from planforge.values import Duration, fold, join_and, say_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planforge.analysis.facts import Facts
    from planforge.model.backups import Backup, Copy
    from planforge.model.systems import System

_UNSURE = "le caractère hors ligne ou immuable des copies"
_COPIES, _MEDIA = 3, 2
_DISK = "disque"  # what production stands on: a copy on the same kind of disk adds no medium

_Late = dict[str, list[tuple[Duration, "System"]]]  # systems by policy, each with the loss it accepts


@rule("BKP-OFFLINE-GT-RPO", Severity.MAJOR)
def too_old_out_of_reach(facts: Facts) -> Iterator[Yield]:
    """Copies out of reach made too rarely for the loss accepted after a cyber attack: one finding by policy."""
    late: _Late = {}
    for system in facts.plan.systems.values():
        bound, backups = _cyber_rpo(facts, system), facts.backups_of.get(system.id, ())
        if hosted(system) or bound.best is None:
            continue
        ages = _ages(backups)
        if any(age is not None and age <= bound.best for age, _ in ages):
            continue
        lacking = _unknown_age(backups, ages, bound)
        if lacking:
            yield Missing(facts.system[system.id], lacking)
        elif ages:
            freshest = min(ages, key=lambda one: one[0] or Duration(0))[1]
            late.setdefault(freshest.id, []).append((bound.best, system))
    yield from _all_late(facts, late)


def _cyber_rpo(facts: Facts, system: System) -> Answer[Duration]:
    """The tightest loss that the system accepts after a cyber attack."""
    told = [in_scenario(system.rpo, scenario) for scenario in cyber_scenarios(facts.plan)] or [system.rpo.at(CYBER)]
    known = [answer for answer in told if answer.best is not None]
    return min(known, key=lambda answer: answer.best or Duration(0), default=Answer[Duration]())


def _ages(backups: Sequence[Backup]) -> list[tuple[Duration | None, Backup]]:
    """How old the copies out of reach may be."""
    return [(copy.interval.best, backup) for backup in backups for copy in backup.copies if out_of_reach(copy)]


def _unknown_age(backups: Sequence[Backup], ages: list[tuple[Duration | None, Backup]], bound: Answer[Duration]) -> str:
    """What is not known of those copies and might make them fresh enough."""
    if any(age is None for age, _ in ages):
        return "la fréquence des copies hors ligne ou immuables"
    copies = chain.from_iterable(backup.copies for backup in backups)
    if any(out_of_reach(copy) is None for copy in copies) or any("copies" in one.unknown_lists for one in backups):
        return _UNSURE
    return "le RPO en cyberattaque (valeur par défaut à valider)" if ages and bound.is_default else ""


def _all_late(facts: Facts, late: _Late) -> Iterator[Breach]:
    for backup, about in policies(facts):
        if backup.id not in late:
            continue
        systems = [facts.system[system.id].ref for _, system in late[backup.id]]
        age = min(age for age, _ in _ages((backup,)) if age is not None)
        values = {
            "age": say_duration(age),
            "rpo": shortest([bound for bound, _ in late[backup.id]]),
            "names": listed(ref.name for ref in systems),
        }
        yield Breach(about.at("copies"), values, tuple(systems))


@rule("BKP-NO-OFFLINE", Severity.BLOCKING)
def nothing_out_of_reach(facts: Facts) -> Iterator[Yield]:
    """A system of the high classes without any copy offline or immutable."""
    for system, about in own_systems(facts):
        backups = facts.backups_of.get(system.id, ())
        shelters = [out_of_reach(copy) for backup in backups for copy in backup.copies]
        if not backups or True in shelters:
            continue
        if None in shelters or any("copies" in backup.unknown_lists for backup in backups):
            yield Missing(about, _UNSURE)
        else:
            yield Breach(about, {"backups": listed(backup.name for backup in backups)})


@rule("BKP-SAME-SITE", Severity.MAJOR)
def same_site(facts: Facts) -> Iterator[Yield]:
    """All copies on the site of what they protect."""
    for backup, about in policies(facts):
        places = away(facts.plan, backup.systems, backup.copies)
        if not places or True in places:
            continue
        if None in places:
            yield Missing(about, "le lieu des copies (hors site ou non)")
        else:
            yield Breach(about.at("copies"))


@rule("BKP-SAME-AD", Severity.BLOCKING)
def same_directory(facts: Facts) -> Iterator[Yield]:
    """A copy kept in the directory of production: the same stolen account reaches both."""
    for backup, about in policies(facts):
        inside = _copies(backup, lambda copy: copy.in_production_domain.best is True)
        unsure = _copies(backup, lambda copy: copy.in_production_domain.best is None and not copy.offline.best)
        if inside:
            yield Breach(about.at("copies"), {"copies": listed(copy.name for copy in inside)})
        elif unsure:
            yield Missing(about, "l’annuaire des copies")


def _copies(backup: Backup, kept: Callable[[Copy], bool]) -> list[Copy]:
    return [copy for copy in backup.copies if kept(copy)]


@rule("BKP-SAME-ADMIN", Severity.MAJOR)
def same_accounts(facts: Facts) -> Iterator[Yield]:
    """Copies run with the administration accounts of production, or without two factors nor a reason for it."""
    for backup, about in policies(facts):
        online = _copies(backup, lambda copy: not copy.offline.best)
        shared = [copy.name for copy in online if copy.separate_accounts.best is False]
        simple = [copy.name for copy in online if _two_factor(copy) is False]
        how = [f"avec les comptes de la production ({listed(shared)})"] if shared else []
        how += [f"sans double authentification ({listed(simple)})"] if simple else []
        if how:
            yield Breach(about.at("copies"), {"how": join_and(how)})
        elif any(copy.separate_accounts.best is None for copy in online):
            yield Missing(about, "les comptes d’administration des copies")
        elif any(_two_factor(copy) is None for copy in online):
            yield Missing(about, "la double authentification des copies")


def _two_factor(copy: Copy) -> bool | None:
    """Whether the copy asks for two factors, or says why not, as CaRE accepts."""
    return True if copy.two_factor_reason.best is not None else copy.two_factor.best


@rule("BKP-NOT-321", Severity.MAJOR)
def not_three_two_one(facts: Facts) -> Iterator[Yield]:
    """Fewer than three copies, production included, two media and one copy off site, all policies of a system taken."""
    for names, systems in _protected_alike(facts).items():
        backups = [facts.plan.backup[name] for name in names]
        copies = [copy for backup in backups for copy in backup.copies]
        about = facts.backup[names[0]].at("copies")
        places = away(facts.plan, systems, copies)
        lacking = _too_few(copies, places)
        if not copies:
            yield Missing(about, "les copies")
        elif lacking:
            others = tuple(facts.backup[name].ref for name in names[1:])
            values = {"backups": listed(backup.name for backup in backups), "what": join_and(lacking)}
            yield Breach(about, values, others)
        elif True not in places:
            yield Missing(about, "le lieu des copies (hors site ou non)")
        elif _media(copies) is None:
            yield Missing(about, "le support des copies")


def _protected_alike(facts: Facts) -> dict[tuple[str, ...], list[str]]:
    """The systems that the same policies protect, by those policies."""
    found: dict[tuple[str, ...], list[str]] = {}
    for system, backups in facts.backups_of.items():
        found.setdefault(tuple(backup.id for backup in backups), []).append(system)
    return found


def _too_few(copies: Sequence[Copy], places: Sequence[bool | None]) -> list[str]:
    """What is known to be short of the rule, with its figures."""
    count, media = len(copies) + 1, _media(copies)
    lacking = [f"{count} exemplaires au lieu de {_COPIES} (production comprise)"] if count < _COPIES else []
    if media is not None and media < _MEDIA:
        lacking.append(f"{media} support au lieu de {_MEDIA}")
    if True not in places and None not in places:
        lacking.append("aucune copie hors site")
    return lacking


def _media(copies: Sequence[Copy]) -> int | None:
    """How many media hold the data, production included; ``None`` while one that is not known might be the second."""
    media = {fold(copy.medium.best).strip().removesuffix("s") for copy in copies if copy.medium.best is not None}
    count = len(media | {_DISK})
    return None if count < _MEDIA and any(copy.medium.best is None for copy in copies) else count


RULES: tuple[Rule, ...] = (
    too_old_out_of_reach,
    nothing_out_of_reach,
    same_site,
    same_directory,
    same_accounts,
    not_three_two_one,
)
