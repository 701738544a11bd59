from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis import study
from planforge.analysis.written import Contents, Leak, Written, WrittenDocument
from planforge.library.resolution import Resolved
from planforge.model.workflow import Workflow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from planforge.analysis import Results
    from planforge.model.plan import Plan


def studied(plan: Plan, today: date | None) -> Results:
    workflow = Workflow.model_validate({"forms": [{"id": "F-PRE", "per": "bed"}]})
    return study(Resolved(plan, {"s": workflow}, {}, {}, {}, (), {}, {}, {}), today)


def record(a_plan: Callable[..., Plan]) -> Plan:
    return a_plan(
        services=[
            {
                "id": "s",
                "vital": "oui",
                "beds": "10",
                "applications": [{"application": "dpi", "level": "vital"}],
                "activities": [{"id": "x", "dmia": "2 h"}],
                "endurance": {"limit": "3 j"},
            }
        ],
        applications=[{"id": "dpi", "tier": "T1", "rto": {"default": "4 h", "cyber": "5 j"}, "needs_to_run": ["ad"]}],
        infrastructure=[{"id": "ad"}],
        scenarios=[{"id": "cyber", "kind": "cyber"}],
    )


def test_the_parts_agree_with_one_another(a_plan: Callable[..., Plan], today: date) -> None:
    found = studied(record(a_plan), today)
    assert [place.system for place in found.restart_order.places] == ["ad", "dpi"]
    assert found.restart_order.places[0].needed_by == found.needs["ad"].dmia
    assert found.stops["ad"].services == ("s",)
    assert found.coverage[0].service == "s"
    assert found.forms["s"][0].total == 36
    assert {finding.rule for finding in found.findings} >= {"OBJ-RTO-GT-DMIA", "BKP-NONE", "KIT-NONE"}
    assert found.undecided
    assert found.gaps
    assert found.completeness[0].section == "establishment"
    assert found.care_scope.candidate


def test_the_same_record_gives_the_same_results(a_plan: Callable[..., Plan], today: date) -> None:
    first, second = studied(record(a_plan), today), studied(record(a_plan), today)
    assert first.findings == second.findings
    assert first.undecided == second.undecided
    assert first.gaps == second.gaps
    assert first.restart_order == second.restart_order


def test_a_record_is_judged_when_its_findings_are_first_asked_for(a_plan: Callable[..., Plan], today: date) -> None:
    found = studied(record(a_plan), today)
    assert not found.is_judged
    assert found.findings
    assert found.is_judged


def test_documents_of_the_last_build_decide_the_rules_that_judge_them(a_plan: Callable[..., Plan], today: date) -> None:
    plan, rule = record(a_plan), "DOC-SECRET"
    resolved = studied(plan, today).resolved
    page = WrittenDocument("pca.docx", "now", fresh=True, contents=Contents("pca", "", "PCA", leaks=(Leak.WEAKNESS,)))
    bare, built = study(resolved, today), study(resolved, today, Written((page,)))
    assert [rule in {one.rule for one in found.undecided} for found in (bare, built)] == [True, False]
    assert [rule in {one.rule for one in found.findings} for found in (bare, built)] == [False, True]


def test_without_a_date_dated_rules_are_undecided(a_plan: Callable[..., Plan]) -> None:
    undated = {found.rule for found in studied(record(a_plan), None).undecided}
    assert {"DATA-STALE", "BKP-NO-TEST-12M"} <= undated
