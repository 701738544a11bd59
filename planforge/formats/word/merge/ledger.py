"""What a merge found, gathered while it goes: what was kept, what is in dispute, what lost its place, whose remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from planforge.formats.merging import EditKind, HandEdit

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.naming import Here
    from planforge.formats.word.merge.normal import Block

Words: TypeAlias = tuple[str, str]  # theirs, then ours


@dataclass(frozen=True, slots=True)
class Stray:
    """A block that lost its place, and the steps that led to it."""

    block: Block
    place: str


@dataclass
class Ledger:
    """Lists in the order of the pages."""

    kept: list[HandEdit] = field(default_factory=list)
    conflicts: list[HandEdit] = field(default_factory=list)
    lost: list[HandEdit] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
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

    def stray(self, block: Block, here: Here) -> None:
        """Something lost its place: it goes to the end."""
        self.strays.append(Stray(block, here.named(None)))
        self.kept.append(HandEdit(here.named(block), EditKind.UNPLACED, block.text))

    def lose(self, where: str, what: str) -> None:
        """A difference that the merged file does not carry."""
        self.lost.append(HandEdit(where, EditKind.LOST_LOOK, what))

    @property
    def changes(self) -> bool:
        """Whether the new document needs anything that it does not say by itself."""
        return bool(self.kept or self.conflicts or self.strays)
