"""``dossier-observateurs.docx``: how to watch, what is awaited in order, the criteria and their scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.compose.blocks import exercise_cast, exercise_play
from planforge.compose.blocks.columns import CODE, TEXT
from planforge.compose.control import OBSERVERS
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.prose import Wording, write
from planforge.compose.references import UnknownBlock
from planforge.document.tables import Column, Table, row

if TYPE_CHECKING:
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.compose.references import Reference
    from planforge.document.documents import Document


@dataclass(frozen=True, slots=True)
class _CellWords:
    id: str
    name: str


def compose(context: Context, kit: Kit) -> Document:
    """The file of those who watch: it tells what is awaited, and is not given to players."""
    cells = {one.value: one for one in kit.form.cells}
    names = exercise_cast.cell_names(context, kit)
    folders = context.templates.folders

    def observation(reference: Reference) -> Table:
        name = reference.argument("cell")
        if name not in cells:
            raise UnknownBlock(reference, tuple(f"{reference.name} cell={one}" for one in cells))
        return exercise_play.watch_table(context, kit, cells[name])

    return write(
        context,
        Wording(
            kind="exercice-observateurs",
            template="exercice-observateurs",
            title="Dossier des observateurs",
            subtitle=kit.form.name,
            reference="EXO-OBS",
            blocks={
                "observation": observation,
                "echelle": lambda _: fixed_table(folders, "exercice-echelle"),
                "criteres": lambda _: criteria_table(kit),
                "trois-phrases": lambda _: fixed_table(folders, "exercice-trois-phrases"),
            },
            values={
                "person": kit.casting.common["person"],
                "cells": [_CellWords(one, names[cell]) for one, cell in cells.items()],
            },
            restricted=True,
            readers=OBSERVERS,
        ),
    )


def criteria_table(kit: Kit) -> Table:
    """Each criterion of the objectives, with room for a level and the fact that shows it."""
    known = kit.shelves.criteria
    rows = {
        name: row(f"critere.{name}", name, known[name].name if name in known else one.name, "", "")
        for one in kit.objectives
        for name in one.criteria
    }
    return Table(
        id="criteres",
        columns=(
            Column("criterion", "Critère", CODE, 1.6),
            Column("name", "Ce qui est jugé", TEXT, 3.6),
            Column("level", "Niveau (0 à 3, N/O)", TEXT, 1.1),
            Column("fact", "Fait qui le montre, heure", TEXT, 4.0),
        ),
        rows=tuple(rows.values()),
        row_height=9,
    )
