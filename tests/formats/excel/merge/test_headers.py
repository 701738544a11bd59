"""Titles and columns of a merged table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planforge.document.tables import Column
from tests.gate.hands import lost, on_actions
from tests.gate.plans import COLUMNS, action, actions, generated, other_actions

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case


def test_a_title_that_a_person_changed_stays(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("B6", "Responsable")))
    case.edit(on_actions(lambda page: page.__setitem__("B8", "Cadre")))
    case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert (page["B6"].value, page["B8"].value, page["B9"].value) == ("Responsable", "Cadre", "DSI")
    assert page.tables["t_actions"].column_names[1] == "Responsable"


def test_a_title_that_was_emptied_or_doubled_is_made_legal(case: Case) -> None:
    case.edit(on_actions(lambda page: (page.__setitem__("B6", None), page.__setitem__("G6", "Action"))))
    case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert [page[f"{letter}6"].value for letter in "ABG"] == ["Action", "Pilote", "Action (2)"]


def test_a_column_between_two_others_goes_after_ours(case: Case) -> None:
    def insert(page: Any) -> None:
        page.insert_cols(2)
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A6:I10"
        for number, value in enumerate(("Lieu", "Bloc", "PUI"), start=6):
            page[f"B{number}"] = value
        page["C8"] = "Cadre"

    case.edit(on_actions(insert))
    case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert [page[f"I{number}"].value for number in (6, 7, 8, 9)] == ["Lieu", "Bloc", "PUI", None]
    assert [page[f"B{number}"].value for number in (6, 7, 8)] == ["Pilote", "DSI", "Cadre"]
    assert page["C4"].value == "cyberattaque" or page["B4"].value == "cyberattaque"


def test_a_column_without_a_title_stays_outside_the_table(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("J9", "pensée")))
    case.merge(generated([action(2), action(0)]))
    page = case.book()["Actions"]
    assert page["I7"].value == "pensée"
    assert page.tables["t_actions"].ref == "A6:H8"


def test_a_deleted_column_comes_back_hidden(case: Case) -> None:
    def delete(page: Any) -> None:
        page.delete_cols(5)
        page.tables["t_actions"].ref = page.tables["t_actions"].autoFilter.ref = "A6:G10"
        page["F8"] = "remarque"

    case.edit(on_actions(delete))
    merged = case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert page.column_dimensions["E"].hidden
    assert (page["E8"].value, page["G8"].value) == ("À faire", "remarque")
    assert lost(merged) == {"colonne supprimée, masquée ici"}
    assert lost(case.merge()) == set()
    assert case.book()["Actions"].column_dimensions["E"].hidden


def test_a_column_that_the_record_dropped_stays_where_somebody_wrote(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("G9", "à garder")))
    columns = tuple(one for one in COLUMNS if one.key not in {"remark", "state"})
    rows = [replace(one, cells=one.cells[:4] + one.cells[5:6]) for one in actions()]
    case.merge(generated(rows, columns=columns))
    page = case.book()["Actions"]
    titles = [page.cell(6, number).value for number in range(1, 8)]
    assert titles == ["Action", "Pilote", "Fait", "Échéance", "Jours", "Clé (ne pas modifier)", "Remarque"]
    assert page["G9"].value == "à garder"


def test_a_new_column_of_the_record_joins(case: Case) -> None:
    case.edit(on_actions(lambda page: page.__setitem__("G9", "à garder")))
    columns = (*COLUMNS[:2], Column("cost", "Coût"), *COLUMNS[2:])
    rows = [
        replace(one, cells=(*one.cells[:2], replace(one.cells[1], value="10 €"), *one.cells[2:])) for one in actions()
    ]
    case.merge(generated(rows, columns=columns))
    page = case.book()["Actions"]
    assert (page["C9"].value, page["H9"].value) == ("10 €", "à garder")


def test_widths_and_hidden_columns_stay(case: Case) -> None:
    def arrange(page: Any) -> None:
        page.column_dimensions["B"].width = 40
        page.column_dimensions["D"].hidden = True

    case.edit(on_actions(arrange))
    case.edit(on_actions(lambda page: page.__setitem__("G9", "x")))
    case.merge(generated(other_actions()))
    page = case.book()["Actions"]
    assert (page.column_dimensions["B"].width, page.column_dimensions["D"].hidden) == (40, True)


def test_only_widths_changed(case: Case) -> None:
    case.edit(on_actions(lambda page: setattr(page.column_dimensions["B"], "width", 40)))
    case.merge(generated(other_actions()))
    assert case.book()["Actions"].column_dimensions["B"].width == 40
