"""Where a block that went is shown in the new document: after what it followed, in the control that it stood in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.redline.blocks import control_name
from planforge.formats.word.redline.tracking import flow

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.word.redline.blocks import Block


@dataclass
class Place:
    """Between two blocks of the new document, either of which may be missing; ``after`` moves on as blocks are put."""

    before: Block | None
    following: Block | None
    after: Element | None = None


def place(made: Element, zone: str, where: Place) -> None:
    """Puts a block, which stood in the control of that name, into its place."""
    if where.after is None and where.before is not None:
        where.after = where.before.element
    inner = where.following is not None and zone and where.following.zone == zone
    entered = where.before is None or where.before.zone != zone
    if where.following is not None and (where.after is None or (inner and entered)):
        _outwards(where.following.element, zone, 0).addprevious(made)
    elif where.after is not None:
        _outwards(where.after, zone, -1).addnext(made)
    where.after = made


def _outwards(node: Element, zone: str, end: int) -> Element:
    """The control that begins (0) or ends (-1) with a block, where the place looked for is outside of it."""
    content = node.getparent()
    while content is not None and content.tag == tag("sdtContent"):
        control = content.getparent()
        if control is None or control_name(control) == zone or list(flow(content))[end] is not node:
            break
        node, content = control, control.getparent()
    return node
