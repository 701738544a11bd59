"""``guide-animation.docx``: what the director of a crisis exercise prepares, runs and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import exercise_cast, exercise_play
from planforge.compose.blocks.columns import CODE, TEXT
from planforge.compose.control import ANIMATORS
from planforge.compose.fixed_tables import fixed_table
from planforge.compose.prose import Wording, write
from planforge.document.tables import Cell, Column, Table, row
from planforge.library.exercise_types import Aim
from planforge.values import say_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.documents import Document

# What each file of a kit is for, by the kind of document; those of the director first.
AUDIENCES = {
    "exercice-guide": "direction de l’exercice",
    "exercice-terrain": "direction de l’exercice",
    "exercice-grille": "observateurs, puis direction de l’exercice",
    "exercice-chronogramme": "animateurs",
    "exercice-stimuli": "animateurs : une page par stimulus, dans l’ordre",
    "exercice-murail": "lecteur Murail, si l’on joue à l’écran",
    "exercice-joueurs": "joueurs",
    "exercice-observateurs": "observateurs",
    "exercice-carte": "observateurs du service",
    "exercice-equipe": "équipe du service",
    "exercice-briefing": "à lire à voix haute, et à afficher",
}


def compose(context: Context, kit: Kit, files: Sequence[tuple[str, str, str]]) -> Document:
    """The guide; ``files`` are the kind, title and path of each document of the kit."""
    folders = context.templates.folders
    return write(
        context,
        Wording(
            kind="exercice-guide",
            template="exercice-guide",
            title=kit.form.name,
            subtitle=f"Guide de la direction de l’exercice – {kit.scenario.name}",
            reference="EXO-GUIDE",
            blocks={
                "en-bref": lambda _: exercise_play.facts_table(context, kit),
                "fichiers": lambda _: files_table(files),
                "objectifs": lambda _: exercise_play.objectives_table(kit),
                "cibles": lambda _: exercise_play.hits_table(kit),
                "manques": lambda _: exercise_play.misses(kit),
                "equipe": lambda _: exercise_cast.team_table(context, kit),
                "joueurs": lambda _: exercise_cast.cast_table(context, kit),
                "deroule": lambda _: exercise_play.run_table(context, kit),
                "retex-chaud": lambda _: fixed_table(folders, "exercice-retex-chaud"),
            },
            values=guide_values(context, kit),
            restricted=True,
            readers=ANIMATORS,
        ),
    )


def guide_values(context: Context, kit: Kit) -> dict[str, object]:
    """What the sentences of a guide say of the kit."""
    return {
        "lead": _lead(kit),
        "person": kit.casting.common["person"],
        "debriefing": say_duration(kit.form.debriefing),
        "missed": bool(exercise_play.misses(kit).items),
        "retex_days": context.results.facts.threshold("retex_days"),
    }


def _lead(kit: Kit) -> str:
    aimed = sum(one.stimulus.aim is not Aim.NOTHING for one in kit.played)
    return (
        f"{kit.form.length.capitalize()} pour essayer le plan face à « {kit.scenario.name} » : "
        f"{exercise_play.counted(kit)}, dont {aimed} tirés de ce que le dossier déclare."
    )


def files_table(files: Sequence[tuple[str, str, str]]) -> Table:
    """The documents of the kit, and whom each is for."""
    return Table(
        id="fichiers",
        columns=(
            Column("path", "Fichier", CODE, 3.0),
            Column("title", "Ce que c’est", TEXT, 3.6),
            Column("who", "Pour", TEXT, 3.0),
        ),
        rows=tuple(
            row(f"fichier.{path}", Cell(path, bold=True), title, AUDIENCES[kind]) for kind, title, path in files
        ),
    )
