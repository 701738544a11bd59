"""What comes back from the merge of a file edited by hand with its newly generated self, in any format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planforge.errors import PlanforgeError


class EditKind(StrEnum):
    """What became of something that a person changed by hand."""

    KEPT = "kept"  # it stands in the merged file as the person left it
    CONFLICT = "conflict"  # the person and the record both changed it: both texts stand in the merged file
    REMOVED = "removed"  # the person took it out, and it stays out
    UNPLACED = "unplaced"  # its place is gone: it stands at the end of the merged file, its place named
    LOST_LOOK = "lost-look"  # a difference of another kind, listed and not carried


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One change made by hand: where it stands, in French words; ``theirs`` and ``ours`` as plain text."""

    where: str
    kind: EditKind
    theirs: str = ""
    ours: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file and what was found in it, each list in the order of the pages.

    ``kept`` holds what was kept, removed or moved to the end; ``conflicts`` what somebody must settle; ``lost_looks``
    what the merged file does not carry, so that the edited file must be kept beside it.
    """

    data: bytes
    kept: tuple[HandEdit, ...] = ()
    conflicts: tuple[HandEdit, ...] = ()
    lost_looks: tuple[HandEdit, ...] = ()


class CannotReadError(PlanforgeError):
    """A returned file cannot be understood; the message says why, in French, and the file must not be overwritten."""
