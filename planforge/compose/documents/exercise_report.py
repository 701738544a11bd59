"""``retex-<exercise>.docx``: what an exercise showed, what the plan said, why, and what is done about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planforge.compose.blocks import exercise_findings as found
from planforge.compose.blocks import steering
from planforge.compose.blocks.columns import TEXT
from planforge.compose.prose import Wording, write
from planforge.document.blocks import ItemList, ListItem
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import text
from planforge.model.findings import FindingSort
from planforge.model.governance import ExerciseKind
from planforge.model.words import word
from planforge.values import say_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.text import CellValue
    from planforge.library.exercise_types import ExerciseObjective
    from planforge.model.governance import Exercise

_SIGNERS = ("Direction de l’exercice", "Responsable du plan", "Direction de l’établissement")


def compose(context: Context, exercise: Exercise, objectives: Mapping[str, ExerciseObjective]) -> Document:
    """The report of an exercise that was done, as far as the record tells it."""
    lines = found.sorted_findings(exercise)
    others = [*lines[FindingSort.REMARK], *lines[FindingSort.OTHER]]
    return write(
        context,
        Wording(
            kind="exercice-retex",
            template="exercice-retex",
            title="Retour d’expérience",
            subtitle=exercise.title,
            reference=f"RETEX-{exercise.id.upper()}",
            blocks={
                "contexte": lambda _: _facts(context, exercise),
                "objectifs": lambda _: _objectives(exercise, objectives),
                "notes": lambda _: found.marks_table(context, exercise),
                "acquis": lambda _: found.held_table(lines),
                "ecarts": lambda _: found.lacked_table(lines),
                "autres": lambda _: ItemList(tuple(ListItem(text(one.said)) for one in others)),
                "mesures": lambda _: found.measured_table(lines),
                "causes": lambda _: found.causes_table(context, exercise, lines),
                "actions": lambda _: found.actions_table(context, exercise),
                "emargement": lambda _: steering.attendance("emargement"),
                "visas": lambda _: _visas(),
            },
            values={"lead": _lead(exercise, lines), "others": bool(others), "cold": _cold(context, exercise)},
            restricted=True,
        ),
    )


def _lead(exercise: Exercise, lines: found.Sorted) -> str:
    day = exercise.done_on.best
    when = f"du {say_date(day)}" if day else "dont la date est à compléter"
    kind = word(exercise.kind)
    return f"{kind[:1].upper()}{kind[1:]} {when} : {found.counted(lines)}."


def _cold(context: Context, exercise: Exercise) -> str:
    """By when the report must be finished."""
    days, day = context.results.facts.threshold("retex_days"), exercise.done_on.best
    limit = f", soit avant le {say_date(day + timedelta(days=days))}" if day else ""
    return f"À tenir dans les {days} jours{limit}."


def _facts(context: Context, exercise: Exercise) -> Table:
    scenario = context.plan.scenario.get(exercise.scenario.best or "")
    facts: tuple[tuple[str, CellValue | Cell], ...] = (
        ("Exercice", Cell(exercise.title, bold=True)),
        ("Nature", word(exercise.kind)),
        ("Scénario", scenario.name if scenario else context.gap(exercise.scenario.unknown)),
        ("Réalisé le", context.cell(exercise.done_on)),
        ("Durée", context.cell(exercise.length)),
        ("Services en jeu", context.names(exercise.services, context.plan.service) or "Tout l’établissement"),
        ("Nuit ou week-end", context.yes_no(exercise.night)),
        ("Direction présente", context.yes_no(exercise.direction_present)),
        ("Animateur", context.cell(exercise.leader)),
        ("Résultat", context.cell(exercise.result)),
        ("Référence du compte rendu", context.cell(exercise.report)),
    )
    return Table(
        id="contexte",
        columns=(Column("label", "", TEXT, 1.6), Column("value", "", TEXT, 5.0)),
        rows=tuple(row(f"fait.{rank}", Cell(label, bold=True), said) for rank, (label, said) in enumerate(facts)),
        header=False,
    )


def _objectives(exercise: Exercise, objectives: Mapping[str, ExerciseObjective]) -> Table:
    """The objectives of which some criterion was judged."""
    seen = found.judged_ids(exercise)
    kind = exercise.kind if exercise.kind is ExerciseKind.FIELD else ExerciseKind.CRISIS
    tried = [one for one in objectives.values() if one.kind is kind and not seen.isdisjoint(one.criteria)]
    return Table(
        id="objectifs",
        columns=(
            Column("name", "Objectif", TEXT, 2.4),
            Column("observed", "Ce qui devait se voir", TEXT, 3.6),
            Column("met", "Atteint ?", TEXT, 1.2),
        ),
        rows=tuple(row(one.id, Cell(one.name, bold=True), one.observed, "____") for one in tried),
        empty="Aucun constat n’est rattaché à un critère : écrire ici les objectifs de l’exercice.",
    )


def _visas() -> Table:
    return Table(
        id="visas",
        columns=(
            Column("who", "Visa", TEXT, 2.6),
            Column("function", "Fonction", TEXT, 2.4),
            Column("date", "Date", TEXT, 1.2),
            Column("sign", "Signature", TEXT, 2.4),
        ),
        rows=tuple(row(f"visa.{rank}", Cell(who, bold=True), "", "", "") for rank, who in enumerate(_SIGNERS)),
        row_height=12,
    )
