"""The cover: logo or band, title, marking, document control, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.formats.word.logos import picture
from planforge.formats.word.paragraphs import plain_paragraph, thin
from planforge.formats.word.places import Place
from planforge.formats.word.runs import word_run
from planforge.formats.word.tables import table

if TYPE_CHECKING:
    from planforge.document.documents import Control, Document
    from planforge.document.text import CellValue
    from planforge.formats.word.press import Press


def cover(press: Press, document: Document, width: int) -> str:
    """The first page, and the revision table that follows it."""
    control = document.control
    place = Place(width, press.charter.ids["Normal"])
    return "".join(
        (
            picture(press, control.logo, control.establishment) or plain_paragraph(press, "Cover Band", ""),
            plain_paragraph(press, "Cover Establishment", control.establishment, _space(2400)),
            title(press, document),
            _marking(press, control),
            table(press, _control_table(control), place),
            _revisions(press, control, place),
        )
    )


def title(press: Press, document: Document) -> str:
    """Title and subtitle, on a cover or at the head of a document without one."""
    printed = plain_paragraph(press, "Title", document.title)
    return printed + (plain_paragraph(press, "Subtitle", document.subtitle) if document.subtitle else "")


def _space(before: int) -> str:
    return f'<w:spacing w:before="{before}"/>'


def _marking(press: Press, control: Control) -> str:
    if not control.marking:
        return ""
    color = '<w:color w:val="B45309"/>' if control.marking.upper().startswith("TLP:AMBER") else ""
    words = press.words_mark("", control.marking) + word_run(control.marking, color)
    return plain_paragraph(press, "Cover Marking", "").replace("</w:pPr>", f"</w:pPr>{words}", 1)


def _control_table(control: Control) -> Table:
    facts: tuple[tuple[str, CellValue], ...] = (
        ("Référence", control.reference),
        ("Version", control.version),
        ("Statut", control.status),
        ("Date", control.date),
        ("Auteurs", control.authors),
        ("Relecteurs", control.reviewers),
        ("Approbation", control.approvers),
        ("Diffusion", control.distribution),
        ("Prochaine révision", control.next_review),
        ("Code de version", control.code),
    )
    columns = (Column("label", "Maîtrise du document", width=1), Column("value", "Valeur", width=2.6))
    rows = tuple(row("", label, value) for label, value in facts if value != "")
    return Table("", columns, rows, header=False)


def _revisions(press: Press, control: Control, place: Place) -> str:
    if not control.revisions:
        return ""
    columns = (
        Column("version", "Version", ColumnKind.CODE, 1),
        Column("date", "Date", ColumnKind.DATE, 1.2),
        Column("author", "Auteur", width=2.2),
        Column("change", "Objet de la modification", width=5),
    )
    rows = tuple(row("", each.version, each.date, each.author, each.change) for each in control.revisions)
    start = thin(new_page=True) + plain_paragraph(press, "Part Title", "Révisions", _space(0))
    return start + table(press, Table("", columns, rows), place)
