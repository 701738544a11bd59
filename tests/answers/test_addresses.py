from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.answers.addresses import address_of, child, identifier, path_of, place_of, value_at

if TYPE_CHECKING:
    from planforge.answers.addresses import Address
    from planforge.source import Data, Path

RECORD: dict[str, Data] = {
    "establishment": {"name": "CH", "sites": [{"id": "nord", "name": "Nord"}]},
    "services": [
        {"id": "rea", "name": "Réa", "beds": None},
        {"id": "urgences", "name": "Urgences", "deciders": [{"phone": "15"}, "cadre"]},
        {"name": "Sans identifiant"},
        {"id": "12", "name": "Douze"},
    ],
    "applications": [{"id": "dpi", "rto": {"default": "4 h", "cyber": "3 j"}}],
    "teams": "à compléter",
    "suppliers": {"unknown": {"ask": "dsi"}},
}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (("services", "urgences", "name"), ("services", 1, "name")),
        (("services", "urgences", "deciders", "0", "phone"), ("services", 1, "deciders", 0, "phone")),
        (("services", "urgences", "deciders", "1"), ("services", 1, "deciders", 1)),
        (("services", "rea"), ("services", 0)),
        (("services", "2", "name"), ("services", 2, "name")),
        (("services", "12"), ("services", 3)),
        (("establishment", "sites", "nord", "name"), ("establishment", "sites", 0, "name")),
        (("applications", "dpi", "rto", "cyber"), ("applications", 0, "rto", "cyber")),
        (("suppliers", "unknown", "ask"), ("suppliers", "unknown", "ask")),
    ],
)
def test_an_address_and_its_path_lead_to_each_other(address: Address, path: Path) -> None:
    assert path_of(RECORD, address) == path
    assert address_of(RECORD, path) == address


def test_an_address_survives_another_order() -> None:
    services = RECORD["services"]
    assert isinstance(services, list)
    turned: dict[str, Data] = {"services": services[::-1]}
    assert path_of(turned, ("services", "urgences", "deciders", "1")) == ("services", 2, "deciders", 1)
    assert value_at(turned, ("services", "urgences", "deciders", "1")) == "cadre"


@pytest.mark.parametrize(
    "address",
    [
        ("services", "bloc"),
        ("services", "bloc", "name"),
        ("services", "0"),  # it has an identifier, and goes by it
        ("services", "99"),
        ("services", "urgences", "deciders", "2"),
        ("services", "urgences", "deciders", "3", "phone"),
        ("services", "urgences", "deciders", "9" * 5000),
        ("services", "urgences", "deciders", "01"),
        ("services", "urgences", "deciders", "-1"),
        ("crisis", "roles", "0"),
        ("teams", "systeme"),
        ("suppliers", "editeur", "name"),
    ],
)
def test_an_item_that_is_not_there_has_no_path_and_no_value(address: Address) -> None:
    assert path_of(RECORD, address) is None
    assert value_at(RECORD, address) is None


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (("services", "rea", "head"), ("services", 0, "head")),
        (("services", "rea", "beds"), ("services", 0, "beds")),
        (("governance", "sponsor"), ("governance", "sponsor")),
        (("crisis",), ("crisis",)),
        (("inconnu", "0"), ("inconnu", "0")),  # the model knows no list there
    ],
)
def test_a_key_that_is_missing_or_says_nothing_keeps_its_path(address: Address, path: Path) -> None:
    assert path_of(RECORD, address) == path
    assert value_at(RECORD, address) is None


@pytest.mark.parametrize(
    ("address", "path", "by_id"),
    [
        (("services", "bloc"), ("services", 4), True),
        (("services", "77"), ("services", 4), True),  # entities are named, even by figures
        (("people", "cadre"), ("people", 0), True),
        (("teams", "systeme"), ("teams", 0), True),
        (("services", "urgences", "deciders", "2"), ("services", 1, "deciders", 2), False),
        (("crisis", "roles", "0", "type"), ("crisis", "roles", 0, "type"), False),
    ],
)
def test_a_new_item_has_a_place_after_the_last(address: Address, path: Path, by_id: bool) -> None:  # noqa: FBT001 - a row
    place = place_of(RECORD, address)
    assert place is not None
    assert (place.path, place.by_id, place.found, place.there) == (path, by_id, False, False)


def test_nothing_has_a_place_below_an_entity_that_is_gone() -> None:
    assert place_of(RECORD, ("services", "bloc", "head")) is None
    assert place_of(RECORD, ("services", "urgences", "deciders", "5")) is None


def test_a_key_that_says_nothing_is_there() -> None:
    empty, missing = place_of(RECORD, ("services", "rea", "beds")), place_of(RECORD, ("services", "rea", "head"))
    assert empty is not None
    assert missing is not None
    assert (empty.there, missing.there) == (True, False)


def test_a_list_written_in_place_of_a_part_is_not_taken_for_its_fields() -> None:
    record: dict[str, Data] = {"services": [{"id": "rea", "workflow": {"steps": [{"id": "a"}]}}]}
    assert path_of(record, ("services", "rea", "workflow", "steps", "a")) == ("services", 0, "workflow", "steps", 0)
    place = place_of(record, ("services", "rea", "workflow", "steps", "remove"))
    assert place is not None
    assert place.path == ("services", 0, "workflow", "steps", "remove")


def test_a_child_is_told_from_nothing() -> None:
    assert child({"a": None}, "a") == (True, None)
    assert child({"a": None}, "b") == child("a", "a") == child(["x"], 1) == child(["x"], "0") == (False, None)
    assert (identifier({"id": "a"}), identifier({"id": ["a"]}), identifier("a")) == ("a", "", "")


LEAVES: st.SearchStrategy[Data] = st.text(max_size=3) | st.none()
ITEMS: st.SearchStrategy[Data] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "note"]), inner)
)


@given(st.lists(st.sampled_from(["rea", "urgences", "bloc"]), unique=True), st.lists(ITEMS, max_size=3), st.data())
def test_any_place_of_a_record_has_an_address_that_leads_back(
    names: list[str], others: list[Data], data: st.DataObject
) -> None:
    entities: list[Data] = [{"id": name, "deciders": data.draw(st.lists(ITEMS, max_size=3))} for name in names]
    record: dict[str, Data] = {"services": [*entities, *others], "crisis": {"roles": data.draw(ITEMS)}}
    for path in _paths(record):
        assert path_of(record, address_of(record, path)) == path


def _paths(data: Data) -> list[Path]:
    steps: list[tuple[str | int, Data]] = []
    if isinstance(data, dict):
        steps = list(data.items())
    elif isinstance(data, list):
        steps = list(enumerate(data))
    return [(step, *rest) for step, inner in steps for rest in [(), *_paths(inner)]]
