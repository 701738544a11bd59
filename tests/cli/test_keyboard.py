from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

import pytest

from planforge.cli.keyboard import Reader, any_bytes, mended

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """What a person types into, and the stream that planforge reads."""
    person, planforge = os.openpty()
    with open(planforge, encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor
        yield person, stream
    os.close(person)


def test_the_lines_of_a_paste_are_taken_away(terminal: tuple[int, TextIO]) -> None:
    person, stream = terminal
    reader = Reader(stream)
    assert reader.leftover() == ()
    os.write(person, "un\ndeux\ntrois é\n".encode())
    assert reader.readline() == "un\n"
    assert reader.leftover() == ("deux", "trois é")
    os.write(person, b"cinq\nsix\nsept, sans fin")
    assert stream.readline() == "cinq\n"
    assert reader.leftover() == ("six",)
    os.write(person, b"quatre\n")
    assert reader.readline() == "quatre\n"
    assert reader.leftover() == ()


def test_the_end_of_what_is_typed_is_no_line(terminal: tuple[int, TextIO]) -> None:
    person, stream = terminal
    os.write(person, b"\x04")
    assert Reader(stream).leftover() == ()


def test_the_lines_of_a_file_are_all_asked_for() -> None:
    reader = Reader(io.StringIO("deux\n"), "un\n")
    assert reader.leftover() == ()
    assert [reader.readline() for _ in range(3)] == ["un\n", "deux\n", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_letters_of_windows_in_a_stream_of_another_kind_are_read(encoding: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO("Félix, « hôpital »\nq\n".encode("cp1252")), encoding=encoding)
    any_bytes(stream)
    reader = Reader(stream)
    assert reader.readline() == "Félix, « hôpital »\n"
    any_bytes(stream)  # another question, asked by another command of the menu
    assert reader.readline() == "q\n"


def test_what_no_encoding_knows_is_left_out() -> None:
    assert mended("a\udc81b") == "ab"
    assert mended("🏥 é\n") == "🏥 é\n"
