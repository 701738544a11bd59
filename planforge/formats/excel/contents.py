"""The first sheet, « À lire »: what the file is, what its sheets hold, what its colours and marks mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.document.text import Gap, Tone
from planforge.formats.cells import GAP_WORDS, say
from planforge.formats.excel.layout import TITLE_ROW
from planforge.formats.excel.legend import data_cells, samples
from planforge.formats.excel.looks import FACT, HEADER, LABEL, NOTE, TITLE, Look, tone_look
from planforge.formats.excel.marks import written_mark
from planforge.formats.excel.names import quoted
from planforge.formats.excel.palette import LINK, NAVY, WHITE
from planforge.formats.excel.shapes import NUMBER_FORMATS, Shape
from planforge.formats.excel.strings import xml
from planforge.formats.excel.widths import height, lines
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.document.documents import Workbook
    from planforge.document.text import CellValue
    from planforge.formats.excel.layout import Layout
    from planforge.formats.excel.rows import SheetText

WIDTHS = (36.0, 66.0, 11.0, 16.0)
_BAND = Look(size=10, ink=WHITE, fill=NAVY)
_COUNT = Look(horizontal="right", frame="row", number_format="#,##0")
_LAST = french("Filtrer, trier : flèches des titres. « ← À lire », en haut de chaque feuille, revient ici.")


@dataclass(slots=True)
class _Cover:
    """The sheet being written, and its next free row."""

    page: SheetText
    row: int = 1

    def pair(self, label: tuple[CellValue, Look], value: tuple[CellValue, Look]) -> None:
        """Add a line of two: the second part runs over the last three columns."""
        page, row = self.page, self.row
        cells = [page.cell(f"A{row}", *label), page.cell(f"B{row}", *value)]
        cells += [page.cell(f"{letter}{row}", None, value[1]) for letter in "CD"]
        self.line(cells, _height(say(value[0]), sum(WIDTHS[1:])))
        self.page.merges.append(f"B{row}:D{row}")

    def section(self, title: str) -> None:
        """Add a title after some room."""
        self.line((), 10)
        self.line([self.page.cell(f"A{self.row}", title, replace(TITLE, size=13))], 22)

    def line(self, cells: Sequence[str], height: float) -> None:
        """Add a row."""
        self.page.row(self.row, cells, height)
        self.row += 1


def write_contents(page: SheetText, workbook: Workbook, layouts: Sequence[Layout]) -> str:
    """Write the sheet; gives back the cells it covers."""
    cover = _Cover(page)
    _band(cover, workbook)
    _control(cover, workbook)
    _sheets(cover, layouts)
    cover.section("Comment lire et remplir")
    for sample in samples(layouts):
        cover.pair((sample.value, sample.look), (sample.meaning, FACT))
    cover.line([page.cell(f"A{cover.row}", _LAST, replace(NOTE, wrap=False))], 20)
    return f"A1:D{cover.row - 1}"


def _band(cover: _Cover, workbook: Workbook) -> None:
    for text, look, points in (
        (workbook.control.establishment, _BAND, 20.0),
        (workbook.title, replace(_BAND, size=20, bold=True), 32.0),
        (workbook.subtitle, replace(_BAND, size=11), 22.0),
    ):
        row = cover.row
        words = zip("ABCD", (text, None, None, None), strict=True)
        cover.line([cover.page.cell(f"{letter}{row}", word, look) for letter, word in words], points)
    cover.line((), 8)


def _control(cover: _Cover, workbook: Workbook) -> None:
    control = workbook.control
    facts: tuple[tuple[str, CellValue], ...] = (
        ("Référence", control.reference),
        ("Version", control.version),
        ("Date", control.date),
        ("Statut", control.status),
        ("Marquage", control.marking),
        ("Rédaction", control.authors),
        ("Relecture", control.reviewers),
        ("Approbation", control.approvers),
        ("Diffusion", control.distribution),
        ("Prochaine révision", control.next_review),
        ("Code de version", control.code),
    )
    for label, value in facts:
        if value != "":
            cover.pair((label, LABEL), (value, _fact_look(value)))


def _fact_look(value: CellValue) -> Look:
    if isinstance(value, Gap):
        return tone_look(Tone.GAP)
    return FACT if isinstance(value, str) else replace(FACT, number_format=NUMBER_FORMATS[Shape.DATE])


def _sheets(cover: _Cover, layouts: Sequence[Layout]) -> None:
    cover.section("Feuilles de ce classeur")
    titles = zip("ABCD", ("Feuille", "Ce qu’on y trouve", "Lignes", "À compléter"), strict=True)
    cover.line([cover.page.cell(f"{letter}{cover.row}", title, HEADER) for letter, title in titles], 20)
    for layout in layouts:
        _sheet(cover, layout)


def _sheet(cover: _Cover, layout: Layout) -> None:
    page, row = cover.page, cover.row
    gaps = sum(1 for cell in data_cells(layout) if isinstance(cell.value, Gap))
    formula = xml(f'COUNTIF({quoted(layout.name)}!{layout.body},"{GAP_WORDS}*")')
    counted = f"<f>{formula}</f><v>{gaps}</v>"
    page.marks[f"D{row}"] = written_mark(counted, _COUNT)
    cells = [
        page.cell(f"A{row}", layout.name, replace(FACT, underline=True, ink=LINK, bold=True)),
        page.cell(f"B{row}", layout.sheet.title, FACT),
        page.cell(f"C{row}", len(layout.data), _COUNT),
        f'<c r="D{row}" s="{page.looks.number(_COUNT)}">{counted}</c>',
    ]
    cover.line(cells, _height(layout.sheet.title, WIDTHS[1]))
    page.go(f"A{row}", f"{quoted(layout.name)}!A{TITLE_ROW}")


def _height(text: str, width: float) -> float:
    """Points for a text in merged cells, which do not fit themselves."""
    return height(lines(text, width)) + 2
