"""Small documents of every kind of block, drawn at random, alone or as one version after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from planforge.document.blocks import (
    Blank,
    Blanks,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Emphasis,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SectionBreak,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.diagrams import Box, Diagram
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table
from planforge.document.text import Gap, Run, Text, Tick, Tone
from tests.formats.word.samples import a_control

if TYPE_CHECKING:
    from planforge.document.blocks import Block

WORDS = ("isoler", "le réseau", "4 h", "l’annuaire", "F-ID", "puis,", "prévenir", "06 39 98 20 01", "«\u00a0non\u00a0»")
IDS = tuple("abcdefgh")

ids = st.sampled_from(("", *IDS))
sentences = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
looks = st.sampled_from(
    (
        {},
        {"bold": True},
        {"code": True},
        {"tone": Tone.GAP},
        {"link": "#a"},
        {"link": "https://example.org/?a=1&b=2"},
    )
)


def runs() -> st.SearchStrategy[Text]:
    made = st.builds(lambda words, look: Run(words, **look), sentences, looks)
    return st.lists(made, min_size=1, max_size=3).map(tuple)


def items() -> st.SearchStrategy[tuple[ListItem, ...]]:
    below = st.lists(st.builds(ListItem, runs(), st.just(()), ids), max_size=2).map(tuple)
    return st.lists(st.builds(ListItem, runs(), below, ids), min_size=1, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    columns = tuple(Column(f"c{n}", f"Titre {n}", draw(st.sampled_from(ColumnKind))) for n in range(width))
    values: st.SearchStrategy[Any] = st.one_of(
        sentences, st.integers(0, 99), st.none(), st.builds(Tick, st.booleans()), st.just(Gap("DSI")), runs()
    )
    cells = st.builds(Cell, values, bold=st.booleans(), default=st.booleans(), link=st.sampled_from(("", "#a")))
    kinds = st.sampled_from((*[RowKind.DATA] * 4, RowKind.GROUP))
    filled = st.lists(cells, min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(st.builds(Row, ids, filled, kinds), max_size=4))
    caption, note = draw(st.sampled_from(("", "Ordre"))), draw(st.sampled_from(("", "Source.")))
    return Table(draw(ids), columns, tuple(rows), caption, note, header=draw(st.booleans()))


def figures() -> st.SearchStrategy[Figure]:
    boxes = st.lists(st.sampled_from(WORDS), max_size=2).map(
        lambda words: tuple(Box(str(n), (word,), 5, 20 * n + 2, 40, 12) for n, word in enumerate(words))
    )
    diagrams = boxes.map(lambda drawn: Diagram(60, 50, drawn))
    return st.builds(Figure, st.sampled_from(IDS), diagrams, st.just("Dépendances"), sentences)


def simple() -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Paragraph, runs(), ids, st.sampled_from(ParagraphStyle)),
        st.builds(ItemList, items(), st.booleans(), ids),
        st.builds(
            Checklist,
            st.lists(st.builds(CheckItem, runs(), ids, st.booleans()), min_size=1, max_size=3).map(tuple),
            ids,
        ),
        tables(),
        st.builds(
            Blanks,
            ids,
            st.sampled_from((((Blank("Nom", 6), Blank("", 6)),), ((Blank("Soin", 12, ("oui", "non")),),))),
            st.just(8.0),
        ),
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    spans = draw(st.lists(st.sampled_from(((12,), (6, 6), (7, 5))), min_size=1, max_size=3))
    inside = st.lists(simple(), min_size=1, max_size=2).map(tuple)
    zone = st.builds(
        SheetZone, ids, sentences, inside, note=st.sampled_from(("", "heure")), emphasis=st.sampled_from(Emphasis)
    )
    rows = tuple(SheetRow(tuple(replace(draw(zone), span=span) for span in row)) for row in spans)
    return Sheet(draw(ids), "Fiche", draw(sentences), ("CH de Valmont",), "", rows, ("PCRA", draw(sentences)))


def blocks() -> st.SearchStrategy[Block]:
    inside = st.lists(simple(), max_size=2).map(tuple)
    return st.one_of(
        simple(),
        simple(),
        st.builds(Callout, st.sampled_from(CalloutKind), inside, ids),
        st.builds(EditableZone, st.sampled_from(IDS), sentences, inside),
        figures(),
        st.just(PageBreak()),
        st.builds(SectionBreak, st.sampled_from(Orientation)),
        sheets(),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    titled = st.builds(lambda level, words: ("heading", level, words), st.integers(1, 3), runs())
    drawn = draw(st.lists(st.one_of(blocks(), titled), max_size=6))
    body = tuple(
        Heading(f"{IDS[rank]}{rank}", one[1], one[2]) if isinstance(one, tuple) else one
        for rank, one in enumerate(drawn)
    )
    return made(body, cover=draw(st.booleans()))


def made(body: tuple[Block, ...], *, cover: bool = False) -> Document:
    """The document; nothing opens a section at the very end."""
    while body and isinstance(body[-1], SectionBreak | PageBreak):
        body = body[:-1]
    return Document("pra", "Plan de reprise", "Essai", a_control(), body, cover=cover)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Document, Document]:
    """A document and what became of it: blocks removed, added, moved, taken from another one."""
    old, other, replaced = draw(documents()), draw(documents()), st.integers(0, 1)
    body: list[Block] = list(old.body)
    for block in other.body:
        place = draw(st.integers(0, len(body)))
        body[place : place + draw(replaced)] = [block]
    moved = draw(st.integers(-len(body), len(body) - 1)) if body else -1
    if moved >= 0:
        body.append(body.pop(moved))
    named: dict[object, Block] = {}
    for block in body:
        named[block.id if isinstance(block, Heading) else len(named)] = block
    return old, made(tuple(named.values()), cover=draw(st.sampled_from((old.cover, other.cover))))
