from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.grid import GRID_TITLES
from planforge.exchange.forms import Desk, lines
from planforge.formats.excel.reading.books import read_book
from tests.exchange.grids import Filling

if TYPE_CHECKING:
    from collections.abc import Iterator


def found(filling: Filling, name: str = "Grille") -> tuple[Desk, list[str]]:
    desk = Desk("grille.xlsx")
    return desk, [line.text("id") for line in lines(desk, read_book(filling.data), name, GRID_TITLES)]


def _words(desk: Desk) -> Iterator[str]:
    return (f"{one.location} {one.message} {one.hint}".replace("\u00a0", " ") for one in desk.problems)


def test_rows_are_found_under_their_titles_wherever_they_moved() -> None:
    filling = Filling()
    filling.book["Grille"].insert_cols(2)
    filling.book["Grille"].insert_rows(1)
    desk, ids = found(filling)
    assert desk.problems == []
    assert ids == [*filling.ids, *(f"autre-{rank}" for rank in range(1, 7))]


def test_a_missing_sheet_is_told_with_those_there_are() -> None:
    desk, ids = found(Filling(), "Grilles")
    assert ids == []
    (words,) = _words(desk)
    assert words.startswith("grille.xlsx, feuille « Grilles », cellule A1 La feuille « Grilles » manque.")
    assert "« Grille »" in words


def test_a_missing_column_is_told_by_its_title() -> None:
    filling = Filling()
    sheet = filling.book["Grille"]
    row = next(number for number in range(1, 20) if sheet.cell(number, 1).value == "Id")
    next(cell for cell in sheet[row] if cell.value == "Constat").value = "Notes"
    desk, _ = found(filling)
    (words,) = _words(desk)
    assert "Colonnes introuvables : « Constat ». Rétablissez ces titres, ou repartez de la grille du kit." in words
