from __future__ import annotations

import pytest

from planforge.cli.tables import table


def test_columns_are_straight_and_lines_end_with_words() -> None:
    rows = [("Partie", "n", "Suite"), ("Services", "7", ""), ("Crise", "112", "x")]
    assert table(rows, numbers=frozenset({1})).split("\n") == [
        "Partie      n  Suite",
        "Services    7",
        "Crise     112  x",
    ]


def test_rows_of_different_lengths_are_a_bug() -> None:
    with pytest.raises(ValueError, match="zip"):
        table([("a", "b"), ("c",)])
