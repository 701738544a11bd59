"""A small library and a small record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from planforge.library.loading import Library, Shelf
from planforge.model.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

URGENCES = """
id: urgences
name: Urgences
perimeter: care
vital: oui
weight: 9
driver: volume
workflow:
  trigger: Plus de 30 minutes sans dossier
  extra_staff: Deux coursiers
  endurance: {full: 4 h, reduced: 1 j, limit: 3 j, note: avec renforts}
  steps:
    - {id: kit, text: Sortir le kit, horizon: quarter}
    - {id: identite, text: Poser un bracelet, horizon: quarter, domain: identity}
    - {id: examens, text: Porter les bons, horizon: hour}
  stop:
    - {id: bracelet, text: Rien sans bracelet, domain: identity}
    - {id: tri, text: Personne sans tri}
  forms: [{id: F-ID}]
"""
SYSTEMS = """
systems:
  - id: dpi
    name: Dossier patient
    layer: application
    tier: T2
    rto: {default: 4 h, cyber: 5 j}
    rpo: 1 h
    restore: {total: {min: 4 h, likely: 8 h, max: 1 j}}
"""
OTHERS = {
    "forms": "forms:\n  - {id: F-ID, name: Identité}\n",
    "roles": "roles:\n  - {id: dsi, name: DSI, mission: Rétablir}\n  - {id: rssi, name: RSSI, mission: Couper}\n",
    "scenarios": """scenarios:
  - {id: attaque, name: Attaque, kind: cyber, description: Tout est chiffré, gate: {min: 2 j, likely: 5 j, max: 9 j}}
  - {id: panne, name: Panne, kind: local-failure, description: Un serveur tombe, gate: 0}
""",
    "contacts": "contacts:\n  - {id: samu, name: SAMU, when: Toujours, number: '15'}\n",
    "messages": "messages:\n  - {id: alerte, name: Alerte, audience: personnel, text: Bonjour}\n",
}

Planner: TypeAlias = Callable[..., Plan]
Shelver: TypeAlias = Callable[..., Shelf]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelver:
    """``shelf("own", services={...}, systems="...")`` writes a folder of library entries."""

    def write(label: str, services: dict[str, str] | None = None, **lists: str) -> Shelf:
        root = tmp_path / label
        (root / "services").mkdir(parents=True)
        for name, text in (services or {}).items():
            (root / "services" / f"{name}.yaml").write_text(text, encoding="utf-8")
        for name, text in lists.items():
            (root / f"{name}.yaml").write_text(text, encoding="utf-8")
        return Shelf(root, label)

    return write


@pytest.fixture
def library(shelf: Shelver) -> Library:
    """One service type, one system type, a few of the rest."""
    return Library((shelf("bibliothèque", {"urgences": URGENCES}, systems=SYSTEMS, **OTHERS),))


@pytest.fixture
def a_plan() -> Planner:
    """``a_plan(services=[...])``: a record with what is given."""

    def make(**parts: Any) -> Plan:
        return Plan.model_validate({"establishment": {"name": "CH", "statute": "public"}, **parts})

    return make
