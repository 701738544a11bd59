from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.library.loading import Library, load_library
from planforge.library.originals import on_shelf, original
from planforge.library.summaries import EntryKind, entries, look_up
from tests.library.conftest import URGENCES

if TYPE_CHECKING:
    from tests.library.conftest import Shelver


def test_a_service_type_is_its_whole_file(library: Library) -> None:
    source = original(library, look_up(library, "urgences")[0])
    assert source.file == "services/urgences.yaml"
    assert source.text == URGENCES
    assert isinstance(source.data, dict)
    assert source.data["name"] == "Urgences"


def test_an_entry_of_a_list_is_its_own_lines(library: Library) -> None:
    source = original(library, look_up(library, "rssi")[0])
    assert source.file == "roles.yaml"
    assert source.text == "roles:\n  - {id: rssi, name: RSSI, mission: Couper}\n"
    assert source.data == {"id": "rssi", "name": "RSSI", "mission": "Couper"}


def test_the_first_shelf_that_has_it_says_it(library: Library, shelf: Shelver) -> None:
    own = shelf("own", forms="# Les nôtres\nforms:\n  - id: F-X\n    name: X\n  # fin\n  - {id: F-ID, name: À nous}\n")
    both = Library((own, *library.shelves))
    assert original(both, look_up(both, "F-ID")[0]).text == "forms:\n  - {id: F-ID, name: À nous}\n"
    assert original(both, look_up(both, "F-X")[0]).text.startswith("forms:\n  - id: F-X\n    name: X\n")
    assert on_shelf(own, look_up(both, "dpi")[0]) is None


@pytest.mark.parametrize("kind", [EntryKind.SYSTEMS, EntryKind.FORMS, EntryKind.ROLES, EntryKind.WARD_ROLES])
def test_the_lines_of_an_entry_make_a_list_that_can_be_read(kind: EntryKind, shelf: Shelver) -> None:
    packaged = load_library(None)
    every = entries(packaged, kind)
    for rank, found in enumerate((every[0], every[len(every) // 2], every[-1])):
        source = original(packaged, found)
        own = shelf(f"own-{rank}")
        (own.root / source.file).write_text(source.text, encoding="utf-8")
        assert [one.entry for one in entries(Library((own,)), kind)] == [found.entry], found.id


def test_milestones_go_together_because_the_hospital_s_own_replace_them_all() -> None:
    packaged = load_library(None)
    found = entries(packaged, EntryKind.MILESTONES)
    source = original(packaged, found[0])
    assert all(f"id: {one.id}" in source.text for one in found)
