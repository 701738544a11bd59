from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from planforge.interview.kinds import close_kinds, edit_kinds, find_kind
from planforge.interview.loading import load_questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.interview.kinds import EditKind


@cache
def kinds() -> Mapping[str, EditKind]:
    return edit_kinds(load_questionnaire())


def test_every_part_that_is_asked_about_can_be_changed_in_the_order_of_the_record() -> None:
    known = list(kinds())
    assert known[:4] == ["establishment", "sites", "document", "people"]
    assert {"services", "applications", "infrastructure", "backups", "suppliers", "contacts", "exercises"} <= set(known)
    assert "schema" not in known


def test_a_list_within_a_part_stands_there() -> None:
    assert (kinds()["sites"].address, kinds()["sites"].path) == (("establishment", "sites"), "establishment.sites")
    assert kinds()["continuity-means"].path == "continuity_means"


def test_lists_are_told_from_parts_and_identifiers_from_ranks() -> None:
    told = {name: (kind.is_list, kind.has_ids) for name, kind in kinds().items()}
    assert told["services"] == (True, True)
    assert told["referents"] == (True, False)
    assert told["crisis"] == (False, False)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("services", "services"),
        ("Service", "services"),
        ("personnes", "people"),
        ("personne", "people"),
        ("crise", "crisis"),
        ("Sauvegardes", "backups"),
        ("contacts-exterieurs", "contacts"),
        ("contacts-extérieurs", "contacts"),
        ("restore_tests", "restore-tests"),
        ("tests-de-restauration", "restore-tests"),
    ],
)
def test_words_are_found_in_english_and_in_french_singular_or_plural(word: str, expected: str) -> None:
    found = find_kind(word, kinds())
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize("word", ["", "zzz", "servic"])
def test_other_words_are_not(word: str) -> None:
    assert find_kind(word, kinds()) is None


def test_a_mistyped_word_has_its_close_ones_each_once() -> None:
    assert next(one.id for one in close_kinds("servises", kinds())) == "services"
    assert [one.id for one in close_kinds("sauvgardes", kinds())] == ["backups"]
    assert close_kinds("zzz", kinds()) == ()
