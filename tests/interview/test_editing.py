from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.journal import read_journal
from planforge.answers.reading import read_sources
from planforge.interview.editing import Desk, about, has_menu, keys_of, menu_of
from planforge.interview.kinds import edit_kinds
from planforge.interview.loading import load_questionnaire
from planforge.interview.opening import Person
from planforge.interview.questionnaire import Depth
from planforge.interview.steps import Answer, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.interview.kinds import EditKind

QUESTIONS = load_questionnaire()
KINDS = edit_kinds(QUESTIONS)
RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public, activities: [mco]}
people:
  - {id: dsi, function: DSI}
  - {id: rssi, function: RSSI, name: Claire Martin}
referents:
  - {domain: imaging, person: dsi}
  - {domain: blood, person: rssi}
services:
  - {id: urgences, name: Urgences, type: urgences, head: dsi, beds: à compléter}
  - {id: bloc, name: Bloc}
waivers:
  - {rule: BKP-NONE, reason: à l’étude}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "planforge.yaml").write_text(RECORD, encoding="utf-8")
    return Desk(tmp_path, Person("qualité", lambda: "2026-11-27T09:00:00+01:00"))


def fields(desk: Desk, kind: str, key: str = "") -> list[str]:
    """The addresses of what is asked of one thing."""
    return [".".join(slot.address) for slot in desk.entry(KINDS[kind], key).interview.listed]


def test_only_the_questions_of_the_entry_are_put_its_name_first(desk: Desk) -> None:
    asked = fields(desk, "services", "urgences")
    assert asked[0] == "services.urgences.name"
    assert {"services.urgences.head", "services.urgences.activities"} <= set(asked)
    assert [one for one in asked if not one.startswith("services.urgences.")] == []


def test_a_part_is_asked_whole_with_its_lists(desk: Desk) -> None:
    asked = fields(desk, "crisis")
    assert {"crisis.room", "crisis.network_cut.steps"} <= set(asked)
    assert [one for one in asked if not one.startswith("crisis.")] == []


def test_an_entry_without_identifier_is_found_by_its_rank(desk: Desk) -> None:
    assert set(fields(desk, "referents", "1")) >= {"referents.1.domain", "referents.1.person"}
    assert [one for one in fields(desk, "referents", "1") if not one.startswith("referents.1.")] == []


def test_the_depth_says_how_far_questions_go(desk: Desk) -> None:
    asked = [
        len(Desk(desk.folder, desk.person, depth).entry(KINDS["services"], "urgences").interview.listed)
        for depth in Depth
    ]
    assert asked == sorted(set(asked))


def test_what_is_asked_at_a_greater_depth_only_is_asked_all_the_same(desk: Desk) -> None:
    assert "waivers.0.reason" in fields(desk, "waivers", "0")


def test_nothing_is_put_before_something_is_chosen(desk: Desk) -> None:
    session = desk.entry(KINDS["services"], "urgences")
    assert session.step is None
    step = next(one for one in session.interview.given("services-essentiel") if one.title.startswith("Qui est resp"))
    assert step.said == "DSI"


def test_a_new_entry_is_asked_what_nobody_answered_yet(desk: Desk) -> None:
    session = desk.entry(KINDS["services"], "bloc", fresh=True)
    assert session.step is not None
    assert session.step.address[:2] == ("services", "bloc")


def test_every_question_is_put_again_where_it_is_wanted(desk: Desk) -> None:
    session = Desk(desk.folder, desk.person, again=True).entry(KINDS["services"], "urgences")
    assert session.step is not None
    assert session.step.address == ("services", "urgences", "name")
    assert session.step.former == ("Urgences",)


def test_an_answer_is_on_the_disk_with_who_gave_it(desk: Desk) -> None:
    session = Desk(desk.folder, desk.person, again=True).entry(KINDS["people"], "dsi")
    session.take(Answer("Directeur du système d’information"))
    (entry,) = read_journal(desk.folder)
    assert (entry.address, entry.was, entry.by) == (("people", "dsi", "function"), "DSI", "qualité")


def test_the_menu_of_a_list_is_always_there(desk: Desk) -> None:
    for _ in range(2):
        session = desk.listing(KINDS["people"])
        assert session.step is not None
        assert session.step.kind is Kind.MENU
        assert [one.value for one in session.step.entries] == ["dsi", "rssi"]
    assert [(one.value, one.label) for one in desk.entries(KINDS["services"])] == [
        ("urgences", "Urgences"),
        ("bloc", "Bloc"),
    ]


def test_things_are_called_as_people_call_them(desk: Desk) -> None:
    assert desk.name(KINDS["services"], "bloc") == "Bloc"
    assert desk.name(KINDS["referents"], "0") == "imagerie"
    assert desk.name(KINDS["crisis"]) == "Crise"


def test_every_list_can_be_added_to() -> None:
    assert len(KINDS) > 20
    assert [kind.id for kind in KINDS.values() if has_menu(QUESTIONS, kind) != kind.is_list] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_the_questionnaire_is_cut_to_one_kind(kind: EditKind) -> None:
    cut = about(QUESTIONS, kind, "item.id == 'x'" if kind.is_list else "")
    items = [item for section in cut.sections for item in section.items]
    assert items
    assert all(item.field == kind.path or item.field.startswith(f"{kind.path}.") for item in items)
    assert not any(section.minutes or section.intro for section in cut.sections)
    menus = [item for section in menu_of(QUESTIONS, kind).sections for item in section.items]
    assert [item.field for item in menus] == ([kind.path] if kind.is_list else [])


def test_keys_are_identifiers_or_ranks(desk: Desk) -> None:
    data = read_sources(desk.folder).data
    assert keys_of(data, KINDS["services"]) == ("urgences", "bloc")
    assert keys_of(data, KINDS["referents"]) == ("0", "1")
    assert keys_of(data, KINDS["backups"]) == ()
