"""What a zone of a one-page sheet prints, before a layout gives it its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.document.blocks import Block


@dataclass(frozen=True, slots=True)
class Zone:
    """Blocks, and a note of its own at the right of the title."""

    blocks: tuple[Block, ...]
    note: str = ""
