from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import (
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.diagrams import Diagram
from planforge.document.documents import Control, Document
from planforge.document.outline import linked, numbering, walk
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, Run, text

if TYPE_CHECKING:
    from planforge.document.blocks import Block
    from planforge.document.text import Text


def document(*blocks: Block) -> Document:
    control = Control("CH", "R", "1", Gap(), "projet", "interne", Gap(), Gap(), Gap(), Gap(), Gap())
    return Document("pca", "Plan", "", control, blocks)


def heading(name: str, level: int, *, numbered: bool = True) -> Heading:
    return Heading(name, level, text(name.upper()), numbered=numbered)


def table(name: str, caption: str = "") -> Table:
    return Table(name, (Column("a", "A"),), (), caption=caption)


def test_each_level_counts_below_the_one_above() -> None:
    levels = [("a", 1), ("b", 2), ("c", 2), ("d", 3), ("e", 1), ("f", 2)]

    outline = numbering(document(*(heading(*each) for each in levels))).outline

    assert [(entry.id, entry.number) for entry in outline] == [
        ("a", "1"), ("b", "1.1"), ("c", "1.2"), ("d", "1.2.1"), ("e", "2"), ("f", "2.1"),
    ]  # fmt: skip


def test_a_heading_without_number_takes_none_from_the_next() -> None:
    body = (heading("a", 1), heading("annexe", 1, numbered=False), heading("b", 1))

    outline = numbering(document(*body)).outline

    assert [entry.number for entry in outline] == ["1", "", "2"]


def test_a_title_is_its_words_without_their_look() -> None:
    (entry,) = numbering(document(Heading("a", 1, text("Ordre ", Run("réel", italic=True))))).outline
    assert entry.title == "Ordre réel"


def test_tables_and_figures_count_apart_and_a_table_without_caption_does_not() -> None:
    figure = Figure("schema", Diagram(10, 10, ()), "Dépendances", "")

    numbers = numbering(document(table("t1", "Un"), table("fiche"), figure, table("t2", "Deux")))

    assert (numbers.tables, numbers.figures) == ({"t1": 1, "t2": 2}, {"schema": 1})


def test_everything_is_met_in_reading_order_however_deep() -> None:
    words = [Paragraph(text(word), word) for word in ("seul", "cadre", "zone", "case", "voisine", "fin")]
    sheet = Sheet(
        "fiche", "", "", (), "",
        (SheetRow((SheetZone("z1", "", (words[3],), 6), SheetZone("z2", "", (words[4],), 6))),), (),
    )  # fmt: skip
    callout = Callout(CalloutKind.NOTE, (words[1], EditableZone("notes", "", (words[2],))), "alerte")

    met = list(walk((words[0], callout, sheet, words[5])))

    assert [block for block in met if isinstance(block, Paragraph)] == words
    assert [block.id for block in met if not isinstance(block, Paragraph)] == ["alerte", "notes", "fiche"]  # type: ignore[union-attr] # no break here


@pytest.mark.parametrize(
    ("identifier", "printed"),
    [
        ("b", "§\u00a01.1"),
        ("annexe", "«\u00a0ANNEXE\u00a0»"),
        ("t1", "tableau\u00a01"),
        ("schema", "figure\u00a01"),
        ("ailleurs", ""),
    ],
)
def test_what_a_cross_reference_prints(identifier: str, printed: str) -> None:
    figure = Figure("schema", Diagram(10, 10, ()), "Dépendances", "")
    body = (heading("a", 1), heading("b", 2), table("t1", "Un"), figure, heading("annexe", 1, numbered=False))

    assert numbering(document(*body)).label(identifier) == printed


def test_ids_that_links_lead_to_wherever_they_stand() -> None:
    def to(name: str) -> Text:
        return text("voir ", Run(name, link=f"#{name}"), Run("ailleurs", link="https://esante.gouv.fr/"))

    rows = (row("r", Cell("x", link="#cell"), to("rich")),)
    blocks = (
        Paragraph(to("paragraph")),
        Heading("h", 1, to("heading")),
        ItemList((ListItem(text("un"), (ListItem(to("item")),)),)),
        Checklist((CheckItem(to("check")),)),
        Callout(CalloutKind.NOTE, (Paragraph(to("callout")),)),
        Table("t", (Column("a", "A"), Column("b", "B")), rows),
    )
    assert linked(blocks) == {"paragraph", "heading", "item", "check", "callout", "cell", "rich"}
