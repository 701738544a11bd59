"""The list of what was found, in the order of the sheets, sorted out at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.formats.merging import EditKind, HandEdit, Merged

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Report:
    """Edits as they are met."""

    edits: list[HandEdit] = field(default_factory=list)

    def kept(self, where: str, theirs: str, ours: str = "") -> None:
        """Something stands as the person left it."""
        self.edits.append(HandEdit(where, EditKind.KEPT, theirs, ours))

    def conflict(self, where: str, theirs: str, ours: str) -> None:
        """Somebody must settle between two texts."""
        self.edits.append(HandEdit(where, EditKind.CONFLICT, theirs, ours))

    def removed(self, where: str, ours: str) -> None:
        """Something stays out because the person took it out."""
        self.edits.append(HandEdit(where, EditKind.REMOVED, ours=ours))

    def unplaced(self, where: str, theirs: str) -> None:
        """Something lost its place and stands at the end."""
        self.edits.append(HandEdit(where, EditKind.UNPLACED, theirs))

    def lost(self, where: str, what: str, ours: str = "") -> None:
        """A difference that is not carried."""
        self.edits.append(HandEdit(where, EditKind.LOST_LOOK, what, ours))

    @property
    def changes(self) -> bool:
        """Whether anything of theirs stands in the merged file."""
        return any(edit.kind is not EditKind.LOST_LOOK for edit in self.edits)

    def merged(self, data: bytes) -> Merged:
        """The merged file with its lists."""
        kept = self._of(EditKind.KEPT, EditKind.REMOVED, EditKind.UNPLACED)
        return Merged(data, kept, self._of(EditKind.CONFLICT), self._of(EditKind.LOST_LOOK))

    def _of(self, *kinds: EditKind) -> tuple[HandEdit, ...]:
        return tuple(_once(edit for edit in self.edits if edit.kind in kinds))


def _once(edits: Iterable[HandEdit]) -> Iterable[HandEdit]:
    return dict.fromkeys(edits)
