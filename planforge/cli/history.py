"""``planforge history``: the last answers in plain French, and how to take them back."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from planforge.cli.console import complain, result, say
from planforge.cli.drawing import problems_text
from planforge.cli.entry import NEEDS_INPUT, NOT_DONE
from planforge.cli.folding import fold_and_tell
from planforge.cli.fronts import front_for, is_terminal
from planforge.cli.paragraphs import folded
from planforge.cli.person import holder, now, user_name
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit
from planforge.cli.shapes import answer_shape, problem_shape
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planforge.answers.journal import Entry
    from planforge.answers.undoing import Undoing
    from planforge.cli.root import Settings
    from planforge.interview.retelling import Told

_FEW = 10
_NO_INPUT = "Entrée nécessaire : pour revenir sur des réponses sans terminal, ajoutez --yes."


@click.command("history")
@click.option("-n", "count", type=click.IntRange(1), default=_FEW, metavar="N", help="Combien de réponses relire (10).")
@click.option(
    "--undo",
    type=click.IntRange(1),
    is_flag=False,
    flag_value=1,
    metavar="[N]",
    help="Revenir sur les N dernières réponses (sinon : la dernière).",
)
@click.option("--yes", is_flag=True, help="Ne pas demander de confirmation (avec --undo).")
@click.option("--dry-run", is_flag=True, help="Dire ce qui changerait, sans rien écrire (avec --undo).")
@click.pass_obj
def command(settings: Settings, *, count: int, undo: int | None, yes: bool, dry_run: bool) -> None:
    """Relire les dernières réponses du questionnaire : quand, qui, quoi, avant et après.

    \b
    planforge history            les dix dernières, la plus récente d’abord
    planforge history --undo 2   remet ce qu’il y avait avant les deux dernières
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    if undo is None and (yes or dry_run):
        raise click.UsageError("--yes et --dry-run ne servent qu’avec --undo.")
    folder = record_folder(settings)
    if undo is None:
        _read(settings, folder, count)
    else:
        _undo(settings, folder, undo, yes=yes, dry_run=dry_run)


def _read(settings: Settings, folder: Path, count: int) -> None:
    from planforge.answers.history import last_answers  # noqa: PLC0415 - kept out of start-up

    entries = last_answers(folder, count)
    told = _told(folder, entries)
    if settings.json:
        emit("history", folder=str(folder), answers=[answer_shape(one) for one in told])
    elif told:
        result("\n".join(_text(told)))
    else:
        result("Aucune réponse n’a encore été donnée par le questionnaire dans ce dossier.")


def _told(folder: Path, entries: tuple[Entry, ...]) -> tuple[Told, ...]:
    from planforge.answers.reading import OWN_LIBRARY, read_sources  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.retelling import retold  # noqa: PLC0415 - same
    from planforge.library.loading import load_library  # noqa: PLC0415 - same

    return retold(read_sources(folder), load_library(folder / OWN_LIBRARY), entries) if entries else ()


def _text(told: tuple[Told, ...]) -> Iterator[str]:
    """Each answer: when and who, where, what it was before and what it is since."""
    for rank, one in enumerate(told, 1):
        who = f", {one.entry.by}" if one.entry.by else ""
        yield f"{rank}. {_moment(one.entry.at)}{who}"
        yield folded(f"{' › '.join(one.path)} : {_change(one)}", indent=3)


def _change(one: Told) -> str:
    if not one.changed:
        return f"{one.after} (confirmé)"
    return f"{one.before} → {one.after}"


def _moment(text: str) -> str:
    """« 20/11/2026 à 9 h 05 »; the text itself where it is no date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text or "date inconnue"
    return f"{say_date(moment.date())} à {moment.hour} h {moment.minute:02}"


def _undo(settings: Settings, folder: Path, count: int, *, yes: bool, dry_run: bool) -> None:
    """Take the last answers back, once what it does is shown and agreed."""
    from planforge.answers.locking import locked  # noqa: PLC0415 - kept out of start-up
    from planforge.answers.undoing import foresee  # noqa: PLC0415 - same

    if not (yes or dry_run or (is_terminal(sys.stdin) and not settings.json)):
        raise _no_input(settings)
    if dry_run:
        _show(settings, folder, foresee(folder, count), dry_run=True)
        return
    with locked(folder, holder()):
        foreseen = foresee(folder, count)
        _show(settings, folder, foreseen, dry_run=False)
        if foreseen.answers and (yes or _agreed(settings)):
            _take_back(settings, folder, len(foreseen.answers))


def _show(settings: Settings, folder: Path, foreseen: Undoing, *, dry_run: bool) -> None:
    """Say what goes back to what. Leaves with « not done » where the record could not be read any more."""
    told = _told(folder, foreseen.answers)
    problems = [problem_shape(problem) for problem in foreseen.problems]
    if settings.json:
        shapes = [answer_shape(one) for one in told]
        emit("history", problems=problems, folder=str(folder), undone=shapes, dry_run=dry_run)
    elif not told:
        result("Aucune réponse sur laquelle revenir.")
    else:
        result("\n".join(_back_text(told, dry_run=dry_run)))
    kept = len(foreseen.conflicts)
    if kept:
        hand = plural(kept, "place garde", "places gardent")
        say(f"{hand} ce qui y a été écrit à la main depuis.", settings)
    if foreseen.problems:
        complain(f"{problems_text(foreseen.problems)} Revenir en arrière rendrait le dossier illisible.", settings)
        complain("Rien n’a été modifié.", settings)
        raise click.exceptions.Exit(NOT_DONE)


def _back_text(told: tuple[Told, ...], *, dry_run: bool) -> Iterator[str]:
    verb = "reviendrait" if dry_run else "revient"
    which = "laquelle" if len(told) == 1 else "lesquelles"
    yield f"{plural(len(told), 'réponse')} sur {which} on {verb} :"
    for one in told:
        yield folded(f"{' › '.join(one.path)} : {one.after} → {one.before}")
    if dry_run:
        yield "Rien n’a été écrit."


def _agreed(settings: Settings) -> bool:
    try:
        return front_for(settings, "history", text=False).confirm("Remettre ces valeurs ?")
    except EOFError:
        return False


def _take_back(settings: Settings, folder: Path, count: int) -> None:
    from planforge.answers.history import undo  # noqa: PLC0415 - kept out of start-up

    undo(folder, count, at=now(), by=user_name())
    fold_and_tell(folder, settings)
    if not settings.json:
        done = plural(count, "valeur remise", "valeurs remises")
        result(f"{done} comme avant. Pour annuler : planforge history --undo {count}")


def _no_input(settings: Settings) -> click.exceptions.Exit:
    if settings.json:
        emit("history", problems=[{"code": "input-needed", "message": _NO_INPUT}])
    else:
        complain(_NO_INPUT, settings)
    return click.exceptions.Exit(NEEDS_INPUT)
