from __future__ import annotations

from planforge.answers.apart import without

DATA = {"a": {"head": "x", "members": ["x", "y"], "only": ["x"], "name": "A"}, "b": [{"by": "x"}, {"by": "z"}]}


def test_references_give_way_to_a_gap_and_lists_lose_them() -> None:
    paths = [("a", "head"), ("a", "members", 0), ("a", "only", 0), ("b", 0, "by")]
    assert without(DATA, paths) == {  # type: ignore[arg-type]  # plain data
        "a": {"head": "à compléter", "members": ["y"], "only": "à compléter", "name": "A"},
        "b": [{"by": "à compléter"}, {"by": "z"}],
    }


def test_without_references_the_data_is_the_same() -> None:
    assert without(DATA, []) is DATA  # type: ignore[arg-type]  # plain data
