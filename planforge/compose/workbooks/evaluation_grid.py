"""``grille-evaluation.xlsx``: what was seen, criterion by criterion, on a scale of 0 to 3; read back by ``record``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises import grid
from planforge.compose.blocks.columns import CODE, DATE, DURATION, NUMBER, TEXT, YES_NO
from planforge.compose.blocks.evaluation_measures import play_measures
from planforge.compose.control import OBSERVERS, control
from planforge.compose.workbooks import evaluation_summary
from planforge.document.documents import Workbook, Worksheet
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Tone, text
from planforge.model.words import word
from planforge.model.workflow import Certainty
from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.tables import Row
    from planforge.document.text import CellValue
    from planforge.library.exercise_types import Criterion

_TONES = {
    grid.LEVEL_WORDS[0]: Tone.STOP,
    grid.LEVEL_WORDS[1]: Tone.WARNING,
    grid.LEVEL_WORDS[2]: Tone.MET,
    grid.LEVEL_WORDS[3]: Tone.MET,
}
_MARK = '=IF({unseen}="oui","",IFERROR(VALUE(LEFT({level},1)),""))'
_FREE_ROWS = 6


def compose(context: Context, kit: Kit) -> Workbook:
    """The grid of a kit: the exercise, the criteria it lets people see, their levels, what is measured, the marks."""
    criteria = grid.judged(kit, kit.shelves.criteria)
    return Workbook(
        kind="exercice-grille",
        title="Grille d’évaluation",
        subtitle=kit.form.name,
        control=control(context, "EXO-GRILLE", restricted=True, readers=OBSERVERS),
        sheets=(
            _play_sheet(context, kit),
            _grid_sheet(context, kit, criteria),
            _levels_sheet(criteria),
            _measures_sheet(context, kit),
            evaluation_summary.sheet(context, criteria, grid.exercise_id(kit, context.plan)),
        ),
    )


def _play_sheet(context: Context, kit: Kit) -> Worksheet:
    titles = grid.PLAY_TITLES
    return Worksheet(
        "exercice",
        grid.PLAY_SHEET,
        "L’exercice tel qu’il a été joué",
        Table(
            id="exercice",
            columns=(
                Column("id", titles["id"], CODE, 1.6, editable=True),
                Column("title", titles["title"], TEXT, 2.4, editable=True),
                Column("kind", titles["kind"], TEXT, 1.2),
                Column("scenario", titles["scenario"], TEXT, 1.6),
                Column("services", titles["services"], TEXT, 2.2, editable=True),
                Column("done_on", titles["done_on"], DATE, 1.1, editable=True),
                Column("length", titles["length"], DURATION, 1.0, editable=True),
                Column("night", titles["night"], TEXT, 1.1, choices=YES_NO, editable=True),
                Column("direction", titles["direction"], TEXT, 1.1, choices=YES_NO, editable=True),
                Column("leader", titles["leader"], TEXT, 1.8, editable=True),
                Column("result", titles["result"], TEXT, 3.0, editable=True),
                Column("report", titles["report"], TEXT, 1.4, editable=True),
                Column("signed", titles["signed"], TEXT, 2.0, editable=True),
                Column("signed_on", titles["signed_on"], DATE, 1.1, editable=True),
            ),
            rows=(_play_row(context, kit),),
            row_height=24,
            note="« RETEX signé » : son chemin depuis le dossier, une fois signé ; il est alors joint aux preuves.",
        ),
        intro=(
            text("À remplir à la fin, puis : planforge exercise record grille-evaluation.xlsx"),
            text("Une fonction, jamais un nom. « Réalisé le » est la seule case obligatoire."),
        ),
        protected=True,
        frozen_columns=1,
    )


def _play_row(context: Context, kit: Kit) -> Row:
    awaited = grid.planned(kit, context.plan)
    services = " ; ".join(one.name for one in kit.wards or kit.order.services)
    return row(
        "exercice",
        grid.exercise_id(kit, context.plan),
        awaited.title if awaited else kit.form.name,
        word(kit.form.kind),
        kit.scenario.name,
        services,
        *(None, None, "", "", "", "", "", "", None),
    )


def _grid_sheet(context: Context, kit: Kit, criteria: tuple[Criterion, ...]) -> Worksheet:
    return Worksheet(
        "grille",
        grid.GRID_SHEET,
        "Grille d’évaluation",
        Table(
            id="grille",
            columns=_columns(context),
            rows=(*(_row(kit, one) for one in criteria), *map(_free_row, range(1, _FREE_ROWS + 1))),
        ),
        intro=(
            text("Chaque ligne a un niveau, décrit feuille « Niveaux », ou « oui » sous « Non observé »."),
            text("Un constat est un fait daté, d’une fonction, jamais d’une personne. Les seuils sont à valider."),
            text("Dernières lignes : ce qui ne tient dans aucun critère, sans niveau."),
        ),
        protected=True,
        frozen_columns=3,
    )


def _columns(context: Context) -> tuple[Column, ...]:
    titles, people = grid.GRID_TITLES, tuple(grid.owners(context.plan))
    return (
        Column("id", titles["id"], CODE, 1.6),
        Column("domain", titles["domain"], TEXT, 1.4),
        Column("criterion", titles["criterion"], TEXT, 2.8),
        Column("objective", titles["objective"], TEXT, 2.0),
        Column("stimuli", titles["stimuli"], TEXT, 1.1),
        Column("observed", titles["observed"], TEXT, 3.4),
        Column("threshold", titles["threshold"], TEXT, 2.2, note="Valeurs d’usage, à valider par l’établissement."),
        Column("weight", titles["weight"], NUMBER, 0.6),
        Column("level", titles["level"], TEXT, 1.4, choices=grid.LEVEL_WORDS, editable=True, tones=_TONES),
        Column("unseen", titles["unseen"], TEXT, 0.9, choices=(grid.UNSEEN,), editable=True),
        Column("mark", titles["mark"], NUMBER, 0.6, note="Calculée d’après le niveau."),
        Column("fact", titles["fact"], TEXT, 3.4, editable=True),
        Column("proof", titles["proof"], TEXT, 1.8, editable=True),
        Column("practice", titles["practice"], TEXT, 2.2, editable=True),
        Column("action", titles["action"], TEXT, 2.8, editable=True),
        Column("priority", titles["priority"], TEXT, 1.1, choices=grid.PRIORITY_WORDS, editable=True),
        Column("owner", titles["owner"], TEXT, 1.8, choices=people, editable=True),
        Column("due", titles["due"], DATE, 1.1, editable=True),
    )


def _row(kit: Kit, one: Criterion) -> Row:
    aims = [objective.name for objective in kit.objectives if one.id in objective.criteria]
    numbers = [played.number for played in kit.played if played.stimulus.criterion == one.id]
    return row(
        one.id,
        Cell(one.id, bold=True),
        word(one.family),
        Cell(one.name, bold=True),
        " ; ".join(aims),
        ", ".join(numbers),
        one.observed,
        Cell(one.threshold, default=one.certainty is Certainty.GENERAL and bool(one.threshold), note=one.source),
        one.weight,
        "",
        "",
        Cell(formula=_MARK),
        *("", "", "", "", "", "", None),
    )


def _free_row(rank: int) -> Row:
    """A row without a criterion."""
    name = f"autre-{rank}"
    return row(name, name, "autre constat", *([""] * 5), None, "", "", Cell(), *([""] * 6), None)


def _levels_sheet(criteria: tuple[Criterion, ...]) -> Worksheet:
    columns = tuple(Column(f"n{rank}", said, TEXT, 3.2) for rank, said in enumerate(grid.LEVEL_WORDS))
    return Worksheet(
        "niveaux",
        "Niveaux",
        "Ce qui se voit à chaque niveau",
        Table(
            id="niveaux",
            columns=(Column("id", "Id", CODE, 1.6), Column("criterion", "Critère", TEXT, 2.8), *columns),
            rows=tuple(row(one.id, one.id, Cell(one.name, bold=True), *one.levels) for one in criteria),
        ),
        intro=(text("Usage professionnel : à relire par l’établissement avant le premier exercice."),),
        frozen_columns=2,
    )


def _measures_sheet(context: Context, kit: Kit) -> Worksheet:
    titles = grid.MEASURE_TITLES
    return Worksheet(
        "mesures",
        grid.MEASURES_SHEET,
        "Ce qui a été mesuré",
        Table(
            id="mesures",
            columns=(
                Column("id", titles["id"], CODE, 1.6),
                Column("service", titles["service"], TEXT, 1.8),
                Column("what", titles["what"], TEXT, 4.0),
                Column("said", titles["said"], TEXT, 2.0),
                Column("time", titles["time"], DURATION, 1.2, editable=True),
                Column("count", titles["count"], NUMBER, 1.1, editable=True),
                Column("out_of", titles["out_of"], NUMBER, 0.8, editable=True),
                Column("remark", titles["remark"], TEXT, 3.0, editable=True),
                Column("back", titles["back"], TEXT, 2.8),
            ),
            rows=tuple(
                row(name, name, Cell(service, bold=True), one.what, _said(one.said), None, None, None, "", one.back)
                for name, service, one in play_measures(context, kit)
            ),
        ),
        intro=(text("Une durée s’écrit 0:12 pour douze minutes. Rien de mesuré : laisser vide, ne pas estimer."),),
        protected=True,
        frozen_columns=3,
    )


def _said(value: CellValue) -> CellValue:
    """A duration of the record in words: it is read back as it is shown."""
    return say_duration(value) if isinstance(value, Duration) else value
