"""``planforge init``: a commented starter record, or a copy of a worked example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import result
from planforge.cli.reporting import emit
from planforge.values import close_matches

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from planforge.cli.root import Settings


@click.command("init")
@click.argument("folder", metavar="[DOSSIER]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--statute", default="public", metavar="S", help="Statut : public, espic, private, army ou gcs.")
@click.option(
    "--activity",
    "activities",
    multiple=True,
    metavar="A",
    help="Activité : mco, smr, psy, had, ehpad… (répétable, ou séparées par des virgules).",
)
@click.option("--scope", default="vital", metavar="E", help="Services : minimum, vital (sinon) ou all.")
@click.option("--name", default="", metavar="NOM", help="Nom de l’établissement.")
@click.option("--example", metavar="NOM", help="Copier un exemple complet au lieu d’un dossier à remplir.")
@click.pass_obj
def command(settings: Settings, /, folder: Path, example: str | None, **start: Any) -> None:  # noqa: ANN401 - options
    """Commencer un dossier dans DOSSIER, sans rien écraser.

    \b
    planforge init mon-hopital --statute public --activity mco --activity smr
    planforge init essai --example ehpad
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    written = _example(folder, example) if example is not None else _starter(folder, start)
    if settings.json:
        emit("init", files=[str(path) for path in written])
        return
    for path in written:
        result(f"Écrit : {path}")
    result(f"Ensuite : planforge -C {folder} check, puis planforge -C {folder} build")


def _example(folder: Path, name: str) -> tuple[Path, ...]:
    from planforge.answers.starter import copy_example, example_names  # noqa: PLC0415 - kept out of start-up

    _expect("--example", [name], example_names())
    return copy_example(name, folder)


def _starter(folder: Path, start: dict[str, Any]) -> tuple[Path, ...]:
    from planforge.answers.starter import SCOPES, write_starter  # noqa: PLC0415 - kept out of start-up
    from planforge.model.establishment import Care, Statute  # noqa: PLC0415 - same

    activities = tuple(word.strip() for words in start["activities"] for word in words.split(",") if word.strip())
    _expect("--statute", [start["statute"]], _values(Statute))
    _expect("--activity", activities, _values(Care))
    _expect("--scope", [start["scope"]], SCOPES)
    return write_starter(folder, start["statute"], activities, start["name"], start["scope"])


def _values(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


def _expect(option: str, given: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuse a word that is not one of these, with the one that it may have been meant for."""
    for word in given:
        if word not in known:
            close = close_matches(word, known, 1)
            meant = f" Vouliez-vous dire « {close[0]} » ?" if close else ""
            raise click.UsageError(f"{option} : « {word} » n’existe pas.{meant} Valeurs : {', '.join(known)}.")
