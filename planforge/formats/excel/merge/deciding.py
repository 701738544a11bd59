"""Whose words and looks a cell gets, when the person, the record or both changed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.formats.excel.digests import same_looks, same_words
from planforge.formats.excel.merge.regions import cell_mark
from planforge.formats.excel.reading.cells import Cell

if TYPE_CHECKING:
    from planforge.formats.excel.appearance import Appearance

CONFLICT_FILL = "F7CAB2"  # laid under the cells that somebody must settle, never taken for a choice of theirs


@dataclass(frozen=True, slots=True)
class Sides:
    """The versions of one cell.

    ``origin`` is its mark when it was generated, None when nothing tells it, and ``before`` the cell in the base;
    ``open`` says that an earlier conflict in it was not settled.
    """

    theirs: Cell | None
    ours: Cell | None
    origin: str | None = None
    before: Cell | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """``words`` says that theirs stay; ``looks`` are theirs, laid over ours; ``inside`` keeps looks inside the text."""

    words: bool = False
    conflict: bool = False
    looks: dict[str, object] = field(default_factory=dict)
    inside: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything of theirs stays."""
        return self.words or self.inside or bool(self.looks)


def decide(sides: Sides) -> Verdict:
    """The verdict on one cell: what only one side changed is taken from that side, words and looks apart."""
    theirs, ours = sides.theirs or Cell(), sides.ours or Cell()
    words, conflict = _words(sides, theirs, ours)
    if sides.theirs is None or not _looks_changed(sides, theirs):
        return Verdict(words, conflict, inside=words and bool(theirs.stretches))
    before = _look_before(sides, ours)
    looks = theirs.look.changes(before)
    looks.pop("wrap", None)  # follows the length of the text
    if looks.get("fill") == CONFLICT_FILL:
        del looks["fill"]
    same = words or theirs.content.form == ours.content.form
    return Verdict(words, conflict, looks, inside=same and theirs.stretches != ours.stretches)


def alike(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same, spaces apart."""
    first, second = one.content, other.content
    plain = not first.formula and not second.formula
    return plain and first.kind is second.kind and first.text.split() == second.text.split()


def as_it_was(cell: Cell, origin: str, before: Cell | None) -> bool:
    """Whether a cell says what it said when generated: to the letter where the base is the right one."""
    if not same_words(cell_mark(cell), origin):
        return False
    known = before is not None and same_words(cell_mark(before), origin)
    return before is None or not known or before.content.form == cell.content.form


def _words(sides: Sides, theirs: Cell, ours: Cell) -> tuple[bool, bool]:
    """Whether theirs stay, and whether ours is to be shown beside them."""
    if theirs.content.form == ours.content.form:
        return False, False
    if sides.origin is None:
        differs = bool(theirs.content) and not alike(theirs, ours)
        return differs, differs
    if as_it_was(theirs, sides.origin, sides.before) and not sides.open:
        return False, False
    moved = sides.open or not as_it_was(ours, sides.origin, sides.before)
    return (False, False) if moved and alike(theirs, ours) else (True, moved)


def _looks_changed(sides: Sides, theirs: Cell) -> bool:
    return sides.origin is not None and not same_looks(cell_mark(theirs), sides.origin)


def _look_before(sides: Sides, ours: Cell) -> Appearance:
    """The looks that the person found: those of the base when it is the right one, else ours."""
    before = sides.before
    if before is not None and sides.origin is not None and same_looks(cell_mark(before), sides.origin):
        return before.look
    return ours.look
