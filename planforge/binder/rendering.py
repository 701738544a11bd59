"""From a piece of the catalogue to bytes, one writer of each format for a whole run."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.binder.known_pages import KnownPages
from planforge.document.documents import Document
from planforge.formats import html, markdown
from planforge.formats.excel import ExcelWriter
from planforge.formats.word import WordWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.compose.catalogue import Piece
    from planforge.compose.context import Context
    from planforge.document.documents import Workbook

OFFICE = frozenset({"docx", "xlsx"})
FORMATS = ("docx", "xlsx", "md", "html")


@dataclass(frozen=True)
class Renderer:
    """Turns pieces into files, by path relative to the output folder."""

    context: Context
    charter: bytes
    formats: frozenset[str]
    pages: KnownPages = field(default_factory=KnownPages)  # of tables of contents

    @cached_property
    def _word(self) -> WordWriter:
        return WordWriter(self.charter)

    @cached_property
    def _excel(self) -> ExcelWriter:
        return ExcelWriter()

    def files(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        """The files of a piece in the wanted formats."""
        stem, _, office = piece.path.rpartition(".")
        wanted = [suffix for suffix in FORMATS if suffix in self.formats and (suffix not in OFFICE or suffix == office)]
        if not wanted:
            return
        content = self.composed(piece)
        for suffix in wanted:
            path = f"{stem}.{suffix}"
            yield path, self._office(content, path) if suffix in OFFICE else self._text(content, suffix)

    def composed(self, piece: Piece) -> Document | Workbook:
        """The content of a piece. Raises ``TemplateError``."""
        return piece.kind.compose(self.context, piece.of)

    def word(self, document: Document, pages: Mapping[str, int] | None = None) -> bytes:
        """A document as a Word file; ``pages`` has the page of each heading, for the table of contents."""
        return self._word.write(document, pages)

    def _office(self, content: Document | Workbook, path: str) -> bytes:
        if not isinstance(content, Document):
            return self._excel.write(content)
        plain = self.word(content)
        pages = self.pages.of(path, plain)
        return self.word(content, pages) if pages else plain

    def _text(self, content: Document | Workbook, suffix: str) -> bytes:
        if isinstance(content, Document):
            write = markdown.write_document if suffix == "md" else html.write_document
            return write(content).encode()
        write_sheets = markdown.write_workbook if suffix == "md" else html.write_workbook
        return write_sheets(content).encode()
