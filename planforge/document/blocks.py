"""The blocks of a flowing document, each with a stable id."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from planforge.document.tables import Table

if TYPE_CHECKING:
    from planforge.document.diagrams import Diagram
    from planforge.document.text import Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of level 1 to 4. ``numbered=False`` keeps it out of the numbering, not out of the table of contents."""

    id: str
    level: int
    text: Text
    numbered: bool = True


class ParagraphStyle(StrEnum):
    """Named looks of a paragraph, each a style of the charter."""

    BODY = "body"
    LEAD = "lead"  # the one sentence that says what a section concludes
    NOTE = "note"  # small print: sources, assumptions


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text
    id: str = ""
    style: ParagraphStyle = ParagraphStyle.BODY


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item with its own items below it."""

    text: Text
    children: tuple[ListItem, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """Bullets, or numbers when ``ordered``."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A line with a tick box."""

    text: Text
    id: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """Lines with tick boxes that can be clicked and that print well."""

    items: tuple[CheckItem, ...]
    id: str = ""


class CalloutKind(StrEnum):
    """The five GitHub alerts; printed as « Note », « Conseil », « Important », « Attention », « Danger »."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed passage that must not be missed."""

    kind: CalloutKind
    blocks: tuple[Block, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption and its text for those who cannot see it."""

    id: str
    diagram: Diagram
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


class Orientation(StrEnum):
    """How the paper lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """What follows starts on a new page that lies this way."""

    orientation: Orientation


@dataclass(frozen=True, slots=True)
class EditableZone:
    """A place where people write by hand; what they write survives regeneration."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write by hand: what goes there, then boxes to tick; ``span`` out of the 12 columns of its line."""

    label: str
    span: int = 12
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines of blanks side by side, each at least ``height`` mm high; rules part them when ``ruled``."""

    id: str
    lines: tuple[tuple[Blank, ...], ...]
    height: float
    ruled: bool = True


class Emphasis(StrEnum):
    """How a zone of a one-page sheet stands out."""

    PLAIN = "plain"
    FIRST = "first"  # the first quarter of an hour: largest type
    STOP = "stop"  # thick red frame, white on red title
    DENSE = "dense"  # tables and small print


@dataclass(frozen=True, slots=True)
class SheetZone:
    """A framed box of a sheet: ``span`` out of 12 columns, ``note`` at the right of its title.

    The tables of a ``flush`` zone reach its frame: lines to write on take all its width.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    span: int = 12
    note: str = ""
    emphasis: Emphasis = Emphasis.PLAIN
    flush: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Zones side by side; their spans sum to 12."""

    zones: tuple[SheetZone, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed page: a title band, rows of framed zones, a foot. ``scale`` (1.0 = full size) is what made it fit.

    A ``blank`` sheet is a form, photocopied and filled by hand: little ink, small titles, its code (the kicker) large,
    and under its title a ``legend``: who fills it, and when.
    """

    id: str
    kicker: str  # small capitals above the title: « Fiche dégradée — sans informatique »
    title: str
    side: tuple[str, ...]  # lines at the right of the band: establishment, site
    banner: str  # « PROJET — NE PAS AFFICHER » or nothing
    rows: tuple[SheetRow, ...]
    foot: tuple[str, ...]  # left part, right part
    scale: float = 1.0
    orientation: Orientation = Orientation.PORTRAIT
    blank: bool = False
    legend: str = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | ItemList
    | Checklist
    | Blanks
    | Callout
    | Table
    | Figure
    | PageBreak
    | SectionBreak
    | EditableZone
    | Sheet
)
