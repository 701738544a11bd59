"""The root command: which commands there are, without importing what they do; errors end here, drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import click

from planforge import __version__
from planforge.cli.console import drop_results, shows_colours

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class CommandEntry(NamedTuple):
    """A command of the help: the module it lives in, what it does, its French alias."""

    module: str
    summary: str
    alias: str


COMMANDS = {
    "init": CommandEntry("planforge.cli.init", "Commencer un dossier, ou copier un exemple.", "commencer"),
    "interview": CommandEntry("planforge.cli.interview", "Répondre aux questions, ou les reprendre.", "entretien"),
    "serve": CommandEntry("planforge.cli.serve", "Les mêmes questions dans le navigateur.", "assistant"),
    "edit": CommandEntry("planforge.cli.edit", "Changer une chose du dossier, et rien d’autre.", "modifier"),
    "history": CommandEntry("planforge.cli.history", "Relire les dernières réponses, ou revenir dessus.", "historique"),
    "check": CommandEntry("planforge.cli.check", "Vérifier le dossier : erreurs, constats, manques.", "verifier"),
    "status": CommandEntry("planforge.cli.status", "Dire ce qui manque, qui le doit, où en sont les fichiers.", "etat"),
    "build": CommandEntry("planforge.cli.build", "Produire les documents Word et Excel.", "produire"),
    "simulate": CommandEntry("planforge.cli.simulate", "Calculer le redémarrage : dates, chances, leviers.", "simuler"),
    "evidence": CommandEntry(
        "planforge.cli.evidence", "Dire où en est chaque exigence, préparer le dossier de preuves.", "preuves"
    ),
    "exercise": CommandEntry("planforge.cli.exercise", "Préparer un exercice de crise ou de terrain.", "exercice"),
    "diff": CommandEntry("planforge.cli.diff", "Dire ce qui a changé depuis une version.", "comparer"),
    "release": CommandEntry("planforge.cli.release", "Figer une version : dossier et documents.", "figer"),
    "adopt": CommandEntry("planforge.cli.adopt", "Ranger à sa place ce qui est écrit à la main.", "adopter"),
    "list": CommandEntry("planforge.cli.list", "Lister ce que contient le dossier, ou la bibliothèque.", "lister"),
    "library": CommandEntry(
        "planforge.cli.library", "Lire une entrée de la bibliothèque, ou la copier.", "bibliotheque"
    ),
    "schema": CommandEntry("planforge.cli.schema", "Écrire le schéma JSON pour l’éditeur de texte.", "schema-json"),
    "migrate": CommandEntry("planforge.cli.migrate", "Mettre un ancien dossier au format actuel.", "migrer"),
}
CALLED = "planforge.command"  # in a context: the command that was called, « library show » for one within another


@dataclass(frozen=True)
class Settings:
    """What the global options say; handed to every command."""

    folder: Path | None = None
    as_of: date | None = None
    quiet: bool = False
    verbose: bool = False
    json: bool = False
    color: str = "auto"
    text: bool = False
    log_file: TextIO | None = None


class LazyGroup(click.Group):
    """A group that imports a command of its table only when it runs."""

    entries: Mapping[str, CommandEntry] = COMMANDS

    @property
    def aliases(self) -> Mapping[str, str]:
        """The commands by French alias."""
        return {entry.alias: name for name, entry in self.entries.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a person meets them."""
        del ctx
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or of that French alias."""
        del ctx
        name = self.aliases.get(cmd_name, cmd_name)
        if name not in self.entries:
            return None
        command: click.Command = import_module(self.entries[name].module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; an unknown one is told with the names it may have been meant for."""
        name = self.aliases.get(args[0], args[0])
        if not (name in self.entries or name.startswith("-") or ctx.resilient_parsing):
            ctx.fail(_unknown_command(name, self))
        ctx.meta[CALLED] = f"{ctx.meta.get(CALLED, '')} {name}".strip()
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, importing none."""
        del ctx
        with formatter.section("Commandes\u00a0"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.entries.items()])


class RootGroup(LazyGroup):
    """The group of all commands: their errors end here, drawn."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command; an error of ours becomes its exit code, a bug goes on as it is."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # The reader of our output left (``planforge check | head``): nothing more to say.
            drop_results()
            raise click.exceptions.Exit(0) from error
        except click.NoSuchOption as error:
            if ctx.invoked_subcommand is None or error.option_name not in _global_options(self):
                raise
            raise click.UsageError(_misplaced(error.option_name, ctx.meta[CALLED]), error.ctx) from error
        except Exception as error:
            from planforge.cli.reporting import report  # noqa: PLC0415 - only when something went wrong
            from planforge.errors import PlanforgeError  # noqa: PLC0415 - same

            if not isinstance(error, PlanforgeError):
                raise
            raise click.exceptions.Exit(report(error, ctx.obj, ctx.meta.get(CALLED, ""))) from error


