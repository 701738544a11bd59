from __future__ import annotations

import pytest

from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.reading.cells import Cell, Content, Kind, number_content, text_content


def test_places_are_said_in_french() -> None:
    assert where("Actions") == "feuille «\u00a0Actions\u00a0»"
    assert where("Actions", column="Pilote") == "feuille «\u00a0Actions\u00a0», colonne «\u00a0Pilote\u00a0»"
    assert where("A", "mot " * 30, "B").count("…") == 1


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        (Cell(text_content("Fait")), "Fait"),
        (Cell(Content(Kind.TRUTH, "1")), "oui"),
        (Cell(Content(Kind.TRUTH, "0")), "non"),
        (Cell(number_content("12.5")), "12,5"),
        (Cell(number_content("0.25"), number_format="0%"), "25\u00a0%"),
        (Cell(number_content("46000"), number_format="dd/mm/yyyy"), "09/12/2025"),
        (Cell(number_content("0.166666666666667"), number_format='[h]"\u00a0h"'), "4\u00a0h"),
        (Cell(number_content("-1"), number_format="dd/mm/yyyy"), "-1"),
        (Cell(number_content("-1"), number_format="[h]"), "-1"),
        (Cell(Content(Kind.EMPTY, "", "A1*2")), "=A1*2"),
        (Cell(Content(Kind.NUMBER, "8", "A1*2")), "8"),
    ],
)
def test_values_as_people_see_them(cell: Cell | None, words: str) -> None:
    assert shown(cell) == words
