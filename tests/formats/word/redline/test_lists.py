from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from planforge.formats.word.markup import WORD
from planforge.formats.word.reading import list_formats
from planforge.formats.word.redline.lists import Lists, list_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = f"{{{WORD}}}"


def numbering(patterns: dict[str, str], lists: dict[str, str]) -> Element:
    """Patterns (number: format) and lists (number: pattern)."""
    described = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{number}ABC"/><w:lvl w:ilvl="0">'
        f'<w:numFmt w:val="{form}"/><w:pStyle w:val="ListNumber"/></w:lvl></w:abstractNum>'
        for number, form in patterns.items()
    )
    counted = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern}"/></w:num>' for number, pattern in lists.items()
    )
    return etree.fromstring(f'<w:numbering xmlns:w="{WORD}">{described}{counted}</w:numbering>')


def test_a_list_that_goes_on_keeps_its_number_in_the_new_document() -> None:
    lists = Lists(numbering({"1": "decimal"}, {"7": "1"}), numbering({"1": "decimal"}, {"9": "1"}))
    lists.learn("7", "9")
    lists.learn("7", "8")  # the first one counts
    lists.learn("", "9")
    assert lists.lend("7") == "9"
    assert lists.lend("0") == "0"


def test_a_list_that_went_is_added_once_on_the_pattern_that_counts_alike() -> None:
    new = numbering({"4": "bullet", "5": "decimal"}, {"1": "4", "2": "5"})
    lists = Lists(numbering({"1": "decimal"}, {"7": "1"}), new)
    assert lists.lend("7") == lists.lend("7") == "3"
    assert [(one.get(f"{W}numId"), one[0].get(f"{W}val")) for one in new.iterfind(f"{W}num")][-1] == ("3", "5")


def test_a_pattern_that_the_new_document_lacks_comes_along_before_the_lists() -> None:
    new = numbering({"4": "bullet"}, {"1": "4"})
    lists = Lists(numbering({"1": "lowerLetter"}, {"7": "1"}), new)
    lent = lists.lend("7")
    assert list_formats(new)[lent, "0"] == "lowerLetter"
    assert [one.tag.removeprefix(W) for one in new] == ["abstractNum", "abstractNum", "num", "num"]
    assert new[1].find(f"{W}nsid") is None
    assert new[1].find(f"{W}lvl/{W}pStyle") is None


def test_the_first_list_of_a_document_finds_its_place_too() -> None:
    new = numbering({}, {})
    assert Lists(numbering({"1": "decimal"}, {"7": "1"}), new).lend("7") == "1"
    assert [one.tag.removeprefix(W) for one in new] == ["abstractNum", "num"]


@pytest.mark.parametrize(("old", "new"), [(None, numbering({}, {})), (numbering({}, {}), None)])
def test_a_list_that_nobody_describes_is_no_list(old: Element | None, new: Element | None) -> None:
    assert Lists(old, new).lend("7") == ""


def test_a_paragraph_says_in_which_list_it_was_put() -> None:
    xml = f'<w:p xmlns:w="{WORD}"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>'
    assert list_number(etree.fromstring(xml)) == "7"
    assert list_number(etree.fromstring(f'<w:p xmlns:w="{WORD}"/>')) == ""
