from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planforge.source import frame

TEXT = "\n".join(f"cle{number}: valeur" for number in range(1, 12))


def test_three_numbered_lines_and_carets_under_the_place() -> None:
    assert frame(TEXT, 9, 7, length=6) == (
        " 8 | cle8: valeur\n 9 | cle9: valeur\n   |       ^^^^^^\n10 | cle10: valeur"
    )


def test_the_ends_of_the_file_give_fewer_lines() -> None:
    assert frame("a: 1\r\nb: 2", 1, 1) == "1 | a: 1\n  | ^\n2 | b: 2"
    assert frame("a: 1\nb: 2", 2, 4, around=0) == "2 | b: 2\n  |    ^"
    assert frame("", 1, 1) == "1 |\n  | ^"


def test_a_very_long_line_is_cut_around_the_place() -> None:
    drawn = frame("x" * 1000 + "É" + "y" * 1_000_000, 1, 1001)
    line, carets = drawn.splitlines()
    assert len(line) < 120
    assert line[carets.index("^")] == "É"


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    assert frame("a\x1b[31m\u202eb", 1, 1).splitlines()[0] == "1 | a [31m b"


@given(st.text(), st.integers(-3, 30), st.integers(-3, 300), st.integers(0, 50))
def test_any_place_can_be_drawn(text: str, line: int, column: int, length: int) -> None:
    assert "^" in frame(text, line, column, length)
