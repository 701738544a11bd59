from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planforge.document.tables import Cell
from planforge.document.text import Gap, Run, Text, Tone
from planforge.formats.markdown_text import cell_words, line_words, plain_words
from planforge.values import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = "<&>{}|*_[]()#`~\\!-+=.:;'\"$1a é\u00a0"
words = st.one_of(st.text(st.sampled_from(HOSTILE), max_size=30), st.text(max_size=20))
runs = st.builds(Run, text=words, bold=st.booleans(), italic=st.booleans(), code=st.booleans())


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text)).strip()


def read_back(tokens: list[Token]) -> list[tuple[str, bool, bool]]:
    """Each character of parsed Markdown with whether it is bold and italic."""
    bold = italic = 0
    read: list[tuple[str, bool, bool]] = []
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        assert token.type.split("_")[0] in {"text", "strong", "em", "code"}, token.type
        read += [(char, bool(bold), bool(italic)) for char in token.content if char != "\u2060" and not char.isspace()]
    return read


@given(words.filter(folded))
@example("1. a")
@example("- a")
@example("# a #")
@example("=")
@example("&amp; &#38;")
@example("<script>alert(1)</script>")
@example("[x](javascript:alert(1)) ![y](z)")
def test_a_line_reads_back_as_the_text_it_was(text: str) -> None:
    (_, inline, _) = PARSER.parse(line_words(text))

    assert folded("".join(token.content for token in inline.children or [])) == folded(text)
    assert all(token.type == "text" for token in inline.children or [])


@given(st.lists(runs, max_size=5).map(tuple).filter(lambda text: any(folded(run.text) for run in text)))
def test_the_look_of_each_character_reads_back(text: Text) -> None:
    (_, inline, _) = PARSER.parse(line_words(text))

    shown = [(char, run.bold, run.italic) for run in text for char in clean(run.text)]
    kept = [(char, bold, italic) for char, bold, italic in shown if not char.isspace() and char != "\u2060"]
    assert read_back(inline.children or []) == kept


@given(words)
def test_a_cell_never_leaves_its_cell(text: str) -> None:
    tokens = PARSER.parse(f"| a | b |\n|---|---|\n| {cell_words(Cell(text))} | fin |")

    cells = [token.content for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert cells[3] == "fin"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("a|b", bold=True), "**a\\|b**"),
        (Cell(3.5, default=True), "3,5\u00a0◊"),
        (Cell(Gap("DSI")), "**À COMPLÉTER (DSI)**"),
        (Cell("GAM", link="#gam"), "[GAM](#gam)"),
        (Cell((Run("a", code=True), Run(" b"))), "`a` b"),
        (Cell(), ""),
    ],
)
def test_cells_are_said_in_french(cell: Cell, expected: str) -> None:
    assert cell_words(cell) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ((Run("Durée\u00a0:", bold=True), Run(" 4\u00a0h")), "**Durée\u00a0:** 4\u00a0h"),
        ((Run("(a)", bold=True), Run("b")), "**(a)\u2060**b"),
        ((Run("a", bold=True), Run("b", italic=True)), "**a**\u2060*b*"),
        ((Run("F-`ID`", code=True),), "`` F-`ID` ``"),
        ((Run("site", link="https://a.fr/(x y)|"),), "[site](https://a.fr/%28x%20y%29%7C)"),
        ((Run("À COMPLÉTER", tone=Tone.GAP),), "**À COMPLÉTER**"),
    ],
)
def test_marks_stand_where_the_look_begins(text: Text, expected: str) -> None:
    assert line_words(text) == expected


def test_an_id_in_a_text_is_no_id() -> None:
    assert plain_words("Titre {#autre}") == "Titre \\{#autre}"
