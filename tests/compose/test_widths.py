from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.compose.widths import line_count, text_width, wrapped
from planforge.document.text import Run
from planforge.resources import templates_folder


@pytest.mark.parametrize(
    ("text", "face", "thousandths"),
    [
        ("i", "Arial", 222),
        ("W", "Arial", 944),
        ("é", "Arial", 556),
        ("\u00a0", "Arial", 278),
        ("—", "Arial", 1000),
        ("W", "Arial Bold", 944),
        ("i", "Arial Bold", 278),
        ("漢", "Arial", 1000),
    ],
)
def test_characters_have_the_widths_of_their_font(text: str, face: str, thousandths: int) -> None:
    assert text_width(text, 20, face) == pytest.approx(thousandths * 20 / 100)


@pytest.mark.parametrize(
    ("words", "lines"),
    [([], 1), ([4], 1), ([4, 5], 1), ([4, 6], 2), ([4, 5, 4], 2), ([25], 3), ([4, 25, 4], 4), ([10, 10, 10], 3)],
)
def test_words_fill_lines_greedily_and_long_ones_are_cut(words: list[int], lines: int) -> None:
    assert wrapped([(1, word) for word in words], 10) == lines


def test_a_word_may_run_over_several_runs() -> None:
    whole = line_count((Run("anti"), Run("constitutionnellement", bold=True), Run(".")), 20, 1600)
    split = line_count((Run("anti "), Run("constitutionnellement", bold=True), Run(".")), 20, 1600)

    assert (whole, split) == (2, 3)


def test_a_non_breaking_space_does_not_break() -> None:
    assert line_count((Run("mm mmmm\u00a0mmmm"),), 20, 1100) == 3
    assert line_count((Run("mm mmmm mmmm"),), 20, 1100) == 2


@given(st.text(alphabet="ab cdé ", max_size=60), st.integers(10, 40), st.integers(500, 5000))
def test_more_room_or_smaller_type_never_takes_more_lines(text: str, half: int, room: int) -> None:
    lines = line_count((Run(text),), half, room)

    assert lines >= 1
    assert line_count((Run(text),), half, room * 2) <= lines
    assert line_count((Run(text),), half - 1, room) <= lines


def test_the_table_is_the_one_its_tool_makes() -> None:
    path = Path(__file__).parent / "make_widths.py"
    spec = importlib.util.spec_from_file_location("make_widths", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    if importlib.util.find_spec("fontTools") is None or not all(folder.is_dir() for folder in tool.FOLDERS):
        pytest.skip("fontTools or the metric twins of Arial and Calibri are not installed")

    assert (templates_folder() / "sheets" / "widths.yaml").read_text(encoding="utf-8") == tool.table()
