from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.errors import LibraryError
from planforge.library.loading import Library, load_library
from planforge.library.summaries import (
    EntryKind,
    catalogue_key,
    counts,
    entries,
    form_users,
    how_sure,
    look_up,
    meant,
    needed_by,
    users,
)
from planforge.model.services import Level
from planforge.model.workflow import Certainty
from tests.library.conftest import URGENCES

if TYPE_CHECKING:
    from tests.library.conftest import Shelver

APPLICATIONS = "applications: [{type: dpi, level: reduced}]\n"


@pytest.fixture
def both(library: Library, shelf: Shelver) -> Library:
    """The hospital's own emergency ward and one form, before the small library."""
    own = shelf("library", {"urgences": URGENCES}, forms="forms:\n  - {id: F-NOUS, name: Notre fiche}\n")
    return Library((own, *library.shelves))


def test_the_hospital_s_own_entries_are_marked(library: Library, both: Library) -> None:
    assert [(one.id, one.name, one.own) for one in entries(library, EntryKind.SERVICES)] == [
        ("urgences", "Urgences", False)
    ]
    assert [one.own for one in entries(both, EntryKind.SERVICES)] == [True]
    assert [(one.id, one.own) for one in entries(both, EntryKind.FORMS)] == [("F-NOUS", True), ("F-ID", False)]


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_of_the_packaged_library_can_be_told(kind: EntryKind) -> None:
    found = entries(load_library(None), kind)
    assert found
    assert all(one.id and one.name and not one.own for one in found)
    assert look_up(load_library(None), found[0].id, (kind,)) == (found[0],)


def test_an_identifier_is_found_in_order_whatever_its_letters(library: Library) -> None:
    assert [(one.kind, one.id) for one in look_up(library, "DPI")] == [(EntryKind.SYSTEMS, "dpi")]
    assert [one.id for one in look_up(library, " f-id ")] == ["F-ID"]
    assert [one.kind.value for one in look_up(load_library(None), "dialyse")] == ["services", "systems"]
    assert look_up(library, "dpi", (EntryKind.FORMS,)) == ()
    assert look_up(library, "../urgences") == ()


def test_an_unknown_identifier_is_told_what_was_meant(library: Library) -> None:
    assert meant(library, "urgence") == ("urgences",)
    assert meant(library, "Dossier patient") == ("dpi",)
    assert meant(library, "patient") == ("dpi",)
    assert meant(library, "urgence", (EntryKind.FORMS,)) == ()
    assert meant(library, "zzz") == ()


def test_only_what_is_asked_for_is_opened(shelf: Shelver) -> None:
    broken = Library((shelf("own", {"bloc": "name: [", "urgences": URGENCES}),))
    assert [one.id for one in look_up(broken, "urgences")] == ["urgences"]
    with pytest.raises(LibraryError):
        entries(broken, EntryKind.SERVICES)


def test_lines_are_counted_with_how_sure_they_are(shelf: Shelver) -> None:
    seen = URGENCES.replace("horizon: hour}", "horizon: hour, certainty: V, source: retour publié}")
    kind = Library((shelf("own", {"urgences": seen}),)).service_type("urgences")
    assert kind is not None
    said = counts(kind)
    assert (said.steps, said.stop, said.forms, said.catch_up) == (3, 2, 1, 0)
    assert said.sure == {Certainty.SEEN: 1, Certainty.GENERAL: 0, Certainty.COMPUTED: 0}
    assert said.unmarked == 5


def test_certainty_is_said_in_words() -> None:
    assert how_sure(Certainty.SEEN, "CHSF 2022") == "source publique\u00a0: CHSF 2022"
    assert how_sure(Certainty.GENERAL) == "usage professionnel, à valider"
    assert how_sure(Certainty.COMPUTED) == "calculé"
    assert how_sure(None) == ""


def test_who_uses_what(library: Library, shelf: Shelver) -> None:
    other = URGENCES.replace("urgences", "bloc").replace("Urgences", "Bloc")
    vital = other + APPLICATIONS.replace("reduced", "vital")
    served = Library((shelf("own", {"aval": URGENCES.replace("id: urgences", "id: aval") + APPLICATIONS}),))
    served = Library((*served.shelves, shelf("more", {"bloc": vital}), *library.shelves))
    assert [(user.id, user.level) for user in users(served, "dpi")] == [("bloc", Level.VITAL), ("aval", Level.REDUCED)]
    assert form_users(library, "F-ID") == {"urgences": "Urgences"}
    assert needed_by(load_library(None), "lap") == ("nutrition",)


def test_each_list_has_its_file() -> None:
    assert catalogue_key(EntryKind.WARD_ROLES) == "ward_roles"
