"""From a piece of the catalogue to bytes, one writer of each format for a whole run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.document.documents import Document
from planforge.formats import html, markdown
from planforge.formats.excel import ExcelWriter
from planforge.formats.word import WordWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        content = piece.kind.compose(self.context, piece.service)
        for suffix in wanted:
            yield f"{stem}.{suffix}", self._written(content, suffix)

    def _written(self, content: Document | Workbook, suffix: str) -> bytes:
        if suffix in OFFICE:
            return self._word.write(content) if isinstance(content, Document) else self._excel.write(content)
        if isinstance(content, Document):
            write = markdown.write_document if suffix == "md" else html.write_document
            return write(content).encode()
        write_sheets = markdown.write_workbook if suffix == "md" else html.write_workbook
        return write_sheets(content).encode()
