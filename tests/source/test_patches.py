from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.source import read_tree
from planforge.source.patches import Patcher

if TYPE_CHECKING:
    from planforge.source import Data

LIST = "l:\n  - id: a  # A\n    k: 1\n  # avant b\n  - id: b  # B\n    k: 2\n"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([{"id": "b", "k": "2"}], "l:\n  # avant b\n  - id: b  # B\n    k: 2\n"),
        ([{"id": "z", "k": "1"}, {"id": "b", "k": "2"}], LIST.replace("id: a", "id: z")),
        ([{"id": "x"}, {"id": "a", "k": "1"}, {"id": "b", "k": "2"}], LIST.replace("l:\n", "l:\n  - id: x\n")),
        (
            [{"id": "a", "k": "1"}, {"id": "x"}, {"id": "b", "k": "2"}],
            LIST.replace("k: 1\n", "k: 1\n  - id: x\n"),
        ),
        ([{"id": "a", "k": "1"}, {"id": "x"}], "l:\n  - id: a  # A\n    k: 1\n  - id: x\n  # avant b\n"),
        ([{"k": "1"}, {"id": "b", "k": "2"}], "l:\n  -   # A\n    k: 1\n  # avant b\n  - id: b  # B\n    k: 2\n"),
        ([], "l: []\n"),
    ],
    ids=["gone", "renamed", "come first", "come between", "replaced", "no identifier", "empty"],
)
def test_items_of_a_list_keep_their_lines_and_comments(items: list[Data], expected: str) -> None:
    assert Patcher(read_tree(LIST, "f")).text_for({"l": items}) == expected


def test_nothing_to_change_gives_the_same_text() -> None:
    tree = read_tree(LIST, "f")
    assert Patcher(tree).text_for(tree.data) is tree.text
