"""The menu, where ``planforge`` is run without a command on a terminal: each entry runs its command, and comes back."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import complain, result
from planforge.cli.fronts import front_for, is_terminal
from planforge.cli.opening import open_folder
from planforge.cli.places import RECORD, record_folder_if_any
from planforge.cli.reporting import report, report_usage
from planforge.cli.root import CALLED, COMMANDS
from planforge.errors import PlanforgeError, RecordError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.cli.root import Settings
    from planforge.interview.menu import Act, Standing
    from planforge.interview.steps import Front

NEW_FOLDER = "mon-etablissement"
_INTERRUPTED = "Interrompu. Aucun fichier n’est à moitié écrit."
_NOT_SHOWN = "Le dossier ne peut pas être ouvert d’ici. Vos documents sont dans : {folder}"
_NO_DOCUMENTS = "Aucun document n’a encore été produit : choisissez « Produire les documents »."
_NO_SUCH_FOLDER = "Le dossier « {folder} » n’existe pas, ou ne contient pas de fichier {record}."


def offers_menu(settings: Settings) -> bool:
    """Whether a person sits at the terminal, who did not ask for a result."""
    return not settings.json and is_terminal(sys.stdin) and is_terminal(sys.stdout)


def hold_menu(ctx: click.Context) -> None:
    """Offer what may be done, do it and offer again, until the person leaves."""
    from planforge.interview.menu import Act, choose_act  # noqa: PLC0415 - kept out of start-up

    menu = _Menu(ctx, ctx.obj, front_for(ctx.obj, "", text=False))
    try:
        while (act := choose_act(menu.front, menu.standing())) is not Act.QUIT:
            menu.do(act)
    except EOFError:
        return


@dataclass
class _Menu:
    """Where the menu is: the folder it speaks of may change on the way."""

    ctx: click.Context
    settings: Settings
    front: Front

    def standing(self) -> Standing:
        """What there is in the folder at this moment."""
        from planforge.interview.menu import Standing  # noqa: PLC0415 - kept out of start-up

        commands, folder = frozenset(COMMANDS), self.folder()
        if folder is None:
            return Standing(str((self.settings.folder or Path.cwd()).resolve()), commands)
        return Standing(str(folder.resolve()), commands, recorded=True, name=_name(folder), begun=_is_begun(folder))

    def folder(self) -> Path | None:
        """The folder of the record; None where there is no record yet."""
        if self.settings.folder is not None and not self.settings.folder.is_dir():
            return None
        found = record_folder_if_any(replace(self.settings, quiet=True))
        return found if found is not None and (found / RECORD).is_file() else None

    def do(self, act: Act) -> None:
        """What an entry of the menu stands for."""
        from planforge.interview.menu import Act, help_lines  # noqa: PLC0415 - kept out of start-up

        match act:
            case Act.CREATE:
                self._create()
            case Act.EXAMPLE:
                self._example()
            case Act.OTHER_FOLDER:
                self._other_folder()
            case Act.EDIT:
                self._edit()
            case Act.DOCUMENTS:
                self._documents()
            case Act.HELP:
                self.front.tell("\n".join(help_lines(self.standing())))
            case Act.INTERVIEW:
                self._interview()
            case _:
                self.run(act.value)

    def run(self, *words: str) -> None:
        """Run a command as if it had been typed in this folder; however it ends, the menu comes back."""
        folder = self.folder() or self.settings.folder
        self.ctx.obj = replace(self.settings, folder=folder)
        self.ctx.meta.pop(CALLED, None)
        try:
            self._invoke(words)
        except click.exceptions.Exit:
            pass
        except (KeyboardInterrupt, click.exceptions.Abort):
            complain(f"\n{_INTERRUPTED}", self.settings)
        except click.ClickException as error:
            report_usage(error)
        except PlanforgeError as error:
            report(error, self.settings, words[0])

    def _invoke(self, words: Sequence[str]) -> None:
        group = self.ctx.command
        if isinstance(group, click.Group):
            name, command, rest = group.resolve_command(self.ctx, list(words))
            if command is not None:
                with command.make_context(name, rest, parent=self.ctx) as called:
                    command.invoke(called)

    def _interview(self) -> None:
        """The questions of one role, or all of them."""
        from planforge.interview.menu import choose_role  # noqa: PLC0415 - kept out of start-up

        role = choose_role(self.front)
        if role is not None:
            self.run("interview", *(["--role", role] if role else []))

    def _create(self) -> None:
        """The interview, in a new folder: it asks what a record begins with."""
        from planforge.interview.menu import folder_to_create  # noqa: PLC0415 - kept out of start-up

        chosen = folder_to_create(self.front, str(self.settings.folder or Path.cwd() / NEW_FOLDER))
        if chosen:
            self._move_to(_typed_path(chosen))
            self.run("interview")

    def _example(self) -> None:
        """A copy of a worked example beside where one is; the one copied before, where there is one."""
        from planforge.answers.starter import example_names  # noqa: PLC0415 - kept out of start-up
        from planforge.interview.menu import choose_example  # noqa: PLC0415 - same

        name = choose_example(self.front, example_names())
        if name:
            folder = Path.cwd() / f"exemple-{name}"
            if not (folder / RECORD).is_file():
                self.run("init", str(folder), "--example", name)
            self._move_to(folder)

    def _other_folder(self) -> None:
        from planforge.interview.menu import folder_to_open  # noqa: PLC0415 - kept out of start-up

        chosen = folder_to_open(self.front)
        folder = _typed_path(chosen)
        if (folder / RECORD).is_file():
            self._move_to(folder)
        elif chosen:
            complain(_NO_SUCH_FOLDER.format(folder=folder, record=RECORD), self.settings)

    def _move_to(self, folder: Path) -> None:
        self.settings = replace(self.settings, folder=folder)

    def _edit(self) -> None:
        from planforge.cli.edit import kind_options  # noqa: PLC0415 - kept out of start-up
        from planforge.interview.menu import choose_kind  # noqa: PLC0415 - same

        kind = choose_kind(self.front, kind_options())
        if kind:
            self.run("edit", kind)

    def _documents(self) -> None:
        from planforge.binder.manifest import DEFAULT_OUTPUT  # noqa: PLC0415 - kept out of start-up

        documents = (self.folder() or Path.cwd()) / DEFAULT_OUTPUT
        if not documents.is_dir():
            complain(_NO_DOCUMENTS, self.settings)
        elif not open_folder(documents):
            result(_NOT_SHOWN.format(folder=documents.resolve()))


def _typed_path(text: str) -> Path:
    """The folder that was typed; Windows puts quotes around one that is dropped on the window."""
    return Path(text.strip('"')).expanduser()


def _name(folder: Path) -> str:
    """What the establishment is called; "" where nobody said, or where it cannot be read."""
    from planforge.answers.addresses import value_at  # noqa: PLC0415 - kept out of start-up
    from planforge.answers.reading import read_sources  # noqa: PLC0415 - same

    try:
        name = value_at(read_sources(folder).data, ("establishment", "name"))
    except RecordError:
        return ""
    return name if isinstance(name, str) else ""


def _is_begun(folder: Path) -> bool:
    """Whether some question was answered."""
    from planforge.answers.history import all_entries  # noqa: PLC0415 - kept out of start-up

    try:
        return bool(all_entries(folder))
    except RecordError:
        return False
