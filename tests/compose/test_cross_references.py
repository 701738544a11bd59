from __future__ import annotations

from dataclasses import replace

import pytest

from planforge.compose.cross_references import fill_cross_references
from planforge.document.blocks import (
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Heading,
    ItemList,
    ListItem,
    PageBreak,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.documents import Control, Document
from planforge.document.tables import Column, Table, row
from planforge.document.text import Gap, Run
from planforge.errors import TemplateError

CONTROL = Control("CH", "R", "1", Gap(), "projet", "interne", Gap(), Gap(), Gap(), Gap(), Gap())
TABLE = Table("ordre", (Column("a", "A"),), (row("gam", (Run("", link="#gam"), Run("x"))),), caption="Ordre")
HERE = (Run("voir "), Run("", link="#alerter"))
FILLED = (Run("voir "), Run("§\u00a01", link="#alerter"))


def document(*blocks: Block) -> Document:
    return Document("pca", "PCA", "", CONTROL, (Heading("alerter", 1, (Run("Alerter"),)), *blocks))


@pytest.mark.parametrize(
    ("block", "filled"),
    [
        (Paragraph(HERE), Paragraph(FILLED)),
        (Heading("b", 2, HERE), Heading("b", 2, FILLED)),
        (ItemList((ListItem(HERE, (ListItem(HERE),)),)), ItemList((ListItem(FILLED, (ListItem(FILLED),)),))),
        (Checklist((CheckItem(HERE, "c"),)), Checklist((CheckItem(FILLED, "c"),))),
        (Callout(CalloutKind.NOTE, (Paragraph(HERE),)), Callout(CalloutKind.NOTE, (Paragraph(FILLED),))),
        (EditableZone("z", "Z", (Paragraph(HERE),)), EditableZone("z", "Z", (Paragraph(FILLED),))),
        (
            Sheet("s", "", "", (), "", (SheetRow((SheetZone("z", "", (Paragraph(HERE),)),)),), ()),
            Sheet("s", "", "", (), "", (SheetRow((SheetZone("z", "", (Paragraph(FILLED),)),)),), ()),
        ),
        (PageBreak(), PageBreak()),
    ],
    ids=lambda block: type(block).__name__,
)
def test_labels_are_filled_in_wherever_text_stands(block: Block, filled: Block) -> None:
    assert fill_cross_references(document(block)).body[1] == filled


def test_tables_are_named_by_their_number_and_words_of_a_link_stay() -> None:
    link = (Run("", link="#ordre"), Run("ici", link="#ordre"), Run("site", link="https://a.fr"))

    filled = fill_cross_references(document(TABLE_WITHOUT_LINK, Paragraph(link)))

    assert filled.body[2] == Paragraph((Run("tableau\u00a01", link="#ordre"), *link[1:]))


TABLE_WITHOUT_LINK = replace(TABLE, rows=())


def test_a_link_in_a_cell_is_filled_in() -> None:
    table = replace(TABLE, rows=(row("gam", (Run("", link="#alerter"),)),))

    (_, filled) = fill_cross_references(document(table)).body

    assert isinstance(filled, Table)
    assert filled.rows[0].cells[0].value == (Run("§\u00a01", link="#alerter"),)


def test_links_that_lead_nowhere_are_all_told() -> None:
    blocks = Paragraph((Run("", link="#alerte"), Run("mot", link="#rien")))

    with pytest.raises(TemplateError) as caught:
        fill_cross_references(document(blocks, TABLE))

    assert [problem.message for problem in caught.value.problems] == [
        "Le renvoi « #alerte » ne mène à aucun titre, tableau ni figure de « PCA ».",
        "Le renvoi « #gam » ne mène à aucun titre, tableau ni figure de « PCA ».",
        "Le renvoi « #rien » ne mène à aucun titre, tableau ni figure de « PCA ».",
    ]
    assert caught.value.problems[0].hint == "Identifiants proches\u00a0: alerter."


def test_blocks_without_links_stay_the_same_objects() -> None:
    plain = document(Paragraph((Run("a"),)), TABLE_WITHOUT_LINK)

    assert all(new is old for new, old in zip(fill_cross_references(plain).body, plain.body, strict=True))
