from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from planforge.interview.patching import patched
from planforge.source import REMOVE, Edit, edited

if TYPE_CHECKING:
    from planforge.source import Data, Path

DATA: dict[str, Data] = {"a": {"b": ["x", {"c": "y"}]}, "d": [{"e": "f"}, {"g": "h"}]}
PATHS: list[Path] = [("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "c"), ("a", "b", 2), ("d", 1, "new"), ("z", "y")]


@given(st.lists(st.tuples(st.sampled_from(PATHS[1:]), st.sampled_from(["1", ["2"], {"k": "3"}])), max_size=1))
def test_the_record_reads_as_it_would_in_its_file(changes: list[tuple[Path, Data]]) -> None:
    edits = [Edit(path, value) for path, value in changes]
    assert patched(DATA, edits) == edited(DATA, edits)


def test_what_is_taken_away_is_gone() -> None:
    edits = [Edit(("a", "b", 0), REMOVE), Edit(("d", 1), REMOVE), Edit(("a", "none"), REMOVE)]
    assert patched(DATA, edits) == {"a": {"b": [{"c": "y"}]}, "d": [{"e": "f"}]}
    assert patched(DATA, [Edit(("a",), REMOVE)]).keys() == {"d"}


def test_all_that_stays_is_shared_and_the_record_itself_is_as_it_was() -> None:
    after = patched(DATA, [Edit(("d", 0, "e"), "F")])
    assert after["a"] is DATA["a"]
    assert cast("list[Data]", after["d"])[1] is cast("list[Data]", DATA["d"])[1]
    assert DATA["d"] == [{"e": "f"}, {"g": "h"}]
