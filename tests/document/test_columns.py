from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planforge.document.columns import column_widths, split_width
from planforge.document.tables import Column, ColumnKind


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=12), st.integers(100, 20000))
def test_widths_follow_weights_and_sum_exactly(weights: list[float], total: int) -> None:
    widths = split_width(total, weights)

    assert sum(widths) == total
    whole = sum(weights)
    for width, weight in zip(widths, weights, strict=True):
        assert abs(width - total * weight / whole) <= 1


def test_short_values_get_the_room_that_they_need() -> None:
    columns = (Column("code", "Code", ColumnKind.CODE, 0.1), Column("name", "Nom", width=10))

    narrow, wide = column_widths(columns, [("F-SORTIE-URGENCES", "a")], 6000, 20)

    assert narrow >= 17 * 20 * 5.4
    assert narrow + wide == 6000


def test_a_long_value_of_a_short_column_folds_and_takes_no_room_from_the_others() -> None:
    columns = (Column("text", "Étapes", width=3), Column("own", "Durée", ColumnKind.DURATION))
    gap = "À COMPLÉTER (Responsable des services techniques, avant le\u00a020/01/2027)"

    _, alone = column_widths(columns, [("a", "16\u00a0h")], 9000, 20)
    _, bare = column_widths(columns, [("a", "16\u00a0h"), ("b", "À COMPLÉTER")], 9000, 20)
    _, told = column_widths(columns, [("a", "16\u00a0h"), ("b", gap)], 4000, 20)

    assert alone == bare == 9000 / 4
    assert len("le\u00a020/01/2027)") * 20 * 5.4 <= told < 24 * 20 * 5.4 * 0.7


def test_columns_share_what_is_too_narrow_for_all() -> None:
    columns = (Column("a", "Anticonstitutionnellement"), Column("b", "b"))

    widths = column_widths(columns, [], 1000, 20)

    assert sum(widths) == 1000
    assert widths[0] > widths[1]
