from __future__ import annotations

import pytest

from planforge.cli.entry_text import entry_text
from planforge.library.loading import load_library
from planforge.library.summaries import EntryKind, Found, entries, look_up

LIBRARY = load_library(None)
EVERY = [found for kind in EntryKind for found in entries(LIBRARY, kind)]


def told(identifier: str, kind: EntryKind) -> str:
    found = look_up(LIBRARY, identifier, (kind,))[0]
    return (
        "\n".join(entry_text(LIBRARY, found))
        .replace("\u00a0", " ")
        .replace("\x1b[36m\x1b[1m", "")
        .replace("\x1b[0m", "")
    )


def test_there_is_something_to_write() -> None:
    assert len(EVERY) > 200


@pytest.mark.parametrize("found", EVERY, ids=[f"{one.kind} {one.id}" for one in EVERY])
def test_every_entry_can_be_written(found: Found) -> None:
    lines = "\n".join(entry_text(LIBRARY, found)).split("\n")
    assert len(lines) > 3
    assert not {"None", "inconnu"} & {word for line in lines for word in line.split()} or "inconnu" in str(found.entry)


def test_a_system_says_what_it_needs_and_who_uses_it() -> None:
    text = told("dpu", EntryKind.SYSTEMS)
    assert "  Classe de reprise    T1 – vital\n  RTO en panne locale  2 h\n  RTO en cyberattaque  6 j\n" in text
    assert "4 h au mieux, 12 h probable, 1 j 12 h au pire" in text
    assert "Nécessaire pour fonctionner\n  gam              Gestion administrative des malades\n" in text
    assert "Nécessaire en plus pour restaurer\n  sauvegarde  Serveur et catalogue de sauvegarde\n" in text
    assert "Contrôles avant remise en service\n  - Senior : création, tri" in text
    assert "Urgences (adultes, pédiatriques, UHCD) ; vitale" in text
    assert "Certitude            usage professionnel, à valider" in text


def test_a_foundation_says_what_stands_on_it() -> None:
    assert "Types qui en ont besoin pour fonctionner\n" in told("eai", EntryKind.SYSTEMS)


def test_a_form_says_its_parts_and_who_uses_it() -> None:
    text = told("F-PRE", EntryKind.FORMS)
    assert "Parties, de haut en bas\n" in text
    assert "Services qui l’utilisent\n" in text


def test_a_role_says_what_to_do_and_never_to_do() -> None:
    text = told("direction", EntryKind.ROLES)
    assert "Mission\n  Décider, arbitrer" in text
    assert "15 premières minutes\n  - " in text
    assert "À ne jamais faire\n  - " in text


def test_a_scenario_says_its_gate_and_phases() -> None:
    text = told("cyber", EntryKind.SCENARIOS)
    assert "Avant toute restauration  2 j au mieux, 7 j probable, 14 j au pire\n" in text
    assert "Phases\n  - " in text
