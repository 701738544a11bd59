"""Our own lint: the faults that make Word or Excel offer a repair and that no validator reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gate.excel import workbook_findings
from tests.gate.package import Package, PackageError, open_package, package_findings
from tests.gate.word import document_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def lint_docx(data: bytes) -> list[str]:
    """Every fault of a Word file, workbooks embedded for its charts included; empty when it is clean."""
    try:
        package = open_package(data)
        return [*package_findings(package), *document_findings(package), *_embedded(package)]
    except PackageError as error:
        return [str(error)]


def lint_xlsx(data: bytes, formulas: Iterable[str] = ()) -> list[str]:
    """Every fault of an Excel file; a formula that no pattern of ``formulas`` matches in full is one."""
    try:
        package = open_package(data)
        return [*package_findings(package), *workbook_findings(package, tuple(formulas))]
    except PackageError as error:
        return [str(error)]


def _embedded(package: Package) -> Iterator[str]:
    for name, data in package.parts.items():
        if name.endswith(".xlsx"):
            yield from (f"{name}: {finding}" for finding in lint_xlsx(data))
