"""The write plan: what each file would become, listed before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.answers.saving import reason, sweep, write_whole
from planforge.binder.files import fingerprint, fingerprint_on_disk, open_mark
from planforge.binder.manifest import Manifest, manifest_path, read_manifest, write_manifest
from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class FileState(StrEnum):
    """What a build does to a file."""

    CREATED = "created"
    UPDATED = "updated"
    IDENTICAL = "identical"
    EDITED = "edited"  # by hand: what people wrote is kept in the new one, or the new one goes beside it
    CONFLICT = "conflict"  # people and the record changed the same passage: both stand in the file, marked
    LOCKED = "locked"  # open in another program: kept, to be built again
    FAILED = "failed"  # the system refuses to write it
    ORPHAN = "orphan"  # its service is gone: listed, never deleted


_DONE = frozenset({FileState.CREATED, FileState.UPDATED, FileState.IDENTICAL})
_TO_WRITE = frozenset({FileState.CREATED, FileState.UPDATED, FileState.EDITED})
NOT_WRITTEN = frozenset({FileState.LOCKED, FileState.FAILED})


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of the plan; ``beside`` is where the new version of a hand-edited file goes.

    ``reason`` says in French why a file is locked or failed.
    """

    path: str
    state: FileState
    fingerprint: str = ""
    beside: str = ""
    reason: str = ""

    @property
    def target(self) -> str:
        """Where the new version goes."""
        return self.beside or self.path


@dataclass(frozen=True)
class WritePlan:
    """Every file of an output folder and what happens to it, in path order.

    ``gone`` are files that no document claims any more and that somebody removed: to be forgotten.
    """

    output: Path
    files: tuple[PlannedFile, ...]
    gone: tuple[str, ...] = ()

    def count(self, *states: FileState) -> int:
        """How many files are in one of these states."""
        return sum(file.state in states for file in self.files)


def plan_writing(
    output: Path, manifest: Manifest, coming: Mapping[str, bytes], *, complete: frozenset[str] = frozenset()
) -> WritePlan:
    """What writing ``coming`` (bytes by relative path) would do; reads the folder, writes nothing.

    ``complete`` holds the suffixes (« docx »...) of which every document is coming: the others of that suffix are
    orphans. Raises ``OutputError`` where the output is no folder.
    """
    _expect_folder(output)
    files = [_planned(output, manifest, path, data) for path, data in sorted(coming.items())]
    claimed = {file.target for file in files} | set(coming)
    left = [path for path in manifest.written if path not in claimed and path.rpartition(".")[2] in complete]
    files += [PlannedFile(path, FileState.ORPHAN) for path in left if (output / path).exists()]
    gone = sorted(path for path in left if not (output / path).exists())
    return WritePlan(output, tuple(sorted(files, key=lambda file: file.path)), tuple(gone))


def _expect_folder(output: Path) -> None:
    try:
        blocked = output.exists() and not output.is_dir()
    except OSError as error:
        raise OutputError(f"Le dossier de sortie « {output} » n’est pas accessible ({reason(error)}).") from error
    if blocked:
        raise OutputError(f"« {output} » est un fichier : les documents ont besoin d’un dossier. Rien n’a été écrit.")


def _planned(output: Path, manifest: Manifest, path: str, data: bytes) -> PlannedFile:
    new = fingerprint(data)
    try:
        found = fingerprint_on_disk(output / path)
    except OutputError as error:
        return _refused(PlannedFile(path, FileState.UPDATED, new), error)
    if not found:
        return PlannedFile(path, FileState.CREATED, new)
    if found == new:
        return PlannedFile(path, FileState.IDENTICAL, new)
    if manifest.is_ours(path, found):
        return _unless_open(output, PlannedFile(path, FileState.UPDATED, new))
    beside = next(name for name in _names_beside(path) if _free(output, manifest, name, new))
    return PlannedFile(path, FileState.EDITED, new, beside=beside)


def _names_beside(path: str) -> Iterator[str]:
    """``pca.nouveau.docx``, then ``pca.nouveau-2.docx``..."""
    stem, _, suffix = path.rpartition(".")
    yield f"{stem}.nouveau.{suffix}"
    rank = 2
    while True:
        yield f"{stem}.nouveau-{rank}.{suffix}"
        rank += 1


def _free(output: Path, manifest: Manifest, name: str, new: str) -> bool:
    """Whether the new version may go there: somebody may have edited the previous one too."""
    try:
        found = fingerprint_on_disk(output / name)
    except OutputError:
        return False
    return found in {"", new} or manifest.is_ours(name, found)


def _unless_open(output: Path, file: PlannedFile) -> PlannedFile:
    mark = open_mark(output / file.path)
    if not mark:
        return file
    why = f"ouvert dans un autre programme ; si ce n’est pas le cas, supprimez « {mark} »"
    return replace(file, state=FileState.LOCKED, reason=why)


def carry_out(plan: WritePlan, record_folder: Path, coming: Mapping[str, bytes], made_from: str) -> WritePlan:
    """Write the plan. A file that cannot be replaced stays whole and comes back as ``locked`` or ``failed``.

    The manifest announces the new fingerprints first, so that a build killed half-way leaves no file that the next
    one would take for a hand edit; ``made_from`` is the mark of the inputs. Raises ``OutputError`` when nothing can
    be written at all.
    """
    place = manifest_path(record_folder, plan.output)
    _prepare(plan)
    before = read_manifest(place).announcing(
        {file.target: file.fingerprint for file in plan.files if file.state in _TO_WRITE}
    )
    write_manifest(place, before)
    done = tuple(_write_one(plan.output, file, coming) for file in plan.files)
    plan = replace(plan, files=done)
    write_manifest(place, _after(before, plan, made_from))
    return plan


def _prepare(plan: WritePlan) -> None:
    try:
        plan.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"Le dossier de sortie « {plan.output} » ne peut pas être créé. "
            "Choisissez-en un autre avec --output, ou demandez le droit d’écrire ici."
        ) from error
    sweep(sorted({(plan.output / file.path).parent for file in plan.files}))


def _write_one(output: Path, file: PlannedFile, coming: Mapping[str, bytes]) -> PlannedFile:
    if file.state not in _TO_WRITE:
        return file
    try:
        write_whole(output / file.target, coming[file.path])
    except OutputError as error:
        return _refused(file, error)
    return file


def _refused(file: PlannedFile, error: OutputError) -> PlannedFile:
    """The file as the system left it: somebody else holds it, or it cannot be written at all."""
    held = isinstance(error.__cause__, PermissionError) and file.state is not FileState.CREATED
    return replace(file, state=FileState.LOCKED if held else FileState.FAILED, reason=str(error))


def _after(before: Manifest, plan: WritePlan, made_from: str) -> Manifest:
    """The manifest once the plan is carried out; of files that could not be written, what was known stays known."""
    written, made = dict(before.written), dict(before.made_from)
    beside, pending = dict(before.beside), dict(before.pending)
    for file in plan.files:
        if file.state in _DONE:
            beside.pop(file.path, None)
            made[file.path] = made_from
        elif file.state is FileState.EDITED:
            beside[file.path] = file.beside
            made[file.beside] = made_from
        elif file.state is FileState.ORPHAN:
            made[file.path] = ""
        if file.state in _DONE | {FileState.EDITED}:
            written[file.target] = file.fingerprint
            pending.pop(file.target, None)
    for path in plan.gone:
        for known in (written, made, beside, pending):
            known.pop(path, None)
    return Manifest(written, made, beside, pending)
