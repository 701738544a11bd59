"""The body of a document: cover, contents, then its blocks in their sections."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from planforge.document.blocks import Checklist, Heading, ItemList, PageBreak, Paragraph, SectionBreak, Sheet
from planforge.formats.word.contents import contents
from planforge.formats.word.cover import cover, title
from planforge.formats.word.flow import block
from planforge.formats.word.paragraphs import heading, kept, paragraph, spacer, thin
from planforge.formats.word.places import Place
from planforge.formats.word.runs import word_run
from planforge.formats.word.sections import (
    SHEET_MARGINS,
    Section,
    attach,
    flow_section,
    page_count,
    version_words,
)
from planforge.formats.word.sheets import SheetPrinter, foot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.document.blocks import Block, Orientation
    from planforge.document.documents import Document
    from planforge.formats.word.press import Press


def only_sheets(document: Document) -> bool:
    """Whether the document is nothing but one-page sheets: then it has no cover, no header, and each its own foot."""
    return not document.cover and bool(document.body) and all(isinstance(item, Sheet) for item in document.body)


class Body:
    """Prints the blocks of one document, opening and closing sections as they ask."""

    def __init__(self, press: Press, document: Document, pages: Mapping[str, int] | None) -> None:
        self._press, self._document, self._pages = press, document, pages
        self._parts: list[str] = []
        self._section: Section | None = None
        self._written = False  # something stands in the current section
        self._new_page = False  # a page break waits for what follows it
        self._orientation: Orientation = document.orientation
        self._alone = only_sheets(document)

    def print(self) -> str:
        """The inside of ``w:body``."""
        self._front()
        body = self._document.body
        for item, following in zip_longest(body, body[1:]):
            self._block(item, following)
        last = self._section or flow_section(self._press, self._document, self._orientation)
        if self._airless():
            self._parts.append(thin())
        return f"{''.join(self._parts)}{last.markup()}"

    def _front(self) -> None:
        document = self._document
        if self._alone:
            return
        self._section = flow_section(self._press, document, document.orientation, cover=document.cover)
        if not document.cover:
            self._parts.append(title(self._press, document))
            self._written = not (document.body and isinstance(document.body[0], Sheet))
            return
        front = contents(self._press, self._pages)
        gap = thin(new_page=True) if front and not document.control.revisions else ""
        self._parts += [cover(self._press, document, self._section.width), gap, front]
        self._written = self._new_page = True

    def _block(self, item: Block, following: Block | None) -> None:
        if isinstance(item, PageBreak):
            self._new_page = self._written
        elif isinstance(item, SectionBreak):
            self._orientation = item.orientation
            self._open(flow_section(self._press, self._document, item.orientation))
        elif isinstance(item, Sheet):
            self._sheet(item)
        else:
            self._flow(item, following)

    def _flow(self, item: Block, following: Block | None) -> None:
        """A block of running text; a sentence stays with the list that it introduces."""
        if self._section is None or self._section.margins is SHEET_MARGINS:
            self._open(flow_section(self._press, self._document, self._orientation))
        if self._new_page:
            self._parts.append(thin(new_page=True))
        if isinstance(item, Heading):
            self._parts.append(heading(self._press, item, top=self._new_page or not self._written))
        else:
            printed = block(self._press, item, Place(self._width(), self._press.charter.ids["Normal"]))
            introduces = isinstance(item, Paragraph) and isinstance(following, ItemList | Checklist)
            self._parts.append(kept(printed) if introduces else printed)
        self._new_page = False
        self._written = True

    def _width(self) -> int:
        return self._section.width if self._section else 0

    def _sheet(self, sheet: Sheet) -> None:
        width = Section(sheet.orientation, SHEET_MARGINS).width
        header = "" if self._alone else attach(self._press, "hdr", thin())
        feet = foot(self._press, sheet, width) + ("" if self._alone else self._running_foot(width))
        self._open(Section(sheet.orientation, SHEET_MARGINS, header, attach(self._press, "ftr", feet)))
        self._parts += [SheetPrinter(self._press, sheet, width).print()]
        self._written = True
        if sheet is self._document.body[-1]:
            self._parts.append(thin())

    def _running_foot(self, width: int) -> str:
        """Reference, marking and page, below the foot of a sheet that stands within a longer document."""
        control = self._document.control
        words = " · ".join(part for part in (control.reference, version_words(control), control.marking) if part)
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        return paragraph(self._press.charter.ids["footer"], f"{word_run(words)}<w:r><w:tab/></w:r>{page_count()}", tabs)

    def _airless(self) -> bool:
        """Takes away the air below a table that ends a section: after a full page it would make an empty one."""
        whole = self._parts[-1] if self._parts else ""
        if not whole.endswith(spacer()):
            return False
        self._parts[-1] = whole.removesuffix(spacer())
        return True

    def _open(self, section: Section) -> None:
        """Starts a section on a new page; an empty one before it leaves no page behind."""
        if self._written and self._section:
            self._airless()
            closing = thin().replace("</w:pPr>", f"{self._section.markup()}</w:pPr>", 1)
            self._parts.append(closing)
        self._section = section
        self._written = self._new_page = False
