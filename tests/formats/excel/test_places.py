from __future__ import annotations

import pytest

from planforge.formats.excel.places import Area, Place, column_number, read_area, read_place


@pytest.mark.parametrize(
    ("text", "place"),
    [("A1", Place(1, 1)), ("$XFD$1048576", Place(1_048_576, 16_384)), ("b3", Place(3, 2)), ("AA10", Place(10, 27))],
)
def test_places(text: str, place: Place) -> None:
    assert read_place(text) == place
    assert str(place) == text.replace("$", "").upper()


@pytest.mark.parametrize("text", ["", "A", "1", "A0", "XFE1", "A1048577", "Feuil1!A1", "A1:B2", "é1"])
def test_what_names_no_cell(text: str) -> None:
    assert read_place(text) is None


def test_areas() -> None:
    area = read_area("D9:$B$3")
    assert area == Area(3, 2, 9, 4)
    assert str(area) == "B3:D9"
    assert Place(9, 4) in area
    assert Place(10, 4) not in area
    assert str(read_area("B3")) == "B3"
    assert str(area.moved(5)) == "B5:D11"
    assert area.first == Place(3, 2)
    assert read_area("A:B") is None


def test_columns() -> None:
    assert [column_number(name) for name in ("A", "Z", "aa", "XFD")] == [1, 26, 27, 16_384]
