"""What a person changed that a merged file does not carry, in French."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from planforge.formats.word.merge.carried import style_name
from planforge.formats.word.merge.items import Picture, Shape
from planforge.formats.word.merge.naming import excerpt, quoted
from planforge.formats.word.merge.normal import Grid, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.formats.word.merge.normal import Block
    from planforge.formats.word.merge.returned import Returned

_MEASURES = re.compile(r"(?: -?\d+)+$")
_NEARLY = 0.75
_LEAST = 30  # twentieths of a point
_USUAL = frozenset({"List Paragraph", "Normal (Web)", "No Spacing", "Body Text", "Text Body", "Table Contents", ""})
_ROUNDING = 0.02  # of a size: programs count in units of their own


def differences(base: Block, theirs: Block) -> Iterator[str]:
    """What somebody changed in a block that the merged file does not carry; what is in its rows is told there."""
    if isinstance(base, Passage) and isinstance(theirs, Passage):
        yield from _more(base, theirs)
        if theirs.style != base.style and style_name(theirs) != base.style:
            yield f"style {quoted(theirs.style or 'Normal')}"
        yield from _drawn(base, theirs)
    elif isinstance(base, Grid) and isinstance(theirs, Grid):
        yield from _shaped(base, theirs)


def new_differences(theirs: Block, beside: Passage | None, styles: Mapping[str, str]) -> Iterator[str]:
    """The same for a new block; it looks like the paragraph ``beside`` it, where there is one."""
    if isinstance(theirs, Passage):
        yield from _more(beside or Passage(), theirs)
        if style_name(theirs) not in styles and theirs.style not in _USUAL:
            yield f"style {quoted(theirs.style)}"


def _more(before: Passage, theirs: Passage) -> Iterator[str]:
    yield from (_MEASURES.sub("", extra) for extra in theirs.extras if extra not in before.extras)


def _shaped(base: Grid, theirs: Grid) -> Iterator[str]:
    """Columns made wider or narrower, cells merged or split."""
    if len(base.widths) == len(theirs.widths):
        pairs = zip(base.widths, theirs.widths, strict=True)
        if any(abs(was - now) > max(was * _ROUNDING, _LEAST) for was, now in pairs):
            yield "largeur des colonnes"
    if any(cell.tall for row in theirs.rows for cell in row.cells):
        yield "cellules fusionnées"


def _drawn(before: Passage, theirs: Passage) -> Iterator[str]:
    """Words changed in a drawing of ours, pictures of ours made larger or smaller."""
    old = [item.text for item in before.items if isinstance(item, Shape)]
    new = [item.text for item in theirs.items if isinstance(item, Shape)]
    if len(old) == len(new):
        changed = [text for was, text in zip(old, new, strict=True) if "".join(was.split()) != "".join(text.split())]
        yield from (f"texte d’un dessin{chr(0xA0)}: {excerpt(text, 400)}" for text in changed)
    for was, now in zip(_pictures(before), _pictures(theirs), strict=False):
        if was.content == now.content and abs(was.width - now.width) > was.width * _ROUNDING:
            yield "taille d’une image"


def _pictures(passage: Passage) -> list[Picture]:
    return [item for item in passage.items if isinstance(item, Picture)]


def story_differences(base: Returned, theirs: Returned, *, assumed: bool) -> Iterator[tuple[str, str]]:
    """Where and what: lines of headers and footers, pages, styles, lines of the table of contents.

    Where ``base`` is the new version, in want of an older one, lines that nearly say the same are the same: versions,
    dates and codes follow the record.
    """
    for line in theirs.stories:
        if line not in base.stories and not (assumed and any(_alike(line, other) for other in base.stories)):
            yield "en-tête ou pied de page", line
    if theirs.pages - base.pages:
        yield "mise en page", "format, sens ou marges des pages"
    known = {_bare(line) for line in (*base.contents, *theirs.headings)}
    for line in theirs.contents:
        if _bare(line) not in known:
            yield "sommaire", line
    for name in base.styles.changed(theirs.styles):
        yield "styles", f"style {quoted(name)} modifié"


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _NEARLY


def _bare(line: str) -> str:
    """The letters of a line of the table of contents, its number and its page apart."""
    return "".join(letter for letter in line if letter.isalpha())
