"""``planforge build``: the binder of one establishment, or of many."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import result, rewrites_lines, say
from planforge.cli.drawing import draw_problems
from planforge.cli.entry import NOT_DONE, SOME_FAILED, UNUSABLE, exit_code
from planforge.cli.places import record_folder
from planforge.cli.reporting import emit, problems_of
from planforge.errors import PlanforgeError, ProblemsError

if TYPE_CHECKING:
    from planforge.binder.building import BuildReport, BuildRequest
    from planforge.cli.root import Settings

_WORDS = {
    "created": "créé",
    "updated": "mis à jour",
    "identical": "inchangé",
    "edited": "modifié à la main, conservé",
    "locked": "ouvert ailleurs, conservé",
    "orphan": "sans objet désormais, conservé",
}


@dataclass(frozen=True)
class Outcome:
    """How the build of one folder ended."""

    folder: Path
    report: BuildReport | None
    error: PlanforgeError | None
    seconds: float


@click.command("build")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Dossier de sortie (sinon livrables).")
@click.option("--only", default="", metavar="A,B", help="Seulement ces documents (pca, pra, fiche…).")
@click.option("--format", "formats", default="docx,xlsx", metavar="A,B", help="docx, xlsx, md, html.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processus en parallèle (sinon un par cœur).")
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, folders: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401 - click's options
    """Produire les documents Word et Excel d’un dossier, ou de plusieurs.

    Un document modifié à la main n’est jamais écrasé : le nouveau est écrit à côté, et c’est dit.
    """
    requests = [_request(settings, folder, options, many=len(folders) > 1) for folder in _folders(settings, folders)]
    outcomes = [_build(settings, request, rank, len(requests)) for rank, request in enumerate(requests, 1)]
    if settings.json:
        emit("build", establishments=[_json(outcome) for outcome in outcomes])
    raise click.exceptions.Exit(_code(outcomes))


def _folders(settings: Settings, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    if folders:
        return folders
    folder = record_folder(settings)
    say(f"Dossier : {folder}", settings)
    return (folder,)


def _request(settings: Settings, folder: Path, options: dict[str, Any], *, many: bool) -> BuildRequest:
    from planforge.binder.building import BuildRequest, document_kinds  # noqa: PLC0415 - kept out of start-up
    from planforge.binder.rendering import FORMATS  # noqa: PLC0415

    output: Path | None = options["output"]
    return BuildRequest(
        folder=folder,
        output=output / folder.resolve().name if output and many else output,
        only=_chosen("--only", options["only"], document_kinds()),
        formats=_chosen("--format", options["formats"], FORMATS),
        as_of=settings.as_of,
        jobs=options["jobs"] or min(os.cpu_count() or 1, 8),
        dry_run=options["dry_run"],
        progress=_progress(settings),
    )


def _chosen(option: str, written: str, known: tuple[str, ...]) -> frozenset[str]:
    chosen = frozenset(word.strip() for word in written.split(",") if word.strip())
    wrong = sorted(chosen - set(known))
    if wrong:
        raise click.UsageError(
            f"{option} : « {', '.join(wrong)} » n’existe pas. Valeurs possibles : {', '.join(known)}."
        )
    return chosen


def _progress(settings: Settings) -> Any:  # noqa: ANN401 - a callback or nothing
    if settings.quiet or settings.json or not rewrites_lines():
        return None

    def show(done: int, total: int) -> None:
        click.echo(f"\r{done}/{total} documents", err=True, nl=done == total)

    return show


def _build(settings: Settings, request: BuildRequest, rank: int, total: int) -> Outcome:
    from planforge.binder.building import build  # noqa: PLC0415 - kept out of start-up

    start = monotonic()
    try:
        outcome = Outcome(request.folder, build(request), None, monotonic() - start)
    except PlanforgeError as error:
        outcome = Outcome(request.folder, None, error, monotonic() - start)
    if not settings.json:
        _tell(settings, outcome, f"[{rank}/{total}] " if total > 1 else "", dry_run=request.dry_run)
    return outcome


def _tell(settings: Settings, outcome: Outcome, prefix: str, *, dry_run: bool) -> None:
    if outcome.report is None:
        _tell_error(outcome, prefix)
        return
    name = outcome.report.opened.resolved.plan.establishment.name
    files = outcome.report.plan.files
    counts = {state: sum(file.state == state for file in files) for state in _WORDS}
    summary = ", ".join(f"{count} {_WORDS[state]}{_plural(state, count)}" for state, count in counts.items() if count)
    result(f"{prefix}{name} : {len(files)} documents, {summary} ({outcome.seconds:.1f} s)".replace(".", ",", 1))
    for file in files:
        if file.state in {"edited", "locked", "orphan"} or dry_run or settings.verbose:
            beside = f" ; nouvelle version : {file.beside}" if file.beside else ""
            result(f"  {_WORDS[file.state]} : {file.path}{beside}")
    if not dry_run:
        say(f"Documents : {outcome.report.plan.output}", settings)


def _plural(state: str, count: int) -> str:
    return "s" if count > 1 and state in {"created", "identical"} else ""


def _tell_error(outcome: Outcome, prefix: str) -> None:
    result(f"{prefix}{outcome.folder.name} : ERREUR, anciens documents conservés")
    if isinstance(outcome.error, ProblemsError):
        draw_problems(outcome.error.problems)
    else:
        say(str(outcome.error))


def _code(outcomes: list[Outcome]) -> int:
    failed = [outcome.error for outcome in outcomes if outcome.error is not None]
    if failed:
        return SOME_FAILED if len(outcomes) > 1 else exit_code(failed[0])
    states = {file.state for outcome in outcomes if outcome.report for file in outcome.report.plan.files}
    if "locked" in states:
        return SOME_FAILED if len(outcomes) > 1 else UNUSABLE
    return NOT_DONE if "edited" in states else 0


def _json(outcome: Outcome) -> dict[str, Any]:
    if outcome.report is None:
        problems = problems_of(outcome.error) if outcome.error else []
        return {"folder": str(outcome.folder), "problems": problems, "files": []}
    files = [{"path": file.path, "state": str(file.state), "beside": file.beside} for file in outcome.report.plan.files]
    return {"folder": str(outcome.folder), "problems": [], "output": str(outcome.report.plan.output), "files": files}
