from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.formats.excel.keys import row_digest
from planforge.formats.excel.passport import START, Passport, column_names, read_passport

PASSPORT = Passport(
    sheet="actions",
    name="Plan d’actions",
    columns=("step", "who"),
    titles=("abcdefgh", "ijklmnop"),
    widths=(12.0, 8.5),
    above=({"A": "abcdefgh"}, {"A": "abcdefgh", "C": "ijklmnop"}),
    rows=(row_digest("a0", ()), row_digest("a1", ())),
)


def test_a_passport_comes_back() -> None:
    assert PASSPORT.text.startswith(START)
    assert read_passport(PASSPORT.text) == PASSPORT


def test_too_many_rows_are_left_out() -> None:
    long = Passport("s", "S", rows=tuple(row_digest(str(number), ()) for number in range(4000)))
    found = read_passport(long.text)
    assert found is not None
    assert found.rows is None
    assert Passport("s", "S", columns=tuple("x" * 40 for _ in range(2000))).text == ""


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_a_damaged_passport_is_none(value: object) -> None:
    whole = json.loads(PASSPORT.text)
    for name in whole:
        found = read_passport(json.dumps({**whole, name: value}, separators=(",", ":")))
        assert found is None or isinstance(found, Passport)


@pytest.mark.parametrize("text", ["", "Action", '{"planforge":1', START, START + "[" * 100_000])
def test_anything_else_is_no_passport(text: str) -> None:
    assert read_passport(text) is None


def test_columns_have_names_of_their_own() -> None:
    names = column_names(("step", "step", "", "x" * 300, "a\nb"))
    assert names[:2] == ("step", "step*2")
    assert len(set(names)) == 5
    assert max(map(len, names)) < 50
