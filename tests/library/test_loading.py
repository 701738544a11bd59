from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.errors import LibraryError
from planforge.library.loading import Library, load_library
from planforge.model.services import Perimeter
from planforge.model.workflow import Origin

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library.conftest import Shelver

OWN = "id: urgences\nname: Nos urgences\nperimeter: support\n"


def test_entries_are_read_by_identifier(library: Library) -> None:
    kind = library.service_type("urgences")
    assert kind is not None
    assert (kind.name, kind.perimeter) == ("Urgences", Perimeter.CARE)
    assert list(library.system_types) == ["dpi"]
    assert list(library.forms) == ["F-ID"]
    assert list(library.contact_types) == ["samu"]
    assert list(library.message_types) == ["alerte"]


def test_lines_of_a_type_are_the_library_s(library: Library) -> None:
    kind = library.service_type("urgences")
    assert kind is not None
    lines = (*kind.workflow.steps, *kind.workflow.stop)
    assert {line.origin for line in lines} == {Origin.LIBRARY}
    assert [form.origin for form in kind.workflow.forms] == [Origin.LIBRARY]
    assert len(lines) == 5


def test_what_does_not_exist_is_nothing(library: Library) -> None:
    assert library.service_type("cuisine") is None
    assert library.service_type("../urgences") is None
    assert Library(()).forms == {}


def test_the_hospital_s_own_entries_win(library: Library, shelf: Shelver) -> None:
    own = shelf("own", {"urgences": OWN}, forms="forms:\n  - {id: F-ID, name: Notre fiche}\n  - {id: F-X, name: X}\n")
    both = Library((own, *library.shelves))
    kind = both.service_type("urgences")
    assert kind is not None
    assert kind.name == "Nos urgences"
    assert {code: form.name for code, form in both.forms.items()} == {"F-ID": "Notre fiche", "F-X": "X"}
    assert list(both.system_types) == ["dpi"]


def test_nothing_is_read_before_it_is_asked_for(shelf: Shelver) -> None:
    broken = Library((shelf("own", {"bloc": "name: [", "urgences": OWN}),))
    assert broken.service_ids == ("bloc", "urgences")
    assert broken.service_type("urgences") is not None
    with pytest.raises(LibraryError):
        broken.service_type("bloc")


def test_every_fault_of_an_entry_is_told_with_its_line(shelf: Shelver) -> None:
    text = "id: bloc\nnom: Bloc\nworkflow:\n  steps:\n    - {id: a, text: A, horizon: demain}\n"
    with pytest.raises(LibraryError) as refused:
        Library((shelf("own", {"bloc": text}),)).service_type("bloc")
    told = [(str(one.location), one.message) for one in refused.value.problems]
    assert told == [
        ("own/services/bloc.yaml:1:1", "Il manque « perimeter » (Périmètre)."),
        ("own/services/bloc.yaml:2:1", "Clé inconnue « nom ». Vouliez-vous dire « name » (Nom) ?"),
        ("own/services/bloc.yaml:5:33", "« demain » n’est pas une valeur prévue."),
    ]


def test_a_file_bears_the_name_of_its_type(shelf: Shelver) -> None:
    with pytest.raises(LibraryError, match=r"son nom devrait être urgences\.yaml"):
        Library((shelf("own", {"bloc": OWN}),)).service_type("bloc")


def test_a_list_holds_an_identifier_once(shelf: Shelver) -> None:
    twice = "forms:\n  - {id: F-ID, name: A}\n  - {id: f-id, name: B}\n"
    with pytest.raises(LibraryError, match="déjà pris"):
        _ = Library((shelf("own", forms=twice),)).forms


def test_the_packaged_library_is_there_with_or_without_an_own_one(tmp_path: Path) -> None:
    assert "urgences" in load_library(None).service_ids
    assert load_library(tmp_path / "absent").service_ids == load_library(None).service_ids
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "cuisine-centrale.yaml").write_text(OWN.replace("urgences", "cuisine-centrale"))
    assert "cuisine-centrale" in load_library(tmp_path).service_ids
