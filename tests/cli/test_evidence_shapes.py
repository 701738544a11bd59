from __future__ import annotations

from planforge.cli.evidence_shapes import list_shape
from tests.analysis.evidence.test_meter import PIECE, PROOF, a_list, judged


def test_a_requirement_for_machines() -> None:
    spent = [{"line": "X.1", "label": "Appui", "amount": "12", "date": "2026-02-01"}]
    found = judged(a_list(pieces=[PIECE]), evidence=[PROOF], expenses=spent).lists[0]
    shape = list_shape(found)["requirements"][0]
    assert shape["coverage"] == "partial"
    assert [one["fact"] for one in shape["facts"]] == ["paper-copy", "reviewed"]
    assert shape["pieces"][0]["files"] == [
        {"file": "pv.pdf", "version": "1", "date": "2026-10-01", "activity": None, "state": "attached"}
    ]
    assert shape["expenses"] == [{"label": "Appui", "amount": 12.0, "date": "2026-02-01"}]
