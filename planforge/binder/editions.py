"""How the documents of a build name themselves: drafts after the last version, or a version to release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.differences import differences
from planforge.answers.reading import read_record
from planforge.binder.versions import RECORD, place, releases
from planforge.compose.change_words import names_of
from planforge.compose.editions import Edition
from planforge.document.documents import Revision
from planforge.errors import OutputError, RecordError
from planforge.model.establishment import Status
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from planforge.binder.versions import Release
    from planforge.model.plan import Plan


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """A version to release: its name, its date, who approved it (nobody: it goes to review), why."""

    version: str
    on: date
    approved_by: str = ""
    comment: str = ""

    @property
    def status(self) -> Status:
        """What its documents say of themselves."""
        return Status.APPROVED if self.approved_by else Status.IN_REVIEW


def edition_of(folder: Path, plan: Plan, order: ReleaseOrder | None = None) -> Edition:
    """The edition of a build. Raises ``OutputError`` where the versions cannot be read."""
    known = releases(folder)
    if order is not None:
        return _released(folder, plan, order, known)
    if not known:
        return Edition()
    last = reference(known)
    named = plan.document.version.best
    taken = named is None or named in {one.version for one in known}
    return _compared(
        folder,
        plan,
        last,
        Edition(
            version=f"{last.version}+" if taken else "",
            status=word(Status.DRAFT),
            revisions=tuple(map(_revision, known)),
        ),
    )


def reference(known: Sequence[Release]) -> Release:
    """The version that drafts are compared with: the last that was approved, else the last."""
    return next((one for one in reversed(known) if one.approved), known[-1])


def _released(folder: Path, plan: Plan, order: ReleaseOrder, known: Sequence[Release]) -> Edition:
    past = [one for one in known if one.version != order.version]
    this = Revision(order.version, order.on, order.approved_by, order.comment)
    edition = Edition(
        version=order.version,
        status=word(order.status),
        on=order.on,
        approvers=order.approved_by,
        revisions=(*map(_revision, past), this),
        freezing=True,
    )
    return _compared(folder, plan, reference(past), edition) if past else edition


def _revision(release: Release) -> Revision:
    return Revision(release.version, release.on, release.approved_by, release.comment)


def _compared(folder: Path, plan: Plan, release: Release, edition: Edition) -> Edition:
    """The edition with what changed since a version."""
    before = frozen_plan(folder, release)
    return Edition(
        edition.version,
        edition.status,
        edition.on,
        edition.approvers,
        edition.revisions,
        since=release.version,
        before=release.sections,
        changes=differences(before, plan),
        names=names_of(before, plan),
        codes=release.codes,
        freezing=edition.freezing,
    )


def frozen_plan(folder: Path, release: Release) -> Plan:
    """The record of a version. Raises ``OutputError`` where it can no longer be read."""
    try:
        return read_record(place(folder, release.version) / RECORD).plan
    except RecordError as error:
        raise OutputError(
            f"Le dossier figé de la version {release.version} ne peut plus être lu : remettez « versions » d’une "
            f"sauvegarde. {error}"
        ) from error
