"""What a person changed that a merged file does not carry, in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.word.merge.carried import style_name
from planforge.formats.word.merge.naming import excerpt, quoted
from planforge.formats.word.merge.normal import Passage, Picture, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.formats.word.merge.normal import Block
    from planforge.formats.word.merge.returned import Returned

_USUAL = frozenset({"List Paragraph", "Normal (Web)", "No Spacing", "Body Text", "Text Body", "Table Contents", ""})
_ROUNDING = 0.02  # of the size of a picture: programs count in units of their own


def differences(base: Block | None, theirs: Block, styles: Mapping[str, str]) -> Iterator[str]:
    """Looks of a paragraph that do not come along; of a table, none but its cells' own."""
    if not isinstance(theirs, Passage):
        return
    before = base if isinstance(base, Passage) else Passage()
    for extra in theirs.extras:
        if extra not in before.extras:
            yield extra
    if base is None:
        if style_name(theirs) not in styles and theirs.style not in _USUAL:
            yield f"style {quoted(theirs.style)}"
        return
    if theirs.style != before.style and style_name(theirs) != before.style:
        yield f"style {quoted(theirs.style or 'Normal')}"
    yield from _drawn(before, theirs)


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


def story_differences(base: Returned, theirs: Returned) -> Iterator[tuple[str, str]]:
    """Where and what: lines of headers and footers, pages, styles, lines of the table of contents."""
    for line in theirs.stories:
        if line not in base.stories:
            yield "en-tête ou pied de page", line
    if theirs.pages - base.pages:
        yield "mise en page", "format, sens ou marges des pages"
    known = {_bare(line) for line in (*base.contents, *theirs.headings)}
    for line in theirs.contents:
        if _bare(line) not in known:
            yield "sommaire", line
    for name in base.styles.changed(theirs.styles):
        yield "styles", f"style {quoted(name)} modifié"


def _bare(line: str) -> str:
    """The letters of a line of the table of contents, its number and its page apart."""
    return "".join(letter for letter in line if letter.isalpha())
