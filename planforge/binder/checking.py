"""What a reading of the record finds, each finding and each gap at its place in the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.sentences import say
from planforge.binder.last_build import last_build
from planforge.binder.opening import open_record, places_of
from planforge.errors import Location

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planforge.analysis.results import Finding, GapItem, RecordPath, Sentence, Severity
    from planforge.binder.opening import OpenRecord
    from planforge.model.places import Places


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding in words, and where the value it speaks of stands: in the files, and in French."""

    finding: Finding
    sentence: Sentence
    location: Location
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedGap:
    """An answer « à compléter », and where it is to be written."""

    gap: GapItem
    location: Location
    path: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """A record that could be read; its findings, gravest first (those that hold, those that are waived); its gaps."""

    opened: OpenRecord
    findings: tuple[PlacedFinding, ...]
    waived: tuple[PlacedFinding, ...]
    gaps: tuple[PlacedGap, ...]
    today: date

    def of(self, severity: Severity) -> tuple[PlacedFinding, ...]:
        """The findings of one severity."""
        return tuple(placed for placed in self.findings if placed.finding.severity is severity)

    @property
    def one_of_each_rule(self) -> tuple[PlacedFinding, ...]:
        """The first finding of each rule, gravest first: what is told to somebody who reads a few."""
        first: dict[str, PlacedFinding] = {}
        for placed in self.findings:
            first.setdefault(placed.finding.rule, placed)
        return tuple(first.values())


def check(folder: Path, today: date, scenario: str = "") -> Check:
    """The record judged with the documents of its last build; ``scenario`` keeps what holds in that one.

    Raises ``RecordError`` or ``LibraryError``.
    """
    opened = open_record(folder, today, written=last_build(folder))
    places = places_of(opened)
    findings = [one for one in opened.results.findings if not scenario or one.scenario in {"", scenario}]
    placed = [_placed(places, one) for one in findings]
    opened.estimates.save(first=True)
    return Check(
        opened,
        tuple(one for one in placed if one.finding.waived_by is None),
        tuple(one for one in placed if one.finding.waived_by is not None),
        tuple(PlacedGap(gap, *where(places, gap.path)) for gap in opened.results.gaps),
        today,
    )


def _placed(places: Places, finding: Finding) -> PlacedFinding:
    location, path = where(places, finding.path)
    return PlacedFinding(finding, say(finding), location, path)


def where(places: Places, path: RecordPath) -> tuple[Location, tuple[str, ...]]:
    """Where the value at a path stands in the files, or the nearest one above it; the whole path in French."""
    near = places.located.nearest(path)
    span = places.located.place(near)
    if span is None:
        return Location(), places.french(path)
    # A block's value starts on the line below its key, where nobody looks for it.
    at_key = bool(near) and isinstance(near[-1], str) and isinstance(places.value(near), dict | list)
    return span.key if at_key else span.value, places.french(path)
