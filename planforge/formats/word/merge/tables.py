"""The versions of a table merged row by row and cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.alignment import align
from planforge.formats.word.merge.conflicts import BY_HAND, BY_RECORD, ERASED
from planforge.formats.word.merge.differences import differences
from planforge.formats.word.merge.naming import column_step, row_step
from planforge.formats.word.merge.normal import Grid, Passage, passages
from planforge.formats.word.merge.pairing import Triple, triples
from planforge.formats.word.merge.trail import Trail
from planforge.formats.word.merge.unplaced import salvage
from planforge.formats.word.merge.xml import bookmarks, opening_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.carried import Carrier
    from planforge.formats.word.merge.ledger import Ledger
    from planforge.formats.word.merge.naming import Here
    from planforge.formats.word.merge.normal import Block, Cell, Row


class Stories(Protocol):
    """What merges the stories within cells."""

    carrier: Carrier
    ledger: Ledger

    def story(
        self, versions: tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]], parent: Element, here: Here
    ) -> None:
        """Merge the blocks of a cell."""

    def erased(self, ours: Block, here: Here) -> Element | None:
        """Say that a person took something out which the record changed since."""


class TableWeaver:
    """Merges tables of our document."""

    def __init__(self, stories: Stories, ours: Sequence[Block]) -> None:
        self._stories = stories
        self._known = {row.own_key: row for row in _rows(ours) if row.own_key}

    def grid(self, base: Grid | None, theirs: Grid, ours: Grid, here: Here) -> Element | None:
        """Merge one table; gives back the element that stands for it."""
        if theirs.rival is not None and theirs.says != ours.says:
            return self._dispute(theirs, ours, here)
        if theirs.label == ERASED and base is not None and theirs.says in {base.says, ours.says}:
            return self._stories.erased(ours, here)
        if base is not None and theirs.columns != base.columns and theirs.says != ours.says:
            return self._recolumned(base, theirs, ours, here)
        if base is not None and base.columns != ours.columns and theirs.says not in {base.says, ours.says}:
            return self._dispute(theirs, ours, here)
        for what in differences(base, theirs) if base is not None else ():
            self._stories.ledger.lose(here.named(ours, "tableau"), what)
        self._merge_rows(base, theirs, ours, here)
        return ours.element

    def _recolumned(self, base: Grid, theirs: Grid, ours: Grid, here: Here) -> Element | None:
        """A person changed the columns: their table stands, unless the record changed it too."""
        if base.says != ours.says or ours.element is None:
            return self._dispute(theirs, ours, here)
        element = self._stories.carrier.grid(theirs)
        _hand_over(theirs, ours, element)
        ours.element.addprevious(element)
        self._stories.carrier.remove(ours.element)
        self._stories.ledger.keep(here.named(theirs, "colonnes"), (theirs.text, ours.text))
        return element

    def _dispute(self, theirs: Grid, ours: Grid, here: Here) -> Element | None:
        """Both tables, each under its label."""
        carrier, ledger = self._stories.carrier, self._stories.ledger
        if ours.element is None:
            return None
        first, second = carrier.labels(BY_HAND), carrier.labels(BY_RECORD)
        for node in (first, carrier.grid(theirs), second):
            ours.element.addprevious(node)
        ledger.dispute(first, here.named(ours, "tableau"), (theirs.text, ours.text))
        return ours.element

    def _merge_rows(self, base: Grid | None, theirs: Grid, ours: Grid, here: Here) -> None:
        if ours.element is None:
            return
        trail = Trail(ours.element, [row.element for row in ours.rows if not row.header])
        for each in triples(base.rows if base else (), theirs.rows, ours.rows):
            self._row(each, ours, trail, here)
        if ours.element.find(tag("tr")) is None:
            self._stories.carrier.remove(ours.element)

    def _row(self, each: Triple[Row], grid: Grid, trail: Trail, here: Here) -> None:
        theirs, base = each.theirs, each.base
        ours = each.ours or (self._known.get(base.own_key) if base is not None and base.own_key else None)
        if theirs is None:
            if base is not None and ours is not None:
                self._deleted(base, ours, here)
        elif base is None and ours is None:
            self._added(theirs, grid, trail, here)
        elif ours is None:
            header = tuple(row for row in grid.rows[:1] if row.header)
            was = Grid((*header, base)) if base is not None else None
            salvage(self._stories.ledger, was, Grid((*header, theirs)), here)
        else:
            self._cells(Triple(base, theirs, ours), grid, here)
            trail.pass_by(None, None, ours.element)
            if each.moved:
                self._stories.ledger.lose(here.named(theirs), "ligne déplacée à la main")

    def _added(self, theirs: Row, ours: Grid, trail: Trail, here: Here) -> None:
        if not theirs.says:
            return
        model = _model(theirs, ours, trail.anchor)
        if model is None:
            self._stories.ledger.stray(Grid((theirs,)), here)
            return
        self._stories.ledger.keep(here.named(theirs, "ligne ajoutée"), (theirs.text, ""))
        trail.add(None, self._stories.carrier.row(theirs, model))

    def _deleted(self, base: Row, ours: Row, here: Here) -> None:
        if ours.element is None:
            return
        if base.says == ours.says:
            if ours.text.strip(" |\n"):
                self._stories.ledger.take_out(here.named(ours, "ligne"), ours.text)
            self._stories.carrier.remove(ours.element)
            return
        told = (block for cell in ours.cells for block in cell.blocks if isinstance(block, Passage) and not block.empty)
        first = next(told, None)
        if first is not None:
            self._stories.erased(first, here.under(row_step(ours)))

    def _cells(self, rows: Triple[Row], grid: Grid, here: Here) -> None:
        """Merge the cells of a row: by place where all versions have as many, else by what is in them."""
        told, ours, base = rows.theirs, rows.ours, rows.base
        if told is None or ours is None or (told == base and not _disputed(told)):
            return
        inside = here.under(row_step(base or ours))
        number = next((place for place, row in enumerate(grid.rows) if row is ours), 0)
        for place, (was, cell, target) in enumerate(_abreast(base, told, ours)):
            if target.element is not None:
                below = inside.under(column_step(grid, number, place))
                versions = (was.blocks if was else (), cell.blocks, target.blocks)
                self._stories.story(versions, target.element, below)
                if was is not None and cell.fill != was.fill:
                    self._stories.ledger.lose(below.named(None) if below.steps else "tableau", "fond de cellule")


def _abreast(base: Row | None, theirs: Row, ours: Row) -> list[tuple[Cell | None, Cell, Cell]]:
    """The cells of three rows side by side; theirs beyond the last of ours are taken as part of it."""
    before = base.cells if base else ()
    counts = {len(theirs.cells), len(ours.cells), *([len(before)] if base else [])}
    if len(counts) > 1 and any(cell.keys for cell in theirs.cells):
        found = triples(before, theirs.cells, ours.cells)
        return [(each.base, each.theirs, each.ours) for each in found if each.theirs and each.ours]
    last = len(ours.cells) - 1
    abreast = []
    for place, cell in enumerate(theirs.cells):
        was = before[place] if place < len(before) and place <= last else None
        abreast.append((was, cell, ours.cells[min(place, last)]))
    return abreast


def _model(row: Row, ours: Grid, anchor: Element | None) -> Row | None:
    """The row of ours that a new one looks like: the one before it, if it has as many cells."""
    alike = [one for one in ours.rows if len(one.cells) == len(row.cells) and one.element is not None]
    near = [one for one in alike if one.element is anchor and not one.header]
    found = near or [one for one in alike if not one.header] or alike or list(ours.rows)
    return found[0] if found else None


def _hand_over(theirs: Grid, ours: Grid, table: Element) -> None:
    """Move the bookmarks of the rows of ours to the same rows of a new table."""
    printed = table.findall(tag("tr"))
    for place, other in align(theirs.rows, ours.rows).items():
        source, target = ours.rows[other].element, next(printed[place].iter(tag("p")), None)
        if source is None or target is None:
            continue
        for paragraph in list(source.iter(tag("p"))):
            for _, start, end in bookmarks(paragraph):
                target.insert(opening_place(target), start)
                if end is not None:
                    target.insert(opening_place(target), end)


def _rows(blocks: Sequence[Block]) -> list[Row]:
    """Every row, those of tables within tables included."""
    found = []
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                found.append(row)
                for cell in row.cells:
                    found += _rows(cell.blocks)
    return found


def _disputed(row: Row) -> bool:
    """Whether a row has remarks, or conflicts that nobody settled."""
    inside = (passage for cell in row.cells for passage in passages(cell.blocks))
    return any(passage.spans or passage.label for passage in inside) or any(
        isinstance(block, Grid) for cell in row.cells for block in cell.blocks
    )
