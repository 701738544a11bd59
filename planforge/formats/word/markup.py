"""Text made safe for XML, and the namespaces of the parts."""

from __future__ import annotations

import re

from planforge.values import NARROW_NBSP, NBSP, clean

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.microsoft.com/office/word"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"

SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:pic="{_DRAWING}/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:w14="{_OFFICE}/2010/wordml" xmlns:wpg="{_OFFICE}/2010/wordprocessingGroup" '
    f'xmlns:wps="{_OFFICE}/2010/wordprocessingShape" mc:Ignorable="w14"'
)
_OPENING = '<w:t xml:space="preserve">'
_CODE_HYPHEN = re.compile(r"\b([A-Z])-(?=[A-Z]{2})")  # of a form: « F-BIOR » never ends a line after its hyphen
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")  # non-breaking spaces stay


def escape(text: str) -> str:
    """The text without characters that XML forbids, its markup characters as entities: fit for text and attributes."""
    if not text.isprintable():
        text = clean(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def letters(text: str) -> str:
    """The inside of a run: the text, with its line breaks, tabs and code hyphens as Word wants them.

    All that XML forbids is unprintable and so are our non-breaking spaces: what is left printable without them needs
    no cleaning, which spares most texts two regular expressions.
    """
    if not text.isprintable() and not text.replace(NBSP, "").replace(NARROW_NBSP, "").isprintable():
        safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        safe = safe.replace("\n", f"</w:t><w:br/>{_OPENING}").replace("\t", f"</w:t><w:tab/>{_OPENING}")
    else:
        safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "-" in safe:
        safe = _CODE_HYPHEN.sub(rf"\g<1></w:t><w:noBreakHyphen/>{_OPENING}", safe)
    return f"{_OPENING}{safe}</w:t>"


def attribute(text: str, limit: int = 255) -> str:
    """The text on one line, cut at ``limit`` characters, fit for an attribute."""
    return escape(_BLANKS.sub(" ", clean(text[: limit * 2])).strip()[:limit])
