"""``planforge status``: how far the record is, who owes what, and how the documents stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import result, say, strong
from planforge.cli.entry import NOT_DONE
from planforge.cli.pending_answers import tell_pending
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit
from planforge.cli.shapes import gap_shape, problem_shape
from planforge.cli.tables import table
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.results import GapItem
    from planforge.binder.standing import StandingFile
    from planforge.binder.status import Status
    from planforge.cli.root import Settings

_WORDS = {
    "present": ("à jour", "à jour"),
    "stale": ("à refaire, le dossier a changé", "à refaire, le dossier a changé"),
    "edited": ("modifié à la main", "modifiés à la main"),
    "missing": ("manquant", "manquants"),
    "orphan": ("sans objet désormais", "sans objet désormais"),
    "unreadable": ("illisible", "illisibles"),
}
_TOLD = frozenset({"edited", "missing", "orphan", "unreadable"})


@click.command("status")
@click.option("--strict", is_flag=True, help="Code de sortie 1 s’il reste quelque chose à faire.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier des documents (sinon livrables).",
)
@click.pass_obj
def command(settings: Settings, *, strict: bool, output: Path | None) -> None:
    """Dire ce qui est renseigné, ce qui est à compléter, par qui et pour quand, et où en sont les documents.

    Fonctionne aussi sur un dossier qui a des erreurs, avec ce qui peut en être lu.
    """
    from planforge.binder.manifest import DEFAULT_OUTPUT  # noqa: PLC0415 - kept out of start-up
    from planforge.binder.standing import Standing, standing_files  # noqa: PLC0415 - same
    from planforge.binder.status import read_status  # noqa: PLC0415 - same

    folder = record_folder(settings)
    tell_pending(folder, settings)
    status = read_status(folder, settings.as_of or today())
    files = standing_files(folder, output or folder / DEFAULT_OUTPUT)
    for notice in status.notices:
        say(notice, settings)
    if settings.json:
        _emit(folder, status, files)
    else:
        result("\n".join(_text(status, files, verbose=settings.verbose)))
    fresh = files and all(file.standing is Standing.PRESENT for file in files)
    if strict and (status.problems or status.gaps or not fresh or status.is_late(status.next_review)):
        raise click.exceptions.Exit(NOT_DONE)


def _text(status: Status, files: tuple[StandingFile, ...], *, verbose: bool) -> Iterator[str]:
    if status.plan:
        yield f"{strong(status.plan.establishment.name, 'cyan')}, au {say_date(status.today)}"
    if status.problems:
        count = strong(plural(len(status.problems), "erreur"), "red")
        read = "ce qui suit est ce qui peut en être lu" if status.plan else "rien ne peut en être lu"
        yield f"Le dossier a {count} : {read}. Pour les voir : planforge check"
    if status.plan:
        yield from ("", _sections_table(status), "")
        yield from _gaps_text(status, verbose=verbose)
        yield from ("", _review(status))
    yield from _files_text(files, verbose=verbose)
    yield from _versions_text(status)


def _versions_text(status: Status) -> Iterator[str]:
    """The versions that were frozen, and what was changed in them since: nothing should."""
    for version, altered in status.versions:
        state = f"approuvée par {version.approved_by}" if version.approved else "en relecture"
        yield f"Version {version.version}, {state}, le {say_date(version.on)}."
        if altered:
            count = plural(len(altered), "fichier figé a changé", "fichiers figés ont changé")
            yield f"  {strong('ATTENTION', 'red')} : {count}"
            yield from (f"    versions/{version.version}/{path}" for path in altered)


def _sections_table(status: Status) -> str:
    heads = ("Partie du dossier", "renseigné", "attendu", "dont valeurs par défaut")
    rows = [(one.title, str(one.answered), str(one.expected), str(one.defaults or "")) for one in status.sections]
    totals = [sum(getattr(one, name) for one in status.sections) for name in ("answered", "expected", "defaults")]
    return table([heads, *rows, ("Ensemble", *map(str, totals))], numbers=frozenset({1, 2, 3}))


def _gaps_text(status: Status, *, verbose: bool) -> Iterator[str]:
    """Who owes what by when; what nobody is asked for yet is only counted, unless all of it is wanted."""
    owed = [gap for gap in status.gaps if verbose or gap.ask or gap.due]
    late = sum(status.is_late(gap.due) for gap in owed)
    lateness = f", dont {plural(late, 'en retard', 'en retard')}" if late else ""
    yield f"À compléter : {plural(len(status.gaps), 'réponse')}{lateness}."
    if owed:
        yield table([("Pour le", "", "Qui", "Quoi"), *(_gap_row(status, gap) for gap in owed)])
    rest = len(status.gaps) - len(owed)
    if rest:
        yield f"Sans responsable ni date : {plural(rest, 'réponse')}. Pour les voir : planforge -v status"


def _gap_row(status: Status, gap: GapItem) -> tuple[str, str, str, str]:
    when = say_date(gap.due) if gap.due else "sans date"
    late = "en retard" if status.is_late(gap.due) else ""
    return (when, late, status.who(gap) or "à désigner", status.what(gap))


def _review(status: Status) -> str:
    day = status.next_review
    if day is None:
        return "Prochaine révision : date à fixer (document.next_review)."
    return f"Prochaine révision : {say_date(day)}{', en retard' if status.is_late(day) else ''}."


def _files_text(files: tuple[StandingFile, ...], *, verbose: bool) -> Iterator[str]:
    if not files:
        yield "Documents : aucun n’a encore été produit. Pour les produire : planforge build"
        return
    counts = {name: sum(file.standing == name for file in files) for name in _WORDS}
    yield f"Documents : {', '.join(plural(count, *_WORDS[name]) for name, count in counts.items() if count)}."
    for file in files:
        if verbose or file.standing in _TOLD:
            beside = f" ; nouvelle version : {file.beside}" if file.beside else ""
            yield f"  {file.path} : {_WORDS[file.standing][0]}{beside}"
    if counts["stale"] or counts["missing"]:
        yield "Pour les refaire : planforge build"


def _emit(folder: Path, status: Status, files: tuple[StandingFile, ...]) -> None:
    review = status.next_review
    emit(
        "status",
        problems=[problem_shape(problem) for problem in status.problems],
        folder=str(folder),
        as_of=status.today.isoformat(),
        establishment=status.plan.establishment.name if status.plan else None,
        sections=[
            {
                "section": one.section,
                "title": one.title,
                "answered": one.answered,
                "expected": one.expected,
                "defaults": one.defaults,
            }
            for one in status.sections
        ],
        gaps=[{**gap_shape(gap), "who": status.who(gap), "late": status.is_late(gap.due)} for gap in status.gaps],
        next_review={"date": review.isoformat() if review else None, "late": status.is_late(review)},
        versions=[
            {
                "version": version.version,
                "on": version.on.isoformat(),
                "approved_by": version.approved_by,
                "altered": list(altered),
            }
            for version, altered in status.versions
        ],
        files=[{"path": file.path, "state": file.standing.value, "beside": file.beside} for file in files],
    )
