"""A small plan of a service, as the record has it and as it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

import pytest

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
    Paragraph,
)
from planforge.document.documents import Document
from planforge.document.tables import Column, Table, row
from planforge.document.text import Run, text
from planforge.formats.word.merge import merge_word
from tests.formats.word.samples import a_control

if TYPE_CHECKING:
    from planforge.formats.merging import Merged
    from planforge.formats.word import WordWriter

AUTHOR, DAY = "planforge", date(2026, 11, 27)
DECIDERS = (
    ("papier", "Passage au papier", "Infirmier d’accueil", "2001"),
    ("delest", "Délestage", "Directrice", "1003"),
)


@dataclass(frozen=True)
class Plan:
    """What the record says."""

    lead: str = "Appeler l’astreinte au 15."
    deciders: tuple[tuple[str, str, str, str], ...] = DECIDERS
    steps: tuple[str, ...] = ("Sortir le kit", "Ouvrir le tableau")
    done: bool = False
    kit: str = "Le kit est dans l’armoire rouge."
    has_kit: bool = True
    fourth: bool = False  # the table has one more column
    end: str = "Fin du plan."

    def body(self) -> tuple[Block, ...]:
        heads = ("Décision", "Fonction", "Téléphone", *(("Site",) if self.fourth else ()))
        columns = tuple(Column(f"c{rank}", head) for rank, head in enumerate(heads))
        rows = tuple(row(key, *cells, *(("MCO",) if self.fourth else ())) for key, *cells in self.deciders)
        checks = tuple(CheckItem(text(step), f"step-{rank}", self.done) for rank, step in enumerate(self.steps))
        linked = Paragraph(
            text("Voir ", Run("le kit", link="#kit"), " et ", Run("l’ANS", link="https://esante.gouv.fr/"))
        )
        first = (
            Heading("who", 1, text("Qui décide")),
            Paragraph(text(self.lead), "lead"),
            Table("deciders", columns, rows, caption="Décisions", note="Sources : entretien."),
            Checklist(checks, "steps"),
            Callout(CalloutKind.WARNING, (Paragraph(text("Ne rien éteindre.")),), "warn"),
        )
        kit = (
            Heading("kit", 1, text("Le kit")),
            Paragraph(text(self.kit), "kit.place"),
            EditableZone("notes", "Notes de l’équipe"),
            ItemList((ListItem(text("Lampe"), id="i1"), ListItem(text("Piles"), id="i2")), id="list"),
        )
        last = (Heading("end", 1, text("Fin")), linked, Paragraph(text(self.end), "end.text"))
        return (*first, *(kit if self.has_kit else ()), *last)


class MakePlan(Protocol):
    """Makes the file of a plan."""

    def __call__(self, **changes: object) -> bytes: ...


class Merge(Protocol):
    """Merges, signed by planforge."""

    def __call__(self, base: bytes | None, theirs: bytes, ours: bytes) -> Merged: ...


@pytest.fixture(scope="session")
def a_plan(writer: WordWriter) -> MakePlan:
    """``a_plan(lead="…")`` gives the Word file of a plan that says this."""

    def make(**changes: object) -> bytes:
        plan = replace(Plan(), **changes)  # type: ignore[arg-type] # any field
        return writer.write(Document("pca", "PCRA Urgences", "Essai", a_control(), plan.body()))

    return make


@pytest.fixture(scope="session")
def base(a_plan: MakePlan) -> bytes:
    """The plan as it was last generated."""
    return a_plan()


@pytest.fixture(scope="session")
def merge() -> Merge:
    return lambda base, theirs, ours: merge_word(base, theirs, ours, AUTHOR, DAY)
