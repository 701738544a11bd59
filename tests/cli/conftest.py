"""The command line, run in this process or in one of its own, and small records for it to work on."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from planforge.binder import workshop
from planforge.binder.rendering import OFFICE
from planforge.cli.entry import run
from planforge.compose.catalogue import pieces
from tests.quick import QuickRenderer

ROOT = Path(__file__).resolve().parents[2]
RECORD = """\
schema: 1
establishment:
  name: CH de Murat
  statute: public
  activities: [mco]
document:
  version: "1.0"
  date: 15/01/2026
  next_review: 01/06/2026
people:
  - id: dsi
    function: Directeur des systèmes d’information
scenarios:
  - id: cyber
    name: Cyberattaque
    kind: cyber
services:
  - id: urgences
    name: Urgences
    type: urgences
    applications:
      - application: dpi
        level: vital
applications:
  - id: dpi
    name: Dossier patient
    rto: {unknown: {ask: dsi, due: 2026-03-01}}
    rpo: {unknown: {ask: dsi, due: 2026-02-01}}
    vendor: {unknown: {ask: acheteur}}
"""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed; non-breaking spaces are spaces here."""

    code: int
    out: str
    err: str


Command: TypeAlias = Callable[..., Done]
Establishment: TypeAlias = Callable[..., Path]


@pytest.fixture
def planforge(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """``planforge("check", "--strict")`` runs the command in this process."""
    for name in ("LANGUAGE", "NO_COLOR", "PLANFORGE_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")  # put back at the end, whatever the command makes of it
    domain = gettext.textdomain()

    def command(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["planforge", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            run()
        said = capsys.readouterr()
        return Done(int(str(left.value.code)), plain(said.out), plain(said.err))

    yield command
    gettext.textdomain(domain)


@pytest.fixture
def apart() -> Command:
    """``apart("check", cwd=folder, TERM="dumb")`` runs the command in a process of its own, with that environment."""

    def command(*arguments: object, cwd: Path, encoding: str = "utf-8", **environment: str) -> Done:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT"}}
        done = subprocess.run(
            [sys.executable, "-m", "planforge", *map(str, arguments)],
            cwd=cwd,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, **environment},
            capture_output=True,
            check=False,
        )
        return Done(done.returncode, plain(done.stdout.decode(encoding)), plain(done.stderr.decode(encoding)))

    return command


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture
def establishment(tmp_path: Path) -> Establishment:
    """``establishment("murat", extra="teams: []")`` writes a record in a folder of that name."""

    def write(name: str = "murat", extra: str = "", text: str = RECORD) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "planforge.yaml").write_text(text + extra, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def murat(establishment: Establishment) -> Path:
    """The folder of a small valid record, with findings and gaps."""
    return establishment()


@pytest.fixture(scope="session")
def count(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many documents the small record makes."""
    folder = tmp_path_factory.mktemp("compte")
    (folder / "planforge.yaml").write_text(RECORD, encoding="utf-8")
    return len(tuple(pieces(workshop.open_workshop(folder, None, OFFICE).renderer.context)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> type[QuickRenderer]:
    """Documents of one line, so that tests of the command do not wait for Word; gives what writes them."""
    monkeypatch.setattr(workshop, "Renderer", QuickRenderer)
    return QuickRenderer
