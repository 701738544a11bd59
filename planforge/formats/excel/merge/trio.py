"""The versions of one sheet side by side: ours, theirs, and the base they both come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.formats.excel.layout import GROUP
from planforge.formats.excel.merge.cells import Cells, Meeting
from planforge.formats.excel.merge.saying import shown, where
from planforge.formats.excel.places import Place
from planforge.formats.excel.reading.cells import Kind

if TYPE_CHECKING:
    from planforge.formats.excel.merge.columns import Columns
    from planforge.formats.excel.merge.origin import Origin
    from planforge.formats.excel.merge.regions import Region
    from planforge.formats.excel.merge.remarks import Remarks
    from planforge.formats.excel.merge.report import Report

_LABELLED = 3  # first columns, among which the one that names the row best is


@dataclass(frozen=True, slots=True)
class Trio:
    """``columns`` are those of theirs; ``base`` is None when none was kept or when it lacks the sheet."""

    ours: Region
    theirs: Region
    base: Region | None
    columns: Columns
    origin: Origin
    remarks: Remarks
    report: Report
    noted: set[Place] = field(default_factory=set)  # cells of theirs whose note has its place

    @property
    def name(self) -> str:
        """The name of the sheet, for messages."""
        return self.ours.sheet.name

    @property
    def cells(self) -> Cells:
        """What merges the cells of this sheet."""
        return Cells(self.theirs, self.ours, self.remarks, self.report, self.noted)

    def our_columns(self) -> dict[str, int]:
        """The number of each column of ours by its key."""
        return self.ours.columns or {}

    def title(self, column: str) -> str:
        """The title of a column of ours, else as they have it."""
        number = self.our_columns().get(column, 0)
        if number:
            return shown(self.ours.cell(self.ours.header, number))
        return shown(self.theirs.cell(self.theirs.header, self.columns.known.get(column, 0)))

    def label(self, region: Region, row: int) -> str:
        """What names a row of the table: the longest text of its first columns."""
        first = 1 + (GROUP.key in self.our_columns())
        found = [region.cell(row, column) for column in range(first, first + _LABELLED)]
        texts = [cell.content.text for cell in found if cell is not None and cell.content.kind is Kind.TEXT]
        return max(texts, key=len, default=f"n° {row - region.header}")

    def meeting(self, name: str, column: str, theirs: int, ours: int) -> Meeting:
        """The cell of a row of the table, whatever it holds, in its two places."""
        place = Place(ours, self.our_columns()[column])
        before = self.origin.cell(name, column)
        return Meeting(
            theirs=Place(theirs, self.columns.known[column]),
            ours=place,
            origin=self.origin.mark(name, column),
            before=before,
            before_note=self.origin.note(name, column),
            named=lambda: where(self.name, self.label(self.ours, ours), self.title(column)),
        )
