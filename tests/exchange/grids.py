"""A small record, the grid of its exercise as the kit makes it, and a hand that fills it as Excel would save it."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import openpyxl

from planforge.analysis.exercises.grid import GRID_SHEET, MEASURES_SHEET, PLAY_SHEET
from planforge.analysis.exercises.kit import Order, make_kit
from planforge.binder.opening import open_record
from planforge.compose.context import Context, voice
from planforge.compose.templates import Templates
from planforge.compose.typesetting import typeset
from planforge.compose.workbooks import evaluation_grid
from planforge.exchange.evaluation import FilledGrid, read_grid
from planforge.exchange.play import Playing
from planforge.formats.excel import ExcelWriter
from planforge.library.loading import load_library
from planforge.model.governance import ExerciseKind
from planforge.resources import templates_folder

if TYPE_CHECKING:
    from planforge.analysis.exercises.kit import Kit
    from planforge.binder.opening import OpenRecord

TODAY = date(2026, 11, 27)
RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public, activities: [mco]}
document: {date: 15/01/2026}
people:
  - {id: dsi, function: Directeur des systèmes d’information}
  - {id: soins, function: Directrice des soins}
  - {id: garde-1, function: Administrateur de garde}
  - {id: garde-2, function: Administrateur de garde}
scenarios:
  - {id: cyber, name: Cyberattaque, kind: cyber}
services:  # un commentaire qui reste
  - {id: urgences, name: Urgences, type: urgences, applications: [{application: dpi, level: vital}]}
applications:
  - {id: dpi, name: Dossier patient}
exercises:
  - id: crise-1
    title: Premier exercice
    kind: crisis
    done_on: 2025-10-02
    scores: [{family: alerte, score: 1}]
"""
UNSEEN, LEVEL = "Non observé", "Niveau 0 à 3"
SHEETS = {"play": PLAY_SHEET, "grid": GRID_SHEET, "measures": MEASURES_SHEET}


def opened(folder: Path, text: str = RECORD) -> OpenRecord:
    """The record written in a folder, and opened."""
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "planforge.yaml").write_text(text, "utf-8")
    return open_record(folder, TODAY)


def context_of(record: OpenRecord) -> Context:
    """What a composer needs of it."""
    templates = Templates([templates_folder()], voice(record.resolved.plan))
    return Context(record.resolved, record.results, templates, TODAY)


def kit_of(record: OpenRecord, kind: ExerciseKind = ExerciseKind.CRISIS) -> Kit:
    """The easiest kit of that kind."""
    library = load_library(None)
    form = library.exercise_formats[f"beginner-{kind.value}"]
    return make_kit(
        record.results, Order(form, record.resolved.plan.scenarios[0], named_scenario=False, services=()), library
    )


@cache
def blank(kind: ExerciseKind = ExerciseKind.CRISIS) -> bytes:
    """The grid as the kit makes it."""
    with TemporaryDirectory() as folder:
        record = opened(Path(folder))
        return ExcelWriter().write(typeset(evaluation_grid.compose(context_of(record), kit_of(record, kind))))


class Filling:
    """A grid being filled: every criterion is said not observed first, so that a test fills what it is about."""

    def __init__(self, kind: ExerciseKind = ExerciseKind.CRISIS) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(blank(kind)))
        self.write("play", "", {"Réalisé le": date(2026, 11, 24)})
        self.ids = [name for name in self._rows("grid") if name and not name.startswith("autre-")]
        for name in self.ids:
            self.write("grid", name, {UNSEEN: "oui"})

    def write(self, sheet: str, row: str, values: dict[str, object]) -> Filling:
        """Write cells of a row by the titles of their columns; the row "" is the only one."""
        page = self.book[SHEETS[sheet]]
        titles = {page.cell(self._titles(sheet), column).value: column for column in range(1, page.max_column + 1)}
        line = next(iter(self._rows(sheet).values())) if not row else self._rows(sheet)[row]
        for title, value in values.items():
            page.cell(line, titles[title]).value = value  # type: ignore[assignment]  # what a test writes there
        return self

    def judge(self, row: str, level: object, **values: object) -> Filling:
        """Give a level instead of « non observé »; the titles that are one word are enough here."""
        return self.write("grid", row, {UNSEEN: None, LEVEL: level, **values})

    @property
    def data(self) -> bytes:
        """The file as saved."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def _titles(self, sheet: str) -> int:
        page = self.book[SHEETS[sheet]]
        first = "Identifiant dans le dossier" if sheet == "play" else "Id"
        return next(row for row in range(1, 40) if page.cell(row, 1).value == first)

    def _rows(self, sheet: str) -> dict[str, int]:
        page, first = self.book[SHEETS[sheet]], self._titles(sheet) + 1
        return {str(page.cell(row, 1).value): row for row in range(first, page.max_row + 1) if page.cell(row, 1).value}


def read(filling: Filling, folder: Path, text: str = RECORD) -> FilledGrid:
    """The grid read back against the record of a folder."""
    playing = Playing(opened(folder, text).resolved.plan, TODAY, lambda path: (folder / path).is_file())
    return read_grid(filling.data, "grille.xlsx", playing, load_library(None).criteria)
