"""A small record on disk, and documents of one line instead of Word files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from planforge.binder import workshop
from planforge.binder.rendering import OFFICE
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import pieces
from tests.quick import QuickRenderer

RECORD = """\
schema: 1
establishment:
  name: CH de Murat
  statute: public
  logo: logo.png
document:
  date: 15/01/2026
  next_review: 01/06/2026
people:
  - id: dsi
    function: Directeur des systèmes d’information
scenarios:
  - {id: cyber, name: Cyberattaque, kind: cyber}
  - {id: panne, name: Panne, kind: local-failure}
services:
  - {id: urgences, name: Urgences, type: urgences, applications: [{application: dpi, level: vital}]}
applications:
  - id: dpi
    name: Dossier patient
    rto: {unknown: {ask: dsi, due: 2026-03-01}}
    rpo: {unknown: {ask: dsi, due: 2026-02-01}}
    vendor: {unknown: {ask: acheteur}}
"""

Write: TypeAlias = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write(text)`` puts a record in its folder and gives the folder."""

    def put(text: str) -> Path:
        (tmp_path / "murat").mkdir(exist_ok=True)
        (tmp_path / "murat" / "planforge.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "murat"

    return put


@pytest.fixture
def text() -> str:
    """The text of a small valid record."""
    return RECORD


@pytest.fixture
def murat(write: Write) -> Path:
    """The folder of a small valid record."""
    return write(RECORD)


@pytest.fixture
def count() -> Callable[[Path], int]:
    """``count(folder)``: how many documents the record of a folder makes."""
    return lambda folder: len(tuple(pieces(open_workshop(folder, None, OFFICE).renderer.context)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of one line, so that tests do not wait for Word."""
    monkeypatch.setattr(workshop, "Renderer", QuickRenderer)
