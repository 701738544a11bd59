from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.formats.excel.digests import MARK
from planforge.formats.excel.keys import DATA, TOTAL, Key, name_part, read_key, row_digest, row_names


@given(st.lists(st.text()))
def test_names_are_short_and_never_twice(identifiers: list[str]) -> None:
    names = row_names(identifiers)
    assert len(set(names)) == len(names)
    keys = [Key(DATA, name, ("abcdefgh",)) for name in names]
    assert [read_key(key.text) for key in keys] == keys


def test_usual_identifiers_stay_as_they_are() -> None:
    assert row_names(("etape.couper", "a1", "a1")) == ("etape.couper", "a1", "a1*2")


@pytest.mark.parametrize(
    "text", ["", "Action", "r/", "r/a1", "x/a1~", "r/a 1~", f"r/a1~{'a' * (MARK + 1)}", "r/a1~ABCD"]
)
def test_anything_else_is_no_key(text: str) -> None:
    assert read_key(text) is None


def test_a_key_without_marks() -> None:
    assert read_key("t/total~") == Key(TOTAL, "total")


def test_a_row_is_known_by_its_name_whatever_it_holds() -> None:
    one, other = row_digest("a1", ("aaaaabbb", "cccccddd")), row_digest("a1", ("zzzzzbbb", "cccccddd"))
    assert one != other
    assert name_part(one) == name_part(other) != name_part(row_digest("a2", ()))
    assert row_digest("a1", ("aaaaaXXX",)) == row_digest("a1", ("aaaaaYYY",))
