from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.history import last_answers
from planforge.answers.journal import Entry, append
from planforge.answers.reading import read_sources
from planforge.interview.retelling import retold
from planforge.library.loading import load_library

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.addresses import Address
    from planforge.interview.retelling import Told
    from planforge.source import Data

RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public, activities: [mco]}
people:
  - {id: dsi, function: DSI}
  - {id: chef, function: Chef de service}
scenarios:
  - {id: attaque, name: Cyberattaque, kind: cyber}
services:
  - {id: urgences, name: Urgences, type: urgences}
applications:
  - {id: dpi, name: Dossier patient}
"""
LIBRARY = load_library(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def told(folder: Path, count: int = 10) -> tuple[Told, ...]:
    return retold(read_sources(folder), LIBRARY, last_answers(folder, count))


def said(folder: Path, address: Address, value: Data, was: Data = None) -> str:
    """An answer given now, in words."""
    append(folder, Entry("remove" if value is None else "set", address, value, was, "2026-11-27T09:00", "qualité"))
    one = told(folder, 1)[0]
    return f"{' › '.join(one.path)} : {one.before} → {one.after}".replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        (("services", "urgences", "head"), "chef", "Services › « Urgences » › Responsable : rien → Chef de service"),
        (("services", "urgences", "vital"), "o", "Services › « Urgences » › Service vital : rien → oui"),
        (
            ("services", "urgences", "beds"),
            {"unknown": {"ask": "dsi", "due": "15/12/2026"}},
            "Services › « Urgences » › Lits ou places : rien → je ne sais pas encore (DSI, 15/12/2026)",
        ),
        (
            ("services", "urgences", "beds"),
            {"unknown": {"ask": "Bureau des lits"}},
            "Services › « Urgences » › Lits ou places : rien → je ne sais pas encore (Bureau des lits)",
        ),
        (("services", "urgences", "beds"), "à compléter", "Lits ou places : rien → je ne sais pas encore"),
        (("services", "urgences", "beds"), {"value": "12", "source": "measured"}, "Lits ou places : rien → 12"),
        (
            ("document", "paper_place"),
            "Classeur rouge " * 20,
            "rien → Classeur rouge Classeur rouge Classeur rouge Classeur rouge Classeur rouge Classeur rouge…",
        ),
        (("document", "next_review"), "2026-12-01", "rien → 01/12/2026"),
        (("document", "next_review"), "bientôt", "rien → bientôt"),
        (("applications", "dpi", "rto", "default"), "4 h", "Applications › « Dossier patient » › RTO"),
        (
            ("applications", "dpi", "rto"),
            {"default": "4 h", "attaque": "5 j"},
            "rien → par défaut : 4 h, attaque : 5 j",
        ),
        (("applications", "dpi", "rto"), {"min": "1 h", "likely": "2 h", "max": "4 h"}, "rien → 1 h / 2 h / 4 h"),
        (
            ("services", "urgences", "applications"),
            [{"application": "dpi", "level": "vital"}],
            "Services › « Urgences » › Applications utilisées : rien → Dossier patient",
        ),
        (("document", "authors"), ["a", "b", "c", "d", "e", "f", "g"], "rien → a, b, c, d, e, f, …"),
        (("teams", "reseau"), {"id": "reseau", "name": "Réseau"}, "Équipes › « Réseau » : rien → « Réseau »"),
        (("people", "dsi", "phones", "0"), {"number": "06 12 34 56 78"}, "rien → 06 12 34 56 78"),
    ],
)
def test_answers_are_told_as_people_say_them(folder: Path, address: Address, value: Data, expected: str) -> None:
    assert expected in said(folder, address, value)


def test_what_was_before_is_told_too(folder: Path) -> None:
    said(folder, ("services", "urgences", "head"), "chef")
    assert said(folder, ("services", "urgences", "head"), "dsi", "chef").endswith(": Chef de service → DSI")


def test_what_was_taken_away_keeps_the_name_it_had(folder: Path) -> None:
    was: Data = {"id": "urgences", "name": "Urgences", "type": "urgences"}
    assert said(folder, ("services", "urgences"), None, was) == "Services › « Urgences » : « Urgences » → rien"
    assert told(folder)[0].changed


def test_each_answer_is_told_with_the_names_of_its_time(folder: Path) -> None:
    said(folder, ("services", "urgences", "head"), "chef")
    said(folder, ("services", "urgences", "name"), "Urgences adultes", "Urgences")
    paths = [one.path[1] for one in told(folder)]
    assert [path.replace("\u00a0", " ") for path in paths] == ["« Urgences adultes »", "« Urgences »"]


def test_an_answer_that_changed_nothing_says_so(folder: Path) -> None:
    said(folder, ("services", "urgences", "name"), "Urgences", "Urgences")
    assert not told(folder)[0].changed


def test_a_place_that_a_hand_took_away_keeps_the_words_of_its_address(folder: Path) -> None:
    said(folder, ("services", "bloc", "head"), "chef")
    (one,) = told(folder)
    assert [part.replace("\u00a0", " ") for part in one.path] == ["Services", "« bloc »", "« head »"]
    assert one.after == "chef"
