"""One cell of the merged sheet: its words, looks, note and link, each from whoever changed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import is_date_format

from planforge.formats.excel.appearance import Appearance, said
from planforge.formats.excel.links import address
from planforge.formats.excel.merge.deciding import CONFLICT_FILL, Sides, decide
from planforge.formats.excel.merge.plan import NewCell
from planforge.formats.excel.merge.remarks import DELETED, is_open, kept_note, own_note, split_note
from planforge.formats.excel.merge.saying import shown
from planforge.formats.excel.reading.cells import Cell, Kind, text_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.formats.excel.merge.deciding import Verdict
    from planforge.formats.excel.merge.plan import PlanRow
    from planforge.formats.excel.merge.regions import Region
    from planforge.formats.excel.merge.remarks import Remarks
    from planforge.formats.excel.merge.report import Report
    from planforge.formats.excel.places import Place


_OF_THE_ROW = frozenset({"border", "vertical", "wrap"})  # looks that a cell of theirs takes from our row


@dataclass(frozen=True, slots=True)
class Meeting:
    """A cell of both versions: its places there, its mark and cell as generated, and what names it in French."""

    theirs: Place
    ours: Place
    origin: str | None
    before: Cell | None
    before_note: str | None
    named: Callable[[], str]

    @property
    def where(self) -> str:
        """Its name in French: made only for what has to be told."""
        return self.named()


@dataclass(frozen=True, slots=True)
class Usual:
    """The looks that a cell of theirs has without anybody's doing: those of its neighbour, and of our row like it."""

    neighbour: Cell | None = None
    ours: Cell | None = None

    def beside(self, look: Appearance) -> dict[str, object]:
        """The looks that somebody gave."""
        known = (Appearance(), *(cell.look for cell in (self.neighbour, self.ours) if cell))
        values = {name: value for name, value in look.changes(Appearance()).items() if name not in _OF_THE_ROW}
        return {name: value for name, value in values.items() if all(value != getattr(one, name) for one in known)}

    def covers(self, cell: Cell) -> bool:
        """Whether the number format of our row shows the cell as its own does."""
        same = self.ours is not None and _type(self.ours.number_format) == _type(cell.number_format)
        return same or (self.ours is not None and cell.content.kind is not Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Cells:
    """Merges the cells of one sheet."""

    theirs: Region
    ours: Region
    remarks: Remarks
    report: Report
    noted: set[Place]

    def meet(self, row: PlanRow, cell: Meeting) -> None:
        """Merge a cell into a row of the plan, at its column in ours."""
        note = self.theirs.sheet.around.notes.get(cell.theirs, "")
        self.noted.add(cell.theirs)
        theirs, ours = self.theirs.grid.cells.get(cell.theirs), self.ours.grid.cells.get(cell.ours)
        verdict = decide(Sides(theirs, ours, cell.origin, cell.before, is_open(note)))
        if theirs and ours and theirs.content.form == ours.content.form and theirs.content.text != ours.content.text:
            row.results[cell.ours.column] = theirs.content
        if verdict.changes:
            row.cells[cell.ours.column] = _new(theirs or Cell(), ours or Cell(), verdict, cell.theirs)
        if verdict.changes:
            self._tell(cell, verdict, shown(theirs), shown(ours))
        if verdict.words and theirs is not None and theirs.content.formula:
            self.report.lost(f"{cell.where}, formule", f"={theirs.content.formula}")
        self._note(row, cell, note, verdict.conflict)
        self._link(row, cell, self.theirs.sheet.around.links.get(cell.theirs, ""))

    def own(self, row: PlanRow, column: int, place: Place, usual: Usual = Usual()) -> bool:
        """Carry a cell that is the person's own; False when nothing stands there."""
        cell, note = self.theirs.grid.cells.get(place, Cell()), own_note(self.theirs.sheet.around.notes.get(place, ""))
        looks = usual.beside(cell.look)
        if not (cell.content or note or looks.get("fill")):
            return False
        code = "" if usual.covers(cell) else cell.number_format
        row.cells[column] = NewCell(cell.content, cell.stretches, looks, code, place, free=True)
        if note:
            row.notes[column] = note
            self.noted.add(place)
        target = address(self.theirs.sheet.around.links.get(place, ""))
        if target:
            row.links[column] = target
        return bool(cell.content or note)

    def _tell(self, cell: Meeting, verdict: Verdict, theirs: str, ours: str) -> None:
        if verdict.conflict:
            self.report.conflict(cell.where, theirs, ours)
        elif verdict.words:
            self.report.kept(cell.where, theirs, ours)
        elif verdict.changes:
            looks = said(verdict.looks) or "mise en forme dans le texte"
            self.report.kept(f"{cell.where}, mise en forme", looks)

    def _note(self, row: PlanRow, cell: Meeting, note: str, conflict: bool) -> None:  # noqa: FBT001 - private
        ours = self.ours.sheet.around.notes.get(cell.ours, "")
        kept = kept_note(note, ours, cell.before_note)
        if kept != ours:
            self.report.kept(f"{cell.where}, commentaire", split_note(note)[0], ours)
        told = split_note(note)[1]
        if conflict:
            told = self.remarks.conflict(shown(self.ours.grid.cells.get(cell.ours)), told)
        elif told.startswith(DELETED):
            self.report.conflict(cell.where, "", shown(self.ours.grid.cells.get(cell.ours)))
        else:
            told = ""
        if told:
            kept = f"{kept}\n\n{told}" if kept else told
        if kept:
            row.notes[cell.ours.column] = kept

    def _link(self, row: PlanRow, cell: Meeting, target: str) -> None:
        """Carry a web link that the person hung on a cell; say what becomes of any other."""
        known = self.ours.sheet.around.links.get(cell.ours, "")
        if not target or target.startswith("#") or (known and address(target) == address(known)):
            return
        if not address(target):
            self.report.lost(f"{cell.where}, lien", target)
        elif not known:
            row.links[cell.ours.column] = address(target)
            self.report.kept(f"{cell.where}, lien", target)


def _new(theirs: Cell, ours: Cell, verdict: Verdict, place: Place) -> NewCell:
    if not verdict.words:
        content = theirs.content if verdict.inside else None
        return NewCell(content, theirs.stretches, verdict.looks, place=place)
    looks = {"fill": CONFLICT_FILL, **verdict.looks} if verdict.conflict else verdict.looks
    odd = theirs.content.kind is Kind.NUMBER and _type(theirs.number_format) != _type(ours.number_format)
    content = replace(theirs.content, formula="")
    if theirs.content.formula and content.kind is Kind.EMPTY:
        content = text_content(f"={theirs.content.formula}")
    return NewCell(content, theirs.stretches, looks, theirs.number_format if odd else "", place)


def _type(code: str) -> str:
    """What kind of number a format shows."""
    if is_date_format(code):
        return "date"
    return "%" if "%" in code else "text" if code == "@" else "number"
