"""ooxml-integrity: references, comments, revisions and table widths of a Word file, seen by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def integrity_findings(path: Path) -> list[str]:
    """Every finding in this Word file, the merely informative included: what we write should give no cause."""
    from ooxml_integrity import check  # noqa: PLC0415 - a bare machine may run the other gates without it

    return [f"{finding.code}: {finding.message} ({finding.where or finding.part})" for finding in check(path)]
