from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.evidence.pieces import Desk, strays
from planforge.library.requirement_types import Requirement
from tests.analysis.evidence.conftest import results_of

if TYPE_CHECKING:
    from planforge.analysis.evidence.pieces import PieceStanding

SERVICES = [
    {"id": "soins", "perimeter": "care", "activities": [{"id": "trier", "dmia": "1 h"}]},
    {"id": "pui", "perimeter": "technical", "activities": [{"id": "preparer", "dmia": "2 h"}]},
]


def line(*pieces: dict[str, Any]) -> Requirement:
    named = [{"id": f"p{rank}", "name": "Pièce", "who": "DSI", **one} for rank, one in enumerate(pieces)]
    return Requirement.model_validate({"id": "X.1", "title": "T", "must": "M", "pieces": named})


def proof(**answers: Any) -> dict[str, Any]:
    return {"requirement": "x.1", "file": "pv.pdf", "version": "1", "date": "2026-10-01", **answers}


def judged(
    requirement: Requirement, *evidence: dict[str, Any], there: bool = True, **sections: Any
) -> list[PieceStanding]:
    desk = Desk(results_of(evidence=list(evidence), **sections), lambda _name: there)
    return list(desk.pieces(requirement))


@pytest.mark.parametrize(
    ("evidence", "state"),
    [
        ([], "missing"),
        ([proof()], "attached"),
        ([proof(version="")], "incomplete"),
        ([{"requirement": "X.1", "file": "pv.pdf", "version": "1"}], "incomplete"),
        ([proof(date="2026-11-28")], "out-of-date"),
        ([proof(version=""), proof()], "attached"),
    ],
)
def test_a_piece_needs_its_file_its_version_and_its_day(evidence: list[dict[str, Any]], state: str) -> None:
    assert judged(line({}), *evidence)[0].state.value == state


def test_a_file_that_is_not_there_proves_nothing() -> None:
    assert judged(line({}), proof(), there=False)[0].state.value == "not-found"


@pytest.mark.parametrize(
    ("limit", "date", "state"),
    [
        ({"since": "2026-10-01"}, "2026-10-01", "attached"),
        ({"since": "2026-10-02"}, "2026-10-01", "out-of-date"),
        ({"days": 60}, "2026-09-28", "attached"),
        ({"days": 60}, "2026-09-27", "out-of-date"),
        ({"months": 12}, "2025-11-27", "attached"),
        ({"months": 12}, "2025-11-26", "out-of-date"),
    ],
)
def test_dates_have_limits(limit: dict[str, Any], date: str, state: str) -> None:
    assert judged(line(limit), proof(date=date))[0].state.value == state


def test_one_of_several_pieces_must_be_named() -> None:
    both = line({}, {})
    assert [one.state.value for one in judged(both, proof())] == ["missing", "missing"]
    assert [one.state.value for one in judged(both, proof(piece="p1"))] == ["missing", "attached"]
    desk = Desk(results_of(evidence=[proof(), proof(piece="p1")]), lambda _name: True)
    assert len(desk.unplaced(both)) == 1
    assert desk.unplaced(line({})) == ()


def test_a_piece_for_each_activity_is_whole_once_all_have_one() -> None:
    each = line({"per": "activity"})
    one, other = proof(activity="trier"), proof(activity="preparer")
    assert judged(each, one, services=SERVICES)[0].state.value == "partly"
    assert judged(each, one, other, services=SERVICES)[0].state.value == "attached"
    assert judged(each, proof(), services=SERVICES)[0].state.value == "attached"
    assert judged(line({"per": "perimeter"}), one, services=SERVICES)[0].state.value == "partly"
    assert judged(line({"per": "perimeter"}), one, services=SERVICES[:1])[0].state.value == "attached"


def test_pieces_of_groups_and_of_directories() -> None:
    group = {"name": "CH", "statute": "public", "ght": "GHT", "ght_role": "member"}
    assert judged(line({"condition": "group"}))[0].state.value == "not-needed"
    assert judged(line({"condition": "group"}), establishment=group)[0].state.value == "missing"
    care = {"care": {"dedicated_directory": "non"}}
    assert judged(line({"condition": "dedicated-directory"}), governance=care)[0].state.value == "not-needed"


def test_evidence_of_no_requirement_is_told() -> None:
    evidence = results_of(evidence=[proof(), proof(requirement="D2.O2")]).plan.evidence
    assert [one.requirement for one in strays(evidence, [line({})])] == ["D2.O2"]