def _global_options(group: click.Group) -> frozenset[str]:
    return frozenset(name for parameter in group.params for name in parameter.opts)


def _misplaced(option: str, command: str) -> str:
    return f"«\u00a0{option}\u00a0» se place avant la commande\u00a0: planforge {option} {command}"


def _unknown_command(name: str, group: LazyGroup) -> str:
    from planforge.values import close_matches  # noqa: PLC0415 - only when something went wrong

    close = [group.aliases.get(known, known) for known in close_matches(name, [*group.entries, *group.aliases])]
    meant = " ou ".join(f"« {known} »" for known in dict.fromkeys(close))
    hint = f"Vouliez-vous dire {meant} ?" if meant else f"Commandes : {', '.join(group.entries)}."
    return f"La commande « {name} » n’existe pas. {hint}"


class FrenchDate(click.ParamType):  # type: ignore[type-arg]  # generic in click 8.5, not yet in 8.1
    """A date as people write it: 2026-11-20 or 20/11/2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - as click declares it
        """The date, or click's usage error with our sentence."""
        from planforge.values import ValueFault, read_date  # noqa: PLC0415 - kept out of start-up

        if isinstance(value, date):
            return value
        try:
            return read_date(value)
        except ValueFault as fault:
            self.fail(f"{fault} {fault.hint}".strip(), param, ctx)


@click.group(
    cls=RootGroup,
    invoke_without_command=True,
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "--folder",
    type=click.Path(file_okay=False),
    metavar="DOSSIER",
    help="Dossier de l’établissement.",
)
@click.option(
    "--as-of", type=FrenchDate(), metavar="DATE", help="Date à laquelle juger les échéances (sinon : aujourd’hui)."
)
@click.option("-q", "--quiet", is_flag=True, help="N’écrire que le résultat.")
@click.option("-v", "--verbose", is_flag=True, help="Dire aussi les détails.")
@click.option("--json", is_flag=True, help="Résultat en JSON.")
@click.option("--color", type=click.Choice(["auto", "never", "always"]), default="auto", help="Couleurs à l’écran.")
@click.option("--text", is_flag=True, help="Texte simple : ni couleur, ni ligne réécrite.")
@click.option(
    "--log-file",
    type=click.Path(dir_okay=False),
    metavar="FICHIER",
    help="Copier les messages dans ce fichier.",
)
@click.version_option(__version__, message="planforge %(version)s", help="Dire la version.")
@click.pass_context
def root(ctx: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - click hands the options over
    """Plans de continuité et de reprise d’un établissement de santé, à partir d’un seul fichier.

    \b
    planforge                       ouvre un menu, dans un terminal
    planforge init mon-hopital      commence un dossier
    planforge -C mon-hopital check  vérifie ce qui est saisi
    planforge -C mon-hopital build  produit les documents
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    ctx.obj = _settings(ctx, options)
    ctx.color = False if ctx.obj.text else shows_colours(ctx.obj.color)
    if ctx.invoked_subcommand is None:
        from planforge.cli.menu import hold_menu, offers_menu  # noqa: PLC0415 - only without a command

        if offers_menu(ctx.obj):
            hold_menu(ctx)
        else:
            click.echo(ctx.get_help())


def _settings(ctx: click.Context, options: dict[str, Any]) -> Settings:
    from pathlib import Path  # noqa: PLC0415 - kept out of the help

    folder, log = options.pop("folder"), options.pop("log_file")
    return Settings(
        folder=Path(folder) if folder else None, log_file=_opened(ctx, Path(log)) if log else None, **options
    )


def _opened(ctx: click.Context, path: Path) -> TextIO:
    try:
        log = path.open("a", encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"--log-file : « {path} » ne peut pas être écrit.", ctx) from error
    ctx.call_on_close(log.close)
    return log
