"""The findings of an exercise as lines of the record, and what each of them is when read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.model.findings import FindingSort, finding_line, sort_of
from planforge.model.words import word
from planforge.values import fold, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.exchange.evaluation import FilledGrid, Judgement, Measured

_GAP = "a completer"  # folded: what the record does not say yet
_WELL = 2  # the level from which a fact is something that held


def findings_of(grid: FilledGrid) -> tuple[str, ...]:
    """The lines of a filled grid: what held, what lacked, what to keep, what was measured."""
    return (
        *(line for one in grid.judgements for line in _judged(one)),
        *(finding_line(FindingSort.MEASURE, one.where, _measure(one)) for one in grid.measured),
    )


def is_ours(line: str) -> bool:
    """Whether a line of the record comes from a grid: a new grid of the same exercise takes its place."""
    return sort_of(line) is not FindingSort.OTHER


def why_of(grid: FilledGrid, one: Judgement) -> str:
    """Why an action was decided."""
    about = f"{one.criterion.name} (niveau {one.level})" if one.criterion and one.level is not None else one.fact
    said = one.fact if one.criterion and one.level is not None else ""
    parts = [f"Exercice « {grid.play.title} »", about, said]
    return " : ".join(part for part in parts[:2] if part) + (f". {said}" if said else "")


def _judged(one: Judgement) -> Iterator[str]:
    about = _about(one)
    if one.fact:
        yield finding_line(_sort(one), about, one.fact + (f" [{one.proof}]" if one.proof else ""))
    if one.practice:
        yield finding_line(FindingSort.PRACTICE, about, one.practice)


def _sort(one: Judgement) -> FindingSort:
    if one.level is None:
        return FindingSort.REMARK
    return FindingSort.HELD if one.level >= _WELL else FindingSort.LACKED


def _about(one: Judgement) -> str:
    if one.criterion is None:
        return "hors grille"
    level = f", niveau {one.level}" if one.level is not None else ""
    return f"{word(one.criterion.family)}, {one.id}{level}"


def _measure(one: Measured) -> str:
    found = []
    if one.time is not None:
        found.append(say_duration(one.time))
    if one.count is not None:
        found.append(f"{one.count} sur {one.out_of}" if one.out_of is not None else str(one.count))
    said = f"{one.what} : {', '.join(found)}" if found else one.what
    known = bool(one.said) and not fold(one.said).startswith(_GAP)
    return said + (f" (dossier : {one.said})" if known else "") + (f" – {one.remark}" if one.remark else "")
