"""Services of the university hospital for tests of scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.values import make_slug
from tests.scale.draws import Draw, Entity, phone

if TYPE_CHECKING:
    from planforge.library.types import ServiceType


def services(draw: Draw, count: int, applications: list[Entity]) -> list[Entity]:
    """As many services as wanted, of all types."""
    small = [one["id"] for one in applications if one["id"].startswith("app-")]
    main = frozenset(one["id"] for one in applications) - frozenset(small)
    made = []
    for rank, named in enumerate(_names(draw, count)):
        usual = draw.service_types[named[0]]
        own = [*small[rank::count], *draw.chance.sample(small, min(2, len(small)))]
        uses = [*_usual_uses(usual, main), *_small_uses(draw, list(dict.fromkeys(own)))]
        made.append({**_service(draw, rank, named), "applications": uses})
    return made


def number_ranges(of: list[Entity]) -> list[Entity]:
    """Emergency numbers for each place where a patient gets one; no two ranges meet."""
    points = [one for one in of if one["type"] in {"urgences", "admissions", "maternite"}]
    return [
        {
            "id": one["id"],
            "name": one["name"],
            "first": f"S-{rank:02d}0001",
            "last": f"S-{rank:02d}0999",
            "stock": "999",
        }
        for rank, one in enumerate(points, start=10)
    ]


def _names(draw: Draw, count: int) -> list[tuple[str, str]]:
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


def _service(draw: Draw, rank: int, named: tuple[str, str]) -> Entity:
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
        "endurance": {
            "limit": {"value": draw.between(5, 21, "j"), "source": "expert", "by": head, "on": draw.past(500)}
        },
        "minimum_staff": {"day": draw.between(3, 12, "soignants"), "night": draw.between(1, 6, "soignants")},
        "vital_data": ["Allergies", "Traitements en cours", "Liste des présents"],
        "printed_states": [_printed(draw, what) for what in ("Liste des présents", "Plans de soins")],
        "kit": _kit(draw, usual),
        "partners": [_partner(draw, rank)],
        "activities": [_activity(draw, place, one.id, one.name) for place, one in enumerate(usual.activities)],
        "validations": _validations(draw, head),
    }


def _decider(rank: int, decision: str) -> Entity:
    number = phone("06 39 98", 5000 + rank)
    return {"decision": decision, "function": "Cadre présent", "deputy": "Médecin de garde", "phone": number}


def _printed(draw: Draw, what: str) -> Entity:
    return {
        "what": what,
        "every": draw.one(("4 h", "12 h", "24 h")),
        "place": "Poste de soins",
        "checked_on": draw.past(90),
    }


def _kit(draw: Draw, usual: ServiceType) -> Entity:
    stock = [{"form": one.id, "count": draw.between(20, 600)} for one in usual.workflow.forms]
    return {"place": "Poste de soins, armoire rouge", "checked_on": draw.past(300), "version": "2026-3", "stock": stock}


def _usual_uses(usual: ServiceType, known: frozenset[str]) -> list[Entity]:
    return [{"application": one.type, "level": str(one.level)} for one in usual.applications if one.type in known]


def _small_uses(draw: Draw, names: list[str]) -> list[Entity]:
    """Every small application has a service: each takes its share, and a few of the others'."""
    return [{"application": name, "level": draw.one(("reduced", "full")), "alternative": "Papier"} for name in names]


def _partner(draw: Draw, rank: int) -> Entity:
    return {
        "name": f"Établissement partenaire {rank % 9 + 1}",
        "purpose": "Repli et transferts",
        "signed_on": draw.past(900) if draw.by_chance(70) else "à compléter",
        "same_system": "oui" if draw.by_chance(15) else "non",
        "phone": phone("03 53 01", 7000 + rank),
        "capacity": draw.between(2, 20, "patients"),
    }


def _activity(draw: Draw, place: int, name: str, title: str) -> Entity:
    solutions = [
        {
            "loss": loss,
            "solution": words,
            "means": "Kit du service",
            "holds": draw.between(2, 14, "j"),
            "owner": "Cadre",
        }
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
    return [{"section": chosen, "by": head, "on": draw.past(300)}] if chosen else []
