"""Pages: size, margins, running header and footer, for each way the paper lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.blocks import Orientation
from planforge.document.columns import split_width
from planforge.document.geometry import MARGIN_BOTTOM, MARGIN_FOOT, MARGIN_SIDE, MARGIN_TOP, page_size
from planforge.document.text import Gap
from planforge.formats.cells import say
from planforge.formats.word.markup import HEAD, SPACES
from planforge.formats.word.paragraphs import align_markup, column_grid, paragraph, table_cell, thin
from planforge.formats.word.runs import field, word_run

if TYPE_CHECKING:
    from planforge.document.documents import Control, Document
    from planforge.formats.word.press import Press

_AMBER = "TLP:AMBER"


@dataclass(frozen=True, slots=True)
class Margins:
    """Distances from the edges of the paper, in twentieths of a point."""

    top: int
    side: int
    bottom: int
    header: int
    footer: int


FLOW_MARGINS = {
    Orientation.PORTRAIT: Margins(1531, 1134, 1247, 624, 567),
    Orientation.LANDSCAPE: Margins(1361, 907, 1134, 567, 510),
}
SHEET_MARGINS = Margins(MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM, MARGIN_FOOT, MARGIN_FOOT)


@dataclass(frozen=True, slots=True)
class Section:
    """How pages lie, and the relations to their header and footer (none: the ones before)."""

    orientation: Orientation
    margins: Margins
    header: str = ""
    footer: str = ""
    cover: bool = False  # its first page has neither header nor footer

    @property
    def width(self) -> int:
        """The width of the text."""
        return page_size(self.orientation)[0] - 2 * self.margins.side

    def markup(self) -> str:
        """The ``w:sectPr`` element."""
        width, height = page_size(self.orientation)
        header = f'<w:headerReference w:type="default" r:id="{self.header}"/>' if self.header else ""
        footer = f'<w:footerReference w:type="default" r:id="{self.footer}"/>' if self.footer else ""
        turned = ' w:orient="landscape"' if self.orientation is Orientation.LANDSCAPE else ""
        edges = self.margins
        return (
            f'<w:sectPr>{header}{footer}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{edges.top}" w:right="{edges.side}" w:bottom="{edges.bottom}" w:left="{edges.side}" '
            f'w:header="{edges.header}" w:footer="{edges.footer}" w:gutter="0"/><w:cols w:space="708"/>'
            f"{'<w:titlePg/>' * self.cover}</w:sectPr>"
        )


def flow_section(press: Press, document: Document, orientation: Orientation, *, cover: bool = False) -> Section:
    """A section of running text with the document's header and footer."""
    margins = FLOW_MARGINS[orientation]
    width = Section(orientation, margins).width
    header = attach(press, "hdr", _header(press, document, width))
    footer = attach(press, "ftr", _footer(press, document.control, width))
    return Section(orientation, margins, header, footer, cover)


def attach(press: Press, element: str, content: str) -> str:
    """The relation to a header (``hdr``) or a footer (``ftr``) part with this content."""
    kind = {"hdr": "header", "ftr": "footer"}[element]
    part = f"{HEAD}<w:{element} {SPACES}>{content}</w:{element}>".encode()
    media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return press.attach(kind, media, part)


def version_words(control: Control) -> str:
    """« v1.2 », or that the version is missing."""
    if isinstance(control.version, Gap):
        return "version à compléter"
    return control.version if control.version.lower().startswith("v") else f"v{control.version}"


def _header(press: Press, document: Document, width: int) -> str:
    """Establishment and title, marking, reference and version: a line of three cells, so that long words fold."""
    control = document.control
    columns = split_width(width, [3.7, 2.6, 3.7])
    color = "B45309" if control.marking.upper().startswith(_AMBER) else "4D5661"
    texts = (
        ("left", word_run(" — ".join(part for part in (control.establishment, document.title) if part))),
        ("center", word_run(control.marking, f'<w:b/><w:bCs/><w:color w:val="{color}"/>') if control.marking else ""),
        (
            "right",
            word_run(" · ".join(part for part in (control.reference, version_words(control), control.status) if part)),
        ),
    )
    style = press.charter.ids["header"]
    cells = "".join(
        table_cell(column, paragraph(style, text, align_markup(align)))
        for column, (align, text) in zip(columns, texts, strict=True)
    )
    rule = '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="' + press.charter.fills["Sheet Kicker"] + '"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{press.charter.ids["Normal Table"]}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{rule}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="70" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"{column_grid(columns)}<w:tr>{cells}</w:tr></w:tbl>{thin()}"
    )


def _footer(press: Press, control: Control, width: int) -> str:
    left = " · ".join(
        part
        for part in (
            "" if isinstance(control.date, Gap) else say(control.date),
            f"code {control.code}" if control.code else "",
            "prochaine révision à compléter"
            if isinstance(control.next_review, Gap)
            else f"prochaine révision {say(control.next_review)}",
        )
        if part
    )
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="4536"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return paragraph(press.charter.ids["footer"], f"{word_run(left)}<w:r><w:tab/></w:r>{page_count()}", tabs)


def page_count() -> str:
    """« Page x / y »: fields that Word and LibreOffice keep right by themselves."""
    return word_run("Page\u00a0") + field("PAGE", "1") + word_run("\u00a0/\u00a0") + field("NUMPAGES", "1")
