"""Text as spreadsheet XML: nothing lost, nothing run, nothing cut without saying so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from planforge.document.text import Run, plain
from planforge.formats.excel.palette import TONES
from planforge.values import clean

if TYPE_CHECKING:
    from planforge.document.text import Text

LIMIT = 32_767  # characters a cell holds, counted by Excel in UTF-16 units
CUT = "… (texte coupé, voir le dossier)"

_LINE = 4_000  # names, titles and running lines hold 255 characters at most

# Excel reads « _x0041_ » as the character of that code: the underscore that starts one is itself written as a code.
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = re.compile(r"[=+\-@]|[\d\s.,/:%€-]+\Z")


def units(text: str) -> int:
    """The length Excel counts: characters outside the basic plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(text: str, limit: int = LIMIT) -> str:
    """The cleaned text, or its beginning and a visible mention when a cell cannot hold it."""
    cleaned = clean(text)
    if len(cleaned) * 2 <= limit or units(cleaned) <= limit:
        return cleaned
    room = (limit - len(CUT)) * 2
    return cleaned.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def one_line(text: str) -> str:
    """The cleaned text with its line breaks and repeated spaces folded; non-breaking spaces stay."""
    return " ".join(part for part in re.split(r"[ \t\n]+", clean(text[:_LINE])) if part)


def coded(text: str) -> str:
    """The text as a part writes it before XML escaping (openpyxl escapes by itself)."""
    return _CODE.sub("_x005F_", text)


def xml(text: str) -> str:
    """The text between two tags."""
    return escape(coded(text))


def attribute(text: str) -> str:
    """The text between double quotes."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def is_risky(text: str) -> bool:
    """Whether retyping the text would make a formula, a number or a date of it; such cells get a quote prefix."""
    return bool(_RISKY.match(text))


def inline(text: str) -> str:
    """An inline string of text that already fits."""
    return f'<is><t xml:space="preserve">{xml(text)}</t></is>'


def rich(text: Text) -> str:
    """An inline string that keeps bold, italic, code and tones; plain when there are none or too long to hold.

    Links of runs are not drawn: a cell has one link, drawn by the look of the cell.
    """
    whole = plain(text)
    if units(clean(whole)) > LIMIT or all(run == Run(run.text) for run in text):
        return inline(fit(whole))
    return "<is>" + "".join(_run(run) for run in text if run.text) + "</is>"


def _run(run: Run) -> str:
    tone = TONES[run.tone]
    look = "".join(
        (
            "<b/>" if run.bold or tone.bold else "",
            "<i/>" if run.italic else "",
            f'<sz val="10"/><color rgb="FF{tone.ink}"/>',
            f'<rFont val="{"Consolas" if run.code else "Calibri"}"/>',
        )
    )
    return f'<r><rPr>{look}</rPr><t xml:space="preserve">{xml(clean(run.text))}</t></r>'
