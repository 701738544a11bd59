"""One cell of a table: its words, its look, its alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.tables import ColumnKind
from planforge.document.text import Tick, Tone
from planforge.formats.cells import DEFAULT_MARK, say
from planforge.formats.word.markup import letters
from planforge.formats.word.runs import TONE_STYLES, runs, tick_box

if TYPE_CHECKING:
    from planforge.document.tables import Cell, Column
    from planforge.formats.word.press import Press

RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.DURATION, ColumnKind.PERCENT, ColumnKind.VOLUME})
CENTRED = frozenset({ColumnKind.TICK, ColumnKind.MARK})


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """What all cells of a column share: its width and its paragraph properties, ready to print."""

    column: Column
    width: int
    paragraph: str
    fill: str = ""  # of a label column
    nowrap: str = ""
    strong: bool = False  # a label where no style says so

    def opening(self, fill: str) -> str:
        """The cell's markup up to its first run, filled."""
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.width}" w:type="dxa"/>{shading}{self.nowrap}</w:tcPr>'
            f"<w:p><w:pPr>{self.paragraph}</w:pPr>"
        )


def cell_fill(press: Press, tone: Tone) -> str:
    """The fill that goes with a tone, from the charter's style of that tone."""
    fill = press.charter.fills[TONE_STYLES[tone]] if tone in TONE_STYLES else ""
    return "" if fill == "auto" else fill


def run_opening(press: Press, tone: Tone, size: str, *, strong: bool) -> str:
    """The start of a run of that tone, up to its text; STOP is bold too, so that it survives black and white."""
    style = f'<w:rStyle w:val="{press.charter.ids[TONE_STYLES[tone]]}"/>' if tone in TONE_STYLES else ""
    look = f"{style}{'<w:b/><w:bCs/>' * (strong or tone is Tone.STOP)}{size}"
    return f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"


def cell_content(press: Press, cell: Cell, look: tuple[str, str], key: str, *, strong: bool) -> str:
    """The runs of a cell that is more than words: a tick box, rich text, a link, the mark of a default.

    ``look`` is the start of a run of plain words, and the size of every run.
    """
    opening, size = look
    value = cell.value
    if isinstance(value, Tick):
        return tick_box(press, key, size, done=value.done)
    if isinstance(value, tuple):
        printed = runs(press, value, size, bold=cell.bold or strong)
    else:
        words = say(value)
        printed = f"{opening}{letters(words)}</w:r>" if words else ""
        link = press.opening(cell.link) if cell.link and words else ""
        printed = f"{link}{printed}</w:hyperlink>" if link else printed
    return printed + default_mark(press, size) if cell.default else printed


def default_mark(press: Press, size: str) -> str:
    """The discreet sign after a value that the library gave and nobody validated."""
    style = f'<w:rStyle w:val="{press.charter.ids["Tone Default"]}"/>'
    return f"<w:r><w:rPr>{style}{size}</w:rPr>{letters(chr(0xA0) + DEFAULT_MARK)}</w:r>"
