"""The sheet « Synthèse » of an evaluation grid: a mark for each family, beside those of earlier exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.grid import scored
from planforge.compose.blocks.columns import NUMBER, TEXT
from planforge.document.documents import Chart, ChartKind, Worksheet
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import text
from planforge.model.words import word
from planforge.values import say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.tables import Row
    from planforge.library.exercise_types import Criterion
    from planforge.model.governance import Exercise
    from planforge.model.playing import CriterionFamily

_EARLIER = 4  # exercises shown beside this one
_SEEN = '=COUNTIFS(t_grille[Domaine],{domain},t_grille[Note],">=0")'
_WEIGHTS = "SUMIFS(t_grille[Poids],t_grille[Domaine],{domain},t_grille[Note],"
_SUM = f"{_WEIGHTS}1)+2*{_WEIGHTS}2)+3*{_WEIGHTS}3)"
_MARK = f'=IFERROR(ROUND(({_SUM})/{_WEIGHTS}">=0"),1),"")'


def sheet(context: Context, criteria: tuple[Criterion, ...], exercise: str) -> Worksheet:
    """Marks that compute while the grid is filled, and a radar of them."""
    earlier = tuple(one for one in scored(context.plan) if one.id != exercise)[-_EARLIER:]
    past = tuple(Column(f"past-{rank}", _title(one), NUMBER, 1.4) for rank, one in enumerate(earlier, 1))
    return Worksheet(
        "synthese",
        "Synthèse",
        "Note par domaine",
        Table(
            id="synthese",
            columns=(
                Column("domain", "Domaine", TEXT, 2.4),
                Column("criteria", "Critères", NUMBER, 0.9),
                Column("seen", "Critères observés", NUMBER, 1.0),
                Column("mark", "Note", NUMBER, 1.0),
                *past,
            ),
            rows=tuple(
                _row(family, sum(one.family is family for one in criteria), earlier)
                for family in dict.fromkeys(one.family for one in criteria)
            ),
            note=_note(earlier),
        ),
        intro=(
            text("Moyenne des niveaux observés, pondérée. Un critère non observé ne compte pas : ni pour, ni contre."),
            text("La note dit ce qui s’est vu ce jour-là ; elle ne compare pas des établissements ni des personnes."),
        ),
        chart=Chart(ChartKind.RADAR, "Note par domaine, de 0 à 3", "domain", ("mark", *(one.key for one in past[-1:]))),
    )


def _row(family: CriterionFamily, count: int, earlier: tuple[Exercise, ...]) -> Row:
    past = [{one.family: one.score for one in exercise.scores}.get(family) for exercise in earlier]
    seen, mark = Cell(0, formula=_SEEN), Cell(formula=_MARK)
    return row(family, Cell(word(family), bold=True), count, seen, mark, *past)


def _title(exercise: Exercise) -> str:
    day = exercise.done_on.best
    return f"{exercise.title} ({say_date(day)})" if day else exercise.title


def _note(earlier: tuple[Exercise, ...]) -> str:
    if earlier:
        return "Exercices précédents : notes de leur propre grille, relues par planforge."
    return "Aucun exercice précédent n’a de note dans le dossier : la progression se verra au prochain."
