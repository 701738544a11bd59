"""Where something added by hand goes: behind what it followed, as long as its section is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.merge.carried import after, set_apart
from planforge.formats.word.merge.normal import Passage
from planforge.formats.word.merge.overlay import resized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.normal import Block

_PROPERTIES = frozenset(map(tag, ("tcPr", "tblPr", "tblGrid", "trPr")))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The paragraph met last: as it is in theirs and in ours, and the element that stands for it."""

    theirs: Passage
    ours: Passage | None
    element: Element


class Trail:
    """Follows a story in the order of theirs."""

    def __init__(self, parent: Element, ours: Sequence[Element | None]) -> None:
        self._parent, self._ours = parent, ours
        self._anchor: Element | None = None
        self._neighbour: Neighbour | None = None
        self.adrift = False  # the section that we are in is gone
        self.adding = False  # the last thing met was added by hand

    def pass_by(self, theirs: Block | None, ours: Block | None, anchor: Element | None) -> None:
        """Something of ours was met: what follows it in theirs goes behind it."""
        if anchor is not None:
            self._anchor, self.adrift = anchor, False
        self._neighbour = None
        if anchor is not None and anchor.tag == tag("p") and isinstance(theirs, Passage) and isinstance(ours, Passage):
            self._neighbour = Neighbour(theirs, ours, anchor)
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
        set_apart(element)
        self._anchor = element
        if isinstance(theirs, Passage):
            ours = self._neighbour.ours if self.beside(theirs) and self._neighbour else None
            self._neighbour = Neighbour(theirs, ours, element)
        self.adding = True

    def model(self, passage: Passage) -> Element | None:
        """The paragraph of ours that a new one looks like: the one before, when theirs look alike."""
        return self._neighbour.element if self._neighbour and self.beside(passage) else None

    def fitted(self, passage: Passage) -> Passage:
        """A new paragraph, its letters of the usual size in the usual size of ours."""
        if self._neighbour is None or self._neighbour.ours is None or not self.beside(passage):
            return passage
        return replace(passage, items=resized(passage, self._neighbour.theirs.size, self._neighbour.ours))

    def beside(self, block: Block) -> Passage | None:
        """The paragraph of theirs that a new one looks like."""
        if self._neighbour is None or not isinstance(block, Passage):
            return None
        before = self._neighbour.theirs
        alike = (before.style, before.level, before.ordered) == (block.style, block.level, block.ordered)
        return before if alike else None

    @property
    def anchor(self) -> Element | None:
        """What the next addition goes behind."""
        return self._anchor
