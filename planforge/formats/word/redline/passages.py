"""A paragraph of both documents: its words compared, what changed marked inside it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from planforge.formats.word.adoption import tag
from planforge.formats.word.redline.atoms import print_atoms
from planforge.formats.word.redline.pen import DELETED, INSERTED, child
from planforge.formats.word.redline.stretches import stretches
from planforge.formats.word.redline.tracking import track_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.atoms import Atom
    from planforge.formats.word.redline.blocks import Passage, Reader
    from planforge.formats.word.redline.loans import Loans
    from planforge.formats.word.redline.pen import Pen

_NOT_OF_THE_STYLE = ("rPr", "sectPr")


class Passages:
    """Marks what changed inside the paragraphs of the new document."""

    def __init__(self, old: Reader, new: Reader, loans: Loans, pen: Pen) -> None:
        self._old, self._new, self._loans, self._pen = old, new, loans, pen

    def rewrite(self, old: Passage, new: Passage) -> None:
        """Marks in the new paragraph what it says otherwise than the old one, and a change of style."""
        if old.sign.text != new.sign.text:
            self._words(old.element, new.element)
        self.restyle(old, new.sign.look, new.element)

    def restyle(self, old: Passage, look: str, new: Element) -> None:
        """Marks in a paragraph of that look a change of style or of list; refusing it gives the old one back."""
        if old.sign.look == look:
            return
        change = self._pen.revision("pPrChange")
        before = etree.SubElement(change, tag("p"))
        properties = old.element.find(tag("pPr"))
        before.append(etree.Element(tag("pPr")) if properties is None else deepcopy(properties))
        self._loans.settle(before)
        properties = before[0]
        for name in _NOT_OF_THE_STYLE:
            for node in properties.findall(tag(name)):
                properties.remove(node)
        change.replace(before, properties)
        child(new, "pPr", first=True).append(change)

    def _words(self, old: Element, new: Element) -> None:
        before = self._old.atoms(old)[:-1]
        *after, end = self._new.atoms(new)
        for node in [one for one in new if one.tag != tag("pPr")]:
            new.remove(node)
        for one in stretches([atom.key for atom in before], [atom.key for atom in after]):
            if one.same:
                new.extend(print_atoms(after[one.start : one.end]))
            else:
                new.extend(self._deleted(before[one.first : one.last]))
                new.extend(self._inserted(after[one.start : one.end]))
        new.extend(end.before)

    def _deleted(self, atoms: Sequence[Atom]) -> list[Element]:
        holder = etree.Element(tag("p"))
        holder.extend(deepcopy(node) for node in print_atoms(atoms))
        self._loans.settle(holder)
        track_content(self._pen, holder, DELETED)
        return list(holder)

    def _inserted(self, atoms: Sequence[Atom]) -> list[Element]:
        holder = etree.Element(tag("p"))
        holder.extend(print_atoms(atoms))
        track_content(self._pen, holder, INSERTED)
        return list(holder)
