"""``planforge library show``: an entry of the library, whole, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planforge.cli.console import result
from planforge.cli.reporting import emit
from planforge.cli.shapes import entry_shape, user_shape
from planforge.cli.shelves import KINDS, any_folder, found_entry, library_of

if TYPE_CHECKING:
    from planforge.cli.root import Settings
    from planforge.library.loading import Library
    from planforge.library.summaries import Found


@click.command("show")
@click.argument("identifier", metavar="TYPE")
@click.option("--kind", type=click.Choice(KINDS), help="Genre de l’entrée, quand deux portent le même identifiant.")
@click.pass_obj
def command(settings: Settings, identifier: str, kind: str | None) -> None:
    """Écrire en entier une entrée de la bibliothèque : celle du dossier s’il y en a une, sinon celle de planforge.

    TYPE : identifiant d’un type de service, d’un type d’application, d’un formulaire, d’un rôle ou d’un scénario,
    dans cet ordre. Pour les voir tous : planforge list library
    """
    library = library_of(any_folder(settings))
    found = found_entry(library, identifier, kind, settings)
    if settings.json:
        _emit(library, found)
    else:
        from planforge.cli.entry_text import entry_text  # noqa: PLC0415 - kept out of start-up

        result("\n".join(entry_text(library, found)))


def _emit(library: Library, found: Found) -> None:
    """The entry with the keys of its file; for a system, the service types that use it."""
    from planforge.library.originals import original  # noqa: PLC0415 - kept out of start-up
    from planforge.library.summaries import users  # noqa: PLC0415 - same

    source = original(library, found)
    emit(
        "library show",
        kind=found.kind.value,
        **entry_shape(found),
        file=source.file,
        entry=source.data,
        users=[user_shape(user) for user in users(library, found.id)] if found.kind == "systems" else [],
    )
