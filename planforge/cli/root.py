"""The root command: which commands there are, without importing what they do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from planforge import __version__


class CommandEntry(NamedTuple):
    """A command of the help: the module it lives in, what it does, its French alias."""

    module: str
    summary: str
    alias: str


COMMANDS = {
    "init": CommandEntry("planforge.cli.init", "Commencer un dossier, ou copier un exemple.", "commencer"),
    "check": CommandEntry("planforge.cli.check", "Vérifier le dossier : erreurs, constats, manques.", "verifier"),
    "status": CommandEntry("planforge.cli.status", "Dire ce qui manque, qui le doit, où en sont les fichiers.", "etat"),
    "build": CommandEntry("planforge.cli.build", "Produire les documents Word et Excel.", "produire"),
    "schema": CommandEntry("planforge.cli.schema", "Écrire le schéma JSON pour l’éditeur de texte.", "schema-json"),
    "migrate": CommandEntry("planforge.cli.migrate", "Mettre un ancien dossier au format actuel.", "migrer"),
}
_ALIASES = {entry.alias: name for name, entry in COMMANDS.items()}


@dataclass(frozen=True)
class Settings:
    """What the global options say; handed to every command."""

    folder: Path | None = None
    as_of: date | None = None
    quiet: bool = False
    verbose: bool = False
    json: bool = False
    color: str = "auto"
    log_file: Path | None = None
    notes: dict[str, Any] = field(default_factory=dict)


class LazyGroup(click.Group):
    """A group that imports a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a person meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or of that French alias."""
        del ctx
        name = _ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[name].module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, importing none."""
        del ctx
        with formatter.section("Commandes"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


class FrenchDate(click.ParamType):
    """A date as people write it: 2026-11-20 or 20/11/2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The date, or click's usage error with our sentence."""
        from planforge.values import ValueFault, read_date  # noqa: PLC0415 - kept out of start-up

        if isinstance(value, date):
            return value
        try:
            return read_date(value)
        except ValueFault as fault:
            self.fail(f"{fault} ({fault.hint})" if fault.hint else str(fault), param, ctx)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "--folder", type=click.Path(path_type=Path, file_okay=False), help="Dossier de l’établissement.")
@click.option("--as-of", type=FrenchDate(), help="Date à laquelle juger les échéances (sinon : aujourd’hui).")
@click.option("-q", "--quiet", is_flag=True, help="N’écrire que le résultat.")
@click.option("-v", "--verbose", is_flag=True, help="Dire aussi les détails.")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
@click.option("--color", type=click.Choice(["auto", "never", "always"]), default="auto", help="Couleurs à l’écran.")
@click.option("--text", is_flag=True, hidden=True, help="Texte simple, sans couleur ni réécriture de ligne.")
@click.option(
    "--log-file", type=click.Path(path_type=Path, dir_okay=False), help="Copier les messages dans ce fichier."
)
@click.version_option(__version__, message="planforge %(version)s", help="Dire la version.")
@click.pass_context
def root(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - click hands the options over
    """Plans de continuité et de reprise d’un établissement de santé, à partir d’un seul fichier.

    \b
    planforge init mon-hopital      commence un dossier
    planforge -C mon-hopital check  vérifie ce qui est saisi
    planforge -C mon-hopital build  produit les documents
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    options["json"] = options.pop("as_json")
    if options.pop("text"):
        options["color"] = "never"
    ctx.obj = Settings(**options)
