"""The whole record of a university hospital, as raw data."""

from __future__ import annotations

from tests.scale.draws import HEADS, PEOPLE, SUPPLIERS, Draw, Entity, draw_with, fixed_part, later, phone
from tests.scale.services import number_ranges, services
from tests.scale.systems import applications, backups, infrastructure, restore_tests


def record(service_count: int, application_count: int, seed: int) -> Entity:
    """The record as raw data, the same for the same numbers."""
    draw, made = draw_with(seed), fixed_part()
    made["crisis"]["roles"] = _roles(draw)
    made["contacts"] = _contacts(draw)
    made["infrastructure"] = infrastructure(draw, made["infrastructure"])
    made["applications"] = applications(draw, application_count)
    made["services"] = services(draw, service_count, made["applications"])
    made["continuity_means"]["number_ranges"] = number_ranges(made["services"])
    systems = [*made["infrastructure"], *made["applications"]]
    return made | {
        "people": [_person(draw, rank) for rank in range(1, PEOPLE + 1)],
        "backups": backups(draw, systems),
        "restore_tests": restore_tests(draw, systems),
        "suppliers": [_supplier(draw, rank) for rank in range(1, SUPPLIERS + 1)],
        "exercises": [_exercise(draw, rank, made["services"]) for rank in range(14)],
        "actions": [_action(draw, rank, systems) for rank in range(36)],
    }


def _contacts(draw: Draw) -> list[Entity]:
    return [
        {
            "id": name,
            "name": title,
            "kind": name,
            "number": phone("03 53 01", rank),
            "hours": "24 h/24",
            "when": when,
            "caller": draw.person(),
            "checked_on": draw.past(300),
        }
        for rank, (name, title, when) in enumerate(draw.contacts)
    ]


def _roles(draw: Draw) -> list[Entity]:
    return [
        {"type": role, "person": f"p{rank:03d}", "deputy": draw.person()}
        for rank, role in enumerate(draw.roles, start=HEADS)
    ]


def _person(draw: Draw, rank: int) -> Entity:
    functions = draw.words["functions"]
    function = functions[rank - 1] if rank <= len(functions) else f"{draw.one(draw.words['roles'])} {rank}"
    name = f"{draw.one(draw.words['first_names'])} {draw.one(draw.words['last_names'])}"
    phones = [{"channel": "duty-mobile", "number": phone("06 39 98", rank)}]
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
        "checked_on": draw.past(420),
    }


def _supplier(draw: Draw, rank: int) -> Entity:
    promises = {"promised_rto": draw.between(2, 48, "h"), "promised_rpo": draw.between(1, 24, "h"),
                "restore_clause": "Restauration comprise"}  # fmt: skip
    return {
        "id": f"fournisseur-{rank:02d}",
        "name": f"Fournisseur {rank:02d}",
        "contract": "Maintenance",
        "hours": draw.one(("24 h/24", "Du lundi au vendredi, 8 h – 18 h")),
        "emergency_number": phone("01 99 00", 3000 + rank),
        **(promises if draw.by_chance(70) else {}),
        "remote_access": "À la demande",
    }


def _exercise(draw: Draw, rank: int, services: list[Entity]) -> Entity:
    chosen = draw.chance.sample([one["id"] for one in services], min(6, len(services)))
    when = {"done_on": draw.past(600)} if rank % 2 else {"planned_on": later(30 * rank + 30)}
    kind = draw.one(("table-top", "alert", "field", "crisis"))
    return {"id": f"exercice-{rank + 1:02d}", "title": f"Exercice {rank + 1}", "kind": kind, "services": chosen, **when}


def _action(draw: Draw, rank: int, systems: list[Entity]) -> Entity:
    known = draw.by_chance(60)
    return {
        "id": f"action-{rank + 1:02d}",
        "title": f"Essayer la restauration : {draw.one([one['name'] for one in systems])}",
        "owner": draw.person(),
        "due": later(20 * rank + 20),
        "status": draw.one(("open", "doing", "done")),
        "priority": str(rank % 3 + 1),
        "cost": draw.between(1, 40, "000") if known else "à compléter",
        "gain": "Délai mesuré",
        "board": "oui" if rank < 3 else "non",
    }
