"""What people did to a sheet that a merged file does not carry, in French words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.formats.excel.merge.pictures import picture_kind
from planforge.formats.excel.merge.saying import rule_words, where
from planforge.values import NBSP

if TYPE_CHECKING:
    from planforge.formats.excel.merge.plan import SheetPlan
    from planforge.formats.excel.merge.report import Report
    from planforge.formats.excel.places import Area
    from planforge.formats.excel.reading.books import ReadSheet
    from planforge.formats.excel.reading.surroundings import Picture

# The rules that we write: without a base, one of them may be left from a column that the record dropped.
_OURS = re.compile(
    r"dataValidation (date|decimal) \Z|dataValidation list liste_|cfRule (cellIs \"|expression (LEFT\(A,\)=|A<>A))"
)


@dataclass(frozen=True, slots=True)
class Differences:
    """Compares what hangs on the cells of a returned sheet with ``before``: the base that was kept, else ours."""

    theirs: ReadSheet
    before: ReadSheet
    plan: SheetPlan
    report: Report

    def tell(self) -> None:
        """List what is lost, and plan the pictures that are carried."""
        place = where(self.plan.ours_name)
        for area in self._merges():
            self.report.lost(place, f"cellules fusionnées {area}")
        if self.theirs.around.filtered:
            self.report.lost(place, "filtre")
        elif self._hidden_rows():
            self.report.lost(place, "lignes masquées")
        for words in self._drawn():
            self.report.lost(place, f"dessin{NBSP}: {words}")
        for rule in sorted(self.theirs.around.rules - self.before.around.rules):
            if not _OURS.match(rule):
                self.report.lost(place, f"{rule_words(rule)} ajoutée")
        self._pictures()

    def _merges(self) -> list[Area]:
        """Merged cells in the table, where none may be."""
        first, last = self.plan.their_data
        return [area for area in self.theirs.grid.merges if first and area.bottom >= first - 1 and area.top <= last]

    def _hidden_rows(self) -> bool:
        first, last = self.plan.their_data
        return any(first <= row <= last for row in self.theirs.grid.hidden_rows)

    def _drawn(self) -> list[str]:
        """Drawings that were not there before; those of ours come back by themselves."""
        left = list(self.before.around.drawn)
        found = []
        for words in self.theirs.around.drawn:
            if words in left:
                left.remove(words)
            else:
                found.append(words)
        return found

    def _pictures(self) -> None:
        known = [picture.data for picture in self.before.around.pictures]
        for picture in self.theirs.around.pictures:
            if picture.data in known:
                continue
            told = f"{where(self.plan.ours_name)}, image"
            if picture_kind(picture.data)[0]:
                self.plan.pictures.append(self._moved(picture))
                self.report.kept(told, picture.words)
            else:
                self.report.lost(told, picture.words or picture.suffix)

    def _moved(self, picture: Picture) -> Picture:
        """The picture beside the row that it stood beside."""
        homes = [(row.theirs, number) for number, row in enumerate(self.plan.rows, start=1) if row.theirs]
        before = [(theirs, home) for theirs, home in homes if theirs <= picture.place.row]
        theirs, home = max(before, default=(1, 1))
        return replace(picture, place=picture.place._replace(row=home + picture.place.row - theirs))
