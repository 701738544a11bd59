"""What the record keeps of an exercise, sorted for its report: what held, what lacked, marks, measures, actions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planforge.analysis.exercises.grid import scored
from planforge.compose.blocks.columns import CODE, DATE, NUMBER, TEXT
from planforge.document.tables import Cell, Column, Table, row
from planforge.model.findings import FindingSort, split_finding
from planforge.model.words import word
from planforge.values import NBSP, join_and, plural, say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.tables import Row
    from planforge.model.governance import Action, Exercise

_CRITERION = re.compile(r"[a-z][a-z-]*-\d+")
_EARLIER = 3  # exercises beside this one
_BLANK_ROWS = 3  # to write by hand where the grid found nothing


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the record: what it is about, the criterion when it has one, what it says."""

    about: str
    criterion: str
    said: str


Sorted: TypeAlias = Mapping[FindingSort, tuple[Finding, ...]]


def sorted_findings(exercise: Exercise) -> Sorted:
    """The findings of an exercise by what they are, in the order of the record."""
    kinds: dict[FindingSort, list[Finding]] = {sort: [] for sort in FindingSort}
    for line in exercise.findings:
        sort, about, said = split_finding(line)
        found = _CRITERION.search(about)
        kinds[sort].append(Finding(about.replace("niveau ", f"niveau{NBSP}"), found[0] if found else "", said))
    return {sort: tuple(lines) for sort, lines in kinds.items()}


def judged_ids(exercise: Exercise) -> frozenset[str]:
    """The criteria that some finding is about."""
    return frozenset(one.criterion for lines in sorted_findings(exercise).values() for one in lines if one.criterion)


def counted(lines: Sorted) -> str:
    """« 12 acquis, 8 écarts et 2 bonnes pratiques »."""
    wanted = (
        (FindingSort.HELD, "acquis", "acquis"),
        (FindingSort.LACKED, "écart", "écarts"),
        (FindingSort.PRACTICE, "bonne pratique", "bonnes pratiques"),
        (FindingSort.OTHER, "autre constat", "autres constats"),
    )
    said = [plural(len(lines[sort]), one, many) for sort, one, many in wanted if lines[sort]]
    return join_and(said) if said else "aucun constat n’est encore au dossier"


def marks_table(context: Context, exercise: Exercise) -> Table:
    """The mark of each family, beside those of the exercises before this one."""
    before = [one for one in scored(context.plan) if _earlier(one, exercise)][-_EARLIER:]
    marks = {one.family: one.score for one in exercise.scores}
    past = [{one.family: one.score for one in other.scores} for other in before]
    columns = [Column(f"past-{rank}", _titled(one), NUMBER, 1.4) for rank, one in enumerate(before)]
    return Table(
        id="notes",
        columns=(Column("domain", "Domaine", TEXT, 3.0), *columns, Column("mark", "Cet exercice", NUMBER, 1.2)),
        rows=tuple(
            row(family, Cell(word(family), bold=True), *(one.get(family) for one in past), mark)
            for family, mark in marks.items()
        ),
        empty="Aucune grille d’évaluation n’a été reprise pour cet exercice (planforge exercise record).",
    )


def _earlier(one: Exercise, exercise: Exercise) -> bool:
    return one.id != exercise.id and str(one.done_on.best) <= str(exercise.done_on.best or "9999")


def _titled(exercise: Exercise) -> str:
    day = exercise.done_on.best
    return f"{exercise.title} ({say_date(day)})" if day else exercise.title


def held_table(lines: Sorted) -> Table:
    """What held, and what is worth keeping."""
    rows = [(FindingSort.HELD, one) for one in lines[FindingSort.HELD]]
    rows += [(FindingSort.PRACTICE, one) for one in lines[FindingSort.PRACTICE]]
    return Table(
        id="acquis",
        columns=(
            Column("sort", "", TEXT, 1.2),
            Column("about", "Domaine", TEXT, 3.0),
            Column("said", "Constat", TEXT, 4.6),
        ),
        rows=tuple(
            row(f"plus.{rank}", sort.value, one.about, Cell(one.said, bold=sort is FindingSort.PRACTICE))
            for rank, (sort, one) in enumerate(rows)
        ),
        empty="Aucun acquis n’est écrit dans la grille.",
    )


def lacked_table(lines: Sorted) -> Table:
    """What lacked, with the number that the causes use."""
    return Table(
        id="ecarts",
        columns=(
            Column("number", "N°", CODE, 0.6),
            Column("about", "Domaine", TEXT, 3.0),
            Column("said", "Constat", TEXT, 4.6),
        ),
        rows=tuple(
            row(f"moins.{rank}", f"E{rank}", one.about, one.said)
            for rank, one in enumerate(lines[FindingSort.LACKED], start=1)
        ),
        empty="Aucun écart n’est écrit dans la grille.",
    )


def measured_table(lines: Sorted) -> Table:
    """What was timed or counted."""
    return Table(
        id="mesures",
        columns=(Column("where", "Où", TEXT, 2.0), Column("said", "Mesure", TEXT, 5.0)),
        rows=tuple(row(f"mesure.{rank}", one.about, one.said) for rank, one in enumerate(lines[FindingSort.MEASURE])),
        empty="Rien n’a été mesuré, ou la grille n’a pas été reprise.",
    )


def causes_table(context: Context, exercise: Exercise, lines: Sorted) -> Table:
    """Each gap with room for what the plan said and for why, and the action decided already."""
    actions = {one.id.removeprefix(f"{exercise.id}-"): one for one in _actions(context, exercise)}
    rows = [
        row(f"cause.{rank}", f"E{rank}", one.said, "", "", _titled_action(actions.get(one.criterion)))
        for rank, one in enumerate(lines[FindingSort.LACKED], start=1)
    ]
    rows += [row(f"cause.libre-{rank}", "", "", "", "", "") for rank in range(_BLANK_ROWS)]
    return Table(
        id="causes",
        columns=(
            Column("number", "N°", CODE, 0.6),
            Column("gap", "Écart vu", TEXT, 3.0),
            Column("plan", "Ce que disait le plan (document, page)", TEXT, 2.6),
            Column("cause", "Cause", TEXT, 2.8),
            Column("action", "Action", TEXT, 2.4),
        ),
        rows=tuple(rows),
        row_height=12,
    )


def _titled_action(action: Action | None) -> str:
    return action.title if action else ""


def actions_table(context: Context, exercise: Exercise) -> Table:
    """The actions that the grid decided, as the plan of actions follows them."""
    return Table(
        id="actions",
        columns=(
            Column("title", "Action", TEXT, 4.0),
            Column("owner", "Pilote", TEXT, 2.2),
            Column("due", "Échéance", DATE, 1.2),
            Column("priority", "Priorité", NUMBER, 0.8),
            Column("status", "État", TEXT, 1.0),
        ),
        rows=tuple(_action_row(context, one) for one in _actions(context, exercise)),
        empty="Aucune action n’est encore décidée.",
        note="Ces actions sont dans le plan d’actions de l’établissement, qui les suit.",
    )


def _action_row(context: Context, one: Action) -> Row:
    return row(
        one.id,
        Cell(one.title, bold=True),
        context.person_cell(one.owner),
        context.cell(one.due),
        context.optional(one.priority),
        word(one.status),
    )


def _actions(context: Context, exercise: Exercise) -> tuple[Action, ...]:
    """Those whose identifier is the exercise's, then a criterion or a free row of its grid."""
    start = f"{exercise.id}-"
    own = (one for one in context.plan.actions if one.id.startswith(start))
    return tuple(one for one in own if _CRITERION.fullmatch(one.id.removeprefix(start)))
