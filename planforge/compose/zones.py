"""What a zone of a one-page sheet prints, before a layout gives it its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.reader import read_markdown

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.blocks import Block


@dataclass(frozen=True, slots=True)
class Zone:
    """Blocks, and a note of its own at the right of the title."""

    blocks: tuple[Block, ...]
    note: str = ""


def worded(context: Context, template: str, **values: object) -> tuple[Block, ...]:
    """The words of a zone from its small template. Raises ``TemplateError``."""
    return read_markdown(context.templates.render(template, **values), within=template.rpartition("/")[2])
