"""Answers of the questionnaire that are not in the record's files yet: they count, and whoever writes files them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.cli.console import say
from planforge.cli.places import RECORD
from planforge.errors import OutputError, RecordError
from planforge.values import french, plural

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.journal import Entry
    from planforge.answers.locking import LockedError
    from planforge.cli.root import Settings

_ONE = f"réponse du questionnaire pas encore rangée dans {RECORD} : elle compte"
_MANY = f"réponses du questionnaire pas encore rangées dans {RECORD} : elles comptent"


def tell_pending(folder: Path, settings: Settings) -> None:
    """Say in one line that answers are pending, where some are: the command reads the record with them."""
    count = _count(folder)
    if count:
        say(french(f"{plural(count, _ONE, _MANY)}."), settings)


def file_pending(folder: Path, settings: Settings) -> None:
    """Write the pending answers, where some are, into the record's files, under the lock, and say so.

    Raises ``LockedError`` where somebody is answering, ``RecordError`` or ``OutputError`` where the files cannot be
    read or written.
    """
    from planforge.answers.locking import locked  # noqa: PLC0415 - kept out of start-up
    from planforge.cli.folding import fold_and_tell  # noqa: PLC0415 - same
    from planforge.cli.person import holder  # noqa: PLC0415 - same

    if _pending(folder):
        with locked(folder, holder()):
            fold_and_tell(folder, settings)


def file_pending_if_free(folder: Path, settings: Settings) -> None:
    """The same, before a command that reads the record with the pending answers anyway.

    Where somebody is answering at this moment, or where the files cannot be written, they stay pending, which is said.
    Raises ``RecordError`` where the record cannot be read.
    """
    from planforge.answers.locking import LockedError  # noqa: PLC0415 - kept out of start-up

    try:
        file_pending(folder, settings)
    except LockedError as error:
        say(french(_busy(error)), settings)
        tell_pending(folder, settings)
    except OutputError as error:
        say(str(error), settings)
        tell_pending(folder, settings)


def _busy(error: LockedError) -> str:
    who = f"{error.holder.user} (poste {error.holder.host})" if error.holder else "Quelqu’un"
    return f"{who} répond en ce moment au questionnaire : ses réponses seront rangées quand il aura fini."


def _pending(folder: Path) -> tuple[Entry, ...]:
    """The pending answers; none where the command itself will say what is wrong."""
    from planforge.answers.pending import pending  # noqa: PLC0415 - kept out of start-up

    if not (folder / RECORD).is_file():
        return ()
    try:
        return tuple(entry for entry in pending(folder) if entry.op != "visit")
    except RecordError:
        return ()


def _count(folder: Path) -> int:
    """How many places of the record have a pending answer that counts: one that the files contradict does not."""
    from planforge.answers.changes import changes_of  # noqa: PLC0415 - kept out of start-up
    from planforge.answers.reading import read_files  # noqa: PLC0415 - same

    entries = _pending(folder)
    if not entries:
        return 0
    try:
        changes = changes_of(read_files(folder).data, entries)
    except RecordError:
        return 0
    return len({entry.address for entry in entries} - {conflict.address for conflict in changes.conflicts})
