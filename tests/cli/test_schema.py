from __future__ import annotations

import json
from typing import TYPE_CHECKING

from planforge.answers.schema import json_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_the_schema_is_printed(planforge: Command) -> None:
    done = planforge("schema")
    assert done.code == 0
    assert json.loads(done.out.replace(" ", "")) == json.loads(
        json.dumps(json_schema()).replace("\\u00a0", "").replace(" ", "")
    )


def test_the_schema_is_written_where_it_is_asked_for(planforge: Command, tmp_path: Path) -> None:
    file = tmp_path / "sub" / "schema.json"
    assert planforge("schema", "--output", file).out == f"Schéma écrit : {file}\n"
    assert json.loads(file.read_text("utf-8")) == json_schema()
    assert json.loads(planforge("--json", "schema", "--output", file).out)["files"] == [str(file)]


def test_a_place_that_cannot_be_written_is_said(planforge: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = planforge("schema", "--output", tmp_path / "file" / "schema.json")
    assert done.code == 6
    assert "schema.json : impossible d’écrire ici (un fichier porte déjà le nom du dossier)." in done.err
