"""``planforge library``: an entry of the library read whole, or copied to be corrected."""

from __future__ import annotations

import click

from planforge.cli.root import CommandEntry, LazyGroup

COMMANDS = {
    "show": CommandEntry("planforge.cli.library_show", "Écrire une entrée en entier.", "montrer"),
    "copy": CommandEntry("planforge.cli.library_copy", "Copier une entrée, pour la corriger.", "copier"),
}


class LibraryGroup(LazyGroup):
    """The commands of the library."""

    entries = COMMANDS


@click.group("library", cls=LibraryGroup, subcommand_metavar="COMMANDE [ARGUMENTS]...")
def command() -> None:
    """Lire une entrée de la bibliothèque, ou la copier dans le dossier pour la corriger.

    \b
    planforge list library             donne toutes les entrées
    planforge library show urgences    écrit le mode dégradé des urgences
    planforge library copy urgences    le copie dans library/, à corriger
    """  # noqa: D301 - \b is click's mark for lines kept as they are
