"""``planforge build``: the binder of one establishment, or of many."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import complain, result, rewrites_lines, say, strong
from planforge.cli.entry import NOT_DONE, SOME_FAILED, UNUSABLE
from planforge.cli.pending_answers import file_pending_if_free, tell_pending
from planforge.cli.places import record_folder
from planforge.cli.redlines import are_kept_back, expect_version, need_somebody, redlines_shape, redlines_text
from planforge.cli.reporting import emit, exit_code, problems_of, tell
from planforge.cli.written_files import TOLD, are_refused, are_unsettled, file_shape, file_text, summary
from planforge.errors import LibraryError, PlanforgeError, RecordError
from planforge.values import close_matches, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planforge.binder.building import BuildReport, BuildRequest
    from planforge.binder.layout import LayOut
    from planforge.cli.root import Settings

_MOST_JOBS = 8  # more processes cost more than they save


@dataclass(frozen=True)
class Outcome:
    """How the build of one folder ended."""

    folder: Path
    report: BuildReport | None
    error: PlanforgeError | None
    seconds: float

    @property
    def unsettled(self) -> bool:
        """Whether somebody must choose between two texts, or take over a file that could not be merged."""
        report = self.report
        return report is not None and (are_unsettled(report.plan.files) or need_somebody(report.redlines))

    @property
    def failed(self) -> bool:
        """Whether a document could not be made or written."""
        report = self.report
        refused = report is not None and (are_refused(report.plan.files) or are_kept_back(report.redlines))
        return self.error is not None or refused


class _OutputFolder(click.Path):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click declares it
        """The folder; an empty name, of a variable that a script forgot to set, is not the current folder."""
        if value == "":
            self.fail("Le nom du dossier est vide.", param, ctx)
        return super().convert(value, param, ctx)


@click.command("build")
@click.argument(
    "folders", nargs=-1, metavar="[DOSSIER]...", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option(
    "--output",
    type=_OutputFolder(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier de sortie (sinon livrables, à côté du dossier).",
)
@click.option("--only", metavar="A,B", help="Seulement ces documents : pca, pra, fiche, bia…")
@click.option("--format", "formats", metavar="A,B", help="Formats : docx, xlsx, md, html (sinon docx,xlsx).")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processus en parallèle (sinon un par cœur).")
@click.option("--page-numbers", is_flag=True, help="Numéroter les pages des sommaires (demande LibreOffice et pypdf).")
@click.option(
    "--redline",
    is_flag=False,
    flag_value="",
    metavar="[VERSION]",
    help="Montrer aussi dans Word ce qui a changé depuis cette version, ou la dernière approuvée.",
)
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, /, folders: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401 - click's options
    """Produire les documents Word et Excel d’un dossier, ou de plusieurs.

    Ce qu’une personne a écrit dans un document y reste ; là où le dossier a changé au même endroit, les deux textes
    sont montrés. Un document qui ne peut pas être compris n’est jamais écrasé : le nouveau est écrit à côté.
    """
    chosen = _once(folders) or (record_folder(settings),)
    requests = [_request(settings, folder, options, rank, len(chosen)) for rank, folder in enumerate(chosen, 1)]
    _expect_apart(requests)
    outcomes = [_build(settings, request, _prefix(rank, len(chosen))) for rank, request in enumerate(requests, 1)]
    if settings.json:
        emit("build", dry_run=options["dry_run"], establishments=[_shape(outcome) for outcome in outcomes])
    raise click.exceptions.Exit(_code(outcomes))


def _once(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple({folder.resolve(): folder for folder in reversed(folders)}.values())[::-1]


def _prefix(rank: int, total: int) -> str:
    return f"[{rank}/{total}] " if total > 1 else ""


def _lay_out(settings: Settings) -> LayOut:
    from planforge.cli.layout import page_layout  # noqa: PLC0415 - kept out of start-up

    return page_layout(settings)


def _request(settings: Settings, folder: Path, options: dict[str, Any], rank: int, total: int) -> BuildRequest:
    from planforge.binder.building import BuildRequest, document_kinds  # noqa: PLC0415 - kept out of start-up
    from planforge.binder.rendering import FORMATS, OFFICE  # noqa: PLC0415 - same

    output: Path | None = options["output"]
    formats = _chosen("--format", options["formats"], FORMATS) or OFFICE
    if options["redline"] is not None:
        expect_version(folder, options["redline"], formats)
    return BuildRequest(
        folder=folder,
        output=output / folder.resolve().name if output and total > 1 else output,
        only=_chosen("--only", options["only"], document_kinds()) or frozenset(),
        formats=formats,
        as_of=settings.as_of,
        jobs=options["jobs"] or min(os.cpu_count() or 1, _MOST_JOBS),
        dry_run=options["dry_run"],
        progress=_progress(settings, f"{_prefix(rank, total)}{folder.resolve().name}"),
        lay_out=_lay_out(settings) if options["page_numbers"] else None,
        redline=options["redline"],
    )


def _chosen(option: str, written: str | None, known: tuple[str, ...]) -> frozenset[str] | None:
    """The words of a list written with commas; ``None`` where the option is not given."""
    if written is None:
        return None
    chosen = frozenset(word.strip().lower() for word in written.split(",") if word.strip())
    wrong = sorted(chosen - set(known))
    if wrong or not chosen:
        close = close_matches(wrong[0], known, 1) if wrong else ()
        said = f"« {', '.join(wrong)} » n’existe pas." if wrong else "aucune valeur n’est donnée."
        meant = f" Vouliez-vous dire « {close[0]} » ?" if close else ""
        raise click.UsageError(f"{option} : {said}{meant} Valeurs : {', '.join(known)}.")
    return chosen


def _expect_apart(requests: Sequence[BuildRequest]) -> None:
    """Refuse two establishments that would write into the same folder."""
    seen: dict[Path, Path] = {}
    for request in requests:
        target = request.target.resolve()
        if target in seen:
            raise click.UsageError(
                f"--output : « {seen[target]} » et « {request.folder} » s’écriraient tous deux dans « {target} »."
            )
        seen[target] = request.folder


def _progress(settings: Settings, name: str) -> Callable[[int, int], None] | None:
    if not rewrites_lines(settings):
        return None

    def show(done: int, total: int) -> None:
        line = f"{name} : {done} sur {total} documents"
        click.echo(f"\r{line}" if done < total else f"\r{' ' * len(line)}\r", err=True, nl=False)

    return show


def _build(settings: Settings, request: BuildRequest, prefix: str) -> Outcome:
    from planforge.binder.building import build  # noqa: PLC0415 - kept out of start-up

    start = monotonic()
    report, error = None, None
    try:
        (tell_pending if request.dry_run else file_pending_if_free)(request.folder, settings)
        report = build(request)
    except PlanforgeError as caught:
        error = caught
    outcome = Outcome(request.folder, report, error, monotonic() - start)
    if not settings.json:
        _tell(settings, request, outcome, prefix)
    return outcome


def _tell(settings: Settings, request: BuildRequest, outcome: Outcome, prefix: str) -> None:
    report = outcome.report
    if report is None:
        _tell_error(settings, outcome, prefix)
        return
    for notice in report.opened.record.notices:
        say(notice, settings)
    name = report.opened.resolved.plan.establishment.name
    seconds = f"{outcome.seconds:.1f}".replace(".", ",")
    result(f"{prefix}{name} : {summary(report.plan.files)} ({seconds} s)")
    for file in report.plan.files:
        if file.state in TOLD or request.dry_run or settings.verbose:
            result(f"  {file_text(file)}")
    for line in redlines_text(report.redlines, every=request.dry_run or settings.verbose) if report.redlines else ():
        result(line)
    for path in report.unnumbered:
        say(f"{path} : LibreOffice n’a pas pu le mettre en page, son sommaire reste sans numéros.", settings)
    if request.dry_run:
        result("Rien n’a été écrit.")
    else:
        say(f"Documents : {report.plan.output.resolve()}", settings)


def _tell_error(settings: Settings, outcome: Outcome, prefix: str) -> None:
    """In full for one establishment; for many, what a record's mistakes are is left to « check »."""
    name = outcome.folder.resolve().name
    complain(f"{prefix}{name} : {strong('ERREUR', 'red')}, anciens documents conservés", settings)
    if prefix and isinstance(outcome.error, RecordError | LibraryError):
        count = plural(len(outcome.error.problems), "erreur")
        complain(f"    {count}. Pour les voir : planforge -C {outcome.folder} check", settings)
    elif outcome.error is not None:
        tell(outcome.error, settings)


def _code(outcomes: Sequence[Outcome]) -> int:
    if any(outcome.failed for outcome in outcomes):
        if len(outcomes) > 1:
            return SOME_FAILED
        return exit_code(outcomes[0].error) if outcomes[0].error else UNUSABLE
    return NOT_DONE if any(outcome.unsettled for outcome in outcomes) else 0


def _shape(outcome: Outcome) -> dict[str, Any]:
    shape = {"folder": str(outcome.folder), "seconds": round(outcome.seconds, 3)}
    if outcome.report is None:
        return {**shape, "problems": problems_of(outcome.error) if outcome.error else [], "files": []}
    plan = outcome.report.plan
    files = [file_shape(file) for file in plan.files]
    left = list(outcome.report.unnumbered)
    marked = redlines_shape(outcome.report.redlines)
    return {
        **shape,
        "problems": [],
        "output": str(plan.output),
        "files": files,
        "unnumbered": left,
        **({"redlines": marked} if marked is not None else {}),
    }
