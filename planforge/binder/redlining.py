"""The Word documents of a build with their changes since a version marked, each beside its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.binder.editions import reference
from planforge.binder.files import fingerprint
from planforge.binder.hand_edits import Desk, read_edited
from planforge.binder.manifest import manifest_path, read_manifest
from planforge.binder.versions import DOCUMENTS, place, release_named, releases
from planforge.binder.writing import FileState, carry_out, plan_writing
from planforge.errors import OutputError
from planforge.formats.merging import CannotReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from planforge.binder.versions import Release
    from planforge.binder.writing import PlannedFile, WritePlan

REDLINES = "redlines"
_COMPARED = "docx"
_THERE = frozenset({FileState.CREATED, FileState.UPDATED, FileState.IDENTICAL, FileState.EDITED, FileState.CONFLICT})


class NothingFrozenError(OutputError):
    """No version was released yet, or none of that name: there is nothing to compare with."""


@dataclass(frozen=True)
class Redlines:
    """What was compared with the version ``since``: ``plan`` says what became of each file, below its own folder.

    ``same`` are documents whose text did not change; ``left`` those that could not be compared, with the reason.
    """

    since: str
    plan: WritePlan
    same: tuple[str, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RedlineOrder:
    """What to compare: the files of a build, as generated, and what the plan made of them; marked as ``author``'s."""

    release: Release
    author: str
    plan: WritePlan
    coming: Mapping[str, bytes]
    made_from: str


def release_before(record_folder: Path, version: str) -> Release:
    """The version of that name, else the one that drafts are compared with. Raises ``NothingFrozenError``."""
    known = releases(record_folder)
    if not known:
        raise NothingFrozenError(
            "Aucune version n’a encore été figée\u00a0: «\u00a0planforge release\u00a0» en fait une à comparer."
        )
    try:
        return release_named(record_folder, version) if version else reference(known)
    except OutputError as error:
        raise NothingFrozenError(str(error)) from error


def redlines(desk: Desk, order: RedlineOrder, *, whole: bool = True, dry_run: bool = False) -> Redlines:
    """The redlines of a build, written into a folder of their own in its output, or what writing them would do.

    They have their own manifest: one that somebody worked in is never overwritten, nor merged. ``whole`` says that all
    documents were built, so that redlines of others are orphans. Raises ``OutputError``.
    """
    own = _Unmerged(desk.record_folder, desk.output / REDLINES, desk.on)
    marked, same, left = _compared(desk, order)
    manifest = read_manifest(manifest_path(own.record_folder, own.output))
    plan = plan_writing(own, manifest, marked, complete=frozenset({_COMPARED} if whole else ()))
    if not dry_run and plan.files:
        plan = carry_out(plan, own, marked, order.made_from)
    return Redlines(order.release.version, plan, tuple(same), left)


class _Unmerged(Desk):
    """A desk for files that are only ever read: what people do in them is not carried over."""

    def merged(self, path: str, theirs: bytes, ours: bytes) -> None:
        """Nothing: the new file goes beside one that somebody changed."""

    def keep_base(self, path: str, ours: bytes) -> None:
        """Nothing to remember."""


def _compared(desk: Desk, order: RedlineOrder) -> tuple[dict[str, bytes], list[str], dict[str, str]]:
    from planforge.formats.word.redline import changes_the_text, redline  # noqa: PLC0415 - an option's library

    marked: dict[str, bytes] = {}
    same: list[str] = []
    left: dict[str, str] = {}
    for file, before in _frozen(desk.record_folder, order, left):
        now = _standing(desk.output, file, order.coming[file.path])
        try:
            made = redline(before, now, order.author, desk.day)
        except CannotReadError as error:
            left[file.path] = str(error)
            continue
        if made == now or not changes_the_text(made):
            same.append(file.path)
        else:
            marked[file.path] = made
    return marked, same, left


def _frozen(folder: Path, order: RedlineOrder, left: dict[str, str]) -> Iterator[tuple[PlannedFile, bytes]]:
    """The Word documents of the build that the version has too, with their bytes there; others go to ``left``."""
    for file in order.plan.files:
        name = f"{DOCUMENTS}/{file.path}"
        mark = order.release.checksums.get(name, "")
        if file.state not in _THERE or file.path.rpartition(".")[2] != _COMPARED or not mark:
            continue
        before = _read(place(folder, order.release.version) / name)
        if fingerprint(before) != mark:
            left[file.path] = f"il n’est plus dans la version {order.release.version} tel qu’il a été figé."
        else:
            yield file, before


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _standing(output: Path, file: PlannedFile, generated: bytes) -> bytes:
    """The document as it is after the build, with what people wrote in it; the new one beside what was left alone."""
    if file.merged is not None:
        return file.merged.data
    if file.beside or file.fingerprint == fingerprint(generated):
        return generated
    return read_edited(output / file.path)
