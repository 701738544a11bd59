"""The degraded workflow of a service: steps by duration, stop points, return to normal, board lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import CODE, NUMBER, TEXT
from planforge.compose.blocks.ward import coded
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table, row
from planforge.document.text import Tick
from planforge.model.services import Section
from planforge.model.words import word
from planforge.model.workflow import Horizon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.compose.context import Context
    from planforge.model.services import Service
    from planforge.model.workflow import CatchUpStep, Step


# The duration steps of a full workflow, each with the moments of a one-page sheet that it holds.
SPANS: tuple[tuple[str, str, tuple[Horizon, ...]], ...] = (
    ("0-4h", "0 à 4 h", (Horizon.QUARTER, Horizon.HOUR, Horizon.TO_4H)),
    ("4-24h", "4 à 24 h", (Horizon.TO_24H,)),
    ("24-72h", "24 à 72 h", (Horizon.TO_72H,)),
    ("72h-14j", "72 h à 14 jours", (Horizon.TO_14D,)),
    ("14j", "Au-delà de 14 jours", (Horizon.BEYOND,)),
)


def steps_table(context: Context, service: Service) -> Table:
    """The whole workflow, a band each duration step."""
    workflow = context.workflow(service)
    rows: list[Row] = []
    for identifier, title, horizons in SPANS:
        steps = [step for horizon in horizons for step in workflow.steps if step.horizon is horizon]
        if steps:
            rows.append(row(identifier, title, kind=RowKind.GROUP))
        rows += [_step_row(context, service, step) for step in steps]
    return Table(
        id=f"deroule-{service.id}",
        columns=(
            Column("when", "Quand", TEXT, 1.4),
            Column("step", "Action", TEXT, 5.0),
            Column("who", "Qui", TEXT, 1.6),
            Column("forms", "Formulaires", CODE, 1.4),
        ),
        rows=tuple(rows),
        caption="Déroulé du mode dégradé, par durée de panne",
        empty="Aucun déroulé n’est décrit pour ce service.",
    )


def _step_row(context: Context, service: Service, step: Step) -> Row:
    section = Section.FIRST_QUARTER if step.horizon is Horizon.QUARTER else Section.STEPS
    return row(
        step.id,
        word(step.horizon),
        Cell(coded(step.text), default=context.awaits(service, step, section)),
        step.who,
        ", ".join(step.forms),
    )


def catch_up_table(context: Context, service: Service) -> Table:
    """The return to normal, in order: what becomes of the paper, under which double check."""
    steps = context.workflow(service).catch_up
    return Table(
        id=f"retour-{service.id}",
        columns=(
            Column("rank", "Ordre", NUMBER, 0.7),
            Column("step", "Action", TEXT, 4.6),
            Column("paper", "Devenir du papier", TEXT, 2.0),
            Column("check", "Double contrôle", TEXT, 2.4),
        ),
        rows=tuple(_catch_up_rows(context, service, steps)) if steps else (),
        caption="Retour à la normale et ressaisie",
        empty="Aucun retour à la normale n’est décrit : sans lui, la fin de la panne ouvre une seconde crise.",
    )


def _catch_up_rows(context: Context, service: Service, steps: Sequence[CatchUpStep]) -> Iterator[Row]:
    """The steps, then what becomes of the paper and USB keys of the whole crisis."""
    yield from (_catch_up_row(context, service, rank, step) for rank, step in enumerate(steps, 1))
    rule = context.cell(context.plan.continuity_means.paper_rule)
    yield row("papier", len(steps) + 1, "Ranger ou détruire le papier et les clés USB de la crise", rule, "")


def _catch_up_row(context: Context, service: Service, rank: int, step: CatchUpStep) -> Row:
    paper = word(step.reentry) if step.reentry else ""
    action = Cell(coded(step.text), default=context.awaits(service, step, Section.CATCH_UP))
    return row(step.id, rank, action, paper, step.check)


BOARD_COLUMNS = (
    Column("when", "Quand", TEXT, 1.5),
    Column("step", "Action", TEXT, 5.0),
    Column("who", "Qui", TEXT, 1.6),
    Column("done", "Fait", ColumnKind.TICK, 0.7, editable=True),
    Column("at", "Heure", TEXT, 0.9, editable=True),
    Column("by", "Par qui (fonction)", TEXT, 1.6, editable=True),
    Column("remark", "Remarque", TEXT, 3.0, editable=True),
)


def board_table(context: Context, service: Service) -> Table:
    """The crisis cell's follow-up of a service: the lines of its workflow, its stop points, its return."""
    return Table(
        id=f"suivi-{service.id}",
        columns=BOARD_COLUMNS,
        rows=tuple(_board_rows(context, service)),
        empty="Aucun déroulé n’est décrit pour ce service.",
    )


def _board_rows(context: Context, service: Service) -> Iterator[Row]:
    workflow = context.workflow(service)
    for horizon in Horizon:
        for step in workflow.steps:
            if step.horizon is horizon:
                _when, action, who, _forms = _step_row(context, service, step).cells
                yield _board_row(f"etape.{step.id}", word(horizon), action, who)
    for last in workflow.catch_up:
        action = Cell(last.text, default=context.awaits(service, last, Section.CATCH_UP))
        yield _board_row(f"retour.{last.id}", "retour à la normale", action, Cell(""))


def _board_row(identifier: str, when: str, action: Cell, who: Cell) -> Row:
    return row(identifier, when, action, who, Tick(), "", "", "")
