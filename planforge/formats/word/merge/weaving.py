"""The versions of a story merged into our document, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.merge.conflicts import ERASED
from planforge.formats.word.merge.differences import differences, new_differences
from planforge.formats.word.merge.naming import Course, Here, excerpt, is_heading
from planforge.formats.word.merge.normal import Grid, Passage, passages
from planforge.formats.word.merge.pairing import Triple, solid, triples
from planforge.formats.word.merge.tables import TableWeaver
from planforge.formats.word.merge.three_ways import decide
from planforge.formats.word.merge.trail import Trail
from planforge.formats.word.merge.unplaced import salvage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.carried import Carrier
    from planforge.formats.word.merge.ledger import Ledger
    from planforge.formats.word.merge.normal import Block
    from planforge.formats.word.merge.three_ways import Choice

Blocks = tuple["Block", ...]


class Weaver:
    """Merges stories; what it changes is the tree of our document, what it finds goes to the ledger."""

    def __init__(self, carrier: Carrier, ledger: Ledger, ours: Blocks) -> None:
        self.carrier, self.ledger = carrier, ledger
        self._known = {passage.key: passage for passage in passages(ours) if passage.key}
        self._tables = TableWeaver(self, ours)

    def story(self, versions: tuple[Blocks, Blocks, Blocks], parent: Element, here: Here) -> None:
        """Merge the blocks of the body or of a cell."""
        base, theirs, ours = map(solid, versions)
        trail = Trail(parent, [block.element for block in ours])
        course = Course(here)
        for each in triples(base, theirs, ours):
            self._block(each, course.place(each.base or each.theirs), trail)

    def _block(self, each: Triple[Block], here: Here, trail: Trail) -> None:
        theirs, base = each.theirs, each.base
        ours = each.ours or self._elsewhere(base)
        if theirs is None:
            if base is not None and ours is not None:
                self.deleted(base, ours, here)
        elif base is None and ours is None:
            self._added(theirs, here, trail)
        elif ours is None:
            salvage(self.ledger, base, theirs, here)
            trail.adrift = trail.adrift or is_heading(theirs)
            trail.adding = False
        else:
            trail.pass_by(theirs, ours, self.merged(base, theirs, ours, here))
            if each.moved:
                self.ledger.lose(here.named(theirs), "déplacé à la main")

    def _elsewhere(self, base: Block | None) -> Block | None:
        """The paragraph of ours that has the key of one which left its story."""
        return self._known.get(base.key) if isinstance(base, Passage) and base.key else None

    def _added(self, theirs: Block, here: Here, trail: Trail) -> None:
        if isinstance(theirs, Grid) and not theirs.says:
            return
        if isinstance(theirs, Passage) and theirs.empty and not theirs.spans:
            if trail.adding and not trail.adrift:
                trail.add(theirs, self.carrier.paragraph(theirs, trail.model(theirs)))
            return
        where = here.named(theirs)
        for what in new_differences(theirs, trail.beside(theirs), self.carrier.ink.styles):
            self.ledger.lose(where, what)
        if trail.adrift:
            self.ledger.stray(theirs, here)
            return
        self.ledger.keep(where, (theirs.text, ""))
        if isinstance(theirs, Grid):
            trail.add(theirs, self.carrier.grid(theirs))
        else:
            trail.add(theirs, self.carrier.paragraph(trail.fitted(theirs), trail.model(theirs)))

    def merged(self, base: Block | None, theirs: Block, ours: Block, here: Here) -> Element | None:
        """Merge one block; gives back the element that stands for it."""
        if isinstance(theirs, Grid) and isinstance(ours, Grid):
            return self._tables.grid(base if isinstance(base, Grid) else None, theirs, ours, here)
        if isinstance(theirs, Passage) and isinstance(ours, Passage):
            return self._passage(base if isinstance(base, Passage) else None, theirs, ours, here)
        return ours.element

    def _passage(self, base: Passage | None, theirs: Passage, ours: Passage, here: Here) -> Element | None:
        if theirs == base and not theirs.spans and not theirs.label:
            return ours.element
        if base is not None and not base.unknown:
            for what in differences(base, theirs):
                self.ledger.lose(here.named(base), what)
        if theirs.empty and not theirs.label and not ours.empty:
            if base is None or base.unknown or base.empty:
                return ours.element
            return self.deleted(base, ours, here)
        return self._decided(base, theirs, ours, here)

    def _decided(self, base: Passage | None, theirs: Passage, ours: Passage, here: Here) -> Element | None:
        """Print what both ways lead to, or both texts where they part, or where nobody settled what they said."""
        if theirs.label == ERASED and theirs.says in {ours.says, None if base is None else base.says}:
            return self.erased(ours, here)
        choice = decide(base, theirs, ours)
        if choice.conflict or (theirs.rival is not None and theirs.says != ours.says):
            return self._dispute(base, theirs, ours, here.named(base or ours))
        self._apply(choice, theirs, ours)
        self._tell(choice, theirs, ours, (here, base or ours))
        return ours.element

    def _apply(self, choice: Choice, theirs: Passage, ours: Passage) -> None:
        items = ours.items if choice.items is None else choice.items
        letters = Passage(items).letters
        exact = [letter[0] for letter in letters] == [letter[0] for letter in theirs.letters]
        spans = theirs.spans if exact else ()
        if choice.items is not None or choice.align is not None or spans:
            self.carrier.rewrite(ours, items, choice.align, spans)
        if not exact and ours.element is not None:
            self.carrier.margin.about(ours.element, theirs.spans)

    def _tell(self, choice: Choice, theirs: Passage, ours: Passage, place: tuple[Here, Passage]) -> None:
        here, named = place
        if choice.words:
            self.ledger.keep(here.named(named), (theirs.text, ours.text))
        elif choice.looks:
            self.ledger.keep(here.named(named, "mise en forme"), (theirs.text, ""))
        if choice.ticks:
            self.ledger.keep(here.named(named, "cases cochées"), (theirs.text, ours.text))
        if choice.lost:
            self.ledger.lose(
                here.named(named), f"mise en forme de «\u00a0{excerpt(choice.lost)}\u00a0», texte qui a changé"
            )

    def _dispute(self, base: Passage | None, theirs: Passage, ours: Passage, where: str) -> Element:
        items = decide(None, theirs, ours).items or theirs.items
        first = self.carrier.conflict(theirs, items, ours)
        self.carrier.margin.about(first, theirs.spans)
        self.ledger.dispute(first, where, (theirs.text, ours.text))
        rival = theirs.rival
        if rival is None or rival.says in {ours.says, None if base is None else base.says}:
            return first if ours.element is None else ours.element
        own = self.carrier.paragraph(rival, first)  # the text of the record was written in, too
        first.addprevious(own)
        self.ledger.keep(where, (rival.text, ""))
        return first if ours.element is None else ours.element

    def deleted(self, base: Block, ours: Block, here: Here) -> Element | None:
        """What a person took out stays out, unless the record changed it since; gives back what stands in its place."""
        element = ours.element
        if element is None:
            return None
        if base.says != ours.says:
            return self.erased(ours, here)
        if ours.text.strip():
            self.ledger.take_out(here.named(ours), ours.text)
        before = element.getprevious()
        self.carrier.remove(element)
        return element if element.getparent() is not None else before

    def erased(self, ours: Block, here: Here) -> Element | None:
        """Something changed in the record since a person took it out: it stands, under a label."""
        element = ours.element
        if element is None:
            return None
        if isinstance(ours, Passage):
            self.carrier.label(ours, ERASED)
            self.ledger.dispute(element, here.named(ours), ("", ours.text))
            return element
        label = self.carrier.labels(ERASED)
        element.addprevious(label)
        self.ledger.dispute(label, here.named(ours), ("", ours.text))
        return element
