"""The library that a command reads: the hospital's own entries first, where there is a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planforge.cli.console import say
from planforge.cli.places import record_folder_if_any
from planforge.values import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.cli.root import Settings
    from planforge.library.loading import Library
    from planforge.library.summaries import EntryKind, Found

KIND_NAMES = {
    "services": ("type de service", "Services"),
    "systems": ("type d’application ou d’infrastructure", "Applications et infrastructure"),
    "forms": ("formulaire", "Formulaires"),
    "roles": ("rôle de crise", "Rôles de crise"),
    "scenarios": ("scénario", "Scénarios"),
    "ward-roles": ("rôle de service", "Rôles de service"),
    "contacts": ("contact extérieur", "Contacts"),
    "messages": ("message prêt", "Messages"),
    "milestones": ("jalon d’une panne qui dure", "Jalons"),
}  # one of them, then a list of them
KINDS = tuple(KIND_NAMES)


def library_of(folder: Path | None) -> Library:
    """The library of the record in ``folder``; the one that comes with planforge where there is none."""
    from planforge.answers.reading import OWN_LIBRARY  # noqa: PLC0415 - kept out of start-up
    from planforge.library.loading import load_library  # noqa: PLC0415 - same

    return load_library(None if folder is None else folder / OWN_LIBRARY)


def any_folder(settings: Settings) -> Path | None:
    """The folder of the record, None where there is none; which library is read is said on standard error."""
    folder = record_folder_if_any(settings)
    if folder is None:
        say("Aucun dossier d’établissement ici : bibliothèque livrée avec planforge.", settings)
    return folder


def found_entry(library: Library, identifier: str, kind: str | None, settings: Settings) -> Found:
    """The entry that bears the identifier, others of that name being told on standard error; else a usage error."""
    from planforge.library.summaries import EntryKind, look_up, meant  # noqa: PLC0415 - kept out of start-up

    kinds = (EntryKind(kind),) if kind else tuple(EntryKind)
    found = look_up(library, identifier, kinds)
    if not found:
        raise click.UsageError(_unknown(identifier, kinds, meant(library, identifier, kinds)))
    for other in found[1:]:
        name = KIND_NAMES[other.kind][0]
        say(f"{quoted(other.id)} est aussi un {name}, {quoted(other.name)} : --kind {other.kind.value}", settings)
    return found[0]


def _unknown(identifier: str, kinds: tuple[EntryKind, ...], close: tuple[str, ...]) -> str:
    what = f"Aucun {KIND_NAMES[kinds[0]][0]}" if len(kinds) == 1 else "Aucune entrée de la bibliothèque"
    meant = f" Vouliez-vous dire {' ou '.join(map(quoted, close))} ?" if close else ""
    return f"{what} ne s’appelle {quoted(identifier)}.{meant} Pour les voir : planforge list library"
