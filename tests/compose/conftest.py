"""Builders shared by the tests of compose: templates written to a folder, and Markdown read from one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Protocol

import pytest

from planforge.compose.reader import read_markdown
from planforge.compose.references import nothing
from planforge.compose.templates import Rendered, Templates
from planforge.document.blocks import (
    CheckItem,
    Checklist,
    Emphasis,
    ItemList,
    ListItem,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.document.text import Run, Text, plain
from tests.compose.records import at, binder, compose_all, context, minimum, open_context, prose, strings, tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.compose.references import Resolve
    from planforge.document.blocks import Block

__all__ = ["at", "binder", "compose_all", "context", "minimum", "open_context", "prose", "strings", "tables"]


class Render(Protocol):
    """Renders one template text with its context."""

    def __call__(self, template: str, /, **context: object) -> Rendered: ...


class Read(Protocol):
    """Reads Markdown through a template without values."""

    def __call__(self, markdown: str, resolve: Resolve = nothing) -> tuple[Block, ...]: ...


@pytest.fixture
def write_templates(tmp_path: Path) -> Callable[..., Templates]:
    """Templates of one folder from ``name=text`` pairs."""

    def write(**texts: str) -> Templates:
        for name, text in texts.items():
            (tmp_path / f"{name}.md.j2").write_text(text, encoding="utf-8")
        return Templates([tmp_path])

    return write


@pytest.fixture
def render(write_templates: Callable[..., Templates]) -> Render:
    def render_one(template: str, /, **context: object) -> Rendered:
        return write_templates(essai=template).render("essai", **context)

    return render_one


@pytest.fixture
def read(render: Render) -> Read:
    def read_one(markdown: str, resolve: Resolve = nothing) -> tuple[Block, ...]:
        return read_markdown(render(markdown), resolve)

    return read_one


WORDS = [
    "Appeler", "l’astreinte", "informatique", "sortir", "le", "kit", "armoire", "IOA", "dernière", "liste", "imprimée",
    "lire", "son", "heure", "nommer", "régulateur", "tableau", "coursier", "classement", "présents", "garder", "numéro",
    "bracelet", "secours", "ouvrir", "patient", "box", "médecin", "examens", "attendus", "identité", "relue", "à",
    "voix", "haute", "avant", "soin", "prélèvement", "injection", "homonymes", "signalés", "allergies", "poids",
]  # fmt: skip


class MakeSheet(Protocol):
    """A ward's sheet with that many lines in the zones that may give way, the same for the same seed."""

    def __call__(self, seed: int, lines: int, scale: float = 1.0) -> Sheet: ...


@pytest.fixture
def make_sheet() -> MakeSheet:
    def make(seed: int, lines: int, scale: float = 1.0) -> Sheet:
        dice = Random(seed)  # noqa: S311 - words of a test, nothing to guess

        def words(least: int, most: int) -> Text:
            said = " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))
            code = (Run(" "), Run("F-ID", code=True)) if dice.random() < 0.3 else ()
            return (Run(said + " "), Run(dice.choice(WORDS), bold=dice.random() < 0.5), *code)

        def ticks(name: str, count: int) -> Checklist:
            return Checklist(tuple(CheckItem(words(5, 13), f"{name}{rank}") for rank in range(count)), name)

        columns = (Column("c", "Code", ColumnKind.CODE), Column("f", "Formulaire", width=3), Column("q", "72 h"))
        forms = tuple(row(f"f{rank}", f"F-DOS{rank}", plain(words(2, 6)), rank * 10) for rank in range(lines))
        bullets = ItemList(tuple(ListItem(words(8, 16), id=f"stop{rank}") for rank in range(4)), id="stops")
        zones = (
            (
                SheetZone("trigger", "Déclencheur", (Paragraph(words(8, 14)),), 5),
                SheetZone(
                    "deciders", "Qui décide", (Paragraph(words(8, 14)), Paragraph(words(8, 14))), 7, "hors réseau"
                ),
            ),
            (SheetZone("quarter", "15 premières minutes", (ticks("q", 6),), emphasis=Emphasis.FIRST),),
            (
                SheetZone("hour", "Première heure", (ticks("h", lines),), 6),
                SheetZone("day", "1 h à 24 h", (ticks("d", lines),), 6),
            ),
            (SheetZone("stop", "STOP", (bullets,), emphasis=Emphasis.STOP),),
            (
                SheetZone("forms", "Formulaires", (Table("t", columns, forms),), 7, emphasis=Emphasis.DENSE),
                SheetZone("return", "Retour", (Paragraph(words(8, 14)),), 5),
            ),
        )
        rows = tuple(SheetRow(zone) for zone in zones)
        side, foot = ("CH de Valmont", "site principal"), ("FICHE-URG · v1.2", "jamais testée")
        return Sheet(f"fiche-{seed}", "Fiche dégradée", "Urgences", side, "PROJET", rows, foot, scale)

    return make
