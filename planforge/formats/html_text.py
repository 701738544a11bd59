"""Words as HTML: everything escaped, only harmless addresses become links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from planforge.document.text import Gap, Run, Text, Tone
from planforge.formats.cells import DEFAULT_MARK, say
from planforge.values import clean

if TYPE_CHECKING:
    from planforge.document.tables import Cell

_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def words(text: str) -> str:
    """The characters of a text, also safe inside a quoted attribute."""
    return escape(clean(text), quote=True)


def element(tag: str, content: str, **attributes: str) -> str:
    """An element around content that is HTML already; empty attributes are left out, ``_`` becomes ``-``."""
    return f"<{tag}{marks(**attributes)}>{content}</{tag}>"


def marks(**attributes: str) -> str:
    """Attributes, escaped; ``class_`` is ``class``."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value)
    return "".join(f' {name}="{words(value)}"' for name, value in named)


def text_words(text: Text) -> str:
    """The runs of a text."""
    return "".join(_run_words(run) for run in text)


def cell_words(cell: Cell) -> str:
    """The value of a cell, its remark for those who listen or point, and the mark of an unconfirmed value."""
    value = cell.value
    if isinstance(value, tuple):
        shown = text_words(value)
    elif isinstance(value, Gap):
        shown = element("span", words(say(value)), class_="gap")
    else:
        shown = "<br>".join(words(line) for line in say(value).split("\n"))
    if cell.link and not isinstance(value, tuple):
        shown = _linked(shown, cell.link)
    if cell.default:
        shown += f'<span class="default" title="valeur par défaut à valider">\u00a0{DEFAULT_MARK}</span>'
    remark = element("span", f" ({words(cell.note)})", class_="remark") if cell.note else ""
    return (element("strong", shown) if cell.bold and shown else shown) + remark


def _run_words(run: Run) -> str:
    shown = words(run.text)
    if run.code:
        shown = element("code", shown)
    if run.italic:
        shown = element("em", shown)
    if run.bold:
        shown = element("strong", shown)
    if run.link:
        shown = _linked(shown, run.link)
    if run.tone is not Tone.NEUTRAL:
        shown = element("span", shown, class_="gap" if run.tone is Tone.GAP else f"tone-{run.tone}")
    return shown


def _linked(shown: str, link: str) -> str:
    if link.startswith("#") and len(link) > 1:
        return element("a", shown, href=link)
    if link.lower().startswith(_SCHEMES):
        return element("a", shown, href=link, rel="noopener noreferrer")
    return shown
