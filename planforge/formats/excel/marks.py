"""The marks of cells as they are written, equal to those of the same cells read back."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape

from lxml import etree

from planforge.formats.excel.appearance import Appearance
from planforge.formats.excel.digests import mark
from planforge.formats.excel.reading.cells import Content, Kind, decoded, item_looks, number_content, text_content
from planforge.formats.excel.reading.colours import Colours
from planforge.formats.excel.reading.styles import Styles

if TYPE_CHECKING:
    from planforge.formats.excel.looks import Look

_TEXT = re.compile(r"<t[^>]*>([^<]*)</t>")
_FORMULA = re.compile(r"<f>([^<]*)</f>")
_STYLES = Styles(None, Colours())


def written_mark(content: str, look: Look) -> str:
    """The mark of a cell with this content, the XML inside ``<c>``."""
    worn = appearance(look)
    return _rich_mark(content, worn) if "<r>" in content else mark(_form(content), worn)


@lru_cache(maxsize=2_000)
def _rich_mark(content: str, worn: Appearance) -> str:
    return mark(_form(content), *item_looks(etree.fromstring(content), worn, _STYLES))


@lru_cache(maxsize=1_000)
def appearance(look: Look) -> Appearance:
    """What of a look a person may change."""
    return Appearance(
        bold=look.bold,
        italic=look.italic,
        underline=look.underline,
        ink=look.ink,
        size=float(look.size),
        fill=look.fill,
        horizontal=look.horizontal,
        vertical=look.vertical,
        wrap=look.wrap,
        border=bool(look.frame),
    )


@lru_cache(maxsize=20_000)
def _form(content: str) -> str:
    formula = _FORMULA.match(content)
    if formula:
        return Content(Kind.NUMBER, formula=unescape(formula[1])).form
    if content.startswith("<is>"):
        return text_content(decoded(unescape("".join(_TEXT.findall(content))))).form
    return number_content(content[len("<v>") : -len("</v>")]).form if content else ""
