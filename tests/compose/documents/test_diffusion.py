from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.catalogue import pieces
from planforge.compose.documents import diffusion
from planforge.compose.editions import Edition, Section, sections
from planforge.compose.typesetting import typeset
from planforge.document.tables import Table

if TYPE_CHECKING:
    from planforge.compose.context import Context


def test_it_is_wanted_once_there_is_a_version(context: Context) -> None:
    assert "diffusion" not in {one.kind.id for one in pieces(context)}
    after = replace(context, edition=Edition(since="1.0"))
    assert "diffusion" in {one.kind.id for one in pieces(after)}


def test_every_page_it_speaks_of_is_in_the_catalogue(context: Context) -> None:
    assert {one.path for one in diffusion._printed(context)} <= {one.path for one in pieces(context)}


def test_only_pages_that_read_otherwise_are_listed(context: Context) -> None:
    printed = tuple(diffusion._printed(context))
    before = {one.path: sections(typeset(one.make(context, one.of))) for one in printed}
    assert rows(replace(context, edition=Edition(since="1.0", before=before))) == []
    sheet = next(one for one in printed if "/fiche-" in one.path)
    old = {**before, sheet.path: (Section("x", "", "0"),)}
    edition = Edition(since="1.0", before=old, codes={sheet.path: "AAA-111"})
    (row,) = rows(replace(context, edition=edition))
    assert row[0] == sheet.title
    assert row[2] == "AAA-111"
    assert row[3] not in {"", "AAA-111"}


def rows(made: Context) -> list[list[object]]:
    document = diffusion.compose(made, "")
    (table,) = [block for block in document.body if isinstance(block, Table)]
    return [[cell.value for cell in line.cells] for line in table.rows]
