"""A hand edit moved where it belongs: into the record, or into the hospital's own template."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge import resources
from planforge.answers.amending import amend
from planforge.answers.reading import read_files
from planforge.answers.saving import write_whole
from planforge.binder.building import BuildRequest, build
from planforge.errors import OutputError
from planforge.formats.merging import EditKind
from planforge.source import Edit
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from planforge.answers.locking import Holder
    from planforge.formats.merging import HandEdit
    from planforge.source import Data
    from planforge.source import Path as Steps

_SHORTEST = 4  # characters: a shorter text stands in too many places to be the one that was changed
_TEMPLATES = "*.md.j2"


class Home(StrEnum):
    """Where an edit belongs."""

    RECORD = "record"
    TEMPLATE = "template"
    NOWHERE = "nowhere"  # it stays in the document, and is carried over at each build


@dataclass(frozen=True)
class Adoption:
    """What becomes of one edit: the place it goes to, in words; ``NOWHERE`` says why it stays where it is."""

    edit: HandEdit
    home: Home
    place: str
    path: Steps = ()
    template: str = ""


@dataclass(frozen=True)
class AdoptRequest:
    """The document whose edits are to be adopted, by path; ``me`` is who asks."""

    folder: Path
    document: Path
    me: Holder
    as_of: date | None = None
    dry_run: bool = False


def adopt(request: AdoptRequest) -> tuple[Adoption, ...]:
    """What each hand edit of a document becomes. Raises ``RecordError``, ``LibraryError`` or ``OutputError``.

    A text that the record says in one place only goes there; one that a template says in one line only goes into the
    hospital's copy of it; the others stay in the document.
    """
    found = tuple(_adoption(request.folder, edit) for edit in _edits(request))
    if not request.dry_run:
        _carry_out(request, found)
    return found


def _edits(request: AdoptRequest) -> tuple[HandEdit, ...]:
    """The edits that a build would carry over, or would put to people."""
    built = build(BuildRequest(folder=request.folder, as_of=request.as_of, dry_run=True))
    name = _name(built.plan.output, request.document)
    file = next((one for one in built.plan.files if one.path == name), None)
    if file is None:
        raise OutputError(f"« {request.document} » n’est pas un document de ce dossier.")
    if file.merged is None:
        return ()
    return tuple(one for one in (*file.merged.kept, *file.merged.conflicts) if one.kind is not EditKind.REMOVED)


def _name(output: Path, document: Path) -> str:
    try:
        return document.resolve().relative_to(output.resolve()).as_posix()
    except ValueError as error:
        raise OutputError(f"« {document} » n’est pas dans le dossier des documents ({output}).") from error


def _adoption(folder: Path, edit: HandEdit) -> Adoption:
    if len(edit.ours) < _SHORTEST or not edit.theirs:
        return Adoption(edit, Home.NOWHERE, "texte ajouté : il reste dans le document")
    places = [path for path, text in _texts(read_files(folder).data) if _same(text, edit.ours)]
    if len(places) == 1:
        return Adoption(edit, Home.RECORD, " › ".join(map(str, places[0])), path=places[0])
    if places:
        return Adoption(edit, Home.NOWHERE, f"le dossier le dit à {len(places)} endroits : changez-le où il faut")
    templates = [name for name in _templates(folder) if _lines(folder, name, edit.ours)]
    if len(templates) == 1 and len(_lines(folder, templates[0], edit.ours)) == 1:
        return Adoption(edit, Home.TEMPLATE, f"templates/{templates[0]}", template=templates[0])
    return Adoption(edit, Home.NOWHERE, "ni le dossier ni un modèle ne le disent mot pour mot")


def _texts(data: Data, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*path, place))


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same, typography and spaces apart."""
    return " ".join(fold(one).split()) == " ".join(fold(other).split())


def _templates(folder: Path) -> tuple[str, ...]:
    own = {path.name for path in (folder / "templates").glob(_TEMPLATES)}
    return tuple(sorted(own | {path.name for path in resources.templates_folder().glob(_TEMPLATES)}))


def _source(folder: Path, name: str) -> str:
    own = folder / "templates" / name
    return (own if own.is_file() else resources.templates_folder() / name).read_text(encoding="utf-8")


def _lines(folder: Path, name: str, text: str) -> list[str]:
    """The lines of a template that say just that text, without anything to fill in."""
    return [line for line in _source(folder, name).splitlines() if "{" not in line and _same(line, text)]


def _carry_out(request: AdoptRequest, found: tuple[Adoption, ...]) -> None:
    edits = [Edit(one.path, one.edit.theirs) for one in found if one.home is Home.RECORD]
    if edits:
        amend(request.folder, request.me, edits)
    for one in found:
        if one.home is Home.TEMPLATE:
            source = _source(request.folder, one.template)
            (line,) = _lines(request.folder, one.template, one.edit.ours)
            changed = source.replace(line, one.edit.theirs, 1)
            write_whole(request.folder / "templates" / one.template, changed.encode())
