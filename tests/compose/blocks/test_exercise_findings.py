from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import exercise_findings as found
from planforge.model.findings import FindingSort
from tests.exchange.grids import RECORD, context_of, opened

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.compose.context import Context
    from planforge.document.tables import Table
    from planforge.model.governance import Exercise

DONE = """\
  - id: crise-2
    title: Deuxième exercice
    kind: crisis
    done_on: 2026-11-24
    findings:
      - "Écart (alerte et qualification, alerte-1, niveau 1) : Heure non notée"
      - "Acquis (rôles et relève, roles-1, niveau 3) : Tenus"
      - "Bonne pratique (rôles et relève, roles-1, niveau 3) : Badges"
      - Les coursiers manquent
    scores: [{family: alerte, score: 2}, {family: roles, score: 3}]
actions:
  - {id: crise-2-alerte-1, title: Afficher la fiche, owner: soins, due: 2027-03-01, priority: 1}
  - {id: crise-2-bis, title: Sans rapport}
  - {id: autre, title: Autre}
"""


def case(folder: Path) -> tuple[Context, Exercise]:
    context = context_of(opened(folder, RECORD + DONE))
    return context, context.plan.exercises[-1]


def values(table: Table) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row.cells) for row in table.rows]


def test_findings_are_sorted_and_counted(tmp_path: Path) -> None:
    _, exercise = case(tmp_path)
    lines = found.sorted_findings(exercise)
    assert [one.said for one in lines[FindingSort.OTHER]] == ["Les coursiers manquent"]
    assert lines[FindingSort.LACKED][0].criterion == "alerte-1"
    assert found.judged_ids(exercise) == {"alerte-1", "roles-1"}
    assert found.counted(lines).replace("\u00a0", " ") == "1 acquis, 1 écart, 1 bonne pratique et 1 autre constat"


def test_marks_stand_beside_those_of_before(tmp_path: Path) -> None:
    table = found.marks_table(*case(tmp_path))
    assert [column.title for column in table.columns] == ["Domaine", "Premier exercice (02/10/2025)", "Cet exercice"]
    assert values(table) == [("alerte et qualification", 1.0, 2.0), ("rôles et relève", None, 3.0)]


def test_a_gap_has_the_same_number_and_its_action_among_the_causes(tmp_path: Path) -> None:
    context, exercise = case(tmp_path)
    lines = found.sorted_findings(exercise)
    assert values(found.lacked_table(lines))[0][::2] == ("E1", "Heure non notée")
    cause = values(found.causes_table(context, exercise, lines))[0]
    assert (cause[0], cause[1], cause[-1]) == ("E1", "Heure non notée", "Afficher la fiche")


def test_only_the_actions_of_the_exercise_are_listed(tmp_path: Path) -> None:
    (line,) = values(found.actions_table(*case(tmp_path)))
    assert (line[0], line[1], line[3]) == ("Afficher la fiche", "Directrice des soins", 1)


def test_what_held_comes_with_what_to_keep(tmp_path: Path) -> None:
    _, exercise = case(tmp_path)
    assert [row[::2] for row in values(found.held_table(found.sorted_findings(exercise)))] == [
        ("Acquis", "Tenus"),
        ("Bonne pratique", "Badges"),
    ]


def test_nothing_found_is_said(tmp_path: Path) -> None:
    context, exercise = case(tmp_path)
    bare = exercise.model_copy(update={"findings": (), "scores": ()})
    assert found.counted(found.sorted_findings(bare)) == "aucun constat n’est encore au dossier"
    assert found.marks_table(context, bare).rows == ()
    assert found.measured_table(found.sorted_findings(bare)).empty.startswith("Rien n’a été mesuré")
