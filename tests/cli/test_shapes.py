from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from planforge.analysis.sentences import wordings
from planforge.binder.checking import check
from planforge.cli.shapes import finding_shape, gap_shape, place_shape, rule_shape, undecided_shape

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 4, 1)


def test_a_finding_says_what_where_why_and_who(murat: Path) -> None:
    found = check(murat, DAY)
    shape = next(finding_shape(one) for one in found.findings if one.finding.rule == "DATA-NO-OBJECTIVE")
    assert shape["severity"] == "blocking"
    assert shape["file"] == "planforge.yaml"
    assert shape["line"] == 18
    assert shape["objects"] == [{"kind": "services", "id": "urgences", "name": "Urgences"}]
    assert shape["path"][0] == "Services"
    assert all(shape[key] for key in ("title", "message", "why", "action", "who"))
    assert json.loads(json.dumps(shape)) == shape


def test_gaps_and_undecided_rules_are_plain_json(murat: Path) -> None:
    found = check(murat, DAY)
    gaps = [{**gap_shape(one.gap), **place_shape(one.location)} for one in found.gaps]
    rto = next(gap for gap in gaps if gap["data_path"] == ["applications", 0, "rto"])
    assert rto["ask"] == "dsi"
    assert rto["due"] == "2026-03-01"
    assert rto["state"] == "unknown"
    assert (rto["line"], rto["column"]) == (27, 5)
    undecided = [undecided_shape(one) for one in found.opened.results.undecided]
    assert undecided
    assert all(one["missing"] for one in undecided)
    assert json.loads(json.dumps([gaps, undecided])) == [gaps, undecided]


def test_a_rule_is_named_by_its_code() -> None:
    shape = rule_shape(wordings()["DATA-NO-OBJECTIVE"])
    assert shape["id"] == "DATA-NO-OBJECTIVE"
    assert shape["severity"] == "blocking"
    assert shape["domain"] == "data"
    assert shape["needs_model"] is False


def test_a_reading_error_is_listed_as_one() -> None:
    shape = rule_shape(wordings()["DATA-NO-ID"])
    assert (shape["severity"], shape["needs"], shape["needs_model"]) == ("blocking", "reading", False)
