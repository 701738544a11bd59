from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.pending import edits_of
from planforge.interview.removal import removal, uses
from planforge.model.plan import Plan
from planforge.source import edited

if TYPE_CHECKING:
    from planforge.interview.slots import Record

DATA: Record = {
    "schema": "1",
    "establishment": {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}]},
    "people": [{"id": "dsi", "function": "DSI"}, {"id": "rssi", "function": "RSSI", "deputy": "dsi"}],
    "governance": {"sponsor": {"value": "dsi", "source": "expert"}, "committee": ["rssi", "dsi", "dsi"]},
    "scenarios": [{"id": "cyber", "name": "Cyber", "kind": "cyber"}],
    "services": [
        {
            "id": "urgences",
            "name": "Urgences",
            "site": "nord",
            "head": "dsi",
            "applications": [{"application": "dpi"}, {"application": "pacs", "level": "vital"}],
            "activities": [{"id": "tri", "name": "Tri", "applications": ["dpi", "pacs"]}],
        },
        {"id": "pui", "name": "PUI", "services": [{"service": "urgences"}]},
    ],
    "applications": [
        {"id": "dpi", "name": "DPI", "rto": {"default": "4 h", "cyber": "3 j"}, "needs_to_run": ["pacs"]},
        {"id": "pacs", "name": "PACS", "needs_to_run": [{"any_of": ["dpi"], "strength": "soft"}]},
    ],
    "restore_tests": [{"id": "essai", "system": "dpi", "activity": "tri"}],
    "teams": [{"id": "systeme", "name": "Système", "members": ["dsi"]}],
}


def without(*address: str) -> Record:
    """The record once the entry is gone; it can still be read."""
    entries = removal(DATA, address, "s")
    assert entries[-1].address == address
    after = edited(DATA, edits_of(DATA, entries))
    Plan.model_validate(after)
    assert len(entries) == uses(DATA, address) + 1
    return after


def test_a_person_leaves_no_name_behind() -> None:
    after = without("people", "dsi")
    assert after["governance"] == {"committee": ["rssi"]}
    assert after["people"] == [{"id": "rssi", "function": "RSSI"}]
    assert after["teams"] == [{"id": "systeme", "name": "Système", "members": []}]
    assert uses(after, ("people", "rssi")) == 1


def test_a_line_that_says_nothing_without_the_name_goes_with_it() -> None:
    after = without("applications", "dpi")
    services = after["services"]
    assert isinstance(services, list)
    assert services[0] == {
        "id": "urgences",
        "name": "Urgences",
        "site": "nord",
        "head": "dsi",
        "applications": [{"application": "pacs", "level": "vital"}],
        "activities": [{"id": "tri", "name": "Tri", "applications": ["pacs"]}],
    }
    assert after["restore_tests"] == []


def test_a_service_takes_its_activities_away() -> None:
    after = without("services", "urgences")
    assert after["restore_tests"] == [{"id": "essai", "system": "dpi"}]
    assert after["services"] == [{"id": "pui", "name": "PUI", "services": []}]


def test_a_scenario_takes_its_objectives_away_and_a_site_its_name() -> None:
    applications = without("scenarios", "cyber")["applications"]
    assert isinstance(applications, list)
    assert isinstance(applications[0], dict)
    assert applications[0]["rto"] == {"default": "4 h"}
    services = without("establishment", "sites", "nord")["services"]
    assert isinstance(services, list)
    assert isinstance(services[0], dict)
    assert "site" not in services[0]


def test_an_entry_that_nothing_names_goes_alone() -> None:
    assert [entry.address for entry in removal(DATA, ("teams", "systeme"), "s")] == [("teams", "systeme")]
    assert uses(DATA, ("services", "urgences", "activities", "tri")) == 1
