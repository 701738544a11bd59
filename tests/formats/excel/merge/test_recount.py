from __future__ import annotations

import pytest
from lxml import etree

from planforge.formats.excel.merge.recount import Recount

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = (
    '<c r="A1"><v>4</v></c><c r="B1"><v>2.5</v></c><c r="C1" t="inlineStr"><is><t>À COMPLÉTER (DSI)</t></is></c>'
    '<c r="D1" t="str"><v>à compléter</v></c><c r="E1" t="b"><v>1</v></c>'
)


def result(formula: str, stored: str = "99") -> str:
    made = f'<row r="1">{CELLS}</row><row r="2"><c r="A2"><f>{formula}</f><v>{stored}</v></c></row>'
    here = etree.fromstring(f'<worksheet xmlns="{S}"><sheetData>{made}</sheetData></worksheet>')
    there = etree.fromstring(f'<worksheet xmlns="{S}"><sheetData><row r="1">{CELLS}</row></sheetData></worksheet>')
    Recount({"Ici": here, "L'autre": there}).write()
    return here.findtext(f".//{{{S}}}row[@r='2']//{{{S}}}v") or ""


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("A1*B1", "10"),
        ("A1*10+B1*4", "50"),
        ("(A1-1)/2", "1.5"),
        ("SUM(A1:E1)", "6.5"),
        ('COUNTIF(A1:E1,"À COMPLÉTER*")', "2"),
        ("COUNTIF('L''autre'!A1:E1,\"À COMPLÉTER*\")", "2"),
        ("A9*2", "0"),
    ],
)
def test_our_formulas_are_computed(formula: str, found: str) -> None:
    assert result(formula.replace('"', "&quot;")) == found


@pytest.mark.parametrize("formula", ["C1*2", "A1/0", "IF(A1,1,2)", "Ailleurs!A1", "SUM(A1:E1", "A1 B1", "A1:B1", "1+"])
def test_what_cannot_be_computed_keeps_what_is_stored(formula: str) -> None:
    assert result(formula) == "99"


def test_results_that_use_results() -> None:
    rows = '<row r="1"><c r="A1"><f>A2*2</f><v>0</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>0</v></c></row>'
    tree = etree.fromstring(f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>')
    Recount({"Ici": tree}).write()
    assert [node.text for node in tree.iter(f"{{{S}}}v")] == ["4", "2"]
