"""What the last build wrote, as rules judge it: noted beside the manifest, read back to check the record."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.analysis.written import Written, WrittenDocument
from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import write_whole
from planforge.binder.contents_notes import contents_of, noted
from planforge.binder.manifest import manifest_path, output_name, read_manifest
from planforge.binder.standing import Standing, standing_files
from planforge.binder.writing import FileState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from planforge.analysis.written import Contents
    from planforge.binder.standing import StandingFile
    from planforge.binder.writing import WritePlan

_SCHEMA = 1
_WRITTEN = frozenset({FileState.CREATED, FileState.UPDATED, FileState.IDENTICAL, FileState.EDITED})
_STANDING = frozenset({Standing.PRESENT, Standing.STALE, Standing.EDITED})


@dataclass(frozen=True, slots=True)
class _Note:
    """What a file says, and the state of the record that it was made from."""

    made_from: str
    contents: Contents


@dataclass(frozen=True)
class _Notes:
    """The files of one output folder, named from the record's, by path in it."""

    output: str = ""
    documents: Mapping[str, _Note] = field(default_factory=dict)


def note_build(record_folder: Path, plan: WritePlan, contents: Mapping[str, Contents], made_from: str) -> None:
    """Keep what the files of a plan carried out say; of those that it left alone, what was known stays known.

    ``made_from`` is the mark of the inputs. Raises ``OutputError``.
    """
    before, output = _read(record_folder), output_name(record_folder, plan.output)
    known = dict(before.documents) if before is not None and before.output == output else {}
    for file in plan.files:
        if file.state in _WRITTEN and file.path in contents:
            known[file.path] = _Note(made_from, contents[file.path])
        elif file.state is FileState.ORPHAN:
            known.pop(file.path, None)
    for path in plan.gone:
        known.pop(path, None)
    documents = {path: {"made_from": note.made_from, **noted(note.contents)} for path, note in known.items()}
    data = {"schema": _SCHEMA, "output": output, "documents": documents}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(_place(record_folder), f"{text}\n".encode("utf-8", "surrogateescape"))


def last_build(record_folder: Path) -> Written | None:
    """The documents of the last build that still stand; ``None`` where there are none, or nobody knows of them."""
    notes = _read(record_folder)
    if notes is None:
        return None
    output = record_folder / notes.output
    made_from = read_manifest(manifest_path(record_folder, output)).made_from
    documents = tuple(
        _written(file, notes.documents.get(file.path), made_from.get(file.path, ""))
        for file in standing_files(record_folder, output)
        if file.standing in _STANDING
    )
    return Written(documents) if documents else None


def _written(file: StandingFile, note: _Note | None, made_from: str) -> WrittenDocument:
    """The document as it stands; what was noted of another build than its last says nothing of it."""
    return WrittenDocument(
        file.path,
        made_from,
        fresh=file.standing is Standing.PRESENT,
        by_hand=file.standing is Standing.EDITED,
        contents=note.contents if note is not None and note.made_from == made_from else None,
    )


def _read(record_folder: Path) -> _Notes | None:
    """What was noted; nothing when there never was a build, or when the file is damaged."""
    try:
        data = json.loads(_place(record_folder).read_text(encoding="utf-8", errors="surrogateescape"))
        notes = {str(path): _Note(str(one["made_from"]), contents_of(one)) for path, one in data["documents"].items()}
        return _Notes(str(data["output"]), notes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _place(record_folder: Path) -> Path:
    return record_folder / STATE_FOLDER / "documents.json"
