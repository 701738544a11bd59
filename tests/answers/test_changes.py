from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from planforge.answers.addresses import value_at
from planforge.answers.changes import Conflict, changes_of
from planforge.answers.journal import Entry
from planforge.source import REMOVE, Edit, edited, read_tree
from tests.answers.answering import FILES, STEPS, drawn, given

if TYPE_CHECKING:
    from planforge.answers.addresses import Address
    from planforge.answers.journal import Op
    from planforge.source import Data

RECORD: dict[str, Data] = {key: value for text in FILES.values() for key, value in read_tree(text, "f").data.items()}
WRITTEN: list[Data] = [None, [], {}, "texte", [{"id": "rea"}]]
HANDS: list[dict[str, Data]] = [{}, *({key: one} for key in ("services", "crisis", "teams") for one in WRITTEN)]


def after(*entries: Entry, data: dict[str, Data] = RECORD) -> dict[str, Data]:
    return edited(data, changes_of(data, entries).edits)


def answered(*steps: tuple[Op, Address, Data], data: dict[str, Data] = RECORD) -> dict[str, Data]:
    """The data after answers given on them."""
    return after(*given(data, steps), data=data)


def test_an_answer_is_an_edit_at_the_place_of_its_address() -> None:
    entry = Entry("set", ("services", "rea", "beds"), "12")
    assert changes_of(RECORD, [entry]).edits == (Edit(("services", 1, "beds"), "12"),)
    entry = Entry("remove", ("services", "rea", "name"), None, "Réanimation")
    assert changes_of(RECORD, [entry]).edits == (Edit(("services", 1, "name"), REMOVE),)


def test_a_question_passed_without_an_answer_changes_nothing() -> None:
    assert changes_of(RECORD, [Entry("visit", ("services", "rea", "beds"))]).edits == ()


def test_what_the_record_says_already_is_no_edit() -> None:
    assert changes_of(RECORD, [Entry("set", ("services", "rea", "name"), "Réanimation", "autre")]).edits == ()
    assert changes_of(RECORD, [Entry("remove", ("services", "bloc"), None, {"id": "bloc"})]).edits == ()


def test_a_new_entity_comes_last_with_the_identifier_of_its_address() -> None:
    data = answered(("set", ("services", "bloc"), {"name": "Bloc"}), ("set", ("services", "bloc", "beds"), "8"))
    assert isinstance(data["services"], list)
    assert data["services"][2:] == [{"id": "bloc", "name": "Bloc", "beds": "8"}]
    assert list(data["services"][2]) == ["id", "name", "beds"]  # type: ignore[arg-type]  # a mapping, see above


def test_an_entity_given_anew_keeps_its_identifier() -> None:
    data = answered(("set", ("services", "rea"), {"name": "Réa"}))
    assert value_at(data, ("services", "rea")) == {"id": "rea", "name": "Réa"}
    data = answered(("set", ("services", "rea"), {"name": "Réa", "id": "autre"}))
    assert value_at(data, ("services", "rea")) == {"id": "rea", "name": "Réa"}


@pytest.mark.parametrize("name", ["rea", "bloc"])
@pytest.mark.parametrize("value", ["Bloc", ["x"]])
def test_an_entity_is_no_plain_text(name: str, value: Data) -> None:
    changes = changes_of(RECORD, given(RECORD, [("set", ("services", name), value)]))
    assert changes.edits == ()
    assert [conflict.answered for conflict in changes.conflicts] == [value]


def test_the_first_entity_of_a_list_nobody_began_or_said_unknown() -> None:
    data = answered(("set", ("people", "cadre"), {"function": "Cadre"}), ("set", ("teams", "dsi"), {"name": "DSI"}))
    assert data["people"] == [{"id": "cadre", "function": "Cadre"}]
    assert data["teams"] == [{"id": "dsi", "name": "DSI"}]


def test_what_was_said_unknown_with_a_name_and_a_date_gives_way() -> None:
    data: dict[str, Data] = {"suppliers": {"unknown": {"ask": "dsi"}}}
    assert answered(("set", ("suppliers", "a"), {"name": "A"}), data=data) == {"suppliers": [{"id": "a", "name": "A"}]}


def test_items_without_identifier_go_by_their_rank() -> None:
    data = answered(
        ("remove", ("services", "urgences", "deciders", "0"), None),
        ("set", ("services", "urgences", "deciders", "1"), "interne"),
        ("set", ("crisis", "roles", "1", "type"), "secretaire"),
    )
    assert value_at(data, ("services", "urgences", "deciders")) == ["cadre", "interne"]
    assert value_at(data, ("crisis", "roles", "1")) == {"type": "secretaire"}


@pytest.mark.parametrize(
    ("raw", "step", "expected"),
    [
        ("4 h", "cyber", {"default": "4 h", "cyber": "x"}),
        ("4 h", "default", {"default": "x"}),
        ("4 h", "source", {"value": "4 h", "source": "x"}),
        (
            {"value": "4 h", "source": "expert"},
            "cyber",
            {"default": {"value": "4 h", "source": "expert"}, "cyber": "x"},
        ),
        ({"default": "4 h", "panne": "1 h"}, "cyber", {"default": "4 h", "panne": "1 h", "cyber": "x"}),
        ("à compléter", "cyber", {"default": "à compléter", "cyber": "x"}),
        ({"unknown": {"ask": "dsi"}}, "cyber", {"default": {"unknown": {"ask": "dsi"}}, "cyber": "x"}),
        ("à compléter", "value", {"value": "x"}),
        ({"unknown": None}, "value", {"value": "x"}),
        ({"unknown": {"ask": "dsi"}}, "unknown", {"unknown": "x"}),
        ({}, "cyber", {"cyber": "x"}),
        (None, "cyber", {"cyber": "x"}),
    ],
)
def test_a_plain_answer_is_spelt_out_to_hold_more(raw: Data, step: str, expected: Data) -> None:
    data: dict[str, Data] = {"applications": [{"id": "dpi", "rto": raw}]}
    found = answered(("set", ("applications", "dpi", "rto", step), "x"), data=data)
    assert found == {"applications": [{"id": "dpi", "rto": expected}]}


