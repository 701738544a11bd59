"""What a merge found, gathered while it goes: what was kept, what is in dispute, what lost its place, whose remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.merging import EditKind, HandEdit
from planforge.formats.word.merge.normal import Passage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.normal import Block, Span

Words: TypeAlias = tuple[str, str]  # theirs, then ours


@dataclass(frozen=True, slots=True)
class Stray:
    """A block that lost its place, and where it stood."""

    block: Block
    where: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a remark is about: a paragraph of ours, from one letter to another, or the whole of it."""

    remark: str
    paragraph: Element
    start: int = 0
    end: int = -1


@dataclass
class Ledger:
    """Lists in the order of the pages."""

    kept: list[HandEdit] = field(default_factory=list)
    conflicts: list[HandEdit] = field(default_factory=list)
    lost: list[HandEdit] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    disputes: list[tuple[Element, HandEdit]] = field(default_factory=list)

    def keep(self, where: str, words: Words) -> None:
        """Something that a person changed stands as they left it."""
        self.kept.append(HandEdit(where, EditKind.KEPT, *words))

    def take_out(self, where: str, ours: str) -> None:
        """Something that a person took out stays out."""
        self.kept.append(HandEdit(where, EditKind.REMOVED, "", ours))

    def dispute(self, paragraph: Element, where: str, words: Words) -> None:
        """Both texts stand in the file, from this paragraph on; a remark says so there."""
        edit = HandEdit(where, EditKind.CONFLICT, *words)
        self.conflicts.append(edit)
        self.disputes.append((paragraph, edit))

    def stray(self, block: Block, where: str) -> None:
        """Something lost its place: it goes to the end."""
        self.strays.append(Stray(block, where))
        self.kept.append(HandEdit(where, EditKind.UNPLACED, block.text))

    def lose(self, where: str, what: str) -> None:
        """A difference that the merged file does not carry."""
        self.lost.append(HandEdit(where, EditKind.LOST_LOOK, what))

    def remark_on(self, spans: tuple[Span, ...], paragraph: Element, *, exact: bool) -> None:
        """The remarks of a paragraph, about its letters or, where they changed, about the whole of it."""
        for span in spans:
            place = (span.start, span.end) if exact else (0, -1)
            self.anchors.append(Anchor(span.remark, paragraph, *place))

    @property
    def changes(self) -> bool:
        """Whether the new document needs anything that it does not say by itself."""
        return bool(self.kept or self.conflicts or self.strays or self.anchors)


def words_of(block: Block | None) -> str:
    """The plain text of a block, nothing for none."""
    return "" if block is None else block.text


def spans_in(block: Block) -> tuple[Span, ...]:
    """Every remark on a block."""
    if isinstance(block, Passage):
        return block.spans
    cells = (cell for row in block.rows for cell in row.cells)
    return tuple(span for cell in cells for inner in cell.blocks for span in spans_in(inner))
