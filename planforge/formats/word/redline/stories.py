"""The blocks of a body or of a cell: what stayed, what came, what went."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.redline.alignment import align
from planforge.formats.word.redline.blocks import UNEVEN, Grid, Passage, controls
from planforge.formats.word.redline.endings import Ending, ending
from planforge.formats.word.redline.grids import Grids
from planforge.formats.word.redline.lists import list_number
from planforge.formats.word.redline.passages import Passages
from planforge.formats.word.redline.pen import DELETED, INSERTED
from planforge.formats.word.redline.placing import Place, place
from planforge.formats.word.redline.tracking import flow, track_block, track_content, track_control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.alignment import Pair
    from planforge.formats.word.redline.blocks import Block, Reader
    from planforge.formats.word.redline.loans import Loans
    from planforge.formats.word.redline.pen import Pen


class Stories:
    """Marks what became of the blocks of a story, down to the cells of its tables."""

    def __init__(self, old: Reader, new: Reader, loans: Loans, pen: Pen) -> None:
        self._loans, self._pen = loans, pen
        self._passages = Passages(old, new, loans, pen)
        self._grids = Grids(loans, pen, self.mark)

    def mark(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        """Marks in the new blocks what became of the old ones."""
        found = align([block.sign for block in old], [block.sign for block in new])
        close, pairs = ending(old, new, [pair for pair in found if _comparable(old, new, pair)])
        for one, other in pairs:
            if old[one].sign.look == new[other].sign.look:
                self._loans.lists.learn(list_number(old[one].element), list_number(new[other].element))
        came: list[Block] = []
        for (one, other), (last, end) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
            gone, added = old[one + 1 : last], new[other + 1 : end]
            came += added
            if close is not Ending.PLAIN and last == len(old):
                self._close((old[one], new[other]), _passages(gone), _passages(added))
                break
            following = new[other + 1] if other + 1 < len(new) else None
            self._remove(gone, Place(new[other] if other >= 0 else None, following))
            for block in added:
                track_block(self._pen, block.element, INSERTED)
            if last < len(old):
                self._keep(old[last], new[end])
        self._controls(came)

    def _keep(self, old: Block, new: Block) -> None:
        if isinstance(old, Grid) and isinstance(new, Grid):
            self._grids.mark(old, new)
        elif isinstance(old, Passage) and isinstance(new, Passage):
            self._passages.rewrite(old, new)
            self._loans.keep_targets(old.element, new.element)

    def _remove(self, gone: Sequence[Block], where: Place) -> None:
        for block in gone:
            made = self._loans.copy(block.element)
            track_block(self._pen, made, DELETED)
            place(made, block.zone, where)

    def _controls(self, came: Sequence[Block]) -> None:
        """Controls of which everything came are marked as new too."""
        elements = {block.element for block in came}
        for control in dict.fromkeys(found for block in came for found in controls(block.element)):
            if all(node in elements for node in flow(control)):
                track_control(self._pen, control)

    def _close(self, last: tuple[Block, Block], gone: Sequence[Passage], added: Sequence[Passage]) -> None:
        """The end of a story that is longer or shorter: paragraphs run together up to the last, whose end stays."""
        (old, new), kind = last, DELETED if gone else INSERTED
        dress = _properties(new.element)
        self._pen.mark_end(new.element, kind)
        after = new.element
        for block in gone or added:
            made = self._loans.copy(block.element) if gone else block.element
            track_content(self._pen, made, kind)
            if gone:
                after.addnext(made)
                after = made
            if block is not (gone or added)[-1]:
                self._pen.mark_end(made, kind)
            elif gone:
                _dress(made, dress)
                self._passages.restyle(block, new.sign.look, made)
            elif isinstance(old, Passage):
                self._passages.restyle(old, block.sign.look, made)


def _passages(blocks: Sequence[Block]) -> list[Passage]:
    return [block for block in blocks if isinstance(block, Passage)]


def _comparable(old: Sequence[Block], new: Sequence[Block], pair: Pair) -> bool:
    """Whether two blocks can be compared inside: tables whose columns do not line up cannot."""
    one, other = old[pair[0]].sign, new[pair[1]].sign
    return one.kind != UNEVEN or one.text == other.text


def _properties(paragraph: Element) -> Element | None:
    """A copy of the properties of a paragraph, changes of style apart."""
    found = paragraph.find(tag("pPr"))
    if found is None:
        return None
    made = deepcopy(found)
    for change in made.findall(tag("pPrChange")):
        made.remove(change)
    return made


def _dress(paragraph: Element, properties: Element | None) -> None:
    """Gives a paragraph the properties of another."""
    for own in paragraph.findall(tag("pPr")):
        paragraph.remove(own)
    if properties is not None:
        paragraph.insert(0, properties)
