"""Where something added by hand goes: behind what it followed, as long as its section is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.carried import after
from planforge.formats.word.merge.normal import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.normal import Block

_PROPERTIES = frozenset(map(tag, ("tcPr", "tblPr", "tblGrid", "trPr")))


class Trail:
    """Follows a story in the order of theirs."""

    def __init__(self, parent: Element, ours: Sequence[Element | None]) -> None:
        self._parent, self._ours = parent, ours
        self._anchor: Element | None = None
        self._neighbour: tuple[Passage, Element] | None = None
        self.adrift = False  # the section that we are in is gone
        self.adding = False  # the last thing met was added by hand

    def pass_by(self, theirs: Block | None, anchor: Element | None) -> None:
        """Something of ours was met: what follows it in theirs goes behind it."""
        if anchor is not None:
            self._anchor, self.adrift = anchor, False
        known = isinstance(theirs, Passage) and anchor is not None and anchor.tag == tag("p")
        self._neighbour = (theirs, anchor) if known else None  # type: ignore[assignment] # both are there
        self.adding = False

    def add(self, theirs: Block | None, element: Element) -> None:
        """Put in something added by hand."""
        first = next((one for one in self._ours if one is not None and one.getparent() is self._parent), None)
        if self._anchor is not None:
            after(self._anchor, element)
        elif first is not None:
            first.addprevious(element)
        else:
            place = sum(1 for child in self._parent if child.tag in _PROPERTIES)
            self._parent.insert(place, element)
        self._anchor = element
        if isinstance(theirs, Passage):
            self._neighbour = (theirs, element)
        self.adding = True

    def model(self, passage: Passage) -> Element | None:
        """The paragraph of ours that a new one looks like: the one before, when theirs look alike."""
        return self._neighbour[1] if self._neighbour and self.beside(passage) else None

    def beside(self, block: Block) -> Passage | None:
        """The paragraph of theirs that a new one looks like."""
        if self._neighbour is None or not isinstance(block, Passage):
            return None
        before = self._neighbour[0]
        alike = (before.style, before.level, before.ordered) == (block.style, block.level, block.ordered)
        return before if alike else None

    @property
    def anchor(self) -> Element | None:
        """What the next addition goes behind."""
        return self._anchor
