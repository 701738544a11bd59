"""Who works, on which machine, and what time it is: read here, handed down to whatever keeps answers."""

from __future__ import annotations

import getpass
import os
import socket
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.answers.locking import Holder


def user_name() -> str:
    """The name that the system knows the person by; "" where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, and no account of that number
        return ""


def now() -> str:
    """The time on the wall, as ISO text."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def holder() -> Holder:
    """Who takes the lock of a folder."""
    from planforge.answers.locking import Holder  # noqa: PLC0415 - kept out of start-up

    return Holder(user_name(), socket.gethostname(), os.getpid(), now())
