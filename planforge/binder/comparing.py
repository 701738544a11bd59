"""Two versions compared: the record's changes, the findings that came and went, the documents that read otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.differences import differences
from planforge.binder.building import BuildRequest, build
from planforge.binder.editions import ReleaseOrder, reference
from planforge.binder.opening import open_record
from planforge.binder.versions import RECORD, place, release_named, releases
from planforge.compose.change_words import names_of
from planforge.compose.editions import section_changes
from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from planforge.analysis.differences import Change
    from planforge.analysis.results import Finding
    from planforge.binder.opening import OpenRecord
    from planforge.binder.versions import Release
    from planforge.compose.editions import Section, SectionChanges

WORKING = "dossier en cours"
_OF_THE_CHANGE = {"diffusion.docx"}  # says what changed: it has no past of its own


@dataclass(frozen=True)
class DocumentChange:
    """A document that reads otherwise: its version code before and after (empty: not there), its sections."""

    path: str
    before: str
    after: str
    sections: SectionChanges


@dataclass(frozen=True)
class Comparison:
    """What differs from one state to another; ``services`` are the identifiers of those it touches."""

    before: str
    after: str
    changes: tuple[Change, ...]
    found: tuple[Finding, ...]
    solved: tuple[Finding, ...]
    documents: tuple[DocumentChange, ...]
    services: tuple[str, ...]
    opened: OpenRecord
    names: Mapping[str, str]


@dataclass(frozen=True)
class _Side:
    name: str
    opened: OpenRecord
    codes: Mapping[str, str]
    sections: Mapping[str, tuple[Section, ...]]


def comparison(folder: Path, day: date, before: str = "", after: str = "") -> Comparison:
    """The last approved version (or ``before``) against the record as it is (or the version ``after``).

    Raises ``RecordError``, ``LibraryError`` or ``OutputError``.
    """
    known = releases(folder)
    if not known:
        raise OutputError("Aucune version n’a encore été figée : planforge release en fait une. Rien à comparer.")
    old = _frozen(folder, release_named(folder, before) if before else reference(known), day)
    new = _frozen(folder, release_named(folder, after), day) if after else _working(folder, day)
    return _compared(old, new)


def _frozen(folder: Path, release: Release, day: date) -> _Side:
    opened = open_record(place(folder, release.version) / RECORD, day)
    return _Side(release.version, opened, release.codes, release.sections)


def _working(folder: Path, day: date) -> _Side:
    """The record as it is, its documents composed and not written."""
    built = build(BuildRequest(folder=folder, as_of=day, dry_run=True, order=ReleaseOrder(WORKING, day)))
    codes = {path: said.code for path, said in built.made.contents.items() if said.code}
    return _Side(WORKING, built.opened, codes, built.made.sections)


def _compared(old: _Side, new: _Side) -> Comparison:
    before, after = old.opened.record.plan, new.opened.record.plan
    changes = differences(before, after)
    known = {_key(one) for one in old.opened.results.findings}
    still = {_key(one) for one in new.opened.results.findings}
    documents = _documents(old, new)
    return Comparison(
        before=old.name,
        after=new.name,
        changes=changes,
        found=tuple(one for one in new.opened.results.findings if _key(one) not in known),
        solved=tuple(one for one in old.opened.results.findings if _key(one) not in still),
        documents=documents,
        services=_services(new, documents),
        opened=new.opened,
        names=names_of(before, after),
    )


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.variant, finding.scenario, finding.objects[:1])


def _documents(old: _Side, new: _Side) -> tuple[DocumentChange, ...]:
    found = []
    for path in sorted({*old.sections, *new.sections} - _OF_THE_CHANGE):
        changes = section_changes(old.sections.get(path, ()), new.sections.get(path, ()))
        if changes.any:
            found.append(DocumentChange(path, old.codes.get(path, ""), new.codes.get(path, ""), changes))
    return tuple(found)


def _services(side: _Side, documents: tuple[DocumentChange, ...]) -> tuple[str, ...]:
    """The services of which a document changed, in the order of the record."""
    touched = {part for one in documents for part in one.path.split("/")}
    return tuple(one.id for one in side.opened.record.plan.services if one.id in touched)
