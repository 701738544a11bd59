"""A record's folder made of texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

HEAD = "schema: 1\nestablishment:\n  name: CH de Murat\n  statute: public\n"

Folder: TypeAlias = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """``folder("services: ...", restricted="people: ...")`` writes a record that starts with an establishment."""

    def write(text: str = "", **others: str) -> Path:
        (tmp_path / "planforge.yaml").write_text(HEAD + text, encoding="utf-8")
        for name, other in others.items():
            (tmp_path / f"{name}.yaml").write_text(other, encoding="utf-8")
        return tmp_path

    return write
