from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

from planforge.answers import migration

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_current_record_is_left_alone(planforge: Command, murat: Path) -> None:
    done = planforge("-C", murat, "migrate")
    assert done.code == 0
    assert done.out == "Le dossier est déjà au format 1. Rien n’a été modifié.\n"
    assert [path.name for path in murat.iterdir()] == ["planforge.yaml"]


@pytest.fixture
def _next_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planforge of the next format, one step further."""
    steps = {1: lambda data: data}
    monkeypatch.setattr(migration, "migrate", partial(migration.migrate, steps=steps, target=2))


@pytest.mark.usefixtures("_next_format")
def test_an_older_record_is_brought_forward_with_a_copy_kept(planforge: Command, murat: Path) -> None:
    old = (murat / "planforge.yaml").read_bytes()
    said = planforge("-C", murat, "migrate", "--dry-run").out
    assert "Le dossier passerait du format 1 au format 2.\n  L’ancien fichier serait conservé : " in said
    assert (murat / "planforge.yaml").read_bytes() == old
    done = json.loads(planforge("-C", murat, "--json", "migrate").out)
    assert (done["before"], done["after"], done["dry_run"]) == (1, 2, False)
    assert (murat / "planforge.yaml").read_text("utf-8").startswith("schema: 2")
    [kept] = done["backups"]
    assert old in {path.read_bytes() for path in murat.iterdir()}
    assert str(murat) in kept


def test_a_newer_record_is_refused(planforge: Command, murat: Path) -> None:
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("schema: 1", "schema: 9"), encoding="utf-8")
    done = planforge("-C", murat, "migrate")
    assert done.code == 3
    assert "Ce dossier est au format 9, plus récent que ce planforge (format 1)." in done.err
