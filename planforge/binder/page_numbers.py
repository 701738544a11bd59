"""Page numbers of the tables of contents: documents laid out, read, written again until they say what they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.binder.known_pages import KnownPages
from planforge.document.documents import Document
from planforge.document.outline import numbering
from planforge.formats.word.identity import block_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planforge.binder.known_pages import Pages
    from planforge.binder.layout import LayOut
    from planforge.binder.rendering import Renderer
    from planforge.compose.catalogue import Piece

_PASSES = 4  # the numbers themselves may fold a line and push a page: seen to settle at the second


@dataclass(frozen=True)
class Numbered:
    """Word files whose table of contents has its page numbers, by path.

    ``known`` is what later builds need to print them again; ``left`` are the documents that could not be laid out.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    known: KnownPages = field(default_factory=KnownPages)
    left: tuple[str, ...] = ()


def number_contents(renderer: Renderer, pieces: Iterable[Piece], lay_out: LayOut) -> Numbered:
    """The documents among ``pieces`` whose page numbers are not known yet, laid out and numbered."""
    drafts = _with_contents(renderer, pieces) if "docx" in renderer.formats else {}
    plain = {path: renderer.word(draft) for path, draft in drafts.items()}
    waiting = {path: data for path, data in plain.items() if not renderer.pages.of(path, data)}
    asked = tuple(waiting)
    files: dict[str, bytes] = {}
    printed: dict[str, Pages] = {}
    for _ in range(_PASSES):
        found = _laid_out(drafts, waiting, lay_out)
        true = [path for path, pages in found.items() if pages == printed.get(path)]
        files.update((path, waiting[path]) for path in true)
        printed.update(found)
        waiting = {path: renderer.word(drafts[path], pages) for path, pages in found.items() if path not in files}
    known = renderer.pages.learning({path: printed[path] for path in files}, plain)
    return Numbered(files, known, tuple(path for path in asked if path not in files))


def _with_contents(renderer: Renderer, pieces: Iterable[Piece]) -> dict[str, Document]:
    composed = ((piece.path, renderer.composed(piece)) for piece in pieces if not piece.kind.is_workbook)
    return {
        path: content
        for path, content in composed
        if isinstance(content, Document) and content.cover and numbering(content).outline
    }


def _laid_out(drafts: Mapping[str, Document], files: Mapping[str, bytes], lay_out: LayOut) -> dict[str, Pages]:
    """The page of each heading, of the files that could be laid out and in which every heading was found."""
    marks = lay_out(files) if files else {}
    found = {path: _heading_pages(drafts[path], marks.get(path, {})) for path in files}
    return {path: pages for path, pages in found.items() if all(pages.values())}


def _heading_pages(document: Document, marks: Pages) -> Pages:
    return {entry.id: marks.get(block_name(entry.id), 0) for entry in numbering(document).outline}
