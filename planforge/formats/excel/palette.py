"""The colours of the charter, and what each tone looks like in a cell. Every colour comes with a word or a shape."""

from __future__ import annotations

from dataclasses import dataclass

from planforge.document.text import Tone

NAVY = "1F3A5F"
SLATE = "5B7FA6"
PALE = "E6ECF3"
INK = "1F2933"
GREY = "5F6B7A"
LINE = "C9D3DF"
AMBER = "B45309"
LINK = "1D4E89"
WHITE = "FFFFFF"
EDITABLE = "FFFBE0"
FONT = "Calibri"


@dataclass(frozen=True, slots=True)
class ToneLook:
    """How a tone is drawn: ``fill`` is empty for none."""

    fill: str = ""
    ink: str = INK
    bold: bool = False
    italic: bool = False
    dashed: bool = False
    tab: str = ""


TONES: dict[Tone, ToneLook] = {
    Tone.NEUTRAL: ToneLook(),
    Tone.STRUCTURE: ToneLook(fill=PALE, ink=NAVY, bold=True, tab=NAVY),
    Tone.MET: ToneLook(fill="DDF0E4", ink="0F5132", tab="0F5132"),
    Tone.WARNING: ToneLook(fill="FCE9CF", ink="8A3F06", tab=AMBER),
    Tone.STOP: ToneLook(fill="FADCDC", ink="B91C1C", bold=True, tab="B91C1C"),
    Tone.GAP: ToneLook(fill="FDE7B8", ink="7A3A05", dashed=True, tab=AMBER),
    Tone.DEFAULT: ToneLook(ink=GREY, italic=True, tab=SLATE),
}
