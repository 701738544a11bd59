"""``planforge evidence``: each requirement, what answers it, what is attached, what is missing; then the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import complain, result, say, strong
from planforge.cli.entry import NOT_DONE, SOME_FAILED, UNUSABLE
from planforge.cli.pending_answers import file_pending_if_free, tell_pending
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit, exit_code, problems_of, tell
from planforge.cli.tables import table
from planforge.cli.written_files import TOLD, are_refused, are_unsettled, file_shape, file_text
from planforge.cli.written_files import summary as files_summary
from planforge.errors import PlanforgeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.evidence.meter import ListStanding, Meter, RequirementStanding
    from planforge.binder.evidence import EvidenceReport, EvidenceRequest
    from planforge.cli.root import Settings

_TITLE = "cyan"


@click.command("evidence")
@click.argument(
    "folders", nargs=-1, metavar="[DOSSIER]...", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--portfolio", is_flag=True, help="Additionner les dossiers : portefeuille.xlsx et portefeuille.docx.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Dossier de sortie (sinon livrables, à côté du dossier ; portefeuille, ici, avec --portfolio).",
)
@click.option("--dry-run", is_flag=True, help="Dire ce qui serait écrit, sans rien écrire.")
@click.pass_obj
def command(settings: Settings, /, folders: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401 - click's options
    """Dire où en est chaque exigence, et préparer le dossier de preuves.

    Une exigence n’est couverte qu’avec ses pièces jointes (« evidence » du dossier) : fichier, version et date. Les
    documents produits y répondent, ils ne la couvrent pas seuls. Le détail de ce qui manque : planforge -v evidence.
    """
    chosen = _once(folders) or (record_folder(settings),)
    if options["portfolio"]:
        from planforge.cli.portfolio import portfolio  # noqa: PLC0415 - kept out of start-up

        raise click.exceptions.Exit(portfolio(settings, chosen, options["output"], dry_run=options["dry_run"]))
    requests = [_request(settings, folder, options, len(chosen)) for folder in chosen]
    done = [_written(settings, request) for request in requests]
    if settings.json:
        pairs = zip(requests, done, strict=True)
        emit("evidence", dry_run=options["dry_run"], establishments=[_shape(request, one) for request, one in pairs])
    raise click.exceptions.Exit(_code(done))


def _once(folders: Sequence[Path]) -> tuple[Path, ...]:
    return tuple({folder.resolve(): folder for folder in reversed(folders)}.values())[::-1]


def _request(settings: Settings, folder: Path, options: dict[str, Any], total: int) -> EvidenceRequest:
    from planforge.binder.evidence import EvidenceRequest  # noqa: PLC0415 - kept out of start-up

    output: Path | None = options["output"]
    return EvidenceRequest(
        folder=folder,
        today=settings.as_of or today(),
        output=output / folder.resolve().name if output and total > 1 else output,
        dry_run=options["dry_run"],
    )


def _written(settings: Settings, request: EvidenceRequest) -> EvidenceReport | PlanforgeError:
    from planforge.binder.evidence import write_evidence  # noqa: PLC0415 - kept out of start-up

    try:
        (tell_pending if request.dry_run else file_pending_if_free)(request.folder, settings)
        report = write_evidence(request)
    except PlanforgeError as error:
        if not settings.json:
            complain(f"{request.folder.resolve().name} : {strong('ERREUR', 'red')}", settings)
            tell(error, settings)
        return error
    if not settings.json:
        for notice in report.opened.record.notices:
            say(notice, settings)
        name = report.opened.resolved.plan.establishment.name
        result("\n".join(_text(name, report.meter, verbose=settings.verbose)))
        _tell_files(settings, request, report)
    return report


def _text(name: str, meter: Meter, *, verbose: bool) -> Iterator[str]:
    from planforge.analysis.evidence.spoken import summary  # noqa: PLC0415 - kept out of start-up

    yield strong(name, _TITLE)
    yield ""
    main = meter.main
    for one in meter.applying:
        yield f"{one.list.short} – {summary(one)}."
        if verbose or one is main:
            yield ""
            yield table([_row(standing) for standing in one.requirements])
            yield ""
        if verbose:
            yield from _details(one)
    for one in meter.lists:
        if not one.applies:
            yield f"{one.list.short} – sans objet pour cet établissement."
    for stray in meter.strays:
        yield f"Preuve sans exigence connue : {stray.file} (« {stray.requirement} »)."
    for loose in meter.loose_expenses:
        yield f"Dépense sans ligne connue : {loose.label} (« {loose.line} »)."
    if not verbose:
        yield "Ce qui manque, et qui le fournit : planforge -v evidence"


def _row(one: RequirementStanding) -> tuple[str, ...]:
    from planforge.analysis.evidence.spoken import COVERAGES  # noqa: PLC0415 - kept out of start-up

    pieces = f"pièces jointes : {one.given} sur {len(one.wanted)}"
    return (one.requirement.id, COVERAGES[one.coverage], pieces, one.requirement.title)


def _details(one: ListStanding) -> Iterator[str]:
    from planforge.analysis.evidence.pieces import PieceState  # noqa: PLC0415 - kept out of start-up
    from planforge.analysis.evidence.spoken import PIECE_STATES  # noqa: PLC0415 - same

    for standing in one.requirements:
        yield f"{standing.requirement.id} {standing.requirement.title}"
        for lack in standing.lacks:
            yield f"    {lack.what} Qui : {lack.who}."
        for piece in standing.wanted:
            if piece.state is not PieceState.ATTACHED:
                state = PIECE_STATES[piece.state]
                yield f"    Pièce « {piece.piece.id} », {state} : {piece.piece.name}. Qui : {piece.piece.who}."
        for loose in standing.unplaced:
            yield f"    {loose.file} : dire de quelle pièce il s’agit (« piece »)."
    yield ""


def _tell_files(settings: Settings, request: EvidenceRequest, report: EvidenceReport) -> None:
    files = report.plan.files
    result(f"Fichiers : {files_summary(files)}.")
    for file in files:
        if file.state in TOLD or request.dry_run or settings.verbose:
            result(f"  {file_text(file)}")
    if report.unready:
        say(f"À produire avant de déposer (planforge build) : {', '.join(report.unready)}.", settings)
    if request.dry_run:
        result("Rien n’a été écrit.")
    else:
        say(f"Dossier de preuves : {report.plan.output.resolve()}", settings)


def _code(done: Sequence[EvidenceReport | PlanforgeError]) -> int:
    failed = [one for one in done if isinstance(one, PlanforgeError)]
    if failed:
        return SOME_FAILED if len(done) > 1 else exit_code(failed[0])
    files = [file for one in done if not isinstance(one, PlanforgeError) for file in one.plan.files]
    if are_refused(files):
        return SOME_FAILED if len(done) > 1 else UNUSABLE
    return NOT_DONE if are_unsettled(files) else 0


def _shape(request: EvidenceRequest, done: EvidenceReport | PlanforgeError) -> dict[str, Any]:
    from planforge.cli.evidence_shapes import list_shape  # noqa: PLC0415 - kept out of start-up

    shape: dict[str, Any] = {"folder": str(request.folder), "as_of": request.today.isoformat()}
    if isinstance(done, PlanforgeError):
        return {**shape, "problems": problems_of(done), "lists": [], "files": []}
    return {
        **shape,
        "problems": [],
        "establishment": done.opened.resolved.plan.establishment.name,
        "lists": [list_shape(one) for one in done.meter.lists],
        "strays": [{"requirement": one.requirement, "file": one.file} for one in done.meter.strays],
        "loose_expenses": [{"line": one.line, "label": one.label} for one in done.meter.loose_expenses],
        "unready": list(done.unready),
        "output": str(done.plan.output),
        "files": [file_shape(one) for one in done.plan.files],
    }
