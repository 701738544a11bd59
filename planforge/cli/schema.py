"""``planforge schema``: the JSON Schema that a text editor uses to complete and check the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result
from planforge.cli.reporting import emit

if TYPE_CHECKING:
    from planforge.cli.root import Settings


@click.command("schema")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Fichier à écrire (sinon à l’écran).",
)
@click.pass_obj
def command(settings: Settings, output: Path | None) -> None:
    """Écrire le schéma JSON de planforge.yaml, pour un éditeur de texte.

    « planforge init » l’écrit déjà à côté du dossier, dans .planforge/schema.json.
    """
    from planforge.answers.schema import json_schema  # noqa: PLC0415 - kept out of start-up

    text = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    if output is None:
        result(text)
        return
    from planforge.answers.saving import write_whole  # noqa: PLC0415 - same

    write_whole(output, f"{text}\n".encode())
    if settings.json:
        emit("schema", files=[str(output)])
    else:
        result(f"Schéma écrit : {output}")
