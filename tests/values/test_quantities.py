from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import ValueFault
from planforge.values.quantities import exact, terms, tidy


def test_text_is_put_on_one_line_with_spelled_fractions() -> None:
    assert tidy("  1½\u00a0j\n") == "1 1/2 j"


@pytest.mark.parametrize(
    ("number", "value"),
    [("1 200,5", Fraction(2401, 2)), ("1/3", Fraction(1, 3)), ("1 1/2", Fraction(3, 2)), ("0.100", Fraction(1, 10))],
)
def test_numbers_are_exact(number: str, value: Fraction) -> None:
    assert exact(number) == value


def test_terms_cover_the_whole_text_or_nothing() -> None:
    assert terms("1 j 12 h30") == (("1", "j"), ("12", "h"), ("30", ""))
    assert terms("1 j, 12 h") is None
    assert terms("") is None


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_point_before_three_digits_is_asked_about(whole: int, rest: int) -> None:
    with pytest.raises(ValueFault):
        exact(f"{whole}.{rest:03}")
