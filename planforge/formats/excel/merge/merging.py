"""A workbook edited by hand merged with its newly generated self, three ways, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.excel.layout import HOME, LISTS
from planforge.formats.excel.merge.assembling import assembled
from planforge.formats.excel.merge.differences import Differences
from planforge.formats.excel.merge.dropped import written_by_hand
from planforge.formats.excel.merge.plan import PlanRow, SheetPlan
from planforge.formats.excel.merge.regions import passport_of
from planforge.formats.excel.merge.remarks import Remarks
from planforge.formats.excel.merge.report import Report
from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.merge.sheets import Versions, merge_sheet
from planforge.formats.excel.reading.books import read_book
from planforge.formats.merging import CannotReadError
from planforge.values import NBSP

if TYPE_CHECKING:
    from datetime import date

    from planforge.formats.excel.reading.books import Book, ReadSheet
    from planforge.formats.merging import Merged


def merge_excel(base: bytes | None, theirs: bytes, ours: bytes, author: str, on: date) -> Merged:
    """Merge ``theirs``, edited by hand, with ``ours``; ``base`` is what planforge wrote last, None when it is lost.

    Without a base, the hidden keys of the file itself tell what it held. Raises ``CannotReadError`` when theirs cannot
    be understood: nothing is merged then, and the file must not be overwritten.
    """
    books = _Books(_base(base), read_book(theirs), read_book(ours))
    remarks, report = Remarks(author, on), Report()
    plans = [_plan(books, sheet, remarks, report) for sheet in books.ours.sheets if sheet.name != LISTS]
    extras = _extras(books, plans, report)
    _lists(books, report)
    if not report.changes and not any(plan.hidden_columns for plan in plans):
        return report.merged(ours)
    return report.merged(assembled(books.ours, plans, extras, report, author))


@dataclass(frozen=True, slots=True)
class _Books:
    """The three versions, and their sheets by identity: what the passport says, else the name."""

    base: Book | None
    theirs: Book
    ours: Book

    def match(self, book: Book | None, sheet: ReadSheet) -> ReadSheet | None:
        """The sheet of another version that is the same one; of two copies, the one of the same name."""
        wanted = identity(sheet)
        found = [one for one in (book.sheets if book else ()) if identity(one) == wanted]
        return next((one for one in found if one.name == sheet.name), found[0] if found else None)


def identity(sheet: ReadSheet) -> str:
    """What a sheet is called for ever."""
    passport = passport_of(sheet.grid)
    return passport.sheet if passport else f"={sheet.name}"


def _base(data: bytes | None) -> Book | None:
    """The base, unless it is damaged: then the file itself tells what it held."""
    try:
        return read_book(data) if data is not None else None
    except CannotReadError:
        return None


def _plan(books: _Books, sheet: ReadSheet, remarks: Remarks, report: Report) -> SheetPlan:
    theirs = books.match(books.theirs, sheet) or _of_name(books.theirs, sheet.name)
    base = books.match(books.base, sheet)
    if theirs is None:
        if base is not None:
            report.lost(where(sheet.name), "feuille supprimée, revenue")
        return _as_it_is(sheet)
    plan = merge_sheet(Versions(sheet, theirs, base), remarks, report)
    Differences(theirs, base or sheet, plan, report).tell()
    return plan


def _of_name(book: Book, name: str) -> ReadSheet | None:
    """A sheet of that name that lost its passport."""
    return next((one for one in book.sheets if one.name == name and identity(one) == f"={name}"), None)


def _as_it_is(sheet: ReadSheet) -> SheetPlan:
    """The plan of a sheet that nobody touched."""
    last = max((place.row for place in sheet.grid.cells), default=0)
    plan = SheetPlan(sheet.part, sheet.name, sheet.name, "", sheet.hidden)
    plan.rows = [PlanRow(ours=number) for number in range(1, last + 1)]
    for place, text in sheet.around.notes.items():
        plan.rows[place.row - 1].notes[place.column] = text
    plan.our_rows = last
    if sheet.around.tables:
        area = sheet.around.tables[0][1]
        plan.our_data = (area.top + 1, area.bottom)
        plan.first_data, plan.last_data = plan.our_data
    return plan


def _extras(books: _Books, plans: list[SheetPlan], report: Report) -> list[ReadSheet]:
    """The sheets of theirs that are not ours: those that people added, and those that the record dropped since."""
    used = {plan.theirs_name for plan in plans} | {HOME, LISTS}
    found = []
    for sheet in books.theirs.sheets:
        if sheet.name in used or not sheet.grid.cells:
            continue
        found += _kept_sheet(books, sheet, report)
    for name in books.theirs.others:
        report.lost(where(name), "feuille de graphique")
    return found


def _kept_sheet(books: _Books, sheet: ReadSheet, report: Report) -> list[ReadSheet]:
    """The sheet when somebody wrote in it, with what is to be said of it."""
    written = written_by_hand(sheet)
    copied = identity(sheet) in map(identity, books.ours.sheets)
    if passport_of(sheet.grid) is None or (copied and written):
        report.kept(f"{where(sheet.name)}, feuille ajoutée", f"{len(sheet.grid.written)} lignes")
    elif copied:
        report.lost(where(sheet.name), "copie d’une feuille")
        return []
    for place in () if copied else written:
        report.unplaced(where(sheet.name, column=str(place)), shown(sheet.grid.cells.get(place)))
    return [sheet] if written or passport_of(sheet.grid) is None else []


def _lists(books: _Books, report: Report) -> None:
    """Say what people changed in the hidden lists, which are ours."""
    theirs = next((sheet for sheet in books.theirs.sheets if sheet.name == LISTS), None)
    before = next((sheet for sheet in (books.base or books.ours).sheets if sheet.name == LISTS), None)
    if theirs is None or before is None:
        return
    known = {cell.content.text for cell in before.grid.cells.values()}
    for place, cell in sorted(theirs.grid.cells.items()):
        if cell.content and cell.content.text not in known:
            report.lost(where(LISTS, column=str(place)), f"mot ajouté à une liste{NBSP}: {cell.content.text}")
