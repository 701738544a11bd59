"""The write plan: what each file would become, listed before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING

from planforge import __version__
from planforge.answers.saving import reason, sweep, write_whole
from planforge.binder.apart import is_apart
from planforge.binder.files import fingerprint, fingerprint_on_disk, open_mark
from planforge.binder.hand_edits import read_edited
from planforge.binder.manifest import Manifest, manifest_path, read_manifest, write_manifest
from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from planforge.binder.hand_edits import Desk
    from planforge.formats.merging import Merged


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
_BY_HAND = frozenset({FileState.EDITED, FileState.CONFLICT})
_TO_WRITE = frozenset({FileState.CREATED, FileState.UPDATED, *_BY_HAND})
NOT_WRITTEN = frozenset({FileState.LOCKED, FileState.FAILED})


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of the plan; ``beside`` is where the new version of a file that cannot be merged goes.

    ``merged`` is the new version with hand edits carried into it, ``aside`` where the edited file goes when something
    of it cannot be carried. ``reason`` says in French why a file is locked or failed.
    """

    path: str
    state: FileState
    fingerprint: str = ""
    beside: str = ""
    reason: str = ""
    merged: Merged | None = None
    aside: str = ""

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
    desk: Desk, manifest: Manifest, coming: Mapping[str, bytes], *, complete: frozenset[str] = frozenset()
) -> WritePlan:
    """What writing ``coming`` (bytes by relative path) would do; reads the folder, writes nothing.

    ``complete`` holds the suffixes (« docx »...) of which every document is coming: the others of that suffix are
    orphans, but for those that other commands write. Raises ``OutputError`` where the output is no folder.
    """
    output = desk.output
    _expect_folder(output)
    files = [_planned(desk, manifest, path, data) for path, data in sorted(coming.items())]
    claimed = {file.target for file in files} | set(coming)
    known = [path for path in manifest.written if path not in claimed and not is_apart(path)]
    left = [path for path in known if path.rpartition(".")[2] in complete]
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


def _planned(desk: Desk, manifest: Manifest, path: str, data: bytes) -> PlannedFile:
    output, new = desk.output, fingerprint(data)
    try:
        found = fingerprint_on_disk(output / path)
    except OutputError as error:
        return _refused(PlannedFile(path, FileState.UPDATED, new), error)
    if not found:
        return PlannedFile(path, FileState.CREATED, new)
    if found == new:
        return PlannedFile(path, FileState.IDENTICAL, new)
    ours = manifest.is_ours(path, found)
    carrying = path in manifest.generated
    if ours and carrying and manifest.generated[path] == new:
        return PlannedFile(path, FileState.IDENTICAL, found)
    if ours and not carrying:
        return _unless_open(output, PlannedFile(path, FileState.UPDATED, new))
    return _by_hand(desk, manifest, path, data)


def _by_hand(desk: Desk, manifest: Manifest, path: str, data: bytes) -> PlannedFile:
    """A file that people wrote in: merged where it can be understood, else the new one goes beside it."""
    output, new = desk.output, fingerprint(data)
    merged = desk.merged(path, read_edited(output / path), data)
    if merged is None:
        beside = next(name for name in _names_beside(path) if _free(output, manifest, name, new))
        return PlannedFile(path, FileState.EDITED, new, beside=beside)
    if not (merged.kept or merged.conflicts or merged.lost_looks):
        return _unless_open(output, PlannedFile(path, FileState.UPDATED, new))
    state = FileState.CONFLICT if merged.conflicts else FileState.EDITED
    aside = next(name for name in _names_aside(path) if not (output / name).exists()) if merged.lost_looks else ""
    return _unless_open(output, PlannedFile(path, state, fingerprint(merged.data), merged=merged, aside=aside))


def _names_aside(path: str) -> Iterator[str]:
    """``pca.avant.docx``, then ``pca.avant-2.docx``..."""
    stem, _, suffix = path.rpartition(".")
    yield f"{stem}.avant.{suffix}"
    yield from (f"{stem}.avant-{rank}.{suffix}" for rank in count(2))


def _names_beside(path: str) -> Iterator[str]:
    """``pca.nouveau.docx``, then ``pca.nouveau-2.docx``..."""
    stem, _, suffix = path.rpartition(".")
    yield f"{stem}.nouveau.{suffix}"
    yield from (f"{stem}.nouveau-{rank}.{suffix}" for rank in count(2))


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


def carry_out(plan: WritePlan, desk: Desk, coming: Mapping[str, bytes], made_from: str) -> WritePlan:
    """Write the plan. A file that cannot be replaced stays whole and comes back as ``locked`` or ``failed``.

    The manifest announces the new fingerprints first, so that a build killed half-way leaves no file that the next
    one would take for a hand edit; ``made_from`` is the mark of the inputs. Raises ``OutputError`` when nothing can
    be written at all.
    """
    place = manifest_path(desk.record_folder, plan.output)
    _prepare(plan)
    before = read_manifest(place).announcing(
        {file.target: file.fingerprint for file in plan.files if file.state in _TO_WRITE}
    )
    write_manifest(place, before)
    done = tuple(_write_one(desk, file, coming) for file in plan.files)
    plan = replace(plan, files=done)
    write_manifest(place, _after(before, plan, made_from, coming))
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


def _write_one(desk: Desk, file: PlannedFile, coming: Mapping[str, bytes]) -> PlannedFile:
    try:
        if file.state in _TO_WRITE:
            if file.merged is not None:
                _keep_edited(desk, file)
            write_whole(desk.output / file.target, file.merged.data if file.merged else coming[file.path])
        if file.path in coming and not file.beside and file.state in _TO_WRITE | {FileState.IDENTICAL}:
            desk.keep_base(file.path, coming[file.path])
    except OutputError as error:
        return _refused(file, error)
    return file


def _keep_edited(desk: Desk, file: PlannedFile) -> None:
    """Nothing that people wrote is lost, were the merge to be wrong: their file is kept, in sight if need be."""
    theirs = read_edited(desk.output / file.path)
    desk.keep_edited(file.path, theirs)
    if file.aside:
        write_whole(desk.output / file.aside, theirs)


def _refused(file: PlannedFile, error: OutputError) -> PlannedFile:
    """The file as the system left it: somebody else holds it, or it cannot be written at all."""
    held = isinstance(error.__cause__, PermissionError) and file.state is not FileState.CREATED
    return replace(file, state=FileState.LOCKED if held else FileState.FAILED, reason=str(error))


def _after(before: Manifest, plan: WritePlan, made_from: str, coming: Mapping[str, bytes]) -> Manifest:
    """The manifest once the plan is carried out; of files that could not be written, what was known stays known."""
    written, made = dict(before.written), dict(before.made_from)
    beside, pending, generated = dict(before.beside), dict(before.pending), dict(before.generated)
    for file in plan.files:
        if file.state in _DONE or (file.merged is not None and file.state in _BY_HAND):
            beside.pop(file.path, None)
            made[file.path] = made_from
            if file.merged is not None:
                generated[file.path] = fingerprint(coming[file.path])
            elif file.state is not FileState.IDENTICAL:
                generated.pop(file.path, None)
        elif file.state is FileState.EDITED:
            beside[file.path] = file.beside
            made[file.beside] = made_from
        elif file.state is FileState.ORPHAN:
            made[file.path] = ""
        if file.state in _DONE | _BY_HAND:
            written[file.target] = file.fingerprint
            pending.pop(file.target, None)
    for path in plan.gone:
        for known in (written, made, beside, pending, generated):
            known.pop(path, None)
    return Manifest(written, made, beside, pending, generated, __version__)
