"""Releasing a version: the binder built under its name, then record and documents frozen together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge import __version__
from planforge.analysis.results import Severity
from planforge.binder.building import BuildRequest, build
from planforge.binder.checking import check
from planforge.binder.versions import DOCUMENTS, RECORD, Release, expect_name, freeze, releases
from planforge.binder.writing import NOT_WRITTEN, FileState
from planforge.errors import OutputError, PlanforgeError
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from planforge.binder.building import BuildReport
    from planforge.binder.editions import ReleaseOrder

_BESIDE = frozenset({".yaml", ".png", ".jpg", ".jpeg"})
_BELOW = ("templates", "library")
_UNSETTLED = frozenset({*NOT_WRITTEN, FileState.CONFLICT})


class NotReleasedError(PlanforgeError):
    """What stands in the way of a version; its text says it all. Nothing was frozen."""


@dataclass(frozen=True)
class ReleaseRequest:
    """A version to release from a record's folder."""

    folder: Path
    order: ReleaseOrder
    jobs: int = 1
    dry_run: bool = False
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True)
class ReleaseReport:
    """The version, frozen or about to be, and the build it comes from."""

    release: Release
    built: BuildReport


def release(request: ReleaseRequest) -> ReleaseReport:
    """The version, built and frozen. Raises ``NotReleasedError``, or what ``build`` raises; then nothing is frozen."""
    expect_name(request.order.version)
    known = releases(request.folder)
    _expect_new(known, request.order)
    if request.order.approved_by:
        _expect_sound(request)
    built = build(
        BuildRequest(
            folder=request.folder,
            as_of=request.order.on,
            jobs=request.jobs,
            dry_run=request.dry_run,
            progress=request.progress,
            order=request.order,
        )
    )
    _expect_settled(built)
    made = _release(request.order, known, built)
    files = {} if request.dry_run else {**_record_files(request.folder), **_documents(built)}
    return ReleaseReport(made if request.dry_run else freeze(request.folder, made, files), built)


def _expect_new(known: tuple[Release, ...], order: ReleaseOrder) -> None:
    taken = next((one for one in known if one.version == order.version and one.approved), None)
    if taken is not None:
        raise NotReleasedError(
            f"La version {order.version} a été approuvée par {taken.approved_by} : elle ne change plus. "
            "Donnez un autre numéro."
        )


def _expect_sound(request: ReleaseRequest) -> None:
    """A plan with a blocking finding must not be declared usable."""
    found = check(request.folder, request.order.on)
    blocking = found.of(Severity.BLOCKING)
    if blocking:
        count = plural(len(blocking), "constat bloquant", "constats bloquants")
        raise NotReleasedError(
            f"{count} : la version ne peut pas être approuvée. Levez-les (planforge check), ou acceptez-les pour "
            "un temps, avec auteur, motif et date (« waivers »). Sans --approved-by, elle peut partir en relecture."
        )


def _expect_settled(built: BuildReport) -> None:
    left = [file.path for file in built.plan.files if file.state in _UNSETTLED]
    if left:
        raise NotReleasedError(f"À régler d’abord (planforge build) : {', '.join(left)}. Rien n’a été figé.")


def _release(order: ReleaseOrder, known: tuple[Release, ...], built: BuildReport) -> Release:
    again = next((one.rank for one in known if one.version == order.version), 0)
    return Release(
        version=order.version,
        rank=again or 1 + max((one.rank for one in known), default=0),
        on=order.on,
        approved_by=order.approved_by,
        comment=order.comment,
        planforge=__version__,
        codes={path: said.code for path, said in built.made.contents.items() if said.code},
        sections=built.made.sections,
    )


def _record_files(folder: Path) -> dict[str, bytes]:
    return {f"{RECORD}/{path.relative_to(folder).as_posix()}": _bytes(path) for path in sorted(_sources(folder))}


def _sources(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.glob("*") if path.suffix.lower() in _BESIDE and path.is_file())
    for name in _BELOW:
        yield from (path for path in (folder / name).rglob("*") if path.is_file())


def _documents(built: BuildReport) -> dict[str, bytes]:
    """The documents as they stand, with what people wrote in them."""
    kept = [file.path for file in built.plan.files if file.state is not FileState.ORPHAN]
    return {f"{DOCUMENTS}/{path}": _bytes(built.plan.output / path) for path in kept}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"« {path} » ne peut pas être lu : rien n’a été figé.") from error
