"""``planforge exercise``: kits of crisis exercises and field tests, the grids that come back, their reports."""

from __future__ import annotations

import click

from planforge.cli.root import CommandEntry, LazyGroup

COMMANDS = {
    "new": CommandEntry("planforge.cli.exercise_new", "Préparer un kit d’exercice.", "nouveau"),
    "record": CommandEntry("planforge.cli.exercise_record", "Reprendre une grille remplie.", "reprendre"),
    "report": CommandEntry("planforge.cli.exercise_report", "Écrire le RETEX d’un exercice.", "compte-rendu"),
}


class ExerciseGroup(LazyGroup):
    """The commands of exercises."""

    entries = COMMANDS


@click.group("exercise", cls=ExerciseGroup, subcommand_metavar="COMMANDE [ARGUMENTS]...")
def command() -> None:
    """Préparer un exercice de crise ou un test de terrain, reprendre sa grille, écrire son RETEX.

    \b
    planforge exercise new --level beginner                                 une demi-journée, une cellule
    planforge exercise new --level beginner --kind field --services urgences    deux heures sur papier
    planforge exercise record grille-evaluation.xlsx                        reprend la grille remplie
    planforge exercise report                                               écrit le RETEX du dernier exercice
    """  # noqa: D301 - \b is click's mark for lines kept as they are
