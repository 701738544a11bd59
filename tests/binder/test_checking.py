from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.results import Severity
from planforge.binder.building import BuildRequest, build
from planforge.binder.checking import check
from planforge.errors import RecordError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.binder.checking import PlacedFinding
    from tests.binder.conftest import Write

DAY = date(2026, 4, 1)
WAIVER = "waivers:\n  - {rule: KIT-NONE, object: urgences, author: A, reason: B, until: 2026-12-31}\n"


def of_rule(findings: tuple[PlacedFinding, ...], rule: str) -> PlacedFinding:
    return next(one for one in findings if one.finding.rule == rule)


def test_a_finding_stands_where_its_value_is_written(murat: Path, text: str) -> None:
    found = of_rule(check(murat, DAY).findings, "DATA-NO-HOSTING")
    line = text[: text.index("  - id: dpi")].count("\n") + 1
    assert (found.location.file, found.location.line, found.location.column) == ("planforge.yaml", line, 5)
    assert found.path[:2] == ("Applications", "«\u00a0Dossier patient\u00a0»")


def test_a_finding_about_what_is_not_written_names_it(murat: Path) -> None:
    found = of_rule(check(murat, DAY).findings, "GOV-NO-DECIDER")
    assert found.location.file == "planforge.yaml"
    assert found.path[0] == "Crise"
    assert found.sentence.message


def test_findings_of_a_severity_are_picked_in_order(murat: Path) -> None:
    found = check(murat, DAY)
    assert [one for severity in Severity for one in found.of(severity)] == list(found.findings)
    assert found.of(Severity.BLOCKING)


def test_a_scenario_keeps_what_holds_in_every_one_and_in_that_one(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace  # noqa: PLC0415 - this test alone

    from planforge.analysis.study import Results  # noqa: PLC0415 - same

    everywhere = check(murat, DAY).findings[0].finding
    cyber, panne = replace(everywhere, scenario="cyber"), replace(everywhere, scenario="panne")
    monkeypatch.setattr(Results, "findings", (everywhere, cyber, panne))
    assert [one.finding for one in check(murat, DAY).findings] == [everywhere, cyber, panne]
    assert [one.finding for one in check(murat, DAY, "cyber").findings] == [everywhere, cyber]


@pytest.mark.parametrize(("day", "waived"), [(DAY, 1), (date(2027, 1, 1), 0)])
def test_waived_findings_are_set_apart_while_the_waiver_holds(write: Write, text: str, day: date, waived: int) -> None:
    found = check(write(text + WAIVER), day)
    assert [one.finding.rule for one in found.waived] == ["KIT-NONE"] * waived
    assert sum(one.finding.rule == "KIT-NONE" for one in found.findings) == 1 - waived


def test_gaps_have_their_place(murat: Path, text: str) -> None:
    gap = next(one for one in check(murat, DAY).gaps if one.gap.path == ("applications", 0, "rto"))
    assert gap.location.line == text[: text.index("    rto:")].count("\n") + 1
    assert gap.path == ("Applications", "«\u00a0Dossier patient\u00a0»", "RTO")


def test_a_finding_in_another_file_is_placed_there(murat: Path, text: str) -> None:
    start = text.index("applications:\n")
    (murat / "applications.yaml").write_text(text[start:], encoding="utf-8")
    (murat / "planforge.yaml").write_text(text[:start], encoding="utf-8")
    found = of_rule(check(murat, DAY).findings, "DATA-NO-HOSTING")
    assert (found.location.file, found.location.line) == ("applications.yaml", 2)


JUDGING = {"DOC-SECRET", "DOC-DIVERGENCE", "DOC-WORDING", "DEG-TOO-LONG"}


@pytest.mark.usefixtures("quick")
def test_the_documents_of_the_last_build_are_judged_as_long_as_they_are_those_of_the_record(
    murat: Path, write: Write, text: str
) -> None:
    def undecided() -> dict[str, tuple[str, ...]]:
        return {one.rule: one.missing for one in check(murat, DAY).opened.results.undecided if one.rule in JUDGING}

    assert undecided() == dict.fromkeys(JUDGING, ("la production des documents",))
    build(BuildRequest(murat))
    assert undecided() == {}
    write(f"{text}# une remarque\n")
    assert undecided() == dict.fromkeys(JUDGING - {"DOC-DIVERGENCE"}, ("des documents à jour",))
    (murat / ".planforge" / "documents.json").write_text("{", encoding="utf-8")
    assert undecided() == dict.fromkeys(JUDGING, ("la production des documents",))


def test_a_personal_number_in_a_ward_s_sheet_is_found_and_approval_waits_for_holes(write: Write, text: str) -> None:
    people = "function: Directeur des systèmes d’information\n    phones: [{channel: personal, number: 06 39 98 41 92}]"
    decider = "deciders: [{decision: Passage au papier, function: Cadre, phone: 06 39 98 41 92}], type: urgences"
    text = text.replace("function: Directeur des systèmes d’information", people).replace("type: urgences", decider)
    folder = write(text.replace("date: 15/01/2026", "status: approved\n  date: 15/01/2026"))
    build(BuildRequest(folder, only=frozenset({"fiche", "annuaire"})))
    found = check(folder, DAY).findings
    assert "« Fiche dégradée – Urgences »" in of_rule(found, "DOC-SECRET").sentence.message.replace("\u00a0", " ")
    assert of_rule(found, "DOC-PLACEHOLDER").finding.severity is Severity.BLOCKING


def test_a_record_with_mistakes_is_refused(write: Write) -> None:
    with pytest.raises(RecordError):
        check(write("a: b\n"), DAY)


def test_a_rule_that_many_objects_break_is_told_once_gravest_first(murat: Path) -> None:
    found = check(murat, date(2026, 11, 22))
    told = [placed.finding.rule for placed in found.one_of_each_rule]
    assert told
    assert told == list(dict.fromkeys(placed.finding.rule for placed in found.findings))
