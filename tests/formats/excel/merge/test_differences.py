"""What a merged file does not carry is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from planforge.formats.excel.layout import LISTS
from tests.gate.hands import lost, on_actions, rewritten
from tests.gate.plans import generated, other_actions

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case


def test_what_is_not_carried_is_told(case: Case) -> None:
    def change(page: Any) -> None:
        page.merge_cells("B8:C8")
        page.conditional_formatting.add("F7:F10", Rule(type="cellIs", operator="greaterThan", formula=["5"]))
        rule = DataValidation(type="whole", operator="lessThan", formula1="50")
        rule.add("F7:F10")
        page.add_data_validation(rule)
        page.row_dimensions[9].hidden = True

    case.edit(on_actions(change))
    merged = case.merge(generated(other_actions()))
    assert lost(merged) == {
        "cellules fusionnées B8:C8",
        "couleur automatique ajoutée",
        "règle de saisie ajoutée",
        "lignes masquées",
    }


def test_a_filter_is_told(case: Case) -> None:
    def narrow(parts: dict[str, bytes]) -> None:
        name = next(name for name in parts if b'displayName="t_actions"' in parts[name])
        kept = b'<filterColumn colId="1"><filters><filter val="DSI"/></filters></filterColumn><filterColumn colId="7"'
        parts[name] = parts[name].replace(b'<filterColumn colId="7"', kept)

    case.theirs = rewritten(case.theirs, narrow)
    assert lost(case.merge(generated(other_actions()))) == {"filtre"}


def test_a_word_added_to_a_list_is_told(case: Case) -> None:
    case.edit(lambda book: book[LISTS].__setitem__("B9", "Abandonné"))
    assert lost(case.merge(generated(other_actions()))) == {"mot ajouté à une liste\u00a0: Abandonné"}
