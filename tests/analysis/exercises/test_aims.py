from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.exercises.aims import FINDERS, found
from planforge.analysis.exercises.terrain import Terrain
from planforge.library.exercise_types import AIM_WORDS, Aim

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.study import Results

EMPTY: dict[str, Any] = {"people": [], "crisis": {}, "contacts": [], "continuity_means": {}, "teams": [], "backups": []}


def values(terrain: Terrain, aim: Aim) -> list[dict[str, str]]:
    return [{name: word.replace("\u00a0", " ") for name, word in one.values.items()} for one in found(terrain, aim)]


def test_every_aim_is_looked_for() -> None:
    assert set(FINDERS) == set(Aim) == set(AIM_WORDS)


@pytest.mark.parametrize("aim", Aim)
def test_a_rich_record_gives_each_aim_a_target_with_exactly_its_words(terrain: Terrain, aim: Aim) -> None:
    targets = found(terrain, aim)
    assert targets
    for one in targets:
        assert set(one.values) == AIM_WORDS[aim]
        assert all(one.values.values())


@pytest.mark.parametrize("aim", [aim for aim in Aim if aim is not Aim.NOTHING])
def test_a_record_that_says_nothing_gives_no_target(a_terrain: Callable[[dict[str, Any]], Terrain], aim: Aim) -> None:
    bare = {"services": [], "applications": [], "infrastructure": [], "suppliers": [], **EMPTY}
    assert not found(a_terrain(bare), aim)


EXPECTED = {
    Aim.URGENT_ACTIVITY: {"service": "Urgences", "activity": "Soins", "dmia": "30 min"},
    Aim.SHORT_STOCK: {"service": "Urgences", "code": "F-BIO", "stock": "24"},
    Aim.OLD_PRINT: {"service": "Urgences", "state": "Tableau des présents", "every": "4 h"},
    Aim.UNSIGNED_PARTNER: {"service": "Urgences", "partner": "Clinique"},
    Aim.SHARED_PARTNER: {"service": "Urgences", "partner": "CH jumeau"},
    Aim.SIGNED_PARTNER: {"service": "Urgences", "partner": "CHU", "capacity": "10 passages par jour"},
    Aim.SERVICE_NEED: {"service": "Urgences", "other": "Laboratoire", "what": "résultats en 90 minutes"},
    Aim.FALLBACK_SYSTEM: {"service": "Urgences", "system": "Impression"},
    Aim.WARD_DECIDER: {"service": "Urgences", "decision": "Passage au papier", "function": "IOA"},
    Aim.NIGHT_STAFF: {"service": "Urgences", "night": "deux médecins"},
    Aim.SECOND_SITE: {"site": "Sud", "services": "Laboratoire"},
    Aim.PAY_SERVICE: {"service": "Paie"},
    Aim.NO_DEPUTY: {"decision": "Couper le réseau", "function": "responsable de la sécurité"},
    Aim.LONE_TEAM: {"team": "Équipe système"},
    Aim.NUMBER_RANGE: {"point": "Accueil", "last": "U-99", "stock": "99"},
    Aim.NEVER_CUT: {"thing": "les moniteurs"},
    Aim.CUT_GESTURE: {"gesture": "Éteindre le Wi-Fi"},
    Aim.MISSING_CONTACT: {"contact": "CNIL"},
    Aim.DEPENDENCY: {"application": "Dossier hébergé", "needed": "Dossier patient", "service": "Urgences"},
    Aim.SHARED_SYSTEM: {"system": "Annuaire", "services": "« Urgences » et « Laboratoire »"},
    Aim.RESTART_LOOP: {"system": "Coffre", "needed": "Annuaire"},
    Aim.EXPOSED_BACKUP: {"backup": "Image de nuit", "count": "1 système"},
    Aim.OFFICE_SUPPLIER: {"supplier": "Éditeur", "hours": "du lundi au vendredi", "service": "Urgences"},
    Aim.SILENT_SUPPLIER: {"supplier": "Éditeur", "application": "Dossier patient"},
    Aim.REMOTE_ACCESS: {"supplier": "Éditeur", "application": "Dossier patient"},
    Aim.HOSTED_APPLICATION: {"supplier": "Hébergeur", "application": "Dossier hébergé", "service": "Urgences"},
    Aim.UNCOVERED_SERVICE: {"service": "Urgences", "limit": "2 j"},
    Aim.MISSED_TARGET: {"system": "Dossier patient", "target": "4 h"},
}


@pytest.mark.parametrize(("aim", "expected"), EXPECTED.items(), ids=str)
def test_what_hits_hardest_comes_first(terrain: Terrain, aim: Aim, expected: dict[str, str]) -> None:
    first = values(terrain, aim)[0]
    assert {name: first[name] for name in expected} == expected


def test_a_team_without_duty_comes_after_one_person_alone(terrain: Terrain) -> None:
    assert [one["team"] for one in values(terrain, Aim.LONE_TEAM)] == ["Équipe système", "Postes"]


def test_a_gesture_that_was_tried_is_known(terrain: Terrain) -> None:
    assert [one["gesture"] for one in values(terrain, Aim.CUT_GESTURE)] == ["Éteindre le Wi-Fi", "Débrancher le coffre"]


def test_a_backup_apart_from_the_production_is_not_a_target(terrain: Terrain) -> None:
    assert [one["backup"] for one in values(terrain, Aim.EXPOSED_BACKUP)] == ["Image de nuit"]


def test_a_supplier_that_answers_at_night_is_not_a_target(terrain: Terrain) -> None:
    assert [one["supplier"] for one in values(terrain, Aim.OFFICE_SUPPLIER)] == ["Éditeur"]


def test_an_application_that_works_in_the_scenario_fails_nobody(results: Results) -> None:
    power = results.plan.scenario["courant"]
    assert not found(Terrain(results, power, results.plan.services), Aim.FALLBACK_SYSTEM)


def test_a_ward_in_play_is_asked_of_its_own_numbers_only(results: Results) -> None:
    plan = results.plan
    ward = Terrain(results, plan.scenarios[0], (plan.service["urgences"],))
    assert [one["point"] for one in values(ward, Aim.NUMBER_RANGE)] == ["Accueil"]
    assert not found(Terrain(results, plan.scenarios[0], (plan.service["labo"],)), Aim.NUMBER_RANGE)


def test_aims_look_at_the_services_in_play_only(results: Results) -> None:
    plan = results.plan
    labo = Terrain(results, plan.scenarios[0], (plan.service["labo"],))
    assert not found(labo, Aim.OLD_PRINT)
    assert {one["service"] for one in values(labo, Aim.WARD_STOP)} == {"Laboratoire"}


def test_a_decider_replaced_by_a_deputy_of_the_directory_is_not_alone(
    a_terrain: Callable[[dict[str, Any]], Terrain],
) -> None:
    people = [{"id": "rssi", "function": "RSSI", "deputy": "dsi"}, {"id": "dsi", "function": "DSI"}]
    assert not found(a_terrain({"people": people}), Aim.NO_DEPUTY)