def test_who_will_know_is_told_without_forgetting_when() -> None:
    data: dict[str, Data] = {"applications": [{"id": "dpi", "rto": {"unknown": {"due": "2026-12-15"}}}]}
    found = answered(("set", ("applications", "dpi", "rto", "unknown", "ask"), "dsi"), data=data)
    assert value_at(found, ("applications", "dpi", "rto")) == {"unknown": {"due": "2026-12-15", "ask": "dsi"}}


def test_what_a_hand_wrote_is_never_destroyed_to_make_room() -> None:
    data: dict[str, Data] = {"services": "voir avec la DSI", "crisis": "plus tard"}
    entries = [Entry("set", ("services", "rea"), {"name": "Réa"}), Entry("set", ("crisis", "roles", "0", "type"), "x")]
    changes = changes_of(data, entries)
    assert changes.edits == ()
    assert [conflict.address for conflict in changes.conflicts] == [entry.address for entry in entries]


@pytest.mark.parametrize("address", [("a" * 101,), ("crisis", " x"), ("crisis", "x", "y "), ("unknown", "x ", "y")])
def test_a_key_that_no_file_can_hold_is_a_conflict_not_a_broken_file(address: Address) -> None:
    changes = changes_of({"crisis": {"means": []}, "teams": []}, [Entry("set", address, "x")])
    assert changes.edits == ()
    assert [conflict.address for conflict in changes.conflicts] == [address]


def test_a_value_changed_by_hand_since_stays_and_is_told() -> None:
    address = ("services", "rea", "name")
    changes = changes_of(RECORD, [Entry("set", address, "USC", "Soins continus")])
    assert changes == changes_of(RECORD, [Entry("set", address, "USC")])
    assert changes.edits == ()
    assert changes.conflicts == (Conflict(address, "Réanimation", "USC"),)


def test_the_removal_of_what_was_changed_by_hand_since_is_a_conflict() -> None:
    changes = changes_of(RECORD, [Entry("remove", ("services", "rea"), None, {"id": "rea", "name": "Réa"})])
    assert changes.edits == ()
    assert [conflict.answered for conflict in changes.conflicts] == [None]


def test_an_answer_about_an_entity_that_is_gone_is_told() -> None:
    address = ("services", "bloc", "beds")
    assert changes_of(RECORD, [Entry("set", address, "8")]).conflicts == (Conflict(address, None, "8"),)
    assert changes_of(RECORD, [Entry("remove", address, None, "8")]).conflicts == ()


def test_one_conflict_for_each_address_the_last_answer() -> None:
    address = ("services", "rea", "name")
    entries = [Entry("set", address, "B", "A"), Entry("set", address, "C", "B")]
    assert changes_of(RECORD, entries).conflicts == (Conflict(address, "Réanimation", "C"),)


@pytest.mark.parametrize(
    "settling",
    [
        Entry("set", ("services", "rea", "name"), "Réanimation", "B"),
        Entry("set", ("services", "rea", "name"), "D", "Réanimation"),
        Entry("remove", ("services",), None, RECORD["services"]),
    ],
)
def test_a_later_answer_that_agrees_settles_a_conflict(settling: Entry) -> None:
    entry = Entry("set", ("services", "rea", "name"), "B", "A")
    assert changes_of(RECORD, [entry, settling]).conflicts == ()
    known = changes_of(RECORD, [entry]).conflicts
    assert known
    assert changes_of(RECORD, [], known).conflicts == known
    assert changes_of(RECORD, [settling], known).conflicts == ()


def test_neither_the_data_nor_the_entries_are_changed() -> None:
    before = copy.deepcopy(RECORD)
    head: dict[str, Data] = {"value": "cadre"}
    steps: list[tuple[Op, Address, Data]] = [
        ("set", ("services", "rea", "head"), head),
        ("set", ("services", "rea", "head", "by"), "Marie"),
    ]
    edits = changes_of(RECORD, given(RECORD, steps)).edits
    assert edits == (Edit(("services", 1, "head"), {"value": "cadre"}), Edit(("services", 1, "head", "by"), "Marie"))
    assert head == {"value": "cadre"}
    assert before == RECORD


@for_any(STEPS)
def test_all_at_once_or_one_after_the_other_is_the_same(steps: list[tuple[Op, int, Data]]) -> None:
    entries = list(drawn(RECORD, steps))
    one_by_one = RECORD
    for entry in entries:
        one_by_one = after(entry, data=one_by_one)
    assert after(*entries) == one_by_one


@for_any(STEPS, st.sampled_from(HANDS))
def test_even_after_a_hand_changed_the_record_an_answer_is_in_it_or_told(
    steps: list[tuple[Op, int, Data]], hand: dict[str, Data]
) -> None:
    entries = list(drawn(RECORD, steps))
    written = {**RECORD, **hand}
    for rank, entry in enumerate(entries):
        changes = changes_of(written, entries[: rank + 1])
        if entry.op == "visit" or entry.address in {conflict.address for conflict in changes.conflicts}:
            continue
        found = value_at(edited(written, changes.edits), entry.address)
        if entry.op == "set":
            assert found == entry.value or found == {**found, **entry.value, "id": entry.address[-1]}  # type: ignore[dict-item]  # both mappings
        elif not entry.address[-1].isdigit():  # what comes after an item moves up into its place
            assert found is None
