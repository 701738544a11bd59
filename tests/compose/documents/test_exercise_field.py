from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.documents import exercise_field
from planforge.document.text import Gap
from tests.compose.kits import kit_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.tables import Table
    from tests.compose.records import Open


def guide(context: Context, form: str = "beginner-field", *services: str) -> Document:
    return exercise_field.compose(context, kit_of(context, form, *(services or ("urgences",))), [])


def facts(context: Context, tables: Callable[[object], list[Table]], service: str) -> dict[str, object]:
    """What the guide says of a ward."""
    table = next(one for one in tables(guide(context, "beginner-field", service)) if one.id == f"service-{service}")
    return {str(line.cells[0].value): line.cells[1].value for line in table.rows}


@pytest.mark.parametrize("level", ["beginner", "intermediate", "confirmed"])
def test_the_guide_protects_counts_and_closes(
    context: Context, tables: Callable[[object], list[Table]], prose: Callable[[Document], str], level: str
) -> None:
    made = guide(context, f"{level}-field", "urgences", "labo")
    found = {table.id for table in tables(made)}
    for service in ("urgences", "labo"):
        assert {f"service-{service}", f"mesures-{service}", f"formulaires-{service}"} <= found
    told = prose(made)
    assert "le dossier réel reste ouvert" in told
    assert "SOINS RÉELS" in told
    assert "il ne remplace pas le test technique de sauvegarde et de restauration" in told
    assert "À blanc" in told


def test_a_ward_is_told_as_its_record_tells_it(context: Context, tables: Callable[[object], list[Table]]) -> None:
    said = facts(context, tables, "urgences")
    assert said["Plan essayé"] == "PCRA-URGENCES"
    assert said["Applications dites perdues"] == "Dossier patient, Paie"
    assert said["Qui décide"] == "Passage au papier : Cadre de garde"
    assert said["Kit"] == "Armoire rouge"
    assert said["Besoins envers d’autres services"] == "Laboratoire"
    last: date = said["Dernier test de terrain"]  # type: ignore[assignment] # a date, of the only test done
    assert last.isoformat() == "2026-03-17"


def test_what_the_record_does_not_say_is_a_gap(context: Context, tables: Callable[[object], list[Table]]) -> None:
    said = facts(context, tables, "labo")
    assert said["Qui décide"] == said["Kit"] == said["Applications dites perdues"] == Gap()
    assert said["Dernier test de terrain"] == "Jamais"


def test_a_limit_that_nobody_validated_is_said_to_be_one(
    open_context: Open, tables: Callable[[object], list[Table]]
) -> None:
    context = open_context({"services.0.endurance": {}})
    held = str(facts(context, tables, "urgences")["Tenue annoncée"])
    assert held.endswith("(valeur par défaut à valider)")
