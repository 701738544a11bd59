"""A flowing document from its wording template and the blocks that the template calls by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from planforge.compose.control import control, version_code
from planforge.compose.cross_references import fill_cross_references
from planforge.compose.reader import read_markdown
from planforge.compose.references import Reference, UnknownBlock
from planforge.document.blocks import Block
from planforge.document.documents import Document
from planforge.document.tables import Table

if TYPE_CHECKING:
    from planforge.compose.context import Context

Maker: TypeAlias = Callable[[Reference], Block | tuple[Block, ...]]


@dataclass(frozen=True)
class Wording:
    """What makes a document: its template, the blocks it may call, the values its sentences use.

    A maker is only called when the template names its block, so that an establishment's own template pays for what
    it prints and nothing else.
    """

    kind: str
    template: str
    title: str
    subtitle: str
    reference: str
    blocks: Mapping[str, Maker]
    values: Mapping[str, object] = field(default_factory=dict)
    restricted: bool = False
    readers: str = ""
    cover: bool = True


def write(context: Context, wording: Wording) -> Document:
    """The document, its cross references filled and its version code computed. Raises ``TemplateError``."""
    rendered = context.templates.render(wording.template, context=context, plan=context.plan, **wording.values)
    body = read_markdown(rendered, lambda reference: _resolved(wording.blocks, reference))
    said = control(context, wording.reference, restricted=wording.restricted, readers=wording.readers)
    dated = replace(said, code=version_code(body))
    document = Document(wording.kind, wording.title, wording.subtitle, dated, body, cover=wording.cover)
    return fill_cross_references(document)


def _resolved(blocks: Mapping[str, Maker], reference: Reference) -> tuple[Block, ...]:
    maker = blocks.get(reference.name)
    if maker is None:
        raise UnknownBlock(reference, tuple(sorted(blocks)))
    made = maker(reference)
    blocks_made = made if isinstance(made, tuple) else (made,)
    return tuple(_unlinked(block) if isinstance(block, Table) else block for block in blocks_made)


def _unlinked(table: Table) -> Table:
    """The table without the links of its cells: they lead from worksheet to worksheet, and nowhere on a page."""
    if not any(cell.link for line in table.rows for cell in line.cells):
        return table
    rows = tuple(
        replace(line, cells=tuple(replace(cell, link="") if cell.link else cell for cell in line.cells))
        for line in table.rows
    )
    return replace(table, rows=rows)


def of(make: Callable[[Context], Block], context: Context) -> Maker:
    """A maker from a builder that needs the context alone."""
    return lambda _reference: make(context)
