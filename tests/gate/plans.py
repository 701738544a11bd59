"""A small plan of actions as a workbook, to be generated, edited by hand and generated again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from planforge.document.documents import Chart, ChartKind, Control, Workbook, Worksheet
from planforge.document.tables import Cell, Column, ColumnKind, Row, RowKind, Table, row
from planforge.document.text import Gap, Tick, Tone, text
from planforge.formats.excel import ExcelWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTROL = Control("CH de Valmont", "R-1", "1.2", date(2026, 11, 20), "projet", "", "A", Gap(), Gap(), "D", Gap())
STATES = {"En cours": Tone.WARNING, "Fait": Tone.MET}
ACTIONS = ("Couper les accès", "Isoler les sauvegardes", "Prévenir la garde", "Ouvrir la cellule", "Relire le plan")
COLUMNS = (
    Column("step", "Action", width=3),
    Column("who", "Pilote", editable=True, note="Une fonction, pas un nom."),
    Column("done", "Fait", ColumnKind.TICK, editable=True),
    Column("due", "Échéance", ColumnKind.DATE, editable=True),
    Column("state", "État", choices=("À faire", *STATES), tones=STATES, editable=True),
    Column("load", "Jours", ColumnKind.NUMBER, editable=True),
    Column("remark", "Remarque", width=2, editable=True),
)
# Formulas of ours, then those that tests type in columns and sheets of people.
FORMULAS = (
    r"COUNTIF\(.*\)",
    r"SUM\(t_actions\[\w+\]\)",
    r"IF\(A\d+=\"\",\"\",1\)",
    r"SUM\([A-Z]+\d+:[A-Z]+\d+\)",
    r"[A-Z]+\d+\*\d+",
    r"'Actions'![A-Z]+\d+\*\d+",
)


def action(number: int, **changes: Any) -> Row:
    """A row of the plan, « a0 » and on; ``changes`` are values by the key of the column."""
    values: dict[str, Any] = {"step": Cell(f"{ACTIONS[number % len(ACTIONS)]} {number}", bold=True), "who": "DSI"}
    values |= {"done": Tick(), "due": date(2027, 1, 1 + number), "state": "À faire", "load": number + 2, "remark": ""}
    values |= changes
    return row(f"a{number}", *(values[column.key] for column in COLUMNS))


def actions(count: int = 4) -> list[Row]:
    """So many rows of the plan."""
    return [action(number) for number in range(count)]


def other_actions() -> list[Row]:
    """The four rows, something in the first one changed."""
    return [action(0, load=50), *actions()[1:]]


def plan_sheet(rows: Iterable[Row], **changes: Any) -> Worksheet:
    """The sheet of these rows with their total; ``changes`` are fields of the sheet, of its table too."""
    every = tuple(rows)
    place = [column.key for column in changes.get("columns", COLUMNS)].index("load")
    days = [one.cells[place].value for one in every]
    load = sum(value for value in days if isinstance(value, int))
    total = Row("total", (Cell("Total"), *[Cell()] * (place - 1), Cell(load, formula="=SUM({load})")), RowKind.TOTAL)
    table = Table("actions", COLUMNS, (*every, total) if every else (), note="Source : DSI.")
    given = {name: changes.pop(name) for name in ("columns", "note", "rows") if name in changes}
    settings = {"intro": (text("À suivre chaque semaine."),), "facts": (("Scénario", "cyberattaque"),), **changes}
    return Worksheet("actions", "Actions", "Plan d’actions", replace(table, **given), **settings)


def second_sheet() -> Worksheet:
    """A sheet of two columns, narrower than its lines of text, protected, with a chart."""
    columns = (Column("team", "Équipe"), Column("people", "Personnes", ColumnKind.NUMBER, editable=True))
    rows = (row("infra", "Infrastructure", 2), row("reseau", "Réseau", 1))
    chart = Chart(ChartKind.BAR, "Effectifs", "team", ("people",), "personnes")
    facts = (("Astreinte", "une équipe par nuit"),)
    return Worksheet(
        "equipes", "Équipes", "Équipes", Table("equipes", columns, rows), facts=facts, chart=chart, protected=True
    )


def workbook(*sheets: Worksheet) -> Workbook:
    """A workbook of these sheets."""
    return Workbook("plan-actions", "Plan d’actions", "", CONTROL, sheets)


def generated(rows: Iterable[Row] | None = None, **changes: Any) -> bytes:
    """The bytes of the plan with these rows (four by default), its second sheet too."""
    return ExcelWriter().write(workbook(plan_sheet(actions() if rows is None else rows, **changes), second_sheet()))
