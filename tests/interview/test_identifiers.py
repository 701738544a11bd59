from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.interview.identifiers import list_of, new_identifier, taken_in
from planforge.values import read_slug

if TYPE_CHECKING:
    from planforge.interview.slots import Record

DATA: Record = {
    "services": [{"id": "bloc", "activities": [{"id": "pose"}]}],
    "applications": [{"id": "dpi"}],
    "infrastructure": [{"id": "ad"}],
}


def test_an_identifier_is_made_of_the_name() -> None:
    assert new_identifier("Réanimation (USC)", ()) == "reanimation-usc"
    assert new_identifier("Bloc", {"bloc"}) == "bloc-2"
    assert new_identifier("Bloc", {"BLOC", "bloc-2"}) == "bloc-3"
    assert new_identifier("default", ()) == "default-2"
    assert new_identifier("note", ()) == "note-2"


@given(st.text(max_size=60), st.integers(0, 30))
def test_an_identifier_is_new_and_can_be_read_whatever_the_name(name: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times):
        made = new_identifier(name, taken)
        assert made == read_slug(made)
        assert made not in taken
        taken.add(made)


def test_identifiers_once_borne_stay_taken() -> None:
    past = [("services", "urgences", "head"), ("services", "bloc", "activities", "induction"), ("people", "dsi")]
    assert taken_in(DATA, ("services",), past) == {"bloc", "urgences"}
    assert taken_in(DATA, ("services", "bloc", "activities"), past) == {"pose", "induction"}


def test_applications_and_infrastructure_never_share_one() -> None:
    assert taken_in(DATA, ("applications",), [("infrastructure", "san")]) == {"dpi", "ad", "san"}


def test_the_list_of_a_collection_is_told() -> None:
    assert list_of("sites") == ("establishment", "sites")
    assert list_of("people") == ("people",)
