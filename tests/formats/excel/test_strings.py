from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from planforge.document.text import Run, Tone, text
from planforge.formats.excel.strings import CUT, LIMIT, coded, fit, inline, is_risky, one_line, rich, units
from planforge.values import clean


def read_back(element: str) -> str:
    """The text as Excel reads it: XML first, then the codes of characters."""
    found = "".join(node.text or "" for node in etree.fromstring(element).iter("t"))
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), found)


@given(st.text())
def test_any_text_comes_back_clean(words: str) -> None:
    assert read_back(inline(fit(words))) == clean(words)


@given(st.text(alphabet="_x0041F5", max_size=40))
def test_character_codes_in_a_text_stay_text(words: str) -> None:
    assert read_back(inline(words)) == words


@given(st.lists(st.text(max_size=20), min_size=1))
def test_runs_come_back_as_one_text(parts: list[str]) -> None:
    runs = tuple(Run(part, bold=number % 2 == 0) for number, part in enumerate(parts))
    assert read_back(rich(runs)) == "".join(map(clean, parts))


def test_adjacent_codes_are_both_escaped() -> None:
    assert coded("_x0041_x0042_") == "_x005F_x0041_x005F_x0042_"


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    cut = fit("é" * (LIMIT + 1))
    assert units(cut) == LIMIT
    assert cut.endswith(CUT)
    assert fit("é" * LIMIT) == "é" * LIMIT


def test_characters_that_excel_counts_twice_are_not_split() -> None:
    cut = fit("😀" * LIMIT)
    assert units(cut) <= LIMIT
    assert set(cut.removesuffix(CUT)) == {"😀"}


def test_runs_that_no_cell_holds_are_cut_too() -> None:
    assert read_back(rich((Run("a" * LIMIT, bold=True), Run("b")))).endswith(CUT)


@pytest.mark.parametrize("words", ["=1+1", "+33 1", "-1", "@x", "12", "01 02", "12/03/2026", "80 %"])
def test_text_that_retyping_would_change_is_risky(words: str) -> None:
    assert is_risky(words)


@pytest.mark.parametrize("words", ["Pharmacie", "2 agents", "a=b", "« 12 »"])
def test_plain_words_are_not_risky(words: str) -> None:
    assert not is_risky(words)


def test_tones_and_code_have_their_look() -> None:
    written = rich(text("Voir ", Run("PROC-12", code=True), Run(" STOP", tone=Tone.STOP)))
    assert '<rFont val="Consolas"/>' in written
    assert '<b/><sz val="10"/><color rgb="FFB91C1C"/>' in written


def test_one_line_keeps_non_breaking_spaces() -> None:
    assert one_line(" Lits\n\tservis\u00a0:  oui ") == "Lits servis\u00a0: oui"
