"""The shapes that ``--json`` prints: findings, gaps, places, entries, with English keys that do not change."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planforge.analysis.differences import Change
    from planforge.analysis.results import Finding, GapItem, ObjectRef, Undecided
    from planforge.analysis.schedule.estimates import Lever, ScenarioEstimate
    from planforge.analysis.sentences import Wording
    from planforge.answers.inventory import Recorded
    from planforge.binder.checking import PlacedFinding
    from planforge.compose.change_words import Names
    from planforge.errors import Location, Problem
    from planforge.formats.merging import HandEdit
    from planforge.interview.retelling import Told
    from planforge.library.summaries import Found, User

Shape = dict[str, Any]


def place_shape(location: Location) -> Shape:
    """File, line and column."""
    return {"file": location.file, "line": location.line, "column": location.column}


def problem_shape(problem: Problem) -> Shape:
    """A problem of reading."""
    return {
        "code": problem.code,
        **place_shape(problem.location),
        "path": list(problem.path),
        "message": problem.message,
        "hint": problem.hint,
    }


def finding_shape(placed: PlacedFinding) -> Shape:
    """A finding, in words and at its place."""
    finding, sentence = placed.finding, placed.sentence
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "scenario": finding.scenario,
        "objects": [object_shape(ref) for ref in finding.objects],
        **place_shape(placed.location),
        "path": list(placed.path),
        "title": sentence.title,
        "message": sentence.message,
        "why": sentence.why,
        "action": sentence.action,
        "who": sentence.who,
    }


def object_shape(ref: ObjectRef) -> Shape:
    """An entity of the record."""
    return {"kind": ref.kind, "id": ref.id, "name": ref.name}


def undecided_shape(undecided: Undecided) -> Shape:
    """A rule that lacks an answer."""
    return {
        "rule": undecided.rule,
        "objects": [object_shape(ref) for ref in undecided.objects],
        "missing": list(undecided.missing),
    }


def gap_shape(gap: GapItem) -> Shape:
    """An answer « à compléter »."""
    return {
        "data_path": list(gap.path),
        "object": object_shape(gap.object),
        "field": gap.field,
        "state": gap.state.value,
        "ask": gap.ask,
        "due": gap.due.isoformat() if gap.due else None,
    }


def rule_shape(wording: Wording) -> Shape:
    """A rule of the table."""
    return {
        "id": wording.id,
        "severity": wording.severity.value,
        "title": wording.title,
        "domain": wording.domain,
        "needs": wording.needs.value,
        "needs_model": wording.needs.value == "model",
    }


def recorded_shape(recorded: Recorded) -> Shape:
    """An entity of the record, as ``list services`` and its like give it."""
    return {"id": recorded.id, "name": recorded.name, "type": recorded.type}


def entry_shape(found: Found) -> Shape:
    """An entry of the library; ``own`` where it is the hospital's."""
    return {"id": found.id, "name": found.name, "own": found.own}


def service_entry_shape(found: Found) -> Shape:
    """A service type: how much it says, and how many of its lines are sure (V, G, C, or nothing said of it)."""
    from planforge.library.summaries import counts  # noqa: PLC0415 - kept out of start-up

    kind, said = found.entry, counts(found.entry)
    return {
        **entry_shape(found),
        "perimeter": kind.perimeter.value,
        "vital": kind.vital,
        "steps": said.steps,
        "forms": said.forms,
        "stop": said.stop,
        "catch_up": said.catch_up,
        "certainty": {**{mark.value: count for mark, count in said.sure.items()}, "none": said.unmarked},
    }


def user_shape(user: User) -> Shape:
    """A service type that uses a system, and how vital it is there."""
    return {"id": user.id, "name": user.name, "level": user.level.value}


def answer_shape(told: Told) -> Shape:
    """An answer already given: raw for machines, and in words."""
    entry = told.entry
    return {
        "op": entry.op,
        "address": list(entry.address),
        "before": entry.was,
        "after": None if entry.op == "remove" else entry.value,
        "at": entry.at,
        "by": entry.by,
        "section": entry.section,
        "path": list(told.path),
        "before_text": told.before,
        "after_text": told.after,
    }


def estimate_shape(estimate: ScenarioEstimate) -> Shape:
    """A scenario computed: times in minutes after the loss, odds as shares; the keys are those of the estimate."""
    return {one.name: _plain(getattr(estimate, one.name)) for one in fields(estimate)}


def lever_shape(lever: Lever) -> Shape:
    """A means and what it gains, in hours over all vital services; services in minutes."""
    return {one.name: _plain(getattr(lever, one.name)) for one in fields(lever)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - dataclasses of plain values, all the way down
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def change_shape(change: Change, names: Names) -> Shape:
    """A change of the record: where, what, and the same in words."""
    from planforge.compose.change_words import change_line, value_words  # noqa: PLC0415 - kept out of start-up

    return {
        "kind": change.kind.value,
        "section": change.section,
        "objects": [object_shape(ref) for ref in change.owners],
        "field": change.field,
        "scenario": change.scenario,
        "data_path": list(change.path),
        "before": value_words(change.before, names),
        "after": value_words(change.after, names),
        "text": change_line(change, names),
    }


def finding_words(finding: Finding) -> str:
    """A finding in one sentence, with its rule."""
    from planforge.analysis.sentences import say  # noqa: PLC0415 - kept out of start-up

    return f"{finding.rule} : {say(finding).message}"


def edit_shape(edit: HandEdit) -> Shape:
    """Something written by hand in a document, and what became of it."""
    return {"where": edit.where, "kind": edit.kind.value, "theirs": edit.theirs, "ours": edit.ours}
