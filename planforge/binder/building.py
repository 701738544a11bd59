"""Build the binder of one establishment: render everything in memory, list what changes, then write."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planforge import resources
from planforge.binder.manifest import manifest_path, read_manifest
from planforge.binder.opening import open_record
from planforge.binder.rendering import OFFICE, Renderer
from planforge.binder.writing import carry_out, plan_writing
from planforge.compose.catalogue import CATALOGUE, Piece, pieces
from planforge.compose.context import Context
from planforge.compose.templates import Templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from planforge.binder.opening import OpenRecord
    from planforge.binder.writing import WritePlan

_FEW = 24  # documents: below this a second process costs more than it saves
_CHUNK = 8  # documents handed to a process at a time


@dataclass(frozen=True)
class BuildRequest:
    """What to build, and where. ``output`` is ``livrables`` beside the record unless said otherwise."""

    folder: Path
    output: Path | None = None
    only: frozenset[str] = frozenset()
    formats: frozenset[str] = OFFICE
    as_of: date | None = None
    jobs: int = 1
    dry_run: bool = False
    progress: Callable[[int, int], None] | None = None

    @property
    def target(self) -> Path:
        """The output folder."""
        return self.output or self.folder / "livrables"


@dataclass(frozen=True)
class BuildReport:
    """What a build did, or would do."""

    opened: OpenRecord
    plan: WritePlan


def build(request: BuildRequest) -> BuildReport:
    """Write the binder, or list what it would write when ``dry_run``.

    Raises ``RecordError``, ``LibraryError``, ``TemplateError`` or ``OutputError``; in each case the documents that
    were there stay as they were.
    """
    opened = open_record(request.folder, request.as_of, document_date=True)
    context = _context(opened, request.folder)
    coming = _rendered(request, context)
    manifest = read_manifest(manifest_path(request.folder, request.target))
    whole = not request.only and request.formats == OFFICE
    plan = plan_writing(request.target, manifest, coming, whole=whole)
    if not request.dry_run:
        plan = carry_out(plan, request.folder, coming)
    return BuildReport(opened, plan)


def document_kinds() -> tuple[str, ...]:
    """The published names of the documents, for ``--only``."""
    return tuple(kind.id for kind in CATALOGUE)


def _context(opened: OpenRecord, folder: Path) -> Context:
    own = folder / "templates"
    folders = [own] if own.is_dir() else []
    templates = Templates([*folders, resources.templates_folder()])
    return Context(opened.resolved, opened.results, templates, opened.today, _logo(opened, folder))


def _logo(opened: OpenRecord, folder: Path) -> bytes:
    """The hospital's logo; a name that leads outside of the record's folder, or to no picture, is ignored."""
    name = opened.resolved.plan.establishment.logo.best
    path = folder / Path(name).name if name else None
    return path.read_bytes() if path and path.suffix.lower() in {".png", ".jpg", ".jpeg"} and path.is_file() else b""


def _charter(folder: Path) -> bytes:
    own = folder / "templates" / "word" / "base.docx"
    return (own if own.is_file() else resources.templates_folder() / "word" / "base.docx").read_bytes()


def _rendered(request: BuildRequest, context: Context) -> dict[str, bytes]:
    todo = list(pieces(context, request.only))
    renderer = Renderer(context, _charter(request.folder), request.formats)
    files: dict[str, bytes] = {}
    done = 0
    for chunk in _in_chunks(renderer, todo, request.jobs):
        files.update(chunk)
        done = min(done + _CHUNK, len(todo))
        if request.progress:
            request.progress(done, len(todo))
    return files


def _in_chunks(renderer: Renderer, todo: Sequence[Piece], jobs: int) -> Iterator[list[tuple[str, bytes]]]:
    chunks = [todo[start : start + _CHUNK] for start in range(0, len(todo), _CHUNK)]
    if jobs < 2 or len(todo) < _FEW:  # noqa: PLR2004 - one process, or two and more
        for chunk in chunks:
            yield _render_chunk(renderer, chunk)
        return
    with ProcessPoolExecutor(jobs, initializer=_adopt, initargs=(renderer,)) as pool:
        yield from pool.map(_render_adopted, chunks)


def _render_chunk(renderer: Renderer, chunk: Sequence[Piece]) -> list[tuple[str, bytes]]:
    return [file for piece in chunk for file in renderer.files(piece)]


_ADOPTED: list[Renderer] = []  # the renderer of this worker process, handed over once


def _adopt(renderer: Renderer) -> None:
    _ADOPTED[:] = [renderer]


def _render_adopted(chunk: Sequence[Piece]) -> list[tuple[str, bytes]]:
    return _render_chunk(_ADOPTED[0], chunk)
