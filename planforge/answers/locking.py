"""One person at a time in a folder: a lock that names who is there, and that a dead process does not keep."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import reason, write_whole
from planforge.errors import OutputError, PlanforgeError
from planforge.values.dates import say_date
from planforge.values.typography import french

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = f"{STATE_FOLDER}/lock"
_FOR_ITS_OWNER = 0o600
_TRIES = 100  # a lock that comes and goes this often is a link to nowhere


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works in a folder: name of the person and of the machine, process, ISO date and time."""

    user: str
    host: str
    pid: int
    since: str


class LockedError(PlanforgeError):
    """Somebody else works in the folder; ``holder`` says who, None where the lock does not tell."""

    def __init__(self, folder: Path, holder: Holder | None) -> None:
        self.folder = folder
        self.holder = holder
        super().__init__(french(_told(folder / LOCK, holder)))

    def __reduce__(self) -> tuple[type[LockedError], tuple[Path, Holder | None]]:
        """Survive the way back from a worker process."""
        return (type(self), (self.folder, self.holder))


@contextmanager
def locked(folder: Path, me: Holder) -> Iterator[None]:
    """The folder is ours inside the block; the lock of a dead process of this machine is taken over.

    Raises ``LockedError`` where somebody else is there, ``OutputError`` where the folder cannot be written.
    """
    mine = json.dumps(asdict(me)).encode()
    try:
        (folder / STATE_FOLDER).mkdir(exist_ok=True)
        _acquire(folder, me, mine)
    except OSError as error:
        raise OutputError(french(f"{LOCK} : impossible d’écrire ici ({reason(error)}).")) from error
    try:
        yield
    finally:
        _release(folder / LOCK, mine)


def is_running(pid: int) -> bool:
    """Whether a process of this machine is alive."""
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)  # no signal is sent: the system only says whether there is somebody to send it to
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # somebody else's
    return True


if sys.platform == "win32":

    def _is_running_on_windows(pid: int) -> bool:
        """Asked of the system itself: on Windows, ``os.kill`` would send a Ctrl-C."""
        import ctypes  # noqa: PLC0415 - Windows only

        may_be_asked, still_active, access_denied = 0x1000, 259, 5
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        process = ctypes.c_void_p(kernel.OpenProcess(may_be_asked, 0, pid))
        if not process:
            return ctypes.get_last_error() == access_denied
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return code.value == still_active


def _acquire(folder: Path, me: Holder, mine: bytes) -> None:
    path = folder / LOCK
    for _ in range(_TRIES):
        if _created(path, mine):
            return
        found = _content(path)
        if found is None:
            continue  # released between the two: try again
        holder = _holder(found)
        if holder is None or holder.host != me.host or is_running(holder.pid):
            raise LockedError(folder, holder)
        if _taken_over(path, found, mine):
            return
        raise LockedError(folder, _holder(_content(path) or found))
    raise LockedError(folder, None)


def _created(path: Path, content: bytes) -> bool:
    """Whether the file is there now and was not before."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ITS_OWNER)
    except FileExistsError:
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def _taken_over(path: Path, dead: bytes, mine: bytes) -> bool:
    """Whether the dead lock is ours now; False where another process takes it over as well.

    Only the one that creates the claim, named after this very lock, may replace it: two processes that find the same
    dead lock never both get in.
    """
    claim = path.with_name(f"{path.name}-{hashlib.sha256(dead).hexdigest()[:12]}")
    if not _created(claim, mine):
        return False
    try:
        if _content(path) != dead:
            return False
        write_whole(path, mine, private=True)
        return True
    finally:
        claim.unlink(missing_ok=True)


def _release(path: Path, mine: bytes) -> None:
    """Remove the lock, unless somebody sure of himself removed it and another took his place."""
    with suppress(OSError):  # left behind, it is that of a dead process
        if _content(path) == mine:
            path.unlink()


def _content(path: Path) -> bytes | None:
    """What the lock says, None where there is none; nothing where it is for its owner's eyes alone."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError:
        return b""


def _holder(content: bytes) -> Holder | None:
    """Who a lock names; None where it is damaged, or being written this very moment."""
    try:
        said = json.loads(content)
        holder = Holder(str(said["user"]), str(said["host"]), int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return None
    return holder if holder.pid > 0 else None


def _told(lock: Path, holder: Holder | None) -> str:
    who = "quelqu’un d’autre"
    if holder is not None:
        who = f"{holder.user} (poste {holder.host}) depuis {_moment(holder.since)}"
    return (
        f"Ce dossier est déjà ouvert par {who}. Attendez, ou supprimez le fichier « {lock} » "
        "si vous êtes sûr que plus personne n’y travaille."
    )


def _moment(text: str) -> str:
    """« le 20/11/2026 à 9 h 05 »; the text itself where it is no date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"le {say_date(moment.date())} à {moment.hour} h {moment.minute:02}"
