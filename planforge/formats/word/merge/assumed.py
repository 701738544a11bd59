"""The base of a merge when nobody kept it: what the bookmarks of a file remember of its words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.formats.word.identity import row_words, wording
from planforge.formats.word.merge.alignment import align
from planforge.formats.word.merge.items import Box, Letters, Picture, Shape, said
from planforge.formats.word.merge.normal import Grid, Passage, passages
from planforge.formats.word.merge.overlay import as_before
from planforge.formats.word.merge.pairing import solid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.formats.word.merge.normal import Block, Cell, Row


def assumed_base(theirs: Sequence[Block], ours: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of ``theirs`` that planforge wrote, as it wrote them as far as can be told; the others are a person's.

    A block whose words are those that its bookmark remembers is as it was. Another was edited; it said what ours says
    when the bookmark of ours remembers the same words, else nobody knows, and it is ``unknown``.
    """
    marked = [block for block in solid(theirs) if _written(block)]
    candidates = solid(ours)
    found = align(marked, candidates)
    pairs = ((block, candidates[found[place]] if place in found else None) for place, block in enumerate(marked))
    return tuple(_block(block, other) for block, other in pairs)


def words_of(passage: Passage) -> str:
    """The words that the bookmark of a paragraph remembers: those that stand in its line, numbers counted apart."""
    return "".join(said(item) for item in passage.items if isinstance(item, Letters | Box))


def _written(block: Block) -> bool:
    if isinstance(block, Passage):
        return bool(block.wording)
    cells = (cell for row in block.rows for cell in row.cells)
    return any(row.wording for row in block.rows) or any(_written(inner) for cell in cells for inner in cell.blocks)


def _block(theirs: Block, ours: Block | None) -> Block:
    if isinstance(theirs, Grid):
        return _grid(theirs, ours if isinstance(ours, Grid) else None)
    return _passage(theirs, ours if isinstance(ours, Passage) else None)


def _passage(theirs: Passage, ours: Passage | None) -> Passage:
    if wording(words_of(theirs)) == theirs.wording:
        return _unstyled(theirs, ours)
    if ours is not None and ours.wording == theirs.wording:
        return replace(ours, key=theirs.key, style=theirs.style)
    return replace(theirs, unknown=True)


def _unstyled(theirs: Passage, ours: Passage | None) -> Passage:
    """What a paragraph looked like whose words are as they were: ticks in it, pictures and drawings are a person's."""
    before = theirs if ours is None else as_before(theirs, ours)
    items = [Box(done=False) if isinstance(item, Box) else item for item in before.items]
    known = () if ours is None else ours.items
    drawn = ours is None or any(isinstance(item, Shape) for item in known)
    pictures = {item.content for item in known if isinstance(item, Picture)}
    kept = (item for item in items if not isinstance(item, Picture) or item.content in pictures)
    return replace(before, items=tuple(item for item in kept if drawn or not isinstance(item, Shape)))


def _grid(theirs: Grid, ours: Grid | None) -> Grid:
    rows = [row for row in theirs.rows if row.wording or _laid_out(row)]
    others = ours.rows if ours else ()
    found = align(rows, others)
    pairs = ((row, others[found[place]] if place in found else None) for place, row in enumerate(rows))
    return replace(theirs, rows=tuple(_row(row, other) for row, other in pairs))


def _laid_out(row: Row) -> bool:
    """Whether a row only holds what has bookmarks of its own, or nothing."""
    inside = [block for cell in row.cells for block in cell.blocks]
    return any(map(_written, inside)) or all(passage.empty for passage in passages(inside))


def _row(theirs: Row, ours: Row | None) -> Row:
    others = ours.cells if ours and len(ours.cells) == len(theirs.cells) else None
    pairs = [(cell, others[place] if others else None) for place, cell in enumerate(theirs.cells)]
    if not theirs.wording:
        return replace(theirs, cells=tuple(_inside(cell, other) for cell, other in pairs))
    if wording(_row_words(theirs)) == theirs.wording:
        return replace(theirs, cells=tuple(_as_written(cell, other) for cell, other in pairs))
    if ours is not None and ours.wording == theirs.wording:
        return replace(ours, own_key=theirs.own_key)
    return replace(theirs, unknown=True, cells=tuple(_doubtful(cell) for cell in theirs.cells))


def _row_words(row: Row) -> str:
    texts = ("\n".join(words_of(passage) for passage in passages(cell.blocks)) for cell in row.cells)
    return row_words(list(texts))


def _inside(theirs: Cell, ours: Cell | None) -> Cell:
    return replace(theirs, blocks=assumed_base(theirs.blocks, ours.blocks if ours else ()))


def _as_written(theirs: Cell, ours: Cell | None) -> Cell:
    """A cell whose words are as they were."""
    others = ours.blocks if ours and len(ours.blocks) == len(theirs.blocks) else (None,) * len(theirs.blocks)
    pairs = zip(theirs.blocks, others, strict=True)
    return replace(
        theirs,
        blocks=tuple(
            _unstyled(block, other if isinstance(other, Passage) else None) if isinstance(block, Passage) else block
            for block, other in pairs
        ),
    )


def _doubtful(cell: Cell) -> Cell:
    blocks = (replace(block, unknown=True) if isinstance(block, Passage) else block for block in cell.blocks)
    return replace(cell, blocks=tuple(blocks))
