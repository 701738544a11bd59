"""One sheet merged: its table, the lines around it, its columns, and what cannot be carried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.excel.layout import letters
from planforge.formats.excel.merge.columns import Columns, match_columns
from planforge.formats.excel.merge.headers import Headers
from planforge.formats.excel.merge.lines import Lines, Part
from planforge.formats.excel.merge.origin import Origin
from planforge.formats.excel.merge.plan import NewCell, PlanRow, SheetPlan
from planforge.formats.excel.merge.regions import generated_region, returned_region
from planforge.formats.excel.merge.remarks import own_note
from planforge.formats.excel.merge.rows import Rows, renamed
from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.merge.table import TableMerge
from planforge.formats.excel.merge.trio import Trio
from planforge.formats.excel.passport import Passport
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.cells import text_content
from planforge.formats.opening import refusal
from planforge.values import french, say_number

if TYPE_CHECKING:
    from planforge.formats.excel.merge.remarks import Remarks
    from planforge.formats.excel.merge.report import Report
    from planforge.formats.excel.passport import Line
    from planforge.formats.excel.reading.books import ReadSheet

_WIDER = 0.75  # characters: programs round widths by less


@dataclass(frozen=True, slots=True)
class Versions:
    """One sheet in each version; ``base`` is None when it was not kept."""

    ours: ReadSheet
    theirs: ReadSheet
    base: ReadSheet | None


def merge_sheet(versions: Versions, remarks: Remarks, report: Report) -> SheetPlan:
    """The plan of the merged sheet. Raises ``CannotReadError`` when its table cannot be found again."""
    trio = _trio(versions, remarks, report)
    plan = _named(trio)
    lines = Lines(trio)
    lines.merge(Part(trio.ours.above, trio.theirs.above, _told(trio, "above")), 0)
    table = _table(trio, plan) if trio.ours.header else {}
    bottom = max(trio.ours.last, *(spot.number for spot in trio.ours.totals), 0)
    first_below = trio.ours.below[0] - 1 if trio.ours.below else bottom
    lines.merge(Part(trio.ours.below, trio.theirs.below, _told(trio, "below")), first_below)
    plan.rows = _assembled(trio, lines, table, plan.our_rows)
    apart = bool(trio.ours.below) or any(after >= first_below for after, _ in lines.added)
    plan.rows += _homeless(trio, lines.homeless, apart=apart)
    _stray_notes(trio, plan)
    data = {id(row) for row in table.get(trio.ours.header + 1, ())}
    numbers = [number for number, row in enumerate(plan.rows, start=1) if id(row) in data]
    plan.first_data, plan.last_data = min(numbers, default=0), max(numbers, default=0)
    return plan


def _trio(versions: Versions, remarks: Remarks, report: Report) -> Trio:
    ours = generated_region(versions.ours)
    base = generated_region(versions.base) if versions.base else None
    theirs = returned_region(versions.theirs, ours)
    if ours.header and not theirs.header and theirs.grid.written:
        raise refusal(f"Le tableau de la feuille « {versions.ours.name} » n’y est plus, ou ses titres ont trop changé.")
    passport = theirs.passport or (base.passport if base else None) or ours.passport or Passport("", "")
    columns = match_columns(theirs, passport) if theirs.header else Columns({}, ())
    ours = renamed(ours, Origin(theirs, base))
    return Trio(ours, theirs, base, columns, Origin(theirs, base, ours), remarks, report)


def _told(trio: Trio, part: str) -> tuple[Line, ...] | None:
    """The marks of the lines of one part as generated: from the passport of theirs, else from the base."""
    if trio.theirs.passport:
        return trio.theirs.passport.above if part == "above" else trio.theirs.passport.below
    if trio.base is None:
        return None
    rows = trio.base.above if part == "above" else trio.base.below
    found = ((row, trio.base.grid.written.get(row, ())) for row in rows)
    return tuple({letters(column): trio.base.mark(row, column) for column in columns} for row, columns in found)


def _named(trio: Trio) -> SheetPlan:
    """The plan with the name of the sheet: theirs when somebody renamed it and the record did not."""
    ours, theirs = trio.ours.sheet, trio.theirs.sheet
    known = trio.theirs.passport.name if trio.theirs.passport else ours.name
    renamed = theirs.name not in {known, ours.name} and known == ours.name
    if renamed:
        trio.report.kept(f"{where(ours.name)}, nom de la feuille", theirs.name, ours.name)
    if theirs.hidden and not ours.hidden:
        trio.report.kept(f"{where(ours.name)}, feuille masquée", "")
    plan = SheetPlan(ours.part, theirs.name if renamed else ours.name, ours.name, theirs.name, theirs.hidden)
    plan.our_data = (trio.ours.header + 1, trio.ours.last) if trio.ours.header else (0, 0)
    rows = [spot.number for spot in trio.theirs.data]
    plan.their_data = (min(rows, default=0), max(rows, default=0))
    plan.our_rows = max((place.row for place in trio.ours.grid.cells), default=0)
    return plan


def _table(trio: Trio, plan: SheetPlan) -> dict[int, list[PlanRow]]:
    """The rows of the merged table by the row of ours that they replace."""
    names = Rows(trio.theirs, trio.columns, trio.origin).names()
    headers = Headers(trio, names)
    plan.columns = headers.added()
    homes = headers.homes(plan.columns)
    plan.column_map = homes
    table = TableMerge(trio, names, homes)
    titles = headers.row(homes)
    plan.titles = headers.renamed(titles)
    found = {trio.ours.header: [titles]}
    found |= {row: [] for row in range(trio.ours.header + 1, trio.ours.last + 1)}
    found[trio.ours.header + 1] = table.rows()
    found |= {row.ours: [row] for row in table.totals()}
    _widths(trio, plan)
    plan.hidden_columns |= {trio.our_columns()[key] for key in headers.missing()}
    return found


def _widths(trio: Trio, plan: SheetPlan) -> None:
    """Keep the widths that somebody set, and hide what somebody hid."""
    passport, theirs = trio.theirs.passport, trio.theirs.grid
    for key, column in trio.columns.known.items():
        home = trio.our_columns().get(key)
        if home is None or passport is None:
            continue
        rank = passport.columns.index(key)
        width = theirs.widths.get(column, 0.0)
        told = where(trio.name, column=trio.title(key))
        if column in theirs.hidden_columns:
            plan.hidden_columns.add(home)
            trio.report.kept(f"{told}, colonne masquée", "")
        elif width and rank < len(passport.widths) and abs(width - passport.widths[rank]) > _WIDER:
            plan.widths[home] = width
            trio.report.kept(f"{told}, largeur", say_number(width, 1))


def _assembled(trio: Trio, lines: Lines, table: dict[int, list[PlanRow]], our_rows: int) -> list[PlanRow]:
    """All rows in their final order; lines that people added follow the line they followed."""
    after: dict[int, list[PlanRow]] = {}
    for number, row in lines.added:
        after.setdefault(number, []).append(row)
    rows = list(after.get(0, ()))
    for number in range(1, our_rows + 1):
        rows += table.get(number, [lines.rows.get(number) or PlanRow(ours=number)])
        inserted = after.get(number, [])
        if inserted and not trio.ours.below and number >= trio.ours.last and trio.ours.header:
            rows.append(PlanRow())  # a blank row, so that nobody takes them for rows of the table
        rows += inserted
    return rows


def _stray_notes(trio: Trio, plan: SheetPlan) -> None:
    """Keep the notes that people hung on cells that hold nothing, beside the row where they were."""
    known = {text for region in (trio.ours, trio.base) if region for text in region.sheet.around.notes.values()}
    titled = {Place(trio.theirs.header, column) for column in trio.columns.known.values()}
    for place, text in sorted(trio.theirs.sheet.around.notes.items()):
        written = own_note(text)
        rows = [row for row in plan.rows if 0 < row.theirs <= place.row]
        if place in trio.noted | titled or not written or written in known or not rows:
            continue
        row = max(rows, key=lambda one: one.theirs)
        column = plan.column_map.get(place.column) or trio.columns.shifted(place.column)
        row.notes[column] = f"{row.notes[column]}\n\n{written}" if column in row.notes else written
        trio.report.kept(f"{where(trio.name, column=str(place))}, commentaire", written)


def _homeless(trio: Trio, places: list[Place], *, apart: bool) -> list[PlanRow]:
    """Lines at the end for what found no place, each saying where it stood, ``apart`` from the table."""
    rows = [PlanRow()] if places and not apart else []
    for place in places:
        words = shown(trio.theirs.grid.cells.get(place))
        told = french(f"Écrit à la main en {place} : {words}")
        rows.append(PlanRow(cells={1: NewCell(text_content(told), free=True)}))
        trio.report.unplaced(where(trio.name, column=str(place)), words)
    return rows
