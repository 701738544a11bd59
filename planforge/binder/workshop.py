"""Where documents are composed: one record opened and ready, in this process or shared out among several."""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planforge import resources
from planforge.binder.editions import edition_of
from planforge.binder.hand_edits import Desk
from planforge.binder.inputs import inputs_mark, own_files_mark
from planforge.binder.known_pages import read_known_pages
from planforge.binder.opening import open_record
from planforge.binder.prints import Prints, read_prints
from planforge.binder.rendering import Made, Renderer, together
from planforge.compose.context import Context, voice
from planforge.compose.templates import Templates
from planforge.errors import OutputError
from planforge.formats.word.logos import dimensions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from planforge.binder.editions import ReleaseOrder
    from planforge.binder.opening import OpenRecord
    from planforge.compose.catalogue import Piece
    from planforge.compose.editions import Edition

    Files = list[tuple[str, bytes]]

_FEW = 24  # documents: below this a second process costs more than it saves
_CHUNK = 8  # documents handed to a process at a time
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})


@dataclass(frozen=True)
class Recipe:
    """What it takes to open the same workshop in another process: a record opened is too big to be sent there."""

    folder: Path
    as_of: date | None
    formats: frozenset[str]
    made_from: str
    order: ReleaseOrder | None = None
    output: Path | None = None


@dataclass(frozen=True)
class Workshop:
    """A record opened, and what turns its pieces into files."""

    recipe: Recipe
    opened: OpenRecord
    renderer: Renderer

    def files(self, pieces: Sequence[Piece]) -> Files:
        """The files of some pieces, in their order."""
        return list(self.made(pieces).files.items())

    def made(self, pieces: Sequence[Piece]) -> Made:
        """The files of some pieces, in their order, and what they say."""
        return together(map(self.renderer.made, pieces))


def open_workshop(
    folder: Path,
    as_of: date | None,
    formats: frozenset[str],
    order: ReleaseOrder | None = None,
    output: Path | None = None,
) -> Workshop:
    """The workshop of a record's folder, for drafts, or for the version that is ordered.

    What was printed into ``output`` and would be the same is not printed again.

    Raises ``RecordError``, ``LibraryError`` or ``OutputError``.
    """
    # The mark is taken first: a record that changes meanwhile makes stale documents, never fresh ones by mistake.
    recipe = Recipe(folder, as_of, formats, inputs_mark(folder), order, output)
    opened = open_record(folder, as_of, document_date=True)
    logo = _logo(opened, folder)
    context = _context(opened, folder, logo, edition_of(folder, opened.record.plan, order))
    prints = read_prints(folder, output, Desk(folder, output).base) if output else Prints()
    renderer = Renderer(context, _charter(folder), formats, read_known_pages(folder), prints, own_files_mark(folder))
    return Workshop(recipe, opened if dimensions(logo) else _told(opened), renderer)


def _told(opened: OpenRecord) -> OpenRecord:
    """The record with a notice where it names a logo, which could not be used."""
    name = opened.resolved.plan.establishment.logo.best
    if not name:
        return opened
    notice = (
        f"Logo «\u00a0{name}\u00a0»\u00a0: ce n’est pas une image PNG ou JPEG placée à côté du dossier. Pas de logo."
    )
    return replace(opened, record=replace(opened.record, notices=(*opened.record.notices, notice)))


def _context(opened: OpenRecord, folder: Path, logo: bytes, edition: Edition) -> Context:
    own = folder / "templates"
    folders = [own] if own.is_dir() else []
    templates = Templates([*folders, resources.templates_folder()], voice(opened.resolved.plan))
    return Context(opened.resolved, opened.results, templates, opened.today, logo, edition)


def _logo(opened: OpenRecord, folder: Path) -> bytes:
    """The hospital's logo; a name that leads outside of the record's folder, or to no picture, is ignored."""
    name = opened.resolved.plan.establishment.logo.best
    path = folder / Path(name).name if name else None
    return _read(path) if path and path.suffix.lower() in _PICTURES and path.is_file() else b""


def _charter(folder: Path) -> bytes:
    own = folder / "templates" / "word" / "base.docx"
    return _read(own if own.is_file() else resources.templates_folder() / "word" / "base.docx")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"« {path} » ne peut pas être lu ; aucun document n’a été touché.") from error


def rendered(
    workshop: Workshop, pieces: Sequence[Piece], jobs: int, progress: Callable[[int, int], None] | None = None
) -> Made:
    """The files of all pieces by relative path, and what they say; those that no change touches as they were made.

    ``progress`` is told how many pieces are done, out of how many.
    """
    known = {piece: kept for piece in pieces if (kept := workshop.renderer.kept(piece)) is not None}
    left = [piece for piece in pieces if piece not in known]
    chunks = _portions(left)
    shared = jobs > 1 and len(left) >= _FEW
    parts, done = list(known.values()), len(known)
    for chunk, made in zip(
        chunks, _shared_out(workshop, chunks, jobs) if shared else map(workshop.made, chunks), strict=True
    ):
        parts.append(made)
        done += len(chunk)
        if progress:
            progress(done, len(pieces))
    return together(parts)


def _portions(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces as processes take them: long ones alone and first, then those of a few services or forms together.

    Two documents of a service share its one-page sheet, which the process that makes both fits once.
    """
    short = sorted((piece for piece in pieces if piece.of), key=lambda piece: (piece.kind.per, piece.of))
    alone = [[piece] for piece in pieces if not piece.of]
    return [*alone, *(short[start : start + _CHUNK] for start in range(0, len(short), _CHUNK))]


_OPEN: dict[Recipe, Workshop] = {}  # of this process; one that was forked finds its parent's here


def _shared_out(workshop: Workshop, chunks: Sequence[Sequence[Piece]], jobs: int) -> Iterator[Made]:
    _OPEN[workshop.recipe] = workshop
    workshop.opened.results.settle()
    try:
        with ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_leave_interrupts) as pool:
            yield from pool.map(_made, [workshop.recipe] * len(chunks), chunks)
    except BrokenProcessPool as error:
        raise OutputError(
            "Un des processus de calcul s’est arrêté (mémoire insuffisante ?) : relancez avec --jobs 1. "
            "Aucun document n’a été touché."
        ) from error
    finally:
        del _OPEN[workshop.recipe]


def _leave_interrupts() -> None:
    """Ctrl+C reaches every process of a terminal: the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _made(recipe: Recipe, pieces: Sequence[Piece]) -> Made:
    """What another process makes; it opens the record by itself where it does not inherit it."""
    if recipe not in _OPEN:
        workshop = open_workshop(recipe.folder, recipe.as_of, recipe.formats, recipe.order, recipe.output)
        if workshop.recipe != recipe:
            raise OutputError("Le dossier a changé pendant la production : relancez-la. Aucun document n’a été touché.")
        _OPEN[recipe] = workshop
    return _OPEN[recipe].made(pieces)
