"""Writes the record of a university hospital, for tests of scale: the same bytes for the same numbers.

``python tests/scale/generator.py FOLDER``
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from planforge.library.loading import load_library
from planforge.library.types import Layer
from planforge.model.plan import RESTRICTED_KEYS
from planforge.source import MAIN, RESTRICTED, read_tree, write_yaml
from planforge.values import make_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planforge.library.types import ServiceType, SystemType

Entity = dict[str, Any]

_HERE = Path(__file__).parent
_HEADER = "yaml-language-server: $schema=.planforge/schema.json\n\nCHU d’essai, écrit par un programme : tout y est fictif."
_OWN_FILES = ("services", "applications", "infrastructure", "suppliers")
PEOPLE, BACKUPS, SUPPLIERS = 150, 30, 40
_HEADS = 16  # the rank of the first person who runs a service; the others have a function of their own
_LATEST_TEST = date(2026, 11, 6)
_BASES = ("base-clinique", "base-labo", "base-images", "base-gestion", "base-recherche")
_TYPE_BASES = {"sgl": "base-labo", "middleware": "base-labo", "ris": "base-images", "pacs": "base-images"}
_HOSTED_TYPES = frozenset({"ror", "mssante", "messagerie", "paie", "had", "dictee"})
# What an application of that type waits for. Each waits for one earlier in the library, so nothing goes round.
_NEEDS = {
    "identites": ("gam",), "sgl": ("gam", "eai", "middleware"), "resultats": ("sgl",), "ris": ("gam", "eai"),
    "pacs": ("ris",), "dpu": ("gam",), "rea": ("gam",), "psl": ("gam",), "dpi": ("gam", "identites", "eai"),
    "lap": ("dpi", "base-medicament"), "pui-stock": ("gam",), "automates-pui": ("pui-stock",), "bloc": ("gam",),
}  # fmt: skip
_RTO = {"T0": ("1 h", "3 j"), "T1": ("2 h", "6 j"), "T2": ("4 h", "12 j"), "T3": ("24 h", "15 j"), "T4": ("7 j", "40 j")}
_RPO = {"T0": "24 h", "T1": "1 h", "T2": "4 h", "T3": "24 h", "T4": "7 j"}


@dataclass(frozen=True)
class Draw:
    """Everything the generator draws from: words, the library's types, and chance that repeats itself."""

    words: dict[str, Any]
    service_types: dict[str, ServiceType]
    system_types: dict[str, SystemType]
    contacts: tuple[tuple[str, str, str], ...]
    roles: tuple[str, ...]
    chance: Random

    def one(self, choices: Sequence[str]) -> str:
        return self.chance.choice(choices)

    def between(self, low: int, high: int, unit: str = "") -> str:
        return f"{self.chance.randint(low, high)} {unit}".strip()

    def person(self) -> str:
        return f"p{self.chance.randint(_HEADS, PEOPLE):03d}"

    def day(self, back: int) -> str:
        """A day at most that many days before the record's last one."""
        return str(_LATEST_TEST - timedelta(days=self.chance.randint(0, back)))

    def by_chance(self, percent: int) -> bool:
        return self.chance.randint(1, 100) <= percent


