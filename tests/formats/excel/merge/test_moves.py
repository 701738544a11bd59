from __future__ import annotations

import pytest

from planforge.formats.excel.merge.moves import Moves
from planforge.formats.excel.merge.plan import PlanRow, SheetPlan
from planforge.formats.excel.places import Area


def moves() -> Moves:
    """Rows 7 to 10 of data of which the second is gone, a person's row first, and a total in row 11."""
    plan = SheetPlan("xl/worksheets/sheet2.xml", "Mes actions", "Actions", "Actions", hidden=False)
    plan.rows = [PlanRow(ours=number) for number in range(1, 7)]
    plan.rows += [PlanRow(), PlanRow(ours=7), PlanRow(ours=9), PlanRow(ours=10), PlanRow(), PlanRow(ours=11)]
    plan.our_rows, plan.our_data = 11, (7, 10)
    plan.first_data, plan.last_data = 7, 11
    return Moves([plan])


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("F9*2", "F9*2"),
        ("F7*$G$10", "F8*$G$10"),
        ("SUM(F7:F10)", "SUM(F7:F11)"),
        ("F11", "F12"),
        ("F8", "F9"),
        ("'Actions'!$A$2:$G$13", "'Mes actions'!$A$2:$G$14"),
        ("Actions!$6:$6", "'Mes actions'!$6:$6"),
        ("'Autre'!A7", "'Autre'!A7"),
        ('COUNTIF(Actions!A7:G10,"A7*")', "COUNTIF('Mes actions'!A7:G11,\"A7*\")"),
        ("liste_cases", "liste_cases"),
        ('"', '"'),
    ],
)
def test_formulas_of_ours(formula: str, moved: str) -> None:
    assert moves().formula(formula, "Actions") == moved


def test_rules_are_written_for_their_first_row() -> None:
    assert moves().rule('LEFT(A7,11)="x"', "Actions") == 'LEFT(A7,11)="x"'
    assert moves().rule("$A7<>$A6", "Actions") == "$A7<>$A6"
    assert moves().ranges("A7:G10 B7:B10 A3", "Actions") == "A7:G11 B7:B11 A3"


def test_links_go_to_the_very_row() -> None:
    assert moves().location("'Actions'!A10") == "'Mes actions'!A10"
    assert moves().location("'Actions'!A7") == "'Mes actions'!A8"


def test_rows() -> None:
    rows = moves().rows("Actions")
    assert [rows.exact(number) for number in (6, 7, 8, 9, 11, 30)] == [6, 8, 9, 9, 12, 31]
    assert [rows.end(number) for number in (6, 8, 10, 11)] == [6, 8, 11, 12]
    assert (rows.has(8), rows.has(9)) == (False, True)
    assert rows.area(Area(7, 1, 8, 2)) == Area(7, 1, 8, 2)
