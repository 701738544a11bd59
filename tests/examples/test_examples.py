"""The worked examples read without a problem, show what they promise, and name nobody real."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from planforge.answers.reading import read_record
from planforge.model.answer import State
from planforge.model.people import Channel, Domain
from planforge.model.plan import RESTRICTED_KEYS
from planforge.model.services import Loss
from planforge.source import read_tree
from planforge.values import fold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.examples.conftest import Example

_MODELINE = "# yaml-language-server: $schema=.planforge/schema.json"
# The ranges that the French regulator keeps for works of fiction.
_FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")
_PHONE = re.compile(r"(?<![0-9])0[1-9](?:[ .]?[0-9]{2}){4}(?![0-9])")
_REAL_HOSPITALS = (
    "ap-hp", "aphp", "hospices civils", "corbeil", "chsf", "sud francilien", "ch de dax", "villefranche",
    "armentieres", "ch de cannes", "versailles", "rouen", "brest", "besancon", "dijon", "saint-gaudens", "argenteuil",
    "pitie-salpetriere", "necker", "castelluccia", "oloron", "albertville", "bourg-en-bresse", "vesoul", "belfort",
)  # fmt: skip

_HOSPITAL_RULES = {
    "BKP-INTERVAL-GT-RPO", "BKP-NO-OFFLINE", "BKP-NO-TEST-12M", "BKP-SAAS-UNKNOWN", "BKP-SAME-AD", "BKP-SAME-SITE",
    "BKP-TEST-FAILED", "CON-NO-DEPUTY", "DATA-ALL-GUESS", "DATA-NO-SERVICE", "DATA-STALE", "DATA-UNIT-SUSPECT",
    "DEG-NO-CONVENTION", "DEG-RANGE-OVERLAP", "DEG-RECIPROCAL-SAME-SI", "DEP-AD-FOR-BACKUP", "DEP-CYCLE",
    "KIT-CHECK-OLD", "OBJ-DEP-RTO-GT", "OBJ-OWNER-DISAGREE", "OBJ-RTO-GT-DMIA", "OBJ-RTO-WRT-GT-MTPD",
    "SEC-NO-ISOLATION-SHEET",
}  # fmt: skip
_CARE_HOME_RULES = {
    "BKP-INTERVAL-GT-RPO", "BKP-NO-TEST-12M", "BKP-NONE", "BKP-SAAS-UNKNOWN", "BKP-SAME-AD", "BKP-SAME-SITE",
    "CON-NO-DEPUTY", "DATA-STALE", "KIT-CHECK-OLD", "OBJ-DEP-RTO-GT", "OBJ-RTO-GT-DMIA", "SEC-NO-ISOLATION-SHEET",
}  # fmt: skip


def test_it_reads_and_resolves_without_a_notice(example: Example) -> None:
    assert example.record.notices == ()
    assert example.results.resolved.workflows.keys() == example.plan.service.keys()


def test_each_file_begins_with_the_line_that_editors_read(example: Example) -> None:
    for name, text in example.texts.items():
        assert text.splitlines()[0] == _MODELINE, name


def test_what_an_attacker_would_want_is_in_the_restricted_file_only(example: Example) -> None:
    held = {name: read_tree(text, name).data.keys() & RESTRICTED_KEYS for name, text in example.texts.items()}
    assert held.pop("restricted.yaml") == RESTRICTED_KEYS
    assert set().union(*held.values()) == set()


def test_it_reads_with_the_restricted_file_kept_apart(example: Example, tmp_path: Path) -> None:
    shutil.copytree(example.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("restricted.yaml"))
    record = read_record(tmp_path / "copy")
    assert len(record.notices) == 1
    assert record.plan.people == ()


def test_every_telephone_number_is_kept_for_fiction(example: Example) -> None:
    found = {re.sub("[ .]", "", number) for text in example.texts.values() for number in _PHONE.findall(text)}
    assert len(found) > 20
    assert {number for number in found if not number.startswith(_FICTION)} == set()


def test_establishment_numbers_are_of_a_department_that_does_not_exist(example: Example) -> None:
    establishment = example.plan.establishment
    numbers = [establishment.finess_ej.best, *(site.finess_eg.best for site in establishment.sites)]
    assert all(number and number.startswith("99") for number in numbers)


def test_it_names_no_hospital_that_exists(example: Example) -> None:
    text = fold(" ".join(example.texts.values()))
    assert [name for name in _REAL_HOSPITALS if re.search(rf"\b{re.escape(name)}\b", text)] == []


def test_no_ward_page_prints_a_personal_number(example: Example) -> None:
    personal = {
        phone.number for person in example.plan.people for phone in person.phones if phone.channel is Channel.PERSONAL
    }
    printed = {decider.phone.best for service in example.plan.services for decider in service.deciders}
    assert personal
    assert personal & printed == set()


def test_gaps_say_who_will_know_and_when(example: Example) -> None:
    said = [gap for gap in example.results.gaps if gap.ask and gap.due]
    assert len(said) >= 10


def test_every_cost_put_to_the_board_is_known_and_some_others_are_not(example: Example) -> None:
    board = [action for action in example.plan.actions if action.board]
    assert len(board) == 2
    assert all(action.cost.best is not None and action.gain.best for action in board)
    assert any(action.cost.state is State.UNKNOWN for action in example.plan.actions)


def test_the_hospital_has_the_size_it_promises(hospital: Example) -> None:
    plan = hospital.plan
    sizes = [len(one) for one in (plan.services, plan.applications, plan.infrastructure, plan.scenarios, plan.backups)]
    assert sizes == [24, 64, 19, 3, 5]
    assert 35 <= len(plan.people) <= 45
    assert len(plan.establishment.sites) == 2


def test_the_care_home_has_the_size_it_promises(care_home: Example) -> None:
    plan = care_home.plan
    sizes = [len(one) for one in (plan.services, plan.applications, plan.infrastructure, plan.scenarios, plan.backups)]
    assert sizes == [6, 13, 6, 4, 2]


def test_the_hospital_has_the_contradictions_of_real_ones(hospital: Example) -> None:
    assert _HOSPITAL_RULES - {one.rule for one in hospital.results.findings} == set()
    assert {"pacs", "sgl"} <= hospital.about("OBJ-RTO-GT-DMIA").keys()
    assert hospital.about("BKP-INTERVAL-GT-RPO").keys() == {"sgl"}
    assert hospital.about("DATA-NO-SERVICE").keys() == {"consentements"}
    assert hospital.about("DEG-NO-CONVENTION").keys() == {"laboratoire"}
    assert hospital.about("DEG-RECIPROCAL-SAME-SI").keys() == {"urgences", "imagerie"}


def test_the_care_home_has_the_gaps_of_real_ones(care_home: Example) -> None:
    assert _CARE_HOME_RULES - {one.rule for one in care_home.results.findings} == set()
    assert care_home.results.restart_order.cycles == ()


def test_the_hospital_has_one_cycle_and_one_link_that_starts_without(hospital: Example) -> None:
    assert hospital.results.restart_order.cycles == (("ad-1", "ad-2", "coffre", "sauvegarde"),)
    edges = [edge for system in hospital.plan.systems.values() for edge in system.needs_to_run]
    assert [edge.on for edge in edges if edge.bootstrap] == ["dns"]
    assert ("ad-1", "ad-2") in {edge.any_of for edge in edges}


def test_one_waiver_holds_and_the_other_has_ended(hospital: Example) -> None:
    assert hospital.about("BKP-NO-OFFLINE")["sgl"].waived_by is not None
    assert hospital.about("BKP-NO-TEST-12M")["dpi"].waived_by is None


@pytest.mark.parametrize("service", ["maternite", "depot-sang", "pui", "admissions"])
def test_sheets_that_everybody_validated_can_be_put_up(hospital: Example, service: str) -> None:
    assert hospital.waiting[service] == ()


def test_the_emergency_sheet_waits_for_the_biologist_alone(hospital: Example) -> None:
    assert [line.domain for line in hospital.waiting["urgences"]] == [Domain.LABORATORY]
    assert sum(1 for lines in hospital.waiting.values() if lines) >= 15


def test_sheets_of_care_in_the_care_home_can_be_put_up(care_home: Example) -> None:
    assert {name for name, lines in care_home.waiting.items() if not lines} == {"soins", "circuit-medicament"}


def test_the_ten_most_important_activities_hold_whatever_is_lost(hospital: Example) -> None:
    activities = [activity for service in hospital.plan.services for activity in service.activities]
    complete = [
        one for one in activities if {solution.loss for solution in one.solutions} == set(Loss) and one.recovery
    ]
    assert len(complete) >= 10


def test_most_systems_were_never_restored(hospital: Example) -> None:
    tested = {test.system for test in hospital.plan.restore_tests}
    assert len(tested) < len(hospital.plan.systems) / 4
    assert len({test.result for test in hospital.plan.restore_tests}) == 4
