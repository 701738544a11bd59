"""Applications, infrastructure and what protects them, for the university hospital of the tests of scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.library.types import Layer
from tests.scale.draws import BACKUPS, Draw, Entity, later

if TYPE_CHECKING:
    from planforge.library.types import SystemType

_BASES = ("base-clinique", "base-labo", "base-images", "base-gestion", "base-recherche")
_TYPE_BASES = {"sgl": "base-labo", "middleware": "base-labo", "ris": "base-images", "pacs": "base-images"}
_HOSTED_TYPES = frozenset({"ror", "mssante", "messagerie", "paie", "had", "dictee"})
# What an application of that type waits for: never for one that waits for it.
_NEEDS = {
    "identites": ("gam",), "sgl": ("gam", "eai", "middleware"), "resultats": ("sgl",), "ris": ("gam", "eai"),
    "pacs": ("ris",), "dpu": ("gam",), "rea": ("gam",), "psl": ("gam",), "dpi": ("gam", "identites", "eai"),
    "lap": ("dpi", "base-medicament"), "pui-stock": ("gam",), "automates-pui": ("pui-stock",), "bloc": ("gam",),
}  # fmt: skip
_RTO = {
    "T0": ("1 h", "3 j"),
    "T1": ("2 h", "6 j"),
    "T2": ("4 h", "12 j"),
    "T3": ("24 h", "15 j"),
    "T4": ("7 j", "40 j"),
}
_INTERVAL = {"1 h": "30 min", "4 h": "2 h", "24 h": "12 h", "7 j": "24 h"}  # how often, for what one accepts to lose
_RPO = {"T0": "24 h", "T1": "1 h", "T2": "4 h", "T3": "24 h", "T4": "7 j"}


def applications(draw: Draw, count: int) -> list[Entity]:
    """One application of each type of the library, then small ones until there are as many as wanted."""
    kinds = [kind for kind in draw.system_types.values() if kind.layer is Layer.APPLICATION][:count]
    known = frozenset(kind.id for kind in kinds)
    main = [_main_application(draw, kind, known) for kind in kinds]
    return [*main, *(_small_application(draw, rank) for rank in range(count - len(main)))]


def infrastructure(draw: Draw, elements: list[Entity]) -> list[Entity]:
    """The elements with objectives, owners and volumes."""
    return [{**element, **_known(draw, element)} for element in elements]


def backups(draw: Draw, systems: list[Entity]) -> list[Entity]:
    """Policies that protect all that is not hosted."""
    local = [one for one in systems if one["hosting"] == "local"]
    alike = sorted(local, key=lambda one: list(_INTERVAL).index(one["rpo"]))  # a policy protects what loses as little
    size = -(-len(alike) // BACKUPS)
    return [_backup(draw, rank, alike[rank * size : (rank + 1) * size]) for rank in range(BACKUPS)]


def restore_tests(draw: Draw, systems: list[Entity]) -> list[Entity]:
    """A test for one system of four."""
    return [_restore_test(draw, rank, system) for rank, system in enumerate(systems[::4])]


def _main_application(draw: Draw, kind: SystemType, known: frozenset[str]) -> Entity:
    base = _TYPE_BASES.get(kind.id, "base-clinique")
    hosted = kind.id in _HOSTED_TYPES
    needs = ["internet"] if hosted else [base, *(one for one in _NEEDS.get(kind.id, ()) if one in known)]
    return {
        "id": kind.id,
        "name": kind.name,
        "type": kind.id,
        "vendor": draw.supplier(),
        **_placed(draw, hosted=hosted),
        "business_owner": draw.person(),
        "technical_owner": draw.person(),
        **_objectives(str(kind.tier)),
        "needs_to_run": needs,
        **({} if hosted else {"needs_to_restore": [base, _backup_server(base)]}),
        "servers": draw.between(1, 8),
        "restore": _restore(draw, draw.between(20, 4000, "Go")),
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
    soft = {
        "on": draw.one(("dpi", "gam", "pacs", "resultats")),
        "strength": "soft",
        "note": "Saisie à la main sans lui",
    }
    return {
        "id": f"app-{rank + 1:03d}",
        "name": name,
        "vendor": draw.supplier(),
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
             "by": "Administrateur d’applications", "on": draw.past(600)}  # fmt: skip
    return {"total": total, "volume": volume, "team": "applications", "tester": "Référent métier"}


def _known(draw: Draw, element: Entity) -> Entity:
    """What is said of an infrastructure element besides its place."""
    usual = "2 h" if element["type"] in {"postes", "wifi", "impression", "internet"} else "1 h"
    return {
        "hosting": "local",
        "vendor": draw.supplier(),
        "technical_owner": draw.person(),
        "rto": {"default": usual, "cyber": "4 j" if usual == "1 h" else "6 j"},
        "rpo": "24 h",
        "restore": {"volume": draw.between(1, 40, "To"), "team": "systemes"},
    }


def _backup_server(base: str) -> str:
    return "sauvegarde-sud" if base in {"base-gestion", "base-recherche"} else "sauvegarde-nord"


def _backup(draw: Draw, rank: int, systems: list[Entity]) -> Entity:
    fitting = _INTERVAL[systems[0]["rpo"]] if systems else "24 h"
    return {
        "id": f"politique-{rank + 1:02d}",
        "name": f"Politique {rank + 1:02d}",
        "systems": [one["id"] for one in systems],
        "method": "Image complète, puis journaux",
        "interval": "24 h" if draw.by_chance(10) else fitting,
        "duration": {"value": draw.between(5, 30, "min"), "source": "measured", "on": draw.past(200)},
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
    said = {
        "offline": place == 2,
        "immutable": place > 0,
        "offsite": place > 0,
        "in_production_domain": inside,
        "separate_accounts": not inside,
    }
    answers = {name: "oui" if says else "non" for name, says in said.items()}
    return {"id": f"copie-{place + 1}", "name": names[place], "site": ("nord", "sud", "geriatrie")[place], **answers}


def _restore_test(draw: Draw, rank: int, system: Entity) -> Entity:
    result = draw.one(("success", "success", "partial", "failed", "planned"))
    done = {"date": draw.past(700), "elapsed": draw.between(2, 40, "h"), "loss": draw.between(1, 30, "h")}
    return {
        "id": f"essai-{rank + 1:03d}",
        "system": system["id"],
        "kind": draw.one(("file", "system", "full")),
        **({"date": later(90 + rank)} if result == "planned" else done),
        "result": result,
        "tester": "Référent métier",
    }
