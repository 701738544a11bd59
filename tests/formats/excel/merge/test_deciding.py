from __future__ import annotations

import pytest

from planforge.formats.excel.appearance import Appearance, Stretch
from planforge.formats.excel.merge.deciding import CONFLICT_FILL, Sides, Verdict, decide
from planforge.formats.excel.merge.regions import cell_mark
from planforge.formats.excel.reading.cells import Cell, number_content, text_content

BEFORE, THEIRS, OURS = (Cell(text_content(word)) for word in ("avant", "à la main", "du dossier"))
NOTHING = Verdict()


@pytest.mark.parametrize(
    ("theirs", "ours", "words", "conflict"),
    [
        (BEFORE, BEFORE, False, False),
        (BEFORE, OURS, False, False),
        (THEIRS, BEFORE, True, False),
        (THEIRS, OURS, True, True),
        (OURS, OURS, False, False),
        (Cell(text_content("du\n dossier ")), OURS, False, False),
        (Cell(text_content("avant ")), BEFORE, True, False),
        (None, BEFORE, True, False),
        (None, OURS, True, True),
        (Cell(number_content("1")), Cell(text_content("1")), True, True),
    ],
)
def test_three_ways(theirs: Cell | None, ours: Cell, words: bool, conflict: bool) -> None:  # noqa: FBT001 - expected
    verdict = decide(Sides(theirs, ours, cell_mark(BEFORE)))
    assert (verdict.words, verdict.conflict) == (words, conflict)


def test_an_open_conflict_stays_open() -> None:
    assert decide(Sides(THEIRS, BEFORE, cell_mark(BEFORE), open=True)).conflict
    assert decide(Sides(OURS, OURS, cell_mark(BEFORE), open=True)) == NOTHING


def test_without_an_origin_what_differs_is_a_conflict_and_what_is_missing_comes_back() -> None:
    assert decide(Sides(THEIRS, OURS)) == Verdict(words=True, conflict=True)
    assert decide(Sides(Cell(), OURS)) == NOTHING
    assert decide(Sides(Cell(text_content("du  dossier")), OURS)) == NOTHING


def test_the_base_tells_to_the_letter_what_a_mark_cannot() -> None:
    numbers = (Cell(text_content(f"06 39 98 {number // 100:02} {number % 100:02}")) for number in range(10_000))
    before = next(numbers)
    theirs = next(cell for cell in numbers if cell_mark(cell) == cell_mark(before))
    assert decide(Sides(theirs, before, cell_mark(before))) == NOTHING
    assert decide(Sides(theirs, before, cell_mark(before), before)) == Verdict(words=True)
    assert decide(Sides(before, theirs, cell_mark(before), before)) == NOTHING
    assert decide(Sides(OURS, theirs, cell_mark(before), before)) == Verdict(words=True, conflict=True)
    assert decide(Sides(theirs, before, cell_mark(before), OURS)) == NOTHING  # another base tells nothing


def test_looks_are_judged_apart_from_words() -> None:
    before = Cell(BEFORE.content, Appearance(ink="112233"))
    painted = Cell(BEFORE.content, Appearance(ink="112233", bold=True, fill="FFFF00"))
    ours = Cell(OURS.content, Appearance(ink="445566", fill="AAAAAA"))
    verdict = decide(Sides(painted, ours, cell_mark(before), before))
    assert verdict == Verdict(looks={"bold": True, "fill": "FFFF00"})
    assert verdict.changes
    assert decide(Sides(before, ours, cell_mark(before), before)) == NOTHING


def test_the_colour_of_a_conflict_is_nobodys_choice() -> None:
    marked = Cell(BEFORE.content, Appearance(fill=CONFLICT_FILL, bold=True))
    assert decide(Sides(marked, BEFORE, cell_mark(BEFORE))).looks == {"bold": True}


def test_looks_inside_a_text_stay_with_the_text() -> None:
    plain = Stretch("av", bold=False, italic=False, underline=False, struck=False, ink="", size=11.0)
    rich = Cell(BEFORE.content, Appearance(), (plain, plain._replace(text="ant", bold=True)))
    assert decide(Sides(rich, BEFORE, cell_mark(BEFORE))).inside
    assert not decide(Sides(rich, OURS, cell_mark(BEFORE))).inside
