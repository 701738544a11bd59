"""``planforge exercise``: kits of crisis exercises and field tests, made from the record."""

from __future__ import annotations

import click

from planforge.cli.root import CommandEntry, LazyGroup

COMMANDS = {
    "new": CommandEntry("planforge.cli.exercise_new", "Préparer un kit d’exercice.", "nouveau"),
}


class ExerciseGroup(LazyGroup):
    """The commands of exercises."""

    entries = COMMANDS


@click.group("exercise", cls=ExerciseGroup, subcommand_metavar="COMMANDE [ARGUMENTS]...")
def command() -> None:
    """Préparer un exercice de crise, ou le test de terrain du plan d’un service, à partir du dossier.

    \b
    planforge exercise new --level beginner --kind crisis                   une demi-journée, une cellule
    planforge exercise new --level beginner --kind field --services urgences    deux heures sur papier
    """  # noqa: D301 - \b is click's mark for lines kept as they are
