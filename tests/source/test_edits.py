from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.source import REMOVE, Edit, edited

if TYPE_CHECKING:
    from planforge.source import Data


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(("a",), "x"), {"a": "x", "l": ["0", "1"]}),
        (Edit(("n", "m"), None), {"a": "1", "l": ["0", "1"], "n": {"m": None}}),
        (Edit(("n", 0, "m"), "x"), {"a": "1", "l": ["0", "1"], "n": [{"m": "x"}]}),
        (Edit(("a", "min"), "x"), {"a": {"min": "x"}, "l": ["0", "1"]}),
        (Edit(("l", 2), "2"), {"a": "1", "l": ["0", "1", "2"]}),
        (Edit(("l", 0), REMOVE), {"a": "1", "l": ["1"]}),
        (Edit(("a",), REMOVE), {"l": ["0", "1"]}),
        (Edit(("absent", "x"), REMOVE), {"a": "1", "l": ["0", "1"]}),
        (Edit(("l", 9), REMOVE), {"a": "1", "l": ["0", "1"]}),
        (Edit((), {"z": []}), {"z": []}),
    ],
)
def test_an_edit_says_what_the_record_becomes(edit: Edit, expected: dict[str, Data]) -> None:
    before: dict[str, Data] = {"a": "1", "l": ["0", "1"]}
    assert edited(before, [edit]) == expected
    assert before == {"a": "1", "l": ["0", "1"]}


def test_edits_follow_one_another() -> None:
    assert edited({"l": ["a", "b"]}, [Edit(("l", 0), REMOVE), Edit(("l", 0), "c"), Edit(("l", 1), "d")]) == {
        "l": ["c", "d"]
    }


def test_a_place_beyond_the_end_of_a_list_is_a_bug() -> None:
    with pytest.raises(IndexError):
        edited({"l": []}, [Edit(("l", 2), "x")])


@pytest.mark.parametrize("value", [3, {"a": True}, [1.5], {1: "x"}, {"": "x"}])
def test_only_text_lists_and_mappings_enter(value: object) -> None:
    with pytest.raises(TypeError):
        edited({}, [Edit(("a",), value)])  # type: ignore[arg-type]  # on purpose


def test_a_whole_record_is_a_mapping() -> None:
    with pytest.raises(TypeError):
        edited({}, [Edit((), "x")])
