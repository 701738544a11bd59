"""How far the changes shown in a document go: into what it says, or no further than the control at its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.identity import NOBODY
from planforge.formats.word.reading import open_document
from planforge.formats.word.redline.files import PENDING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ROW = "_pf_r"  # begins the bookmark of a row
_UNNAMED = f"{_ROW}{NOBODY}_"  # one of document control


def changes_the_text(data: bytes) -> bool:
    """Whether a document shows a change besides its version, status, dates and the like.

    Raises ``CannotReadError`` when it is no Word document.
    """
    *_, body = open_document(data)
    control = _control(body)
    return any(control is None or control not in change.iterancestors() for change in body.iter(*PENDING))


def _control(body: Element) -> Element | None:
    """The table of document control: the first one, whose rows bear no name."""
    first = next(body.iter(tag("tbl")), None)
    if first is None:
        return None
    names = [mark.get(tag("name"), "") for mark in first.iter(tag("bookmarkStart"))]
    rows = [name for name in names if name.startswith(_ROW)]
    return first if rows and all(name.startswith(_UNNAMED) for name in rows) else None
