from __future__ import annotations

import pytest
from lxml import etree

from planforge.formats.excel.reading.cells import (
    Content,
    Kind,
    decoded,
    formula_form,
    item_text,
    number_content,
    text_content,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("12", "12"), ("12.0", "12"), ("-0", "0"), ("0.16666666666666666", "0.166666666666667"), ("1e300", "1e+300")],
)
def test_numbers_are_those_that_every_program_keeps(text: str, kept: str) -> None:
    assert number_content(text) == Content(Kind.NUMBER, kept)
    assert number_content(kept) == number_content(text)


@pytest.mark.parametrize("text", ["douze", "inf", "nan"])
def test_what_is_no_number_is_words(text: str) -> None:
    assert number_content(text) == Content(Kind.TEXT, text)


def test_a_number_is_not_its_words() -> None:
    forms = {content.form for content in (number_content("1"), text_content("1"), Content(Kind.TRUTH, "1"), Content())}
    assert len(forms) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F8*G8", "F12*$G$12"),
        ("SUM(F8:F19)", "sum( F9:F20 )"),
        ("COUNTIF('À lire'!A5:H9,\"x*\")", 'COUNTIF(Lire!B6:H9,"x*")'),
    ],
)
def test_formulas_that_only_moved_are_the_same(one: str, other: str) -> None:
    assert formula_form(one) == formula_form(other)
    assert formula_form(one) != formula_form(f"{one}*2")


def test_coded_characters_are_read() -> None:
    assert decoded("a_x000D__x000A_b_x005F_x0041_") == "a\nb_x0041_"
    assert decoded("\u202egauche\x07") == "gauche"


def test_how_a_word_is_spoken_is_no_part_of_it() -> None:
    item = etree.fromstring("<si><r><t>a</t></r><r><rPr><b/></rPr><t> b</t></r><rPh><t>x</t></rPh></si>")
    assert item_text(item) == "a b"


def test_empty_contents_are_false() -> None:
    assert not Content()
    assert Content(formula="A1")
    assert number_content("0")
