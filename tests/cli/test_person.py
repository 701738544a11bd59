from __future__ import annotations

import getpass
import os
import socket
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from planforge.cli.person import holder, now, user_name

if TYPE_CHECKING:
    import pytest


def test_who_works_where_and_when_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "claire")
    found = holder()
    assert (found.user, found.host, found.pid) == ("claire", socket.gethostname(), os.getpid())
    assert datetime.fromisoformat(found.since).tzinfo is not None
    assert len(now()) == len("2026-11-27T09:00:00+01:00")


def test_a_person_the_system_does_not_know_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> NoReturn:
        raise KeyError(1000)

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert user_name() == ""
