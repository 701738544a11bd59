"""``checklists.xlsx``: the crisis cell's board; wards work on paper and report by phone or runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import workflow
from planforge.compose.blocks.columns import TEXT
from planforge.compose.control import control
from planforge.document.documents import Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Table, row
from planforge.document.text import Run, Tone, text
from planforge.model.services import Section

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.text import Text
    from planforge.model.services import Service
    from planforge.model.workflow import StopPoint

_STATES = ("normal", "papier", "réduit", "repli", "fermé")
_STATE_TONES = {
    "normal": Tone.MET,
    "papier": Tone.WARNING,
    "réduit": Tone.WARNING,
    "repli": Tone.STOP,
    "fermé": Tone.STOP,
}
_LOG_LINES = 60


def compose(context: Context, service: str) -> Workbook:
    """The follow-up board: situation of all services, crisis log, then one sheet per service."""
    del service
    return Workbook(
        kind="checklists",
        title="Tableau de suivi de la crise",
        subtitle="Cellule de crise : situation des services, main courante, actions par service",
        control=control(context, "SUIVI"),
        sheets=(
            Worksheet(
                "situation",
                "Situation",
                "Situation des services",
                _situation(context),
                intro=(text("Deux points par jour, ou à chaque changement. Seules les cases claires s’écrivent."),),
                protected=True,
                frozen_columns=1,
            ),
            Worksheet("main-courante", "Main courante", "Main courante de la cellule de crise", _log(), protected=True),
            *(_service_sheet(context, service) for service in context.plan.services),
        ),
    )


def _situation(context: Context) -> Table:
    return Table(
        id="situation",
        columns=(
            Column("service", "Service", TEXT, 2.4),
            Column("limit", "Limite avant repli", ColumnKind.DURATION, 1.1),
            Column("state", "État", TEXT, 1.0, choices=_STATES, tones=_STATE_TONES, editable=True),
            Column("since", "Depuis", TEXT, 1.0, editable=True),
            Column("activity", "Activité (%)", ColumnKind.PERCENT, 0.9, editable=True),
            Column("trouble", "Difficulté principale", TEXT, 3.0, editable=True),
            Column("need", "Besoin", TEXT, 3.0, editable=True),
            Column("next", "Prochain point", TEXT, 1.1, editable=True),
        ),
        rows=tuple(
            row(
                service.id,
                Cell(service.name, bold=True, link=f"#suivi-{service.id}"),
                context.cell(service.endurance.limit),
                "",
                "",
                None,
                "",
                "",
                "",
            )
            for service in context.plan.services
        ),
        empty="Aucun service n’est encore saisi.",
    )


def _log() -> Table:
    titles = (
        ("number", "N°", 0.6),
        ("day", "Jour", 1.0),
        ("hour", "Heure", 0.8),
        ("sender", "Émetteur", 1.6),
        ("fact", "Fait, décision ou action", 4.4),
        ("decider", "Décideur", 1.6),
        ("owner", "Responsable", 1.6),
        ("due", "Échéance", 1.0),
        ("state", "État", 1.0),
    )
    return Table(
        id="main-courante",
        columns=tuple(
            Column(key, title, ColumnKind.NUMBER if key == "number" else TEXT, width, editable=key != "number")
            for key, title, width in titles
        ),
        rows=tuple(row(f"ligne-{number}", number, *[""] * (len(titles) - 1)) for number in range(1, _LOG_LINES + 1)),
        row_height=8,
    )


def _stop(context: Context, service: Service, point: StopPoint) -> Text:
    """A stop point; one that nobody validated is marked."""
    mark = (Run(" ◊", tone=Tone.DEFAULT),) if context.awaits(service, point, Section.STOP) else ()
    return text(f"STOP – {point.text}", *mark)


def _service_sheet(context: Context, service: Service) -> Worksheet:
    stop = context.workflow(service).stop
    return Worksheet(
        id=f"suivi-{service.id}",
        name=service.name,
        title=service.name,
        table=workflow.board_table(context, service),
        intro=tuple(_stop(context, service, point) for point in stop),
        protected=True,
        frozen_columns=2,
    )
