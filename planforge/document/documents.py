"""A whole document or workbook, with what its cover and properties say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.document.blocks import Block, Orientation
from planforge.document.text import Gap, Text, Tone

if TYPE_CHECKING:
    import datetime as dt

    from planforge.document.tables import Table


@dataclass(frozen=True, slots=True)
class Revision:
    """A line of the revision table."""

    version: str
    date: dt.date | None
    author: str
    change: str


@dataclass(frozen=True, slots=True)
class Control:
    """Document control: what the cover, the running header, the footer and the file's properties say.

    A field nobody filled is a ``Gap``. ``code`` is a short version code (« 7K4-Q2M ») that follows the content.
    """

    establishment: str
    reference: str
    version: str | Gap
    date: dt.date | Gap
    status: str  # projet, en relecture, approuvé
    marking: str  # « TLP:AMBER », « Diffusion interne »...
    authors: str | Gap
    reviewers: str | Gap
    approvers: str | Gap
    distribution: str | Gap
    next_review: dt.date | Gap
    code: str = ""
    revisions: tuple[Revision, ...] = ()
    logo: bytes = b""  # PNG or JPEG


@dataclass(frozen=True, slots=True)
class Document:
    """A flowing document. ``cover`` adds cover, document control, revision table and a filled table of contents."""

    kind: str  # "pca", "fiche"...
    title: str
    subtitle: str
    control: Control
    body: tuple[Block, ...]
    cover: bool = True
    orientation: Orientation = Orientation.PORTRAIT


class ChartKind(StrEnum):
    """Native Excel charts."""

    BAR = "bar"
    COLUMN = "column"
    STACKED = "stacked"
    RADAR = "radar"


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart of columns of the sheet's own table, by key."""

    kind: ChartKind
    title: str
    labels: str
    series: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One subject: an introduction, a table, perhaps a chart. ``protected`` locks all but the editable columns."""

    id: str
    name: str  # at most 31 characters once written; the format makes it legal and unique
    title: str
    table: Table
    intro: tuple[Text, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # label and value lines above the table
    frozen_columns: int = 1
    protected: bool = False
    orientation: Orientation = Orientation.LANDSCAPE
    chart: Chart | None = None
    tone: Tone = Tone.NEUTRAL  # colour of the tab


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets about one subject each; the first one says what the file is (made by the format from ``control``).

    A ``plain`` one is for a program to read: its tables alone, titles first.
    """

    kind: str
    title: str
    subtitle: str
    control: Control
    sheets: tuple[Worksheet, ...]
    plain: bool = False
