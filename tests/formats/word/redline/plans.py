"""Blocks of a small plan, and what a redline marks in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from planforge.document.blocks import (
    CheckItem,
    Checklist,
    Figure,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.diagrams import Box, Diagram
from planforge.document.tables import Column, Table, row
from planforge.document.text import text
from tests.gate.package import W
from tests.gate.revisions import MAIN, revisions

COLUMNS = (Column("a", "Système"), Column("b", "Délai", width=2))


def paragraphs(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text(one), f"p{rank}") for rank, one in enumerate(words))


def table(*rows: tuple[str, str], **changes: object) -> Table:
    made_of = tuple(row(f"r-{first}", first, second) for first, second in rows)
    return replace(Table("order", COLUMNS, made_of), **changes)  # type: ignore[arg-type] # any field


def a_sheet(*steps: str, title: str = "Urgences") -> Sheet:
    checks = Checklist(tuple(CheckItem(text(one), f"c{rank}") for rank, one in enumerate(steps)), "checks")
    forms = Table("forms", COLUMNS, (row("f-id", "F-ID", "400"), row("f-dos", "F-DOS", "300")))
    zones = (SheetZone("first", "15 minutes", (checks,), 7), SheetZone("forms", "Formulaires", (forms,), 5))
    return Sheet("fiche", "Fiche", title, ("CH de Valmont",), "", (SheetRow(zones),), ("PCRA", "v1"))


def a_figure(*labels: str) -> Figure:
    boxes = tuple(Box(one, (one,), 5, 20 * rank + 2, 40, 12) for rank, one in enumerate(labels))
    return Figure("drawing", Diagram(60, 50, boxes), "Dépendances", f"Dans l’ordre : {', '.join(labels)}.")


def marks(data: bytes) -> list[tuple[str, str]]:
    """The words inserted and deleted, in order."""
    found = [
        (node.tag.removeprefix(W), "".join(one.text or "" for one in node.iter(f"{W}t", f"{W}delText")))
        for node in revisions(data)
    ]
    return [(kind, words) for kind, words in found if words]


def document_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(MAIN).decode()
