"""Several establishments summed: each record read and judged, then one workbook and two pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge import resources
from planforge.analysis.evidence.portfolio import member
from planforge.binder.evidence import judged
from planforge.binder.files import fingerprint
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import manifest_path, read_manifest
from planforge.binder.opening import open_record
from planforge.binder.writing import carry_out, plan_writing
from planforge.compose.documents import portfolio as pages
from planforge.compose.portfolio_parts import Failure, Portfolio
from planforge.compose.workbooks import portfolio as book
from planforge.errors import PlanforgeError, ProblemsError
from planforge.formats.excel import ExcelWriter
from planforge.formats.word import WordWriter
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from planforge.analysis.evidence.portfolio import Member
    from planforge.binder.writing import WritePlan


@dataclass(frozen=True)
class PortfolioRequest:
    """Which folders, judged at which day, written where. ``progress`` is told how many are read, and which."""

    folders: tuple[Path, ...]
    today: date
    output: Path
    dry_run: bool = False
    progress: Callable[[int, str], None] | None = None


@dataclass(frozen=True)
class PortfolioReport:
    """The sum, the errors by folder, and what was written, or would be."""

    portfolio: Portfolio
    errors: tuple[tuple[Path, PlanforgeError], ...]
    plan: WritePlan


def write_portfolio(request: PortfolioRequest) -> PortfolioReport:
    """Sums the folders and writes both files; a folder that cannot be read is told and left out.

    Raises ``OutputError`` or ``TemplateError``.
    """
    members: list[Member] = []
    errors: list[tuple[Path, PlanforgeError]] = []
    for rank, folder in enumerate(request.folders, 1):
        if request.progress:
            request.progress(rank, folder.resolve().name)
        try:
            members.append(_member(folder, request))
        except PlanforgeError as error:
            errors.append((folder, error))
    failures = tuple(Failure(folder.resolve().name, _why(error)) for folder, error in errors)
    found = Portfolio(tuple(members), failures, request.today)
    return PortfolioReport(found, tuple(errors), _written(request, found))


def _member(folder: Path, request: PortfolioRequest) -> Member:
    opened = open_record(folder, request.today)
    found = member(opened.results, judged(opened, folder))
    if not request.dry_run:
        opened.estimates.save()
    return found


def _why(error: PlanforgeError) -> str:
    """In one sentence; what a record's mistakes are is left to « check »."""
    if isinstance(error, ProblemsError):
        return f"{plural(len(error.problems), 'erreur')} ; les voir avec « planforge check »."
    return str(error)


def _written(request: PortfolioRequest, found: Portfolio) -> WritePlan:
    charter = (resources.templates_folder() / "word" / "base.docx").read_bytes()
    coming = {
        "portefeuille.docx": WordWriter(charter).write(pages.compose(found)),
        "portefeuille.xlsx": ExcelWriter().write(book.compose(found)),
    }
    desk = Desk(request.output, request.output, request.today)
    plan = plan_writing(desk, read_manifest(manifest_path(request.output, request.output)), coming)
    return plan if request.dry_run else carry_out(plan, desk, coming, fingerprint(repr(found).encode()))
