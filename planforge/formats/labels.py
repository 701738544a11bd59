"""What the text formats print around the content of a document, whatever the document: control, revisions, callouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.blocks import CalloutKind
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.formats.cells import DEFAULT_NOTE

if TYPE_CHECKING:
    from planforge.document.documents import Chart, Control
    from planforge.document.text import CellValue

CALLOUTS = {
    CalloutKind.NOTE: "Note",
    CalloutKind.TIP: "Conseil",
    CalloutKind.IMPORTANT: "Important",
    CalloutKind.WARNING: "Attention",
    CalloutKind.CAUTION: "Danger",
}


def control_table(control: Control) -> Table:
    """Document control as a fact sheet; what was left empty on purpose is not printed."""
    facts: tuple[tuple[str, CellValue], ...] = (
        ("Établissement", control.establishment),
        ("Référence", control.reference),
        ("Version", control.version),
        ("Statut", control.status),
        ("Date", control.date),
        ("Diffusion", control.distribution),
        ("Marquage", control.marking),
        ("Auteurs", control.authors),
        ("Relecteurs", control.reviewers),
        ("Approbation", control.approvers),
        ("Prochaine révision", control.next_review),
        ("Code de version", control.code),
    )
    columns = (Column("label", "Maîtrise du document"), Column("value", "Valeur", width=2.6))
    rows = tuple(row("", label, value) for label, value in facts if value != "")
    return Table("", columns, rows, header=False)


def revision_table(control: Control) -> Table | None:
    """The revisions, or nothing when none is recorded."""
    if not control.revisions:
        return None
    columns = (
        Column("version", "Version", ColumnKind.CODE),
        Column("date", "Date", ColumnKind.DATE),
        Column("author", "Auteur"),
        Column("change", "Objet de la modification", width=3),
    )
    rows = tuple(row("", each.version, each.date, each.author, each.change) for each in control.revisions)
    return Table("", columns, rows)


def table_notes(table: Table) -> tuple[str, ...]:
    """What stands under a table: its note, and what the mark of default values means when it has any."""
    has_default = any(cell.default for each in table.rows for cell in each.cells)
    return tuple(note for note in (table.note, DEFAULT_NOTE if has_default else "") if note)


def chart_words(chart: Chart, table: Table) -> str:
    """What a native chart shows, in a sentence, where there is no drawing of it."""
    series = ", ".join(table.column(key).title for key in chart.series)
    return f"Graphique\u00a0: {chart.title} ({series} par {table.column(chart.labels).title})."
