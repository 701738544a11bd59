"""``planforge evidence --portfolio``: the establishments of a region or a group, summed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from planforge.cli.console import complain, result, rewrites_lines, say
from planforge.cli.entry import NOT_DONE, SOME_FAILED, UNUSABLE
from planforge.cli.pending_answers import tell_pending
from planforge.cli.places import today
from planforge.cli.reporting import emit, exit_code, problems_of
from planforge.cli.tables import table
from planforge.cli.written_files import TOLD, are_refused, are_unsettled, file_shape, file_text, summary
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.evidence.portfolio import Member
    from planforge.binder.portfolio import PortfolioReport
    from planforge.cli.root import Settings

OUTPUT = "portefeuille"


def portfolio(settings: Settings, folders: tuple[Path, ...], output: Path | None, *, dry_run: bool) -> int:
    """Sum the folders, write both files and say so; gives the exit code."""
    from planforge.binder.portfolio import PortfolioRequest, write_portfolio  # noqa: PLC0415 - kept out of start-up

    for folder in folders:
        tell_pending(folder, settings)
    request = PortfolioRequest(
        folders=folders,
        today=settings.as_of or today(),
        output=output or Path(OUTPUT),
        dry_run=dry_run,
        progress=_progress(settings, len(folders)),
    )
    report = write_portfolio(request)
    if settings.json:
        emit("evidence", dry_run=dry_run, portfolio=_shape(report, folders))
    else:
        _tell(settings, report, dry_run=dry_run)
    return _code(report, len(folders))


def _progress(settings: Settings, total: int) -> Callable[[int, str], None] | None:
    if settings.json or settings.quiet or not rewrites_lines(settings):
        return None
    return lambda rank, name: say(f"[{rank}/{total}] {name}", settings)


def _tell(settings: Settings, report: PortfolioReport, *, dry_run: bool) -> None:
    head = ("", "Liste", "Couvert", "Pièces à joindre", "Partiel", "Absent", "Pièces jointes", "Actions en retard")
    rows = [head, *(_row(one) for one in report.portfolio.members)]
    result(table(rows, numbers=frozenset({2, 3, 4, 5, 7})))
    for folder, error in report.errors:
        many = plural(len(problems_of(error)), "erreur")
        complain(f"{folder.resolve().name} : non lu ({many}). Les voir : planforge -C {folder} check", settings)
    result(f"Fichiers : {summary(report.plan.files)}.")
    for file in report.plan.files:
        if dry_run or settings.verbose or file.state in TOLD:
            result(f"  {file_text(file)}")
    if dry_run:
        result("Rien n’a été écrit.")
    else:
        say(f"Portefeuille : {report.plan.output.resolve()}", settings)


def _row(one: Member) -> tuple[str, ...]:
    from planforge.analysis.evidence.meter import Coverage  # noqa: PLC0415 - kept out of start-up

    counts = (str(one.count(state)) for state in Coverage)
    short = one.main.list.short if one.main else ""
    return (one.name, short, *counts, f"{one.given} sur {one.wanted}", str(len(one.late_actions)))


def _code(report: PortfolioReport, total: int) -> int:
    if report.errors:
        return SOME_FAILED if total > 1 else exit_code(report.errors[0][1])
    if are_refused(report.plan.files):
        return UNUSABLE
    return NOT_DONE if are_unsettled(report.plan.files) else 0


def _shape(report: PortfolioReport, folders: tuple[Path, ...]) -> dict[str, Any]:
    from planforge.analysis.evidence.meter import Coverage  # noqa: PLC0415 - kept out of start-up

    return {
        "as_of": report.portfolio.on.isoformat(),
        "folders": len(folders),
        "establishments": [
            {
                "name": one.name,
                "list": one.main.list.id if one.main else None,
                "coverage": {state.value: one.count(state) for state in Coverage},
                "pieces": {"attached": one.given, "wanted": one.wanted},
                "verdicts": {verdict.value: count for verdict, count in sorted(one.verdicts.items())},
                "exercises": one.exercises,
                "review_late": one.review_late,
                "late_actions": len(one.late_actions),
            }
            for one in report.portfolio.members
        ],
        "failed": [{"folder": str(folder), "problems": problems_of(error)} for folder, error in report.errors],
        "output": str(report.plan.output),
        "files": [file_shape(one) for one in report.plan.files],
    }
