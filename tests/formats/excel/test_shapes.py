from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from planforge.document.text import Gap, Run, Tick
from planforge.formats.excel.shapes import Shape, ink, marked_text, number_format
from planforge.values import Duration, Percent, Rate, Volume

if TYPE_CHECKING:
    from planforge.document.text import CellValue


@pytest.mark.parametrize(
    ("value", "shape", "content"),
    [
        (None, Shape.BLANK, ""),
        ("", Shape.BLANK, ""),
        (Duration(0), Shape.MINUTES, "<v>0.0</v>"),
        (Duration(15), Shape.MINUTES, f"<v>{15 / 1440!r}</v>"),
        (Duration(240), Shape.HOURS, f"<v>{240 / 1440!r}</v>"),
        (Duration(270), Shape.HOURS_MINUTES, f"<v>{270 / 1440!r}</v>"),
        (Duration(2880), Shape.DAYS, "<v>2.0</v>"),
        (Duration(2160), Shape.HOURS, "<v>1.5</v>"),
        (Duration(9360), Shape.HALF_DAYS, "<v>6.5</v>"),
        (date(2026, 11, 20), Shape.DATE, "<v>46346</v>"),
        (time(9, 5), Shape.HOUR, f"<v>{545 / 1440!r}</v>"),
        (Percent(82.0), Shape.PERCENT, "<v>0.82</v>"),
        (Percent(72.5), Shape.PERCENTS, "<v>0.725</v>"),
        (Volume(1500.0), Shape.VOLUME, "<v>1500.0</v>"),
        (Rate(100.0), Shape.RATE, "<v>100.0</v>"),
        (12, Shape.INTEGER, "<v>12</v>"),
        (2.0, Shape.INTEGER, "<v>2.0</v>"),
        (2.5, Shape.DECIMAL, "<v>2.5</v>"),
    ],
)
def test_numbers_are_numbers(value: CellValue, shape: Shape, content: str) -> None:
    found = ink(value)
    assert (found.shape, found.content, found.kind) == (shape, content, "")


@pytest.mark.parametrize(
    ("value", "shape", "words"),
    [
        ("Pharmacie", Shape.TEXT, "Pharmacie"),
        ("=1+1", Shape.RISKY, "=1+1"),
        ((Run("=1"), Run("+1")), Shape.RISKY, "=1+1"),
        (Gap("DIM"), Shape.TEXT, "À COMPLÉTER (DIM)"),
        (Tick(), Shape.TICK, "☐"),
        (Tick(done=True), Shape.TICK, "☑"),
        (True, Shape.TEXT, "oui"),
        (date(1899, 1, 2), Shape.RISKY, "02/01/1899"),
        (date(1900, 2, 1), Shape.RISKY, "01/02/1900"),
    ],
)
def test_words_are_words(value: CellValue, shape: Shape, words: str) -> None:
    found = ink(value)
    assert found.shape is shape
    assert found.kind == ' t="inlineStr"'
    assert f">{words}</t>" in found.content


def test_a_number_that_excel_would_round_stays_exact() -> None:
    assert ink(10**15 + 1).kind == ' t="inlineStr"'


def test_the_default_mark_stands_in_each_section_of_the_format() -> None:
    assert number_format(Shape.DURATION, marked=True) == (
        '[<2][h]"\u00a0h\u00a0"mm"\u00a0◊";0.0"\u00a0j""\u00a0◊"'  # « 4 h 00 ◊ », « 14,0 j ◊ »
    )
    assert number_format(Shape.TEXT, marked=True) == 'General;General;General;@"\u00a0◊"'


def test_a_long_default_text_has_its_mark_in_characters() -> None:
    assert marked_text("court") == "court"
    assert marked_text("a" * 300).endswith("\u00a0◊")
