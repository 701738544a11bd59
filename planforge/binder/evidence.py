"""The evidence of one establishment: requirements judged, then the file, the workbook and the folders to hand in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from planforge.analysis.evidence.meter import meter
from planforge.analysis.evidence.pieces import PieceState
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import DEFAULT_OUTPUT, manifest_path, read_manifest
from planforge.binder.rendering import OFFICE
from planforge.binder.standing import Standing, standing_files
from planforge.binder.workshop import open_workshop
from planforge.binder.writing import carry_out, plan_writing
from planforge.compose.catalogue import CATALOGUE, Kind, Piece, pieces
from planforge.compose.deposit import readme
from planforge.compose.documents import evidence_file, supplier_letter
from planforge.compose.evidence_parts import EvidenceFile, MadeKind, hosted_by
from planforge.compose.workbooks import conformity
from planforge.document.blocks import Heading
from planforge.document.documents import Document
from planforge.document.text import plain
from planforge.library.requirements import OWN_REQUIREMENTS, requirement_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from planforge.analysis.evidence.meter import Meter, RequirementStanding
    from planforge.binder.opening import OpenRecord
    from planforge.binder.workshop import Workshop
    from planforge.binder.writing import WritePlan
    from planforge.document.documents import Workbook
    from planforge.library.requirement_types import RequirementList

README = "LISEZ-MOI.txt"
_LARGEST = 50_000_000  # bytes of an attached file that is copied
_STANDING = frozenset({Standing.PRESENT, Standing.STALE, Standing.EDITED})


@dataclass(frozen=True)
class EvidenceRequest:
    """Whose evidence, judged at which day, written where: ``livrables`` beside the record unless said otherwise."""

    folder: Path
    today: date
    output: Path | None = None
    dry_run: bool = False

    @property
    def target(self) -> Path:
        """The output folder."""
        return self.output or self.folder / DEFAULT_OUTPUT


@dataclass(frozen=True)
class EvidenceReport:
    """The requirements judged, and what was written, or would be.

    ``unready`` are the documents that answer the main list and that are not built, or older than the record.
    """

    opened: OpenRecord
    meter: Meter
    plan: WritePlan
    unready: tuple[str, ...] = ()


def lists_of(folder: Path) -> tuple[RequirementList, ...]:
    """The lists that a record is judged on, its own first where it has some. Raises ``LibraryError``."""
    return requirement_lists(folder / OWN_REQUIREMENTS, tuple(kind.id for kind in CATALOGUE))


def judged(opened: OpenRecord, folder: Path) -> Meter:
    """The requirements of a record judged. Raises ``LibraryError``."""
    return meter(opened.results, lists_of(folder), partial(_is_there, folder))


def write_evidence(request: EvidenceRequest) -> EvidenceReport:
    """Writes the evidence file, or lists what it would write.

    Raises ``RecordError``, ``LibraryError``, ``TemplateError`` or ``OutputError``.
    """
    workshop = open_workshop(request.folder, request.today, OFFICE)
    found = judged(workshop.opened, request.folder)
    file = EvidenceFile(found, _made_kinds(workshop, request, found))
    coming = {**_documents(workshop, file), **_deposit(request, file)}
    desk = Desk(request.folder, request.target, request.today)
    plan = plan_writing(desk, read_manifest(manifest_path(request.folder, request.target)), coming)
    if not request.dry_run:
        plan = carry_out(plan, desk, coming, workshop.recipe.made_from)
    return EvidenceReport(workshop.opened, found, plan, _unready(file))


def _unready(file: EvidenceFile) -> tuple[str, ...]:
    main = file.meter.main.requirements if file.meter.main else ()
    named = dict.fromkeys(answer.document for one in main for answer in one.requirement.answered_by)
    return tuple(file.made[name].title for name in named if not file.made[name].paths or file.made[name].stale)


def _is_there(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):
        return False


def _made_kinds(workshop: Workshop, request: EvidenceRequest, found: Meter) -> dict[str, MadeKind]:
    """Every kind of document: its files as they stand, and the headings that a list names."""
    context = workshop.renderer.context
    standing = {one.path: one.standing for one in standing_files(request.folder, request.target)}
    named = {
        answer.document
        for one in found.applying
        for requirement in one.list.requirements
        for answer in requirement.answered_by
        if answer.sections
    }
    made = {}
    for kind in CATALOGUE:
        every = list(pieces(context, frozenset({kind.id})))
        there = tuple(piece.path for piece in every if standing.get(piece.path) in _STANDING)
        stale = any(standing[path] is Standing.STALE for path in there)
        headings = _headings(workshop.renderer.composed(every[0])) if kind.id in named and every else {}
        made[kind.id] = MadeKind(kind.title, there, stale, kind.restricted, headings)
    return made


def _headings(content: Document | Workbook) -> Mapping[str, str]:
    if isinstance(content, Document):
        return {block.id: plain(block.text) for block in content.body if isinstance(block, Heading)}
    return {sheet.id: sheet.name for sheet in content.sheets}


def _documents(workshop: Workshop, file: EvidenceFile) -> dict[str, bytes]:
    """The office files: the evidence file, the workbook, a letter for each host."""
    kinds = [
        Kind(
            "dossier-preuves",
            "Dossier de preuves",
            "dossier-preuves.docx",
            lambda on, _: evidence_file.compose(on, file),
        ),
        Kind("conformite", "Tableau de conformité", "conformite.xlsx", lambda on, _: conformity.compose(on, file)),
        *(_letter(name) for name in hosted_by(workshop.renderer.context) if name),
    ]
    return dict(workshop.made([Piece(kind) for kind in kinds]).files)


def _letter(supplier: str) -> Kind:
    path = f"depot/courriers/courrier-{supplier}.docx"
    return Kind("courrier-fournisseur", "Courrier", path, lambda on, _: supplier_letter.compose(on, supplier))


def _deposit(request: EvidenceRequest, file: EvidenceFile) -> dict[str, bytes]:
    """The folder of each line of the main list: what to read, generated documents, attached files."""
    found: dict[str, bytes] = {}
    for one in file.meter.main.requirements if file.meter.main else ():
        place = f"depot/{one.requirement.id}"
        copies = dict(_copies(request, file, one))
        found.update({f"{place}/{name}": data for name, data in copies.items()})
        told = readme(file, one, tuple(copies)).replace("\n", "\r\n")
        found[f"{place}/{README}"] = told.encode("utf-8-sig")
    return found


def _copies(request: EvidenceRequest, file: EvidenceFile, one: RequirementStanding) -> Iterator[tuple[str, bytes]]:
    for path in dict.fromkeys(_answering(file, one)):
        yield from _copy(request.target, path, path.rpartition("/")[2])
    for piece in one.pieces:
        for attached in piece.attached:
            if attached.state is PieceState.ATTACHED:
                name = attached.evidence.file.replace("\\", "/").rpartition("/")[2]
                yield from _copy(request.folder, attached.evidence.file, f"{piece.piece.id}-{name}")


def _answering(file: EvidenceFile, one: RequirementStanding) -> Iterable[str]:
    return (path for answer in one.requirement.answered_by for path in file.made[answer.document].paths)


def _copy(root: Path, path: str, name: str) -> Iterator[tuple[str, bytes]]:
    """A file of below that folder, under its new name; none that is elsewhere, too large or cannot be read."""
    place = root / path
    try:
        below = place.resolve().is_relative_to(root.resolve())
        if below and place.stat().st_size <= _LARGEST:
            yield name, place.read_bytes()
    except OSError:
        return
