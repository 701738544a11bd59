"""What a filled grid changes in the record: the exercise and its marks, actions, proofs, a measured endurance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.analysis.exercises.grid import ENDURANCE
from planforge.exchange.findings import findings_of, is_ours, why_of
from planforge.source import Edit
from planforge.values import ValueFault, plural, read_duration, say_date, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planforge.exchange.evaluation import FilledGrid, Judgement, Measured
    from planforge.source import Data

    Row = dict[str, Data]


class Entry(StrEnum):
    """What of the record a grid writes."""

    EXERCISE = "exercise"
    ACTION = "action"
    EVIDENCE = "evidence"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a grid adds to the record or changes in it; no edit where the record says it already."""

    entry: Entry
    id: str
    words: str
    edits: tuple[Edit, ...]
    added: bool = False


def changes(grid: FilledGrid, data: Mapping[str, Data], proofs: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
    """Every change, the exercise first. ``proofs`` are the requirement and the piece that a signed report answers."""
    return (
        _exercise(grid, _rows(data, "exercises")),
        *_actions(grid, _rows(data, "actions")),
        *_evidence(grid, _rows(data, "evidence"), proofs),
        *_measures(grid, _rows(data, "services")),
    )


def _rows(data: Mapping[str, Data], key: str) -> list[Row]:
    found = data.get(key)
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []


def _merged(key: str, rows: Sequence[Row], name: str, coming: Row) -> tuple[tuple[Edit, ...], bool]:
    """The edits that give the row of that identifier what is coming; a row of its own where there is none."""
    place = next((rank for rank, row in enumerate(rows) if row.get("id") == name), None)
    if place is None:
        return (Edit((key, len(rows)), {"id": name, **coming}),), True
    old = rows[place]
    return tuple(Edit((key, place, field), said) for field, said in coming.items() if old.get(field) != said), False


def _exercise(grid: FilledGrid, rows: Sequence[Row]) -> Change:
    play = grid.play
    old: Row = next((row for row in rows if row.get("id") == play.id), {})
    before = old.get("findings")
    kept = [line for line in before if isinstance(line, str) and not is_ours(line)] if isinstance(before, list) else []
    coming: Row = {
        "title": play.title,
        "kind": play.kind.value,
        "services": list(play.services),
        "scenario": play.scenario,
        "done_on": play.done_on.isoformat(),
        "length": say_duration(play.length).replace("\u00a0", " ") if play.length is not None else "",
        "night": _yes_no(play.night),
        "direction_present": _yes_no(play.direction),
        "leader": play.leader,
        "result": play.result,
        "findings": [*kept, *findings_of(grid)],
        "report": play.report,
        "scores": [{"family": family, "score": f"{score:g}"} for family, score in grid.scores.items()],
    }
    coming = {key: said for key, said in coming.items() if said}
    if old and _same_length(old.get("length"), coming.get("length")):
        del coming["length"]
    edits, added = _merged("exercises", rows, play.id, coming)
    observed = sum(one.level is not None for one in grid.judgements)
    seen = plural(observed, "critère observé", "critères observés")
    words = f"« {play.title} », fait le {say_date(play.done_on)}, {seen}"
    return Change(Entry.EXERCISE, play.id, words, edits, added)


def _same_length(before: Data, after: Data) -> bool:
    """Whether two spellings say the same duration: the record keeps its own."""
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    try:
        return read_duration(before) == read_duration(after)
    except ValueFault:
        return False


def _yes_no(said: bool | None) -> str:  # noqa: FBT001 - an answer, not a switch
    return "" if said is None else "oui" if said else "non"


def _actions(grid: FilledGrid, rows: list[Row]) -> Iterator[Change]:
    grown = list(rows)
    for one in grid.judgements:
        if not one.action:
            continue
        name = f"{grid.play.id}-{one.id}"
        coming: Row = {key: said for key, said in _action(grid, one).items() if said}
        edits, added = _merged("actions", grown, name, coming)
        if added:
            grown.append({"id": name, **coming})
        yield Change(Entry.ACTION, name, f"« {one.action} »", edits, added)


def _action(grid: FilledGrid, one: Judgement) -> Row:
    return {
        "title": one.action,
        "why": why_of(grid, one),
        "owner": one.owner,
        "due": one.due.isoformat() if one.due else "",
        "priority": str(one.priority) if one.priority else "",
    }


def _evidence(grid: FilledGrid, rows: list[Row], proofs: Iterable[tuple[str, str]]) -> Iterator[Change]:
    """The signed report, attached to each requirement that it answers."""
    path, day, count = grid.play.signed, grid.play.signed_on, len(rows)
    if day is None:
        return
    for requirement, piece in proofs if path else ():
        words = f"{path}, pour {requirement} ({piece})"
        there = any(row.get("file") == path and row.get("requirement") == requirement for row in rows)
        coming: Row = {"requirement": requirement, "piece": piece, "file": path, "date": day.isoformat()}
        if grid.play.report:
            coming["version"] = grid.play.report
        edits = () if there else (Edit(("evidence", count), coming),)
        count += not there
        yield Change(Entry.EVIDENCE, requirement, words, edits, not there)


def _measures(grid: FilledGrid, rows: Sequence[Row]) -> Iterator[Change]:
    for one in grid.measured:
        place = next((rank for rank, row in enumerate(rows) if row.get("id") == one.service), None)
        if one.id == ENDURANCE and one.time is not None and place is not None:
            yield _endurance(grid, one, place, rows[place])


def _endurance(grid: FilledGrid, one: Measured, place: int, row: Row) -> Change:
    """The measured endurance of a service, said to be measured, with its day."""
    said = say_duration(one.time).replace("\u00a0", " ") if one.time else ""
    coming: Row = {"value": said, "source": "measured", "on": grid.play.done_on.isoformat()}
    old = row.get("endurance")
    same = isinstance(old, dict) and old.get("full") == coming
    edits = () if same else (Edit(("services", place, "endurance", "full"), coming),)
    return Change(Entry.MEASURE, one.service, f"tenue en plein mesurée : {said} ({one.where})", edits)