def write_chu(folder: Path, services: int = 120, applications: int = 400, seed: int = 1) -> None:
    """A whole record in ``folder``, split by top-level key."""
    record = chu(services, applications, seed)
    folder.mkdir(parents=True, exist_ok=True)
    files = {MAIN: [key for key in record if key not in RESTRICTED_KEYS and key not in _OWN_FILES]}
    files |= {f"{key}.yaml": [key] for key in _OWN_FILES}
    files |= {RESTRICTED: [key for key in record if key in RESTRICTED_KEYS]}
    for name, keys in files.items():
        text = write_yaml({key: record[key] for key in keys}, _HEADER)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def chu(services: int = 120, applications: int = 400, seed: int = 1) -> Entity:
    """The record as raw data, with that many services and applications."""
    draw = _draw(seed)
    record: Entity = read_tree((_HERE / "chu.yaml").read_text(encoding="utf-8"), "chu.yaml").data
    record["crisis"]["roles"] = _roles(draw)
    record["contacts"] = [
        {"id": name, "name": title, "kind": name, "number": _phone("03 53 01", rank), "hours": "24 h/24", "when": when,
         "caller": draw.person(), "checked_on": draw.day(300)}
        for rank, (name, title, when) in enumerate(draw.contacts)
    ]  # fmt: skip
    record["infrastructure"] = [{**element, **_known(draw, element)} for element in record["infrastructure"]]
    record["applications"] = list(islice(_applications(draw), applications))
    record["services"] = [
        _service(draw, rank, name, record["applications"]) for rank, name in enumerate(_service_names(draw, services))
    ]
    record["continuity_means"]["number_ranges"] = _ranges(record["services"])
    systems = [*record["infrastructure"], *record["applications"]]
    return record | {
        "people": [_person(draw, rank) for rank in range(1, PEOPLE + 1)],
        "backups": [_backup(draw, rank, systems) for rank in range(BACKUPS)],
        "restore_tests": [_restore_test(draw, rank, systems) for rank in range(len(systems) // 4)],
        "suppliers": [_supplier(draw, rank) for rank in range(1, SUPPLIERS + 1)],
        "exercises": [_exercise(draw, rank, record["services"]) for rank in range(14)],
        "actions": [_action(draw, rank, systems) for rank in range(36)],
    }


@cache
def _catalogue() -> tuple[Any, ...]:
    """What never changes from one record to the next."""
    library = load_library(None)
    words = read_tree((_HERE / "words.yaml").read_text(encoding="utf-8"), "words.yaml").data
    types = {name: library.service_type(name) for name in words["services"]}
    contacts = tuple((one.id, one.name, one.when) for one in library.contact_types.values())
    return words, types, dict(library.system_types), contacts, tuple(library.role_types)


def _draw(seed: int) -> Draw:
    return Draw(*_catalogue(), chance=Random(seed))  # noqa: S311 - a record that repeats itself, not a secret


def _phone(start: str, rank: int) -> str:
    """A number of a range that is kept for fiction."""
    return f"{start} {rank // 100 % 100:02d} {rank % 100:02d}"


def _roles(draw: Draw) -> list[Entity]:
    return [
        {"type": role, "person": f"p{rank:03d}", "deputy": draw.person()}
        for rank, role in enumerate(draw.roles, start=_HEADS)
    ]


def _person(draw: Draw, rank: int) -> Entity:
    functions = draw.words["functions"]
    function = functions[rank - 1] if rank <= len(functions) else f"{draw.one(draw.words['roles'])} {rank}"
    name = f"{draw.one(draw.words['first_names'])} {draw.one(draw.words['last_names'])}"
    phones = [{"channel": "duty-mobile", "number": _phone("06 39 98", rank)}]
    if draw.by_chance(40):
        phones.append({"channel": "network", "number": f"{4000 + rank}"})
    deputy = {"deputy": f"p{rank % PEOPLE + 1:03d}"} if draw.by_chance(85) else {}
    return {
        "id": f"p{rank:03d}",
        "function": function,
        "name": name,
        "phones": phones,
        **deputy,
        "on_call": "oui" if draw.by_chance(50) else "non",
        "checked_on": draw.day(420),
    }


def _applications(draw: Draw) -> Iterator[Entity]:
    """One application of each type of the library, then small ones without end."""
    for kind in draw.system_types.values():
        if kind.layer is Layer.APPLICATION:
            yield _main_application(draw, kind)
    rank = 0
    while True:
        yield _small_application(draw, rank)
        rank += 1


def _main_application(draw: Draw, kind: SystemType) -> Entity:
    base = _TYPE_BASES.get(kind.id, "base-clinique")
    hosted = kind.id in _HOSTED_TYPES
    needs = ["internet"] if hosted else [base, *_NEEDS.get(kind.id, ())]
    return {
        "id": kind.id,
        "name": kind.name,
        "type": kind.id,
        "vendor": _a_supplier(draw),
        **_placed(draw, hosted=hosted),
        "business_owner": draw.person(),
        "technical_owner": draw.person(),
        **_objectives(str(kind.tier)),
        "needs_to_run": needs,
        **({} if hosted else {"needs_to_restore": [base, _backup_server(base)]}),
        "servers": draw.between(1, 8),
        "restore": _restore(draw, f"{kind.restore.total}" and draw.between(20, 4000, "Go")),
    }


def _small_application(draw: Draw, rank: int) -> Entity:
    words = draw.words
    tools, specialties = words["tools"], words["specialties"]
    tool, specialty = tools[rank % len(tools)], specialties[rank % len(specialties)]
    again = rank // (len(tools) * len(specialties) // 2)  # both lists have a common divisor: pairs come back sooner
    name = f"{tool} – {specialty}" + (f" ({again + 1})" if again else "")
    tier = ("T2", "T3", "T3", "T4")[rank % 4]
    hosted = draw.by_chance(20)
    base = draw.one(_BASES)
    soft = {"on": draw.one(("dpi", "gam", "pacs", "resultats")), "strength": "soft", "note": "Saisie à la main sans lui"}
    return {
        "id": f"app-{rank + 1:03d}",
        "name": name,
        "vendor": _a_supplier(draw),
        **_placed(draw, hosted=hosted),
        "tier": tier,
        "technical_owner": draw.person(),
        **_objectives(tier),
        "needs_to_run": ["internet" if hosted else base, soft],
        **({} if hosted else {"needs_to_restore": [base, _backup_server(base)]}),
        "restore": _restore(draw, draw.between(5, 900, "Go")),
    }


def _placed(draw: Draw, *, hosted: bool) -> Entity:
    return {"hosting": draw.one(("hds", "saas"))} if hosted else {"hosting": "local", "site": draw.one(("nord", "sud"))}


def _objectives(tier: str) -> Entity:
    usual, cyber = _RTO[tier]
    return {"rto": {"default": usual, "cyber": cyber}, "rpo": _RPO[tier]}


def _restore(draw: Draw, volume: str) -> Entity:
    best = draw.chance.randint(2, 12)
    total = {"min": f"{best} h", "likely": f"{best * 2} h", "max": f"{best * 6} h", "source": "expert",
             "by": "Administrateur d’applications", "on": draw.day(600)}  # fmt: skip
    return {"total": total, "volume": volume, "team": "applications", "tester": "Référent métier"}


def _known(draw: Draw, element: Entity) -> Entity:
    """What is said of an infrastructure element besides its place."""
    usual = "2 h" if element["type"] in {"postes", "wifi", "impression", "internet"} else "1 h"
    return {
        "hosting": "local",
        "vendor": _a_supplier(draw),
        "technical_owner": draw.person(),
        "rto": {"default": usual, "cyber": "4 j" if usual == "1 h" else "6 j"},
        "rpo": "24 h",
        "restore": {"volume": draw.between(1, 40, "To"), "team": "systemes"},
    }


def _a_supplier(draw: Draw) -> str:
    return f"fournisseur-{draw.chance.randint(1, SUPPLIERS):02d}"


def _backup_server(base: str) -> str:
    return "sauvegarde-sud" if base in {"base-gestion", "base-recherche"} else "sauvegarde-nord"


def _service_names(draw: Draw, count: int) -> list[tuple[str, str]]:
    """Types and names, a name of each type in turn, so that few services are varied ones too."""
    by_type: dict[str, list[str]] = draw.words["services"]
    longest = max(map(len, by_type.values()))
    rounds = [(kind, names[turn]) for turn in range(longest) for kind, names in by_type.items() if turn < len(names)]
    found = [
        (kind, name if not again else f"{name} – unité {again + 1}")
        for again in range(count // len(rounds) + 1)
        for kind, name in rounds
    ]
    return found[:count]


def _service(draw: Draw, rank: int, named: tuple[str, str], applications: list[Entity]) -> Entity:
    kind, name = named
    usual, head = draw.service_types[kind], draw.person()
    beds = draw.chance.randint(12, 60)
    return {
        "id": make_slug(name),
        "name": name,
        "type": kind,
        "site": draw.one(("nord", "nord", "sud", "mere-enfant", "geriatrie")),
        "premises": f"Bâtiment {'ABCDEFGH'[rank % 8]}, niveau {rank % 6}",
        "head": head,
        "deputy": draw.person() if draw.by_chance(85) else "à compléter",
        "deciders": [_decider(rank, decision) for decision in ("Passage au papier", "Décision médicale", "Repli")],
        "volume_per_day": str(beds * 2),
        "beds": str(beds),
        "peaks": "Lundi et matinées ; clôture le 15 du mois",
        "endurance": {"limit": {"value": draw.between(5, 21, "j"), "source": "expert", "by": head, "on": draw.day(500)}},
        "minimum_staff": {"day": draw.between(3, 12, "soignants"), "night": draw.between(1, 6, "soignants")},
        "vital_data": ["Allergies", "Traitements en cours", "Liste des présents"],
        "printed_states": [_printed(draw, what) for what in ("Liste des présents", "Plans de soins")],
        "kit": _kit(draw, usual),
        "applications": _uses(draw, usual, applications),
        "partners": [_partner(draw, rank)],
        "activities": [_activity(draw, place, one.id, one.name) for place, one in enumerate(usual.activities)],
        "validations": _validations(draw, head),
    }


def _decider(rank: int, decision: str) -> Entity:
    phone = _phone("06 39 98", 5000 + rank)
    return {"decision": decision, "function": "Cadre présent", "deputy": "Médecin de garde", "phone": phone}


def _printed(draw: Draw, what: str) -> Entity:
    return {"what": what, "every": draw.one(("4 h", "12 h", "24 h")), "place": "Poste de soins", "checked_on": draw.day(90)}


def _kit(draw: Draw, usual: ServiceType) -> Entity:
    stock = [{"form": one.id, "count": draw.between(20, 600)} for one in usual.workflow.forms]
    return {"place": "Poste de soins, armoire rouge", "checked_on": draw.day(300), "version": "2026-3", "stock": stock}


def _uses(draw: Draw, usual: ServiceType, applications: list[Entity]) -> list[Entity]:
    """The usual applications of the type, and a few small ones."""
    known = {one["id"] for one in applications}
    uses = [{"application": one.type, "level": str(one.level)} for one in usual.applications if one.type in known]
    small = [one["id"] for one in applications if one["id"].startswith("app-")]
    picked = draw.chance.sample(small, min(5, len(small)))
    return uses + [
        {"application": name, "level": draw.one(("reduced", "full")), "alternative": "Papier"} for name in picked
    ]


def _partner(draw: Draw, rank: int) -> Entity:
    return {
        "name": f"Établissement partenaire {rank % 9 + 1}",
        "purpose": "Repli et transferts",
        "signed_on": draw.day(900) if draw.by_chance(70) else "à compléter",
        "same_system": "oui" if draw.by_chance(15) else "non",
        "phone": _phone("03 53 01", 7000 + rank),
        "capacity": draw.between(2, 20, "patients"),
    }


def _activity(draw: Draw, place: int, name: str, title: str) -> Entity:
    solutions = [
        {"loss": loss, "solution": words, "means": "Kit du service", "holds": draw.between(2, 14, "j"), "owner": "Cadre"}
        for loss, words in draw.words["solutions"].items()
        if draw.by_chance(80)
    ]
    steps = ("Relire la date de la dernière donnée", "Ressaisir l’obligatoire", "Annoncer la fin du papier")
    return {
        "id": name,
        "name": title,
        "dmia": draw.one(("2 h", "4 h", "4 h", "8 h", "24 h", "3 j")),
        "pdma": draw.one(("4 h", "8 h", "24 h")),
        "harm": draw.one(("safety", "care", "legal", "financial")),
        "minimum_level": draw.between(30, 80, "% de l’activité"),
        "priority": str(place + 1),
        "solutions": solutions,
        "recovery": [{"text": step, "who": "Cadre", "check": "Signature"} for step in steps],
        "owner": "Chef de service",
    }


def _validations(draw: Draw, head: str) -> list[Entity]:
    """Nobody, part of it, or the whole sheet."""
    chosen = draw.one(("", "stop", "all"))
    return [{"section": chosen, "by": head, "on": draw.day(300)}] if chosen else []


def _ranges(services: list[Entity]) -> list[Entity]:
    points = [one for one in services if one["type"] in {"urgences", "admissions", "maternite"}]
    return [
        {"id": one["id"], "name": one["name"], "first": f"S-{rank:02d}0001", "last": f"S-{rank:02d}0999", "stock": "999"}
        for rank, one in enumerate(points, start=10)
    ]


def _backup(draw: Draw, rank: int, systems: list[Entity]) -> Entity:
    protected = [one["id"] for one in systems if one["hosting"] == "local"][rank::BACKUPS]
    return {
        "id": f"politique-{rank + 1:02d}",
        "name": f"Politique {rank + 1:02d}",
        "systems": protected,
        "method": "Image complète, puis journaux",
        "interval": draw.one(("30 min", "1 h", "12 h", "24 h")),
        "duration": {"value": draw.between(10, 240, "min"), "source": "measured", "on": draw.day(200)},
        "retention": draw.one(("30 j", "60 j", "1 an")),
        "copies": [_copy(draw, place) for place in range(3)],
        "encrypted": "oui",
        "key_in_system": "non",
        "key_place": "Coffres des deux directions",
        "supervision": "Rapport lu chaque matin",
        "isolation": "Fiche CHUG-C1",
        "owner": "p013",
    }


def _copy(draw: Draw, place: int) -> Entity:
    names = ("Dépôt rapide", "Dépôt immuable", "Bande hors ligne")
    inside = place == 0 and draw.by_chance(20)
    said: dict[str, Callable[[], bool]] = {
        "offline": lambda: place == 2,
        "immutable": lambda: place > 0,
        "offsite": lambda: place > 0,
        "in_production_domain": lambda: inside,
        "separate_accounts": lambda: not inside,
    }
    answers = {name: "oui" if says() else "non" for name, says in said.items()}
    return {"id": f"copie-{place + 1}", "name": names[place], "site": ("nord", "sud", "geriatrie")[place], **answers}


def _restore_test(draw: Draw, rank: int, systems: list[Entity]) -> Entity:
    system = systems[rank * 4]
    result = draw.one(("success", "success", "partial", "failed", "planned"))
    done = {"date": draw.day(700), "elapsed": draw.between(2, 40, "h"), "loss": draw.between(1, 30, "h")}
    return {
        "id": f"essai-{rank + 1:03d}",
        "system": system["id"],
        "kind": draw.one(("file", "system", "full")),
        **({"date": str(_LATEST_TEST + timedelta(days=90 + rank))} if result == "planned" else done),
        "result": result,
        "tester": "Référent métier",
    }


def _supplier(draw: Draw, rank: int) -> Entity:
    promises = {"promised_rto": draw.between(2, 48, "h"), "promised_rpo": draw.between(1, 24, "h"),
                "restore_clause": "Restauration comprise"}  # fmt: skip
    return {
        "id": f"fournisseur-{rank:02d}",
        "name": f"Fournisseur {rank:02d}",
        "contract": "Maintenance",
        "hours": draw.one(("24 h/24", "Du lundi au vendredi, 8 h – 18 h")),
        "emergency_number": _phone("01 99 00", 3000 + rank),
        **(promises if draw.by_chance(70) else {}),
        "remote_access": "À la demande",
    }


def _exercise(draw: Draw, rank: int, services: list[Entity]) -> Entity:
    chosen = draw.chance.sample([one["id"] for one in services], min(6, len(services)))
    when = {"done_on": draw.day(600)} if rank % 2 else {"planned_on": str(_LATEST_TEST + timedelta(days=30 * rank + 30))}
    kind = draw.one(("table-top", "alert", "field", "crisis"))
    return {"id": f"exercice-{rank + 1:02d}", "title": f"Exercice {rank + 1}", "kind": kind, "services": chosen, **when}


def _action(draw: Draw, rank: int, systems: list[Entity]) -> Entity:
    known = draw.by_chance(60)
    return {
        "id": f"action-{rank + 1:02d}",
        "title": f"Essayer la restauration : {draw.one([one['name'] for one in systems])}",
        "owner": draw.person(),
        "due": str(_LATEST_TEST + timedelta(days=20 * rank + 20)),
        "status": draw.one(("open", "doing", "done")),
        "priority": str(rank % 3 + 1),
        "cost": draw.between(1, 40, "000") if known else "à compléter",
        "gain": "Délai mesuré",
        "board": "oui" if rank < 3 else "non",
    }


if __name__ == "__main__":
    write_chu(Path(sys.argv[1]))
