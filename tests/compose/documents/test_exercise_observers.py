from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import exercise_observers
from planforge.compose.documents.exercise_observers import criteria_table
from tests.compose.kits import kit_of, packaged

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.tables import Table


def test_each_cell_has_its_list_of_what_is_awaited(context: Context, tables: Callable[[object], list[Table]]) -> None:
    kit = kit_of(context, "confirmed-crisis")
    found = {table.id for table in tables(exercise_observers.compose(context, kit))}
    assert {f"observation-{cell.value}" for cell in kit.form.cells} <= found
    assert {"exercice-echelle", "criteres", "exercice-trois-phrases"} <= found


def test_criteria_of_the_objectives_stand_once_in_their_own_words(context: Context) -> None:
    kit = kit_of(context)
    table = criteria_table(kit)
    asked = {name for one in kit.objectives for name in one.criteria}
    assert {str(line.cells[0].value) for line in table.rows} == asked
    assert len(table.rows) == len(asked)
    words = {str(line.cells[0].value): str(line.cells[1].value) for line in table.rows}
    assert words["alerte-1"] == packaged().criteria["alerte-1"].name


def test_observers_note_facts_and_never_people(context: Context, prose: Callable[[Document], str]) -> None:
    told = prose(exercise_observers.compose(context, kit_of(context)))
    assert "Jamais un nom, jamais une note donnée à une personne." in told
    assert "N/O" in told
    assert "SOINS RÉELS" in told
