"""What a person wrote in something that is gone, so that it goes to the end of the document and not to waste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.merge.naming import Course, row_step
from planforge.formats.word.merge.normal import Grid, Passage
from planforge.formats.word.merge.pairing import solid, triples

if TYPE_CHECKING:
    from planforge.formats.word.merge.ledger import Ledger
    from planforge.formats.word.merge.naming import Here
    from planforge.formats.word.merge.normal import Block, Row


def salvage(ledger: Ledger, base: Block | None, theirs: Block, here: Here) -> None:
    """What a person changed in a block that ours no longer has."""
    if isinstance(theirs, Grid):
        _grid(ledger, base if isinstance(base, Grid) else None, theirs, here)
    elif not isinstance(base, Passage) or base.unknown or theirs.says != base.says:
        if not theirs.empty:
            ledger.stray(theirs, here)
    elif theirs.boxes != base.boxes or theirs.letters != base.letters:
        ledger.lose(here.named(theirs), "mise en forme ou case cochée d’un passage qui n’existe plus")


def _grid(ledger: Ledger, base: Grid | None, theirs: Grid, here: Here) -> None:
    header = tuple(row for row in theirs.rows[:1] if row.header)
    for each in triples(base.rows if base else (), theirs.rows, ()):
        row, was = each.theirs, each.base
        if row is None or not row.says:
            continue
        if was is None or row.own_key or row.wording:
            if was is None or was.unknown or row.says != was.says:
                ledger.stray(Grid((*header, row), theirs.style, theirs.widths), here)
        else:
            _cells(ledger, was, row, here)


def _cells(ledger: Ledger, base: Row, theirs: Row, here: Here) -> None:
    """The cells of a row that only lays out a page: each is a story of its own."""
    inside = here.under(row_step(theirs))
    for was, cell in zip(base.cells, theirs.cells, strict=False):
        course = Course(inside)
        for each in triples(solid(was.blocks), solid(cell.blocks), ()):
            if each.theirs is not None:
                salvage(ledger, each.base, each.theirs, course.place(each.base or each.theirs))
