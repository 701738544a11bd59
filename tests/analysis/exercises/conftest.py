"""A record with one of each thing that stimuli aim at, and exercises played on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from planforge.analysis.exercises.kit import Order, make_kit
from planforge.analysis.exercises.terrain import Terrain
from planforge.analysis.study import study
from planforge.library.loading import load_library
from planforge.library.resolution import resolve
from planforge.model.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.exercises.kit import Kit
    from planforge.analysis.study import Results
    from planforge.library.loading import Library

TODAY = date(2026, 11, 22)
URGENCES: dict[str, Any] = {
    "id": "urgences",
    "name": "Urgences",
    "type": "urgences",
    "site": "nord",
    "volume_per_day": "100",
    "beds": "8",
    "endurance": {"full": "4 h", "limit": "2 j"},
    "minimum_staff": {"night": "Deux médecins"},
    "printed_states": [{"what": "Tableau des présents", "every": "4 h"}],
    "kit": {"place": "Armoire", "stock": [{"form": "F-BIO", "count": "24"}]},
    "deciders": [{"decision": "Passage au papier", "function": "IOA"}],
    "applications": [{"application": "dpi", "level": "vital"}, {"application": "dui", "level": "vital"}],
    "fallback_systems": ["impression"],
    "services": [{"service": "labo", "what": "Résultats en 90 minutes."}],
    "partners": [
        {"name": "CHU", "signed_on": "2025-01-01", "same_system": "non", "capacity": "10 passages par jour"},
        {"name": "CH jumeau", "signed_on": "2025-01-01", "same_system": "oui", "capacity": "5 lits"},
        {"name": "Clinique", "same_system": "non"},
    ],
    "activities": [{"id": "tri", "name": "Tri", "dmia": "2 h"}, {"id": "soins", "name": "Soins", "dmia": "30 min"}],
}
RICH: dict[str, Any] = {
    "establishment": {
        "name": "CH du Val",
        "statute": "public",
        "activities": ["mco"],
        "sites": [{"id": "nord", "name": "Nord"}, {"id": "sud", "name": "Sud"}],
    },
    "people": [{"id": "rssi", "function": "Responsable de la sécurité"}],
    "governance": {"manager": "rssi"},
    "crisis": {
        "cut": {"person": "rssi"},
        "cells": [{"id": "cyber", "name": "Cellule technique", "lead": "rssi"}],
        "network_cut": {
            "steps": [
                {"id": "wifi", "name": "Éteindre le Wi-Fi"},
                {"id": "coffre", "name": "Débrancher le coffre", "how": "Câble bleu"},
                {"id": "net", "name": "Couper Internet", "how": "Prise", "checked_on": "2026-01-01"},
            ],
            "never": ["Les moniteurs."],
        },
    },
    "scenarios": [
        {"id": "cyber", "name": "Cyberattaque", "kind": "cyber", "gate": {"min": "1 j", "likely": "6 j", "max": "9 j"}},
        {"id": "courant", "name": "Coupure", "kind": "power", "lost": ["nord"]},
    ],
    "contacts": [{"id": "cnil", "name": "CNIL"}, {"id": "ars", "name": "ARS", "number": "01 99 00 00 10"}],
    "continuity_means": {
        "number_ranges": [
            {"id": "urgences", "name": "Accueil", "first": "U-1", "last": "U-99", "stock": "99"},
            {"id": "autre", "name": "Ailleurs", "last": "A-9", "stock": "9"},
        ]
    },
    "services": [
        URGENCES,
        {
            "id": "labo",
            "name": "Laboratoire",
            "type": "laboratoire",
            "site": "sud",
            "vital": "oui",
            "endurance": {"full": "4 h", "limit": "30 j"},
            "applications": [{"application": "dpi", "level": "vital"}],
        },
        {"id": "paie", "name": "Paie", "type": "paie"},
        {"id": "muet", "name": "Service muet"},
    ],
    "applications": [
        {
            "id": "dpi",
            "name": "Dossier patient",
            "vendor": "editeur",
            "hosting": "local",
            "rto": "4 h",
            "needs_to_run": ["annuaire"],
            "restore": {"total": "1 j", "team": "si"},
        },
        {"id": "dui", "name": "Dossier hébergé", "vendor": "hebergeur", "hosting": "saas", "needs_to_run": ["dpi"]},
    ],
    "infrastructure": [
        {
            "id": "annuaire",
            "name": "Annuaire",
            "type": "ad",
            "needs_to_restore": ["coffre"],
            "restore": {"total": "6 h"},
        },
        {
            "id": "coffre",
            "name": "Coffre",
            "type": "sauvegarde",
            "needs_to_run": ["annuaire"],
            "restore": {"total": "2 h"},
        },
        {"id": "impression", "name": "Impression", "type": "impression"},
    ],
    "backups": [
        {
            "id": "nuit",
            "name": "Image de nuit",
            "systems": ["dpi"],
            "copies": [{"id": "a", "name": "A", "offline": "non"}],
        },
        {
            "id": "bande",
            "name": "Bande",
            "systems": ["dpi", "dui"],
            "copies": [{"id": "b", "name": "B", "offline": "oui", "in_production_domain": "non"}],
        },
    ],
    "teams": [
        {"id": "si", "name": "Équipe système", "people": "1"},
        {"id": "postes", "name": "Postes", "people": "3", "on_call": "non"},
    ],
    "suppliers": [
        {"id": "editeur", "name": "Éditeur", "hours": "Du lundi au vendredi", "remote_access": "Tunnel"},
        {"id": "hebergeur", "name": "Hébergeur", "hours": "24 h/24", "emergency_number": "01 99 00 00 20"},
    ],
}


class Play(Protocol):
    """A kit of a level and a kind, with a seed, services and a scenario."""

    def __call__(self, form: str, *, seed: int = 1, services: tuple[str, ...] = (), scenario: str = "") -> Kit: ...


def studied(changes: dict[str, Any] | None = None) -> Results:
    """The rich record, with some sections replaced."""
    plan = Plan.model_validate({**RICH, **(changes or {})})
    return study(resolve(plan, load_library(None)), TODAY)


@pytest.fixture(scope="session")
def packaged() -> Library:
    """The library that comes with planforge."""
    return load_library(None)


@pytest.fixture(scope="session")
def results() -> Results:
    """The rich record, studied once."""
    return studied()


@pytest.fixture(scope="session")
def terrain(results: Results) -> Terrain:
    """The rich record under a cyber attack, all services in play."""
    return Terrain(results, results.plan.scenarios[0], results.plan.services)


@pytest.fixture
def a_terrain() -> Callable[[dict[str, Any]], Terrain]:
    """The rich record with some sections replaced."""

    def made(changes: dict[str, Any]) -> Terrain:
        found = studied(changes)
        return Terrain(found, found.plan.scenarios[0], found.plan.services)

    return made


def played(results: Results, packaged: Library) -> Play:
    """How kits of a record are made."""

    def play(form: str, *, seed: int = 1, services: tuple[str, ...] = (), scenario: str = "") -> Kit:
        plan = results.plan
        asked = tuple(plan.service[one] for one in services)
        story = plan.scenario[scenario] if scenario else plan.scenarios[0]
        return make_kit(results, Order(packaged.exercise_formats[form], story, bool(scenario), asked, seed), packaged)

    return play


@pytest.fixture(scope="session")
def play(results: Results, packaged: Library) -> Play:
    return played(results, packaged)
