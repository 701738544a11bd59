"""An evidence file made of a small record, for the documents that print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence.meter import meter
from planforge.compose.catalogue import CATALOGUE
from planforge.compose.evidence_parts import EvidenceFile, MadeKind
from planforge.library.requirements import requirement_lists

if TYPE_CHECKING:
    from planforge.compose.context import Context


def evidence_of(context: Context, *, there: bool = True, built: bool = True) -> EvidenceFile:
    """The evidence file of a record; ``there`` says whether the attached files are, ``built`` the documents."""
    lists = requirement_lists(None, [kind.id for kind in CATALOGUE])
    made = {
        kind.id: MadeKind(
            kind.title, (f"{kind.id}.docx",) if built else (), headings={"organisation": "Organisation de crise"}
        )
        for kind in CATALOGUE
    }
    return EvidenceFile(meter(context.results, lists, lambda _name: there), made)
