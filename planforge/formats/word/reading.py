"""A .docx file that came back: its document found or refused, and how its lists count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.opening import WORD, open_parts, refusal
from planforge.formats.word.adoption import tag, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from planforge.formats.opening import Parts


def open_document(data: bytes) -> tuple[Parts, str, Element, Element]:
    """The parts of a .docx file, the name and the tree of its document, and its body.

    Raises ``CannotReadError`` when there is none, or when another file is inserted in it as it was.
    """
    parts = open_parts(data, WORD)
    main = next(iter(parts.related("", "officeDocument")), "")
    root = parts.xml(main)
    body = None if root is None else root.find(tag("body"))
    if root is None or body is None:
        raise refusal("Le fichier ne contient pas de texte Word.")
    if next(root.iter(tag("altChunk")), None) is not None:
        raise refusal(
            "Le fichier contient un autre fichier inséré tel quel : ouvrez-le dans Word, puis enregistrez-le."
        )
    return parts, main, root, body


def list_formats(numbering: Element | None) -> dict[tuple[str, str], str]:
    """How each level of each list counts, by the numbers of the list and of the level."""
    if numbering is None:
        return {}
    patterns = {node.get(tag("abstractNumId"), ""): node for node in numbering.iterfind(tag("abstractNum"))}
    found = {}
    for num in numbering.iterfind(tag("num")):
        pattern = patterns.get(value(num, "abstractNumId"))
        for level in () if pattern is None else pattern.iterfind(tag("lvl")):
            found[num.get(tag("numId"), ""), level.get(tag("ilvl"), "")] = value(level, "numFmt")
    return found
