"""The section at the end of a document for what lost its place: « Ajouts conservés »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.merging import EditKind, HandEdit
from planforge.formats.word.adoption import tag
from planforge.formats.word.markup import letters
from planforge.formats.word.merge.carried import titled
from planforge.formats.word.merge.items import Letters, Look
from planforge.formats.word.merge.marks import KEPT
from planforge.formats.word.merge.normal import Grid, Passage
from planforge.formats.word.merge.pairing import solid
from planforge.formats.word.merge.xml import fragment
from planforge.formats.word.paragraphs import UNNUMBERED, thin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.carried import Carrier
    from planforge.formats.word.merge.ledger import Ledger
    from planforge.formats.word.merge.normal import Block

TITLE = "Ajouts conservés"
_NOTE = (
    "Écrits à la main dans des passages que ce document n’a plus. Remettez-les où il faut, ou supprimez-les"
    " d’ici\u00a0: cette section disparaît quand elle est vide."
)


def add_kept(carrier: Carrier, ledger: Ledger, body: Element, earlier: Sequence[Block]) -> None:
    """Write the section, with what an earlier merge put there; nothing when there is nothing for it."""
    before = [block for block in solid(earlier)[1:] if not _is_note(block) and block.says]
    orphans = carrier.margin.left()
    if not before and not ledger.strays and not orphans:
        return
    _append(body, _heading(carrier))
    _append(body, carrier.paragraph(titled(_NOTE, "Note")))
    where = TITLE
    for block in before:
        _put(carrier, body, block)
        if _is_place(block):
            where = block.text
        else:
            ledger.kept.append(HandEdit(where, EditKind.UNPLACED, block.text))
            where = TITLE
    for stray in ledger.strays:
        _append(body, carrier.paragraph(Passage((Letters(stray.place, Look(bold=True)),))))
        _put(carrier, body, stray.block)
    for remark in carrier.margin.left():
        line = carrier.paragraph(titled(f"Remarque de {remark.author or 'auteur inconnu'}\u00a0: {remark.text}", ""))
        _append(body, line)
        carrier.margin.put(line, remark)
        ledger.kept.append(HandEdit(TITLE, EditKind.UNPLACED, remark.text))


def _heading(carrier: Carrier) -> Element:
    style = carrier.ink.styles["heading 1"]
    heading = fragment(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:pageBreakBefore/>{UNNUMBERED}</w:pPr>'
        f"<w:r>{letters(TITLE)}</w:r></w:p>"
    )[0]
    carrier.mark(heading, KEPT)
    return heading


def _is_place(block: Block) -> bool:
    """Whether a line says where what follows it stood."""
    return isinstance(block, Passage) and all(isinstance(item, Letters) and item.look.bold for item in block.items)


def _is_note(block: Block) -> bool:
    return isinstance(block, Passage) and block.says == titled(_NOTE, "Note").says


def _put(carrier: Carrier, body: Element, block: Block) -> None:
    if isinstance(block, Grid):
        _append(body, carrier.grid(block))
        _append(body, fragment(thin())[0])
    else:
        _append(body, carrier.paragraph(block))


def _append(body: Element, element: Element) -> None:
    """Put an element at the end, before the properties of the last section."""
    last = body.find(tag("sectPr"))
    if last is None:
        body.append(element)
    else:
        last.addprevious(element)
