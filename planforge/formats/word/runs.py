"""Runs of text, fields and tick boxes inside a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.text import Tone
from planforge.formats.word.identity import control_tag
from planforge.formats.word.markup import escape, letters

if TYPE_CHECKING:
    from planforge.document.text import Run, Text
    from planforge.formats.word.press import Press

TONE_STYLES = {
    Tone.STRUCTURE: "Tone Structure",
    Tone.MET: "Tone Met",
    Tone.WARNING: "Tone Warning",
    Tone.STOP: "Tone Stop",
    Tone.GAP: "Tone Gap",
    Tone.DEFAULT: "Tone Default",
}
_BOX_FONT = (
    '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="MS Gothic" w:cs="Segoe UI Symbol"/>'
)


def size_markup(half_points: int) -> str:
    """A direct font size, or nothing for 0: the size of the style."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""


def runs(press: Press, text: Text, size: str = "", *, bold: bool = False) -> str:
    """A text as Word runs; ``size`` is markup that goes into each of them."""
    return "".join([_run(press, run, size, bold=bold) for run in text])


def word_run(text: str, properties: str = "") -> str:
    """Plain words in one run with these properties."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{letters(text)}</w:r>"


def _unbroken(text: str) -> str:
    """A code in markup: « F-SURV » never ends a line after its hyphen."""
    return "<w:noBreakHyphen/>".join(letters(part) if part else "" for part in text.split("-"))


def _run(press: Press, run: Run, size: str, *, bold: bool) -> str:
    opening = press.opening(run.link) if run.link else ""
    style = _run_style(press, run, linked=bool(opening))
    strong = "<w:b/><w:bCs/>" if bold or run.bold or run.tone is Tone.STOP else ""
    slanted = "<w:i/><w:iCs/>" if run.italic else ""
    look = f"{style}{strong}{slanted}{size}"
    words = _unbroken(run.text) if run.code else letters(run.text)
    printed = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"
    return f"{opening}{printed}</w:hyperlink>" if opening else printed


def _run_style(press: Press, run: Run, *, linked: bool) -> str:
    if run.tone is not Tone.NEUTRAL:
        name = TONE_STYLES[run.tone]
    elif run.code:
        name = "Inline Code"
    elif linked:
        name = "Hyperlink"
    else:
        return ""
    return f'<w:rStyle w:val="{press.charter.ids[name]}"/>'


def field(code: str, result: str, properties: str = "") -> str:
    """A field with its result already there, so that nothing asks to be updated."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}{letters(result)}</w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def tick_box(press: Press, identifier: str, size: str = "", *, done: bool = False) -> str:
    """A box that can be clicked in Word and ticked with a pen; its tag follows the item's id."""
    tag = control_tag("check", identifier)
    state, sign = ("1", "☒") if done else ("0", "☐")
    look = f"<w:rPr>{_BOX_FONT}{size}</w:rPr>"
    return (
        f'<w:sdt><w:sdtPr>{look}<w:tag w:val="{escape(tag)}"/><w:id w:val="{press.control(tag)}"/><w14:checkbox>'
        f'<w14:checked w14:val="{state}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r>{look}<w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
    )
