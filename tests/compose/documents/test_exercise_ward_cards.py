from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents.exercise_ward_cards import observer_cards, team_sheets
from planforge.compose.documents.sheets import long_sheets
from planforge.document.blocks import Sheet
from tests.compose.kits import kit_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.tables import Table


def sheets(document: Document) -> list[Sheet]:
    return [one for one in document.body if isinstance(one, Sheet)]


def test_each_ward_has_one_page_to_be_watched_and_one_to_be_given(context: Context) -> None:
    kit = kit_of(context, "intermediate-field", "urgences", "labo")
    for document in (observer_cards(context, kit), team_sheets(context, kit)):
        found = sheets(document)
        assert [one.title for one in found] == ["Urgences", "Laboratoire"]
        assert not long_sheets(found)


def test_an_observer_times_counts_and_looks_for_stop_points(
    context: Context, tables: Callable[[object], list[Table]]
) -> None:
    kit = kit_of(context, "beginner-field", "urgences")
    found = {table.id: table for table in tables(observer_cards(context, kit))}
    assert {"temps-urgences", "gestes-urgences", "arrets-urgences", "notes"} == set(found)
    assert len(found["gestes-urgences"].rows) == 6
    assert 3 <= len(found["temps-urgences"].rows) <= 10


def test_a_team_is_told_what_it_has_and_nothing_of_what_comes(
    context: Context, strings: Callable[[object], list[str]]
) -> None:
    kit = kit_of(context, "beginner-field", "urgences")
    told = "\n".join(strings(team_sheets(context, kit).body)).replace("\u00a0", " ")
    assert "Armoire rouge" in told
    assert "Dossier patient" in told
    assert "Liste des patients" in told
    assert "SOINS RÉELS" in told
    for one in kit.played:
        assert one.stimulus.name not in told
        assert one.said(one.stimulus.reaction) not in told


def test_a_ward_of_which_nothing_is_written_asks(context: Context, strings: Callable[[object], list[str]]) -> None:
    told = "\n".join(strings(team_sheets(context, kit_of(context, "beginner-field", "labo")).body))
    assert "lieu à demander" in told
    assert "Toutes les applications du service." in told
    assert "aucun décrit" in told
