"""From a piece of the catalogue to bytes, one writer of each format for a whole run, and what the document says."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from planforge.binder.files import fingerprint
from planforge.binder.known_pages import KnownPages
from planforge.binder.prints import Print, Prints, content_mark
from planforge.binder.proofreading import Proofreader
from planforge.binder.readings import Readings, told_apart
from planforge.compose.confidential import confidences
from planforge.compose.editions import sections, with_changes
from planforge.document.documents import Document
from planforge.formats import html, markdown
from planforge.formats.excel import ExcelWriter
from planforge.formats.word import WordWriter
from planforge.model.watching import watched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planforge.analysis.written import Contents
    from planforge.compose.catalogue import Piece
    from planforge.compose.confidential import Confidences
    from planforge.compose.context import Context
    from planforge.compose.editions import Section
    from planforge.document.documents import Workbook
    from planforge.model.watching import Reads

OFFICE = frozenset({"docx", "xlsx"})
FORMATS = ("docx", "xlsx", "md", "html")


@dataclass(frozen=True)
class Made:
    """Files by path relative to the output folder, what each says that rules judge, and how it was made."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    contents: Mapping[str, Contents] = field(default_factory=dict)
    sections: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)  # of the office files
    prints: Mapping[str, Print] = field(default_factory=dict)  # of the office files


def together(parts: Iterable[Made]) -> Made:
    """What was made in several parts, as one."""
    files: dict[str, bytes] = {}
    contents: dict[str, Contents] = {}
    found: dict[str, tuple[Section, ...]] = {}
    prints: dict[str, Print] = {}
    for part in parts:
        files.update(part.files)
        contents.update(part.contents)
        found.update(part.sections)
        prints.update(part.prints)
    return Made(files, contents, found, prints)


@dataclass(frozen=True)
class Renderer:
    """Turns pieces into files, by path relative to the output folder.

    ``beside`` marks what documents are made from besides the record, the charter and the logo.
    """

    context: Context
    charter: bytes
    formats: frozenset[str]
    pages: KnownPages = field(default_factory=KnownPages)  # of tables of contents
    prints: Prints = field(default_factory=Prints)  # of earlier builds
    beside: str = ""

    @cached_property
    def _word(self) -> WordWriter:
        return WordWriter(self.charter)

    @cached_property
    def _excel(self) -> ExcelWriter:
        return ExcelWriter()

    @cached_property
    def _confidences(self) -> Confidences:
        return confidences(self.context.plan, self.context.results)

    @cached_property
    def _proofreader(self) -> Proofreader:
        return Proofreader(self._confidences)

    def files(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        """The files of a piece in the wanted formats."""
        yield from self.made(piece).files.items()

    def kept(self, piece: Piece) -> Made | None:
        """What an earlier build made of a piece, where nothing that it was composed from has changed."""
        path = piece.path
        how = self.prints.how(path) if self._keeps and path.rpartition(".")[2] in self.formats else None
        if how is None or how.reading is None or not self._readings.holds(piece, how.reading):
            return None
        data = self.prints.file(path, how.content)
        return None if data is None else Made({path: data}, {path: how.says}, {}, {path: how})

    def made(self, piece: Piece) -> Made:
        """The files of a piece in the wanted formats, with what they say."""
        stem, _, office = piece.path.rpartition(".")
        wanted = [suffix for suffix in FORMATS if suffix in self.formats and (suffix not in OFFICE or suffix == office)]
        if not wanted:
            return Made()
        reads: Reads = set()
        with watched(reads):
            plain = piece.kind.compose(self._watched, piece.of)
        content = self._compared(piece, plain)
        mark = content_mark(
            content, self._charter_mark, self.pages.pages.get(piece.path), self.pages.marks.get(piece.path)
        )
        files = {f"{stem}.{suffix}": self._file(content, f"{stem}.{suffix}", mark) for suffix in wanted}
        says = self._proofreader.contents(piece, content)
        told = {piece.path: sections(plain)} if self.context.edition.freezing else {}
        prints = {piece.path: Print(mark, says, self._readings.reading(piece, reads))} if piece.path in files else {}
        return Made(files, dict.fromkeys(files, says), told, prints)

    @cached_property
    def _watched(self) -> Context:
        return told_apart(self.context)

    @property
    def _keeps(self) -> bool:
        """Whether files of earlier builds will do: not for a version, whose sections are kept, nor for plain text."""
        return not self.context.edition.freezing and self.formats <= OFFICE

    @cached_property
    def _readings(self) -> Readings:
        return Readings(self.context, self._confidences, self.pages, self._charter_mark + self.beside)

    def composed(self, piece: Piece) -> Document | Workbook:
        """The content of a piece. Raises ``TemplateError``."""
        return self._compared(piece, piece.kind.compose(self.context, piece.of))

    def _compared(self, piece: Piece, content: Document | Workbook) -> Document | Workbook:
        """The content, with what changed since the last version where there is one."""
        edition = self.context.edition
        if not edition.since or not isinstance(content, Document):
            return content
        return with_changes(content, edition, piece.path, piece.about(self.context), restricted=piece.kind.restricted)

    def word(self, document: Document, pages: Mapping[str, int] | None = None) -> bytes:
        """A document as a Word file; ``pages`` has the page of each heading, for the table of contents."""
        return self._word.write(document, pages)

    @cached_property
    def _charter_mark(self) -> str:
        return fingerprint(self.charter)

    def _file(self, content: Document | Workbook, path: str, mark: str) -> bytes:
        suffix = path.rpartition(".")[2]
        if suffix not in OFFICE:
            return self._text(content, suffix)
        kept = self.prints.file(path, mark)
        return self._office(content, path) if kept is None else kept

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
