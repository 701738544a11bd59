"""A conflict as a page shows it: both texts, each under its label; and how the next merge reads it back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.formats.word.merge.items import Item, Letters, Look, Span
from planforge.formats.word.merge.normal import Grid, Passage
from planforge.values import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.formats.word.merge.normal import Block

BY_HAND, BY_RECORD, ERASED = "écrit à la main", "tiré du dossier", "effacé à la main, changé depuis dans le dossier"
_LABEL = re.compile(rf"CONFLIT\s—\s({BY_HAND}|{BY_RECORD}|{ERASED})\s:\s?")
_LOOK = Look(bold=True, style="Tone Warning")


def labelled(label: str, items: Iterable[Item], size: int | None = None) -> tuple[Item, ...]:
    """The items after their label, in the size of the letters around it."""
    return (Letters(f"CONFLIT — {label}{NBSP}: ", replace(_LOOK, size=size)), *items)


def settled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a story, the two texts of each open conflict as one block; a label that is alone is dropped."""
    found: list[Block] = []
    waiting = ""
    for block in map(_unlabelled, blocks):
        if isinstance(block, Passage) and block.label and block.empty:
            waiting = block.label  # of the table that follows
            continue
        told = replace(block, label=block.label or waiting)
        if told.label != BY_RECORD or not found or not _answered(found, told):
            found.append(told)
        waiting = ""
    return tuple(_closed(block) for block in found)


def _answered(found: list[Block], told: Block) -> bool:
    """Whether the text of the record follows the text written by hand; they are one conflict then."""
    last = found[-1]
    if last.label != BY_HAND:
        return False
    if isinstance(last, Passage) and isinstance(told, Passage):
        rival, key, wording = told, last.key or told.key, last.wording or told.wording
        found[-1] = replace(last, rival=rival, key=key, wording=wording)
    elif isinstance(last, Grid) and isinstance(told, Grid):
        found[-1] = replace(last, rival=told)
    return type(last) is type(told)


def _closed(block: Block) -> Block:
    """A conflict of which one text is left is over."""
    over = block.label and block.label != ERASED and block.rival is None
    return replace(block, label="") if over else block


def _unlabelled(block: Block) -> Block:
    """The block, its label apart from its words."""
    if isinstance(block, Grid):
        return block
    found = _LABEL.match(_opening(block.items))
    if found is None:
        return block
    length = found.end()
    spans = tuple(Span(span.remark, max(span.start - length, 0), max(span.end - length, 0)) for span in block.spans)
    return replace(block, items=_without(block.items, length), spans=spans, label=found[1])


def _opening(items: Iterable[Item]) -> str:
    """The letters before anything else."""
    words = ""
    for item in items:
        if not isinstance(item, Letters):
            break
        words += item.text
    return words


def _without(items: Iterable[Item], length: int) -> tuple[Item, ...]:
    """The items without their first letters."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Letters) and length:
            cut = min(length, len(item.text))
            length -= cut
            if item.text[cut:]:
                found.append(replace(item, text=item.text[cut:]))
        else:
            found.append(item)
    return tuple(found)
