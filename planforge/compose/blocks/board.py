"""Two pages for the board: where things stand, three decisions, the next dates."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.sentences import say
from planforge.compose.blocks import levers
from planforge.compose.blocks.activities import activities_of, critical_activities, first_first
from planforge.compose.blocks.columns import DATE, NUMBER, TEXT
from planforge.compose.blocks.strategy import exercise_days
from planforge.compose.blocks.strategy import opinions as all_opinions
from planforge.compose.confidential import is_restricted
from planforge.document.tables import Cell, Column, Row, RowKind, Table, row
from planforge.document.text import Gap, Tone
from planforge.model.governance import Action, ActionStatus
from planforge.values import plural, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from planforge.compose.blocks.levers import Proposal
    from planforge.compose.context import Context

_DECISIONS = 3
_LEVERS = 3
_DATES = 4
_RESTRICTED = "annexe-restreinte"
_URGENT = 3
_PROPOSED = "À inscrire : "


def situation(context: Context) -> Table:
    """The few figures that say where the plans stand; no weakness in detail."""
    results = context.results
    services = context.plan.services
    pairs = list(activities_of(context))
    tested = sum(exercise_days(context, service)[0] is not None for service in services)
    proven = sum(need.proven is not None for need in results.needs.values())
    blocking = open_blocking(context)
    share, asked = results.care_scope.share, " (CaRE : 66 %)" if results.care_scope.candidate else ""
    figures: tuple[tuple[str, str | Gap, Tone], ...] = (
        (
            "Services avec au moins une activité critique analysée",
            _of(len({s.id for s, a in pairs if a.dmia.best}), len(services)),
            Tone.NEUTRAL,
        ),
        (
            f"Part d’activité combinée couverte{asked}",
            say_percent(share) if share else Gap(),
            Tone.NEUTRAL,
        ),
        ("PCRA testés sur le terrain", _of(tested, len(services)), Tone.NEUTRAL),
        ("Systèmes restaurés avec succès lors d’un essai", _of(proven, len(results.needs)), Tone.NEUTRAL),
        ("Constats bloquants", str(blocking), Tone.STOP if blocking else Tone.MET),
        ("Réponses à compléter", str(len(results.gaps)), Tone.WARNING if results.gaps else Tone.MET),
    )
    return Table(
        id="situation",
        columns=(Column("figure", "Repère", TEXT, 4), Column("value", "Aujourd’hui", TEXT, 1.4)),
        rows=tuple(
            row(f"repere.{n}", label, Cell(value, tone=tone, bold=True))
            for n, (label, value, tone) in enumerate(figures, 1)
        ),
    )


def _of(count: int, total: int) -> str:
    return f"{count} sur {total}"


def open_blocking(context: Context) -> int:
    """How many blocking findings nobody accepted."""
    return sum(
        finding.severity is Severity.BLOCKING and finding.waived_by is None for finding in context.results.findings
    )


def decisions(context: Context) -> Table:
    """Three decisions, each with cost, gain and owner: those submitted to the board, levers, what findings call for.

    The best levers that are not among them follow, under a band of their own.
    """
    proposed, others = _shared_levers(context)
    rows = [_submitted(context, action) for action in board_actions(context)[:_DECISIONS]]
    rows += [_proposed(context, one) for one in proposed]
    rows += list(islice(_called_for(context), _DECISIONS - len(rows)))
    return Table(
        id="decisions",
        columns=(
            Column("rank", "N°", NUMBER, 0.5),
            Column("decision", "Décision", TEXT, 3.3),
            Column("gain", "Ce qu’on y gagne", TEXT, 3.3),
            Column("cost", "Coût (€)", NUMBER, 1.1),
            Column("owner", "Pilote", TEXT, 1.6),
            Column("due", "Échéance", DATE, 1.1),
        ),
        rows=(*_numbered(rows, 1), *_further(context, others, len(rows) + 1)),
        empty="Aucune décision n’est demandée à la direction.",
    )


def has_proposed(context: Context) -> bool:
    """Whether one of the three decisions is proposed by the computation or the review, not submitted by anybody."""
    free = len(board_actions(context)) < _DECISIONS
    return free and bool(_shared_levers(context)[0] or next(_called_for(context), None))


def board_actions(context: Context) -> list[Action]:
    """The open actions submitted to the board, by priority."""
    kept = [one for one in context.plan.actions if one.board and one.status in {ActionStatus.OPEN, ActionStatus.DOING}]
    return sorted(kept, key=lambda action: (*first_first(action.priority), action.id))


def _numbered(rows: Iterable[Row], first: int) -> Iterator[Row]:
    for number, line in enumerate(rows, first):
        yield Row(line.id, (Cell(number, bold=True), *line.cells), line.kind)


def _further(context: Context, others: Iterable[Proposal], first: int) -> Iterator[Row]:
    """The levers that no decision takes up yet."""
    rows = [_proposed(context, one, "") for one in others]
    if rows:
        band = "Ce qui rapprocherait aussi le retour, d’après le calcul (hypothèses au PRA)"
        yield row("leviers", band, kind=RowKind.GROUP)
        yield from _numbered(rows, first)


def _shared_levers(context: Context) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """The best levers: those that fill the decisions up, and those told below them."""
    best = levers.proposals(context)[:_LEVERS]
    free = max(0, _DECISIONS - len(board_actions(context)))
    return best[:free], best[free:]


def _proposed(context: Context, one: Proposal, prefix: str = _PROPOSED) -> Row:
    title = Cell(f"{prefix}{levers.words(context, one.lever)}", bold=True)
    return row(one.id, title, levers.gain(context, one.lever, 1), Gap(), levers.lead(context, one.lever), Gap())


def _submitted(context: Context, action: Action) -> Row:
    return row(
        action.id,
        Cell(action.title, bold=True),
        context.cell(action.gain),
        context.cell(action.cost),
        context.person_cell(action.owner),
        context.cell(action.due),
    )


def _called_for(context: Context) -> Iterator[Row]:
    """What the gravest findings call for, a line each rule; those of the annex make one line, without their detail."""
    treated = {rule for action in context.plan.actions for rule in action.rules}
    counts: dict[str, int] = {}
    for finding in context.results.findings:
        if finding.waived_by is None and finding.severity is Severity.BLOCKING and finding.rule not in treated:
            counts[_told_as(finding.rule)] = counts.get(_told_as(finding.rule), 0) + 1
    first = {_told_as(finding.rule): finding for finding in reversed(context.results.findings)}
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        sentence = say(first[rule])
        title = "Protection des sauvegardes et des accès" if rule == _RESTRICTED else sentence.title
        gain = f"Lever {plural(count, 'constat bloquant', 'constats bloquants')}"
        yield row(rule, Cell(f"{_PROPOSED}{title}", bold=True), gain, Gap(), sentence.who or Gap(), Gap())


def _told_as(rule: str) -> str:
    return _RESTRICTED if is_restricted(rule) else rule


def most_urgent(context: Context) -> Table:
    """The three critical activities that bear the shortest stop."""
    whole = critical_activities(context).keeping("activity", "service", "dmia", "pdma")
    first, *others = whole.columns
    columns = (replace(first, title="Ce qui ne supporte pas l’arrêt"), *others)
    return replace(whole, id="plus-urgentes", columns=columns, rows=whole.rows[:_URGENT], caption="")


def deadlines(context: Context) -> Table:
    """The next dates, at most four: exercises, tests, reviews, decided actions."""
    start = context.today
    coming = [entry for entry in _dated(context) if start is None or entry[0] >= start]
    coming.sort(key=lambda entry: (entry[0].toordinal(), entry[1]))
    return Table(
        id="echeances",
        columns=(Column("date", "Date", DATE, 1), Column("what", "Quoi", TEXT, 4), Column("who", "Qui", TEXT, 2)),
        rows=tuple(row(identifier, day, what, who) for day, what, who, identifier in coming[:_DATES]),
        empty="Aucune échéance n’est inscrite.",
    )


def _dated(context: Context) -> Iterator[tuple[date, str, Cell, str]]:
    plan = context.plan
    if plan.document.next_review.best:
        yield (
            plan.document.next_review.best,
            "Révision des plans",
            context.person_cell(plan.governance.manager),
            "revision",
        )
    for exercise in plan.exercises:
        if exercise.planned_on.best and not exercise.done_on.best:
            yield exercise.planned_on.best, exercise.title, context.cell(exercise.leader), f"exercice.{exercise.id}"
    for test in plan.restore_tests:
        if test.date.best and test.result.value == "planned":
            title = f"Essai de restauration : {context.names([test.system])}"
            yield test.date.best, title, context.cell(test.tester), f"test.{test.id}"
    for action in plan.actions:
        if action.due.best and action.status in {ActionStatus.OPEN, ActionStatus.DOING}:
            yield action.due.best, action.title, context.person_cell(action.owner), f"action.{action.id}"


def opinions(context: Context) -> Table:
    """What each body said of the plans, as narrow as the page needs."""
    whole = all_opinions(context)
    widths = {"body": 1.6, "kind": 0.9, "outcome": 2.3, "date": 2.6, "minutes": 1.9}
    columns = tuple(replace(one, width=widths.get(one.key, one.width)) for one in whole.columns)
    return replace(whole, columns=columns, caption="")
