from __future__ import annotations

from typing import Any

import pytest

from planforge.interview.library_view import LibraryView
from planforge.library.loading import load_library
from tests.interview.conftest import library

DATA: dict[str, Any] = {
    "establishment": {"statute": "public", "activities": ["mco"], "sites": [{"id": "principal", "name": "Site"}]},
    "crisis": {"trigger": {"person": "direction"}, "network_cut": {"steps": [{"id": "a", "by": "rssi"}]}},
    "services": [
        {"id": "reanimation", "type": "reanimation"},
        {
            "id": "urgences",
            "type": {"value": "urgences", "source": "expert"},
            "applications": [{"application": "ror"}, {"application": "dpu", "level": "vital"}],
        },
        {"id": "labo", "name": "Labo", "perimeter": "technical"},
        {"id": "admissions", "type": "admissions"},
        "à compléter",
    ],
    "applications": [
        {"id": "paie", "vendor": "editeur"},
        {"id": "ror"},
        {"id": "dpu", "vendor": {"unknown": {"ask": "dsi"}}},
    ],
    "infrastructure": [{"id": "divers"}, {"id": "ad", "vendor": "integrateur"}],
}


@pytest.fixture(scope="module")
def view() -> LibraryView:
    return LibraryView(library())


def test_usual_services_come_first_with_what_a_new_one_holds(view: LibraryView) -> None:
    found = view.services(DATA)
    assert len(found) == len(library().service_ids)
    assert found[0].record == {
        "id": "urgences",
        "name": found[0].name,
        "type": "urgences",
        "site": "principal",
    }
    social = view.services({"establishment": {"activities": ["ehpad"]}})
    assert social[0].id == "ehpad"
    assert "site" not in social[0].record


def test_services_are_told_by_perimeter(view: LibraryView) -> None:
    assert {view.perimeter({"type": one.id}) for one in view.services_of(DATA, "technical")} == {"technical"}


def test_a_service_brings_what_its_type_usually_has(view: LibraryView) -> None:
    service = {"type": "urgences"}
    assert view.activities(service)[0].record["harm"] == "safety"
    assert view.applications(service)[0].use == {"level": "vital"}
    assert all(one.record["type"] == one.id for one in view.applications(service))
    assert view.partners(service)[0].record.keys() == {"name", "purpose"}
    assert view.forms(service)[0].record["form"].startswith("F-")  # type: ignore[union-attr]  # a code
    assert view.lines(service, "stop")[0].name
    activity = view.activity(service, {"id": view.activities(service)[0].id})
    assert activity is not None
    assert activity.name == view.activities(service)[0].name


def test_what_is_not_known_gives_nothing(view: LibraryView) -> None:
    odd: list[object] = [{}, {"type": "caserne"}, {"type": {"unknown": {}}}, None, "urgences"]
    for service in odd:
        assert view.activities(service) == view.applications(service) == view.partners(service) == ()
        assert view.activity(service, {}) is None
        assert view.perimeter(service) == ""
        assert view.vital(service) is False
    assert view.lines({"type": "urgences"}, "trigger") == ()
    assert [view.service_type(None), view.system_type(3), view.contact_type(None), view.scenario_type("x")] == [
        None
    ] * 4
    assert view.perimeters(None) == view.crisis_people({}) == view.vendors({}) == ()


def test_the_three_perimeters_are_the_first_service_of_each(view: LibraryView) -> None:
    assert view.perimeters(DATA) == ("reanimation", "labo", "admissions")


def test_the_record_says_what_is_vital_before_the_type_does(view: LibraryView) -> None:
    assert view.vital({"type": "urgences"})
    assert not view.vital({"type": "urgences", "vital": "non"})
    assert view.vital({"type": "qualite", "vital": "oui"})
    assert not view.vital({"type": "urgences", "vital": "peut-être"})


def test_the_first_applications_are_those_that_the_three_need_most(view: LibraryView) -> None:
    data = {**DATA, "services": DATA["services"][1:]}
    assert view.first_applications(data) == ("dpu", "ror", "paie")
    assert view.first_applications(DATA) == ("paie", "ror", "dpu")
    assert view.vital_applications(DATA) == ("ror", "dpu")
    assert view.first_foundations(DATA) == ("ad", "divers")
    assert view.vendors(data) == ("editeur", "integrateur")


def test_what_is_worked_out_of_a_record_is_remembered_for_that_record_only(view: LibraryView) -> None:
    assert view.perimeters(DATA) is view.perimeters(DATA)
    assert view.perimeters({**DATA, "services": []}) == ()
    assert view.perimeters(DATA) == ("reanimation", "labo", "admissions")


def test_systems_contacts_scenarios_roles_and_messages_are_offered(view: LibraryView) -> None:
    assert view.used_applications(DATA)[0].record["type"]
    assert view.foundations(DATA)[0].id == "reseau"
    assert {"id", "name", "kind"} <= view.contacts()[0].record.keys()
    assert {one.record["kind"] for one in view.scenarios()} >= {"cyber", "local-failure"}
    assert view.roles()[0].record.keys() == {"type"}
    assert view.ward_roles()[0].record.keys() == {"id"}
    assert view.messages()[0].record["text"]
    assert [one.name for one in view.bodies(DATA)][:2] == ["directoire", "CME"]
    assert view.crisis_people(DATA) == ("direction", "rssi")


def test_an_entry_of_the_hospital_that_cannot_be_read_is_left_to_check(tmp_path: Any) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "urgences.yaml").write_text("id: urgences\nperimeter: care\n", encoding="utf-8")
    assert LibraryView(load_library(tmp_path)).service_type("urgences") is None
