"""Build the binder of one establishment: render everything in memory, list what changes, then write."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge import __version__
from planforge.binder.hand_edits import Desk
from planforge.binder.known_pages import write_known_pages
from planforge.binder.last_build import note_build
from planforge.binder.manifest import DEFAULT_OUTPUT, manifest_path, read_manifest
from planforge.binder.page_numbers import Numbered, number_contents
from planforge.binder.prints import write_prints
from planforge.binder.redlining import RedlineOrder, redlines, release_before
from planforge.binder.rendering import OFFICE, Made
from planforge.binder.workshop import open_workshop, rendered
from planforge.binder.writing import carry_out, plan_writing
from planforge.compose.catalogue import CATALOGUE, pieces
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from planforge.binder.editions import ReleaseOrder
    from planforge.binder.layout import LayOut
    from planforge.binder.opening import OpenRecord
    from planforge.binder.redlining import Redlines
    from planforge.binder.writing import WritePlan


@dataclass(frozen=True)
class BuildRequest:
    """What to build, and where. ``output`` is ``livrables`` beside the record unless said otherwise.

    ``progress`` is told how many documents are composed, out of how many. ``lay_out`` finds the page numbers of the
    tables of contents; without it, those of documents that did not change since are still printed. ``redline`` asks for
    the changes since that version to be shown too, since the last one when empty.
    """

    folder: Path
    output: Path | None = None
    only: frozenset[str] = frozenset()
    formats: frozenset[str] = OFFICE
    as_of: date | None = None
    jobs: int = 1
    dry_run: bool = False
    progress: Callable[[int, int], None] | None = None
    lay_out: LayOut | None = None
    order: ReleaseOrder | None = None
    redline: str | None = None

    @property
    def target(self) -> Path:
        """The output folder."""
        return self.output or self.folder / DEFAULT_OUTPUT


@dataclass(frozen=True)
class BuildReport:
    """What a build did, or would do.

    ``unnumbered`` are the documents that could not be laid out, by path; ``made`` what they are and what they say.
    """

    opened: OpenRecord
    plan: WritePlan
    unnumbered: tuple[str, ...] = ()
    made: Made = field(default_factory=Made)
    redlines: Redlines | None = None


def build(request: BuildRequest) -> BuildReport:
    """Write the binder, or list what it would write when ``dry_run``.

    Raises ``RecordError``, ``LibraryError``, ``TemplateError`` or ``OutputError``; in each case the documents that
    were there stay as they were.
    """
    since = None if request.redline is None else release_before(request.folder, request.redline)
    workshop = open_workshop(request.folder, request.as_of, request.formats, request.order, request.target)
    todo = tuple(pieces(workshop.renderer.context, request.only))
    made = rendered(workshop, todo, request.jobs, request.progress)
    numbered = number_contents(workshop.renderer, todo, request.lay_out) if request.lay_out else Numbered()
    coming = {**made.files, **numbered.files}
    manifest = read_manifest(manifest_path(request.folder, request.target))
    complete = frozenset[str]() if request.only else request.formats
    desk = Desk(request.folder, request.target, workshop.opened.today)
    plan = plan_writing(desk, manifest, coming, complete=complete)
    if not request.dry_run:
        if numbered.files:
            write_known_pages(request.folder, numbered.known)
        plan = carry_out(plan, desk, coming, workshop.recipe.made_from)
        workshop.opened.estimates.save()  # once the first build made the state folder
        write_prints(request.folder, request.target, made.prints, coming)
        note_build(request.folder, plan, made.contents, workshop.recipe.made_from)
    marked = None
    if since is not None:
        author = f"{workshop.opened.resolved.plan.establishment.name} (depuis {since.version})"
        asked = RedlineOrder(since, author, plan, coming, workshop.recipe.made_from)
        marked = redlines(desk, asked, whole=not request.only, dry_run=request.dry_run)
    return BuildReport(_told(workshop.opened, manifest.by), plan, numbered.left, made, marked)


def _told(opened: OpenRecord, before: str) -> OpenRecord:
    """The record with a notice where another planforge wrote the documents that were there."""
    if before in {"", __version__}:
        return opened
    notice = (
        f"Documents faits jusqu’ici avec planforge {before}, et maintenant avec planforge {__version__} : ses textes "
        "ont pu changer là où le dossier n’a pas changé. Ce qui a été écrit à la main reste."
    )
    return replace(opened, record=replace(opened.record, notices=(*opened.record.notices, french(notice))))


def document_kinds() -> tuple[str, ...]:
    """The published names of the documents, for ``--only``."""
    return tuple(kind.id for kind in CATALOGUE)
