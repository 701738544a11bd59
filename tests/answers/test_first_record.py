from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.answers.commented import TO_COMPLETE
from planforge.answers.first_record import NAME, Start
from planforge.library.loading import load_library

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def start() -> Callable[..., dict[str, Any]]:
    """``start("ehpad", scope="all")``: the data of the main file by key."""

    def made(*activities: str, statute: str = "public", scope: str = "vital", name: str = "") -> dict[str, Any]:
        first = Start(statute, activities or ("mco",), scope, name, load_library(None))
        return {section.key: section.data for section in first.sections("main")}

    return made


def ids(entries: list[dict[str, str]]) -> list[str]:
    return [entry["id"] for entry in entries]


def test_the_hospital_is_named_or_asked_for_its_name(start: Callable[..., dict[str, Any]]) -> None:
    assert start(name="CH de Murat")["establishment"]["name"] == "CH de Murat"
    assert start()["establishment"]["name"] == NAME


def test_the_bodies_that_give_an_opinion_follow_the_statute(start: Callable[..., dict[str, Any]]) -> None:
    bodies = {statute: start(statute=statute)["document"]["opinions"] for statute in ("public", "private")}

    assert "CME" in [one["body"] for one in bodies["public"]]
    assert [one["body"] for one in bodies["public"]] != [one["body"] for one in bodies["private"]]
    assert {one["outcome"] for one in bodies["public"]} == {TO_COMPLETE}


def test_services_are_those_of_the_activities_then_the_common_ones_once_each(
    start: Callable[..., dict[str, Any]],
) -> None:
    services = ids(start("smr", "ehpad", scope="all")["services"])

    assert services[0] == "smr"
    assert services.index("ehpad") < services.index("admissions")
    assert len(services) == len(set(services))


def test_a_narrower_scope_keeps_fewer_services(start: Callable[..., dict[str, Any]]) -> None:
    minimum, vital, every = (set(ids(start(scope=scope)["services"])) for scope in ("minimum", "vital", "all"))

    assert minimum < every
    assert vital < every


def test_what_the_services_use_is_there_and_all_that_it_needs(start: Callable[..., dict[str, Any]]) -> None:
    made = start(scope="minimum")
    systems = [*made["applications"], *made["infrastructure"]]

    used = {use["application"] for service in made["services"] for use in service["applications"]}
    needed = {need for system in systems for need in system.get("needs_to_run", [])}
    assert used
    assert used <= set(ids(made["applications"]))
    assert needed <= set(ids(systems))
    assert {"ad", "reseau"} <= set(ids(made["infrastructure"]))


def test_a_foundation_has_no_vendor_to_ask_for(start: Callable[..., dict[str, Any]]) -> None:
    made = start()
    assert all(one["vendor"] == TO_COMPLETE for one in made["applications"])
    assert not any("vendor" in one for one in made["infrastructure"])


def test_a_service_is_asked_for_its_beds_or_its_volume(start: Callable[..., dict[str, Any]]) -> None:
    services = {one["id"]: one for one in start(scope="all")["services"]}

    assert "beds" in services["hospitalisation"]
    assert "volume_per_day" in services["urgences"]
    assert not any({"beds", "volume_per_day"} <= one.keys() for one in services.values())


def test_a_service_starts_with_three_activities_at_most(start: Callable[..., dict[str, Any]]) -> None:
    counts = {len(one["activities"]) for one in start(scope="all")["services"]}
    assert max(counts) == 3


def test_roles_are_held_by_the_people_of_the_restricted_file_only(start: Callable[..., dict[str, Any]]) -> None:
    holders = {role["type"]: role["person"] for role in start()["crisis"]["roles"]}
    first = Start("public", ("mco",), "vital", "", load_library(None))
    people = next(section.data for section in first.sections("restricted") if section.key == "people")

    assert holders["dsi"] == "dsi"
    assert holders["pharmacien"] == TO_COMPLETE
    assert isinstance(people, list)
    assert set(holders.values()) - {TO_COMPLETE} <= {one["id"] for one in people if isinstance(one, dict)}
