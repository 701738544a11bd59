from __future__ import annotations

from typing import Any

import pytest

from planforge.analysis.evidence.meter import Coverage, Meter, meter
from planforge.library.requirement_types import RequirementList
from tests.analysis.evidence.conftest import results_of


def a_list(scope: str = "any", **requirement: Any) -> RequirementList:
    line = {"id": "X.1", "title": "T", "must": "M", "facts": ["paper-copy", "reviewed"], **requirement}
    said = {"id": "x", "name": "X", "short": "X", "version": "1", "date": "2026-01-01", "source": "S"}
    return RequirementList.model_validate({**said, "scope": scope, "requirements": [line]})


PIECE = {"id": "pv", "name": "PV", "who": "DSI"}
PROOF = {"requirement": "X.1", "file": "pv.pdf", "version": "1", "date": "2026-10-01"}
FULL = {"document": {"paper_place": "Coffre", "date": "2026-10-01"}}
HALF = {"document": {"paper_place": "Coffre"}}


def judged(one: RequirementList, **sections: Any) -> Meter:
    return meter(results_of(**sections), [one], lambda _name: True)


@pytest.mark.parametrize(
    ("sections", "coverage"),
    [
        ({**FULL, "evidence": [PROOF]}, Coverage.COVERED),
        (FULL, Coverage.EVIDENCE_MISSING),
        (HALF, Coverage.PARTIAL),
        ({**HALF, "evidence": [PROOF]}, Coverage.PARTIAL),
        ({"evidence": [PROOF]}, Coverage.PARTIAL),
        ({}, Coverage.ABSENT),
    ],
)
def test_facts_and_pieces_both_count(sections: dict[str, Any], coverage: Coverage) -> None:
    found = judged(a_list(pieces=[PIECE]), **sections).lists[0].requirements[0]
    assert found.coverage is coverage


def test_no_requirement_is_covered_without_a_piece() -> None:
    assert judged(a_list(), **FULL).lists[0].requirements[0].coverage is Coverage.EVIDENCE_MISSING


def test_what_is_missing_and_from_whom() -> None:
    found = judged(a_list(pieces=[PIECE]), **HALF).lists[0].requirements[0]
    assert [(lack.what, lack.who) for lack in found.lacks] == [
        ("Date des documents non saisie.", "Responsable du plan")
    ]
    assert (found.given, len(found.wanted)) == (0, 1)


@pytest.mark.parametrize(
    ("scope", "activities", "applies"),
    [
        ("sanitary", ["ehpad"], False),
        ("sanitary", ["mco", "ehpad"], True),
        ("social", ["mco"], False),
        ("social", ["mco", "ehpad"], True),
        ("any", ["ehpad"], True),
    ],
)
def test_a_list_concerns_some(scope: str, activities: list[str], *, applies: bool) -> None:
    establishment = {"name": "CH", "statute": "public", "activities": activities}
    found = judged(a_list(scope), establishment=establishment)
    assert found.lists[0].applies is applies
    assert (found.main is None) is not applies


def test_expenses_go_with_their_line() -> None:
    spent = [{"line": "x.1", "label": "A", "amount": "10"}, {"line": "D9", "label": "B"}]
    found = judged(a_list(), expenses=spent)
    assert [one.label for one in found.lists[0].requirements[0].expenses] == ["A"]
    assert [one.label for one in found.loose_expenses] == ["B"]
