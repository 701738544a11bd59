"""Measures of one-page sheets, shared by the fitting and by the format that prints them, so that what fits is printed.

Lengths in twentieths of a point (dxa), sizes of type in half points: the units of Word. How a sheet stands on its
page: a title band; then for each ``SheetRow`` a gap, a line of zone titles and a line of zone bodies, on a grid of 12
columns with ``GUTTER`` between them. Lines with a tick box have an exact pitch, whatever font draws the box; the others
the natural one of their typeface. Heights of rows are « at least ». Type and air shrink with ``scale``, widths never.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.blocks import Emphasis, Orientation

if TYPE_CHECKING:
    from planforge.document.blocks import Sheet, SheetZone

FONT = "Arial"  # Liberation Sans has the same widths
CODE_FONT = "Courier New"  # Liberation Mono has the same widths

PAGE_SHORT, PAGE_LONG = 11906, 16838  # A4
MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM = 567, 680, 794
MARGIN_FOOT = 340  # from the foot to the edge of the paper; a foot taller than the rest of the margin lifts the body

COLUMNS = 12
GUTTER = 142
ROW_GAP, STOP_GAP = 130, 180  # above a row of zones; more above and below one with a thick frame
PAD_SIDE = 140  # inside a cell, left and right
PAD = 50  # inside a cell, above and below
FRAME, STOP_FRAME = 35, 115  # what the frame of a zone adds to the height of its row
THIN = 20  # the paragraph that must follow a table

TABLE_PAD_SIDE, TABLE_PAD = 60, 20  # inside a cell of a table within a zone
TABLE_RULE = 10
BLANK_PAD_SIDE = 90  # inside a cell to write in
CHOICE_GAP = "\u00a0 "  # before a box to tick, where a line may end
STOP_SIDE = 40  # what a thick frame takes of a zone that is flush with it

PITCH = 1.15  # from line to line, in sizes of type: Arial's own
LIST_PITCH = 1.2207  # the same on the first line beside a bullet: Calibri's own
CHECK_PITCH = 1.32  # the same on lines with a tick box, exact
CHECK_GROWTH = 1.25  # the tick box, in sizes of the type beside it
CHECK_INDENT = 14.5  # from the left to the words beside a tick box, in dxa for each half point
LIST_INDENT = 11  # the same for a bullet or a number, for each level

BAND_LEFT = 7  # columns for kicker and title when there is something at their right
BLANK_BAND = (2, 7, 3)  # columns of the band of a form: code, name, the rest


@dataclass(frozen=True, slots=True)
class Lettering:
    """A type: half points at full size, the least that is still read where it stands, air above and below (dxa)."""

    full: int
    least: int
    before: int = 0
    after: int = 0

    def at(self, scale: float) -> int:
        """The size at a scale, in whole half points."""
        return max(self.least, round(self.full * scale))


BODIES = {
    Emphasis.PLAIN: Lettering(20, 17, after=50),
    Emphasis.FIRST: Lettering(25, 22, after=80),
    Emphasis.STOP: Lettering(21, 18, after=70),
    Emphasis.DENSE: Lettering(18, 17, after=20),
}
KICKER = Lettering(20, 18, before=60)
TITLE = Lettering(48, 36, after=60)
SIDE = Lettering(18, 17, after=20)
BANNER = Lettering(26, 24, after=20)
ZONE_TITLE = Lettering(23, 20)
STOP_TITLE = Lettering(25, 22)
ZONE_NOTE = Lettering(18, 17)
FOOT = Lettering(16, 16)
FOOT_AIR = 95  # the rule of the foot and the air under it
RUNNING_FOOT = 240  # the line below the foot of a sheet that stands within a longer document
CODE_AIR = 28  # what the frame of a form's code adds to the line it stands on
NOTE_SHARE = 0.88  # small print, in sizes of the text around it


@dataclass(frozen=True, slots=True)
class Gauge:
    """What differs between a sheet to read and a form to fill: its titles, and the air around its zones (dxa)."""

    zone_title: Lettering
    stop_title: Lettering
    zone_note: Lettering
    row_gap: int
    stop_gap: int
    title_pad: int  # above and below the title of a zone


READ = Gauge(ZONE_TITLE, STOP_TITLE, ZONE_NOTE, ROW_GAP, STOP_GAP, PAD)
WRITE = Gauge(Lettering(19, 18), Lettering(22, 20), Lettering(17, 16), 70, 110, 20)
BLANK_CODE = Lettering(30, 28)
BLANK_NAME = Lettering(26, 22)
BLANK_LEGEND = Lettering(17, 16)
BLANK_SIDE = Lettering(18, 17, after=20)
BLANK_BANNER = Lettering(22, 20, after=20)
BLANK_TITLES = {
    "Sheet Zone": WRITE.zone_title,
    "Sheet Zone Stop": WRITE.stop_title,
    "Sheet Zone Note": WRITE.zone_note,
}  # by name of style in the charter

LEAST = {
    "Sheet Text": BODIES[Emphasis.PLAIN].least,
    "Sheet First": BODIES[Emphasis.FIRST].least,
    "Sheet Stop": BODIES[Emphasis.STOP].least,
    "Sheet Dense": BODIES[Emphasis.DENSE].least,
    "Sheet Kicker": KICKER.least,
    "Sheet Title": TITLE.least,
    "Sheet Side": SIDE.least,
    "Sheet Banner": BANNER.least,
    "Sheet Zone": ZONE_TITLE.least,
    "Sheet Zone Stop": STOP_TITLE.least,
    "Sheet Zone Note": ZONE_NOTE.least,
    "Sheet Foot": FOOT.least,
}  # by name of style in the charter
SCALES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85)  # tried in this order; from the last one on every type is at its least


def page_size(orientation: Orientation) -> tuple[int, int]:
    """Width and height of the paper."""
    return (PAGE_SHORT, PAGE_LONG) if orientation is Orientation.PORTRAIT else (PAGE_LONG, PAGE_SHORT)


def content_width(orientation: Orientation) -> int:
    """What lies between the side margins."""
    return page_size(orientation)[0] - 2 * MARGIN_SIDE


def span_width(span: int, orientation: Orientation) -> float:
    """The width of a zone of that many columns, the gutters inside it included."""
    column = (content_width(orientation) - (COLUMNS - 1) * GUTTER) / COLUMNS
    return span * column + (span - 1) * GUTTER


def side_pad(zone: SheetZone) -> int:
    """What stands between the frame of a zone and its blocks, left and right."""
    if not zone.flush:
        return PAD_SIDE
    return STOP_SIDE if zone.emphasis is Emphasis.STOP else 0


def line_height(half_points: float, pitch: float = PITCH) -> int:
    """From line to line, for type of that size."""
    return round(half_points * 10 * pitch)


def gauge(*, blank: bool) -> Gauge:
    """The measures of a form to fill, or of a sheet to read."""
    return WRITE if blank else READ


def row_gap(sheet: Sheet, *, stop: bool) -> int:
    """What stands above a row of zones; ``stop`` when it, or the row above it, has a thick frame."""
    measures = gauge(blank=sheet.blank)
    return round((measures.stop_gap if stop else measures.row_gap) * min(sheet.scale, 1.0))
