from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.collections import Collections
from planforge.library.loading import load_library
from planforge.model.fields import Ref
from planforge.source import read_tree

if TYPE_CHECKING:
    from planforge.source import Data

RECORD = """
establishment: {name: CH, statute: public, sites: [{id: nord, name: Site nord}]}
people: [{id: rssi, function: RSSI}]
suppliers: à compléter
services:
  - {id: bloc, name: Bloc, activities: [{id: coro, name: Coronarographie}]}
  - {id: labo, name: Laboratoire}
applications: [{id: dpi, name: Dossier}, {name: sans identifiant}, {id: [x]}]
infrastructure: [{id: ad}]
"""


def collections(text: str = RECORD, restricted: frozenset[str] = frozenset()) -> Collections:
    data: dict[str, Data] = read_tree(text, "planforge.yaml").data
    return Collections(data, load_library(None), restricted)


@pytest.mark.parametrize(
    ("ref", "names"),
    [
        (Ref(("people",)), {"rssi": "RSSI"}),
        (Ref(("sites",)), {"nord": "Site nord"}),
        (Ref(("applications", "infrastructure")), {"dpi": "Dossier", "ad": ""}),
        (Ref(("activities",)), {"coro": "Coronarographie", "labo": "Laboratoire"}),
        (Ref(("teams",)), {}),
    ],
)
def test_what_a_reference_may_name(ref: Ref, names: dict[str, str]) -> None:
    assert collections().known(ref) == names


def test_types_of_the_library_may_be_named_too() -> None:
    found = collections()

    assert "urgences" in found.known(Ref((), "services"))
    assert found.known(Ref((), "forms"))["F-ID"]


def test_what_is_kept_apart_or_said_unknown_cannot_be_known() -> None:
    found = collections(restricted=frozenset({"people"}))

    assert found.unknowable(Ref(("people",)))
    assert found.unknowable(Ref(("suppliers",)))
    assert not found.unknowable(Ref(("applications", "infrastructure")))
    assert not collections().unknowable(Ref(("people",)))


@pytest.mark.parametrize(
    ("ref", "kind"),
    [
        (Ref(("people",)), "people"),
        (Ref(("applications", "infrastructure")), "systems"),
        (Ref(("applications", "sites", "teams")), "other"),
        (Ref((), "forms"), "library.forms"),
    ],
)
def test_each_reference_has_its_sentence(ref: Ref, kind: str) -> None:
    assert collections().kind(ref) == kind


@pytest.mark.parametrize("text", ["services: bloc\n", "services: [bloc, 4]\n", "establishment: [a]\n", "a: b\n"])
def test_data_of_another_shape_name_nothing(text: str) -> None:
    found = collections(text)
    assert [found.known(Ref((one,))) for one in ("services", "sites", "activities")] == [{}, {}, {}]


@pytest.mark.parametrize("name", ["à compléter", "{unknown: {ask: drh}}", "''"])
def test_somebody_whose_name_nobody_said_yet_goes_by_the_function(name: str) -> None:
    known = collections(f"people: [{{id: rssi, function: RSSI, name: {name}}}]").known(Ref(("people",)))
    assert known == {"rssi": "RSSI"}
