from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.interview.library_view import LibraryView
from planforge.interview.outline import Filters, outline
from planforge.interview.questionnaire import Scope
from planforge.interview.slots import Base, Slots, base_of, dug, entries_of, scenario_of
from tests.interview.conftest import RECORD, library, small

if TYPE_CHECKING:
    from planforge.interview.slots import Record
    from planforge.source import Data

SERVICES: Record = {
    **RECORD,
    "services": [
        {"id": "urgences", "name": "Urgences", "type": "urgences", "deciders": [{"decision": "Papier"}]},
        {"id": "cardio", "name": "Cardiologie", "type": "urgences", "head": "dsi"},
        {"id": "pui", "name": "Pharmacie", "type": "pui"},
    ],
    "applications": [{"id": "dpu", "name": "DPU", "rto": {"default": "4 h", "attaque": "3 j"}}],
}


def slots(scope: Scope = Scope.ALL) -> Slots:
    return Slots(outline(small(), Filters(scope=scope)), LibraryView(library()))


def addresses(data: Record, scope: Scope = Scope.ALL) -> list[str]:
    return [".".join(slot.address) for slot in slots(scope).of(data)]


def test_there_is_a_slot_for_each_question_of_each_entry_in_order() -> None:
    found = addresses(SERVICES)
    at = found.index("services")
    assert found[at : at + 4] == ["services", "services.urgences.head", "services.urgences.volume_per_day",
                                  "services.urgences.applications"]  # fmt: skip
    assert "services.urgences.deciders.0.phone" in found
    assert found.index("services.cardio.head") > found.index("services.urgences.activities")


def test_a_condition_and_a_scope_leave_questions_out() -> None:
    assert "establishment.ght" in addresses(SERVICES)
    assert "establishment.ght" not in addresses({"establishment": {"activities": ["ehpad"]}})
    minimum = addresses(SERVICES, Scope.MINIMUM)
    assert "services.urgences.head" in minimum
    assert "services.cardio.head" not in minimum


def test_a_scenario_of_the_record_gives_its_answer_a_place() -> None:
    found = {".".join(slot.address): slot.raw for slot in slots().of(SERVICES) if slot.address[0] == "applications"}
    assert found["applications.dpu.rto.default"] == "4 h"
    assert found["applications.dpu.rto.attaque"] == "3 j"
    plain: Record = {**SERVICES, "applications": [{"id": "dpu", "rto": "4 h"}]}
    found = {".".join(slot.address): slot.raw for slot in slots().of(plain) if slot.address[0] == "applications"}
    assert found["applications.dpu.rto.default"] == "4 h"
    assert found["applications.dpu.rto.attaque"] is None
    without: Record = {**plain, "scenarios": []}
    assert "applications.dpu.rto.attaque" not in addresses(without)
    assert scenario_of("cyber", SERVICES) == "attaque"
    assert scenario_of("power", SERVICES) == ""


def test_a_table_counts_as_one_question() -> None:
    (chunk,) = [one for one in slots().chunks(SERVICES) if one.section.id == "informatique"]
    tables = [slot for slot in chunk.slots if slot.table == ("applications",)]
    assert len(tables) == 4
    assert {chunk.rank(slot) for slot in tables} == {1}
    assert (chunk.rank(chunk.slots[-1]), chunk.total) == (3, 3)
    assert chunk.rank(slots().of(SERVICES)[0]) == 0


def test_only_what_changed_is_listed_anew() -> None:
    listing = slots()
    before = listing.chunks(SERVICES)
    assert listing.chunks(SERVICES) == before
    changed: Record = {**SERVICES, "applications": [{"id": "dpu", "name": "Dossier"}]}
    after = listing.chunks(changed)
    same = [a is b for a, b in zip(before, after, strict=True)]
    assert same == [True, False, False]
    entry = {slot.address: slot for slot in before[1].slots}
    assert all(entry[slot.address] is slot for slot in after[1].slots if len(slot.address) > 1)


def test_what_the_record_alone_says_is_known() -> None:
    raws: list[Data] = [None, "", "à compléter", {"unknown": {"ask": "dsi"}}, "4 h", {"value": "4 h"}]
    assert [base_of(raw) for raw in raws] == [
        Base.BLANK, Base.BLANK, Base.BARE, Base.UNKNOWN, Base.KNOWN, Base.KNOWN,
    ]  # fmt: skip


def test_entries_are_named_by_identifier_else_by_rank() -> None:
    assert [key for key, _ in entries_of([{"id": "a"}, {"name": "b"}, "c", {"id": ""}])] == ["a", "1", "3"]
    assert list(entries_of("à compléter")) == []
    assert dug({"a": {"b": "c"}}, ("a", "b")) == "c"
    assert dug("texte", ("a",)) is None
