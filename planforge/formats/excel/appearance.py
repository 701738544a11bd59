"""What a person may change of a cell besides its words: the looks that are carried from file to file."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import NamedTuple

_FRENCH = {
    "bold": "gras",
    "italic": "italique",
    "underline": "souligné",
    "struck": "barré",
    "ink": "couleur du texte",
    "size": "taille",
    "fill": "fond",
    "horizontal": "alignement",
    "vertical": "alignement vertical",
    "wrap": "retour à la ligne",
    "border": "bordure",
}


@dataclass(frozen=True, slots=True)
class Appearance:
    """The looks of a cell; colours are six hexadecimal digits, empty for none or automatic."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    ink: str = ""
    size: float = 11.0
    fill: str = ""
    horizontal: str = ""
    vertical: str = ""
    wrap: bool = False
    border: bool = False  # on any side

    def changes(self, before: Appearance) -> dict[str, object]:
        """What differs from ``before``, by name of the look."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value != getattr(before, name)}

    def under(self, changes: dict[str, object]) -> Appearance:
        """The same looks, some of them changed."""
        return replace(self, **changes)  # type: ignore[arg-type] # names and values come from ``changes``


class Stretch(NamedTuple):
    """Characters that look alike inside a cell."""

    text: str
    bold: bool
    italic: bool
    underline: bool
    struck: bool
    ink: str
    size: float


def settled(stretches: list[Stretch], cell: Appearance) -> tuple[Appearance, tuple[Stretch, ...]]:
    """One way to say how a rich text looks, whichever program saved it: the cell looks as its first characters do.

    Neighbours of one look are made one; there are no stretches when nothing differs inside the cell.
    """
    filled = [stretch for stretch in stretches if stretch.text]
    if not filled:
        return cell, ()
    first: dict[str, object] = {name: getattr(filled[0], name) for name in Stretch._fields[1:]}
    whole: list[Stretch] = []
    for stretch in filled:
        if whole and whole[-1][1:] == stretch[1:]:
            whole[-1] = whole[-1]._replace(text=whole[-1].text + stretch.text)
        else:
            whole.append(stretch)
    return cell.under(first), tuple(whole) if len(whole) > 1 else ()


def said(changes: dict[str, object]) -> str:
    """The changed looks in French words: « gras, fond »."""
    return ", ".join(_FRENCH[name] for name in changes if name in _FRENCH)
