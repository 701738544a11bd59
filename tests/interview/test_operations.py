from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.answers.addresses import value_at
from planforge.interview.asking import token_of
from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.operations import replied
from planforge.interview.outline import Filters
from planforge.interview.questionnaire import Depth
from planforge.interview.steps import (
    Add,
    Answer,
    Back,
    Change,
    Create,
    Finish,
    Kind,
    Pass,
    Pick,
    Refusal,
    Remove,
    State,
    Unknown,
)
from planforge.interview.traces import traces_of
from planforge.values import NBSP
from tests.interview.conftest import RECORD, Sitting, begin, library, sit
from tests.interview.test_taking import WITH_SERVICE

if TYPE_CHECKING:
    from planforge.interview.slots import Record
    from planforge.interview.steps import Reply


def changes(sitting: Sitting) -> list[tuple[str, str, Any]]:
    return [(entry.op, ".".join(entry.address), entry.value) for entry in sitting.journal]


def refusal(sitting: Sitting, reply: Reply) -> str:
    found = replied(sitting.here, reply)
    assert isinstance(found, Refusal)
    return found.text.replace(NBSP, " ")


def test_an_answer_is_an_entry_with_what_was_there_before(sitting: Sitting) -> None:
    sitting.reply(Answer("CH de Murat et Condat"))
    (entry,) = sitting.journal
    assert (entry.op, entry.address) == ("set", ("establishment", "name"))
    assert (entry.value, entry.was) == ("CH de Murat et Condat", "CH de Murat")
    assert (entry.at, entry.by, entry.section) == ("2026-11-27T09:00:00+01:00", "qualité", "maison")
    assert sitting.step.address == ("establishment", "ght")


def test_back_goes_to_the_question_before_with_its_answer(sitting: Sitting) -> None:
    sitting.reply(Answer("CH de Murat"), Answer("GHT du Cantal"), Answer("20/11/2026"))
    sitting.reply(Back(), Back())
    assert sitting.step.address == ("establishment", "ght")
    assert sitting.step.former == ("GHT du Cantal",)
    sitting.reply(Answer("GHT"))
    assert sitting.step.former == ("20/11/2026",)  # every question gone back over, then on to the first open one
    sitting.reply(Answer("20/11/2026"))
    assert sitting.step.address == ("governance", "sponsor")
    assert "première question" in refusal(sit(), Back())


def test_unknown_and_passed_questions_are_not_put_again(sitting: Sitting) -> None:
    sitting.reply(Answer("CH de Murat"), Unknown("Direction", "15/12/2026"), Pass())
    assert changes(sitting)[1:] == [
        ("set", "establishment.ght", {"unknown": {"ask": "Direction", "due": "15/12/2026"}}),
        ("visit", "document.date", None),
    ]
    states = {slot.address: sitting.here.state(slot) for slot in sitting.here.listed}
    assert states["establishment", "ght"] is State.UNKNOWN
    assert states["document", "date"] is State.PASSED
    assert sitting.step.address == ("governance", "sponsor")


def test_what_a_record_cannot_do_without_is_neither_unknown_nor_passed() -> None:
    nameless = sit(begin({"establishment": {"statute": "public"}}))
    for reply in (Unknown("", ""), Pass()):
        assert "indispensable" in refusal(nameless, reply)


def test_a_person_is_created_before_the_answer_that_names_her(sitting: Sitting) -> None:
    sitting.at("sponsor").reply(Create(" Directrice  générale "))
    assert changes(sitting) == [
        ("set", "people.directrice-generale", {"id": "directrice-generale", "function": "Directrice générale"}),
        ("set", "governance.sponsor", "directrice-generale"),
    ]
    assert sitting.here.data["people"] == [
        *RECORD["people"],  # type: ignore[misc]  # a list
        {"id": "directrice-generale", "function": "Directrice générale"},
    ]
    sitting.at("committee").reply(Create("directrice générale"))
    sitting.at("committee").reply(Create("RSSI"))
    assert changes(sitting)[2:] == [
        ("set", "governance.committee", ["directrice-generale"]),
        ("set", "people.rssi", {"id": "rssi", "function": "RSSI"}),
        ("set", "governance.committee", ["directrice-generale", "rssi"]),
    ]
    assert refusal(sitting.at("sponsor"), Create(" ")) == "Il manque un nom."
    assert "pas dans la liste" in refusal(sitting.at("date"), Create("x"))


def test_usual_applications_enter_the_record_when_they_are_ticked() -> None:
    sitting = sit(begin(WITH_SERVICE)).at("applications").reply(Answer(["dpi", "dpu"]))
    assert [change[1] for change in changes(sitting)] == ["applications.dpu", "services.urgences.applications"]
    assert sitting.journal[-1].value == [
        {"application": "dpi", "level": "vital", "alternative": "papier"},
        {"application": "dpu", "level": "vital"},
    ]


def test_an_identifier_once_borne_is_not_given_again() -> None:
    sitting = sit(begin(WITH_SERVICE)).at("applications").reply(Answer(["dpu"]))
    menu = next(slot for slot in sitting.here.listed if slot.address == ("applications",))
    sitting.session.go(sitting.here.step_of(menu).token)
    sitting.reply(Remove("dpu"))
    sitting.at("applications").reply(Answer(["dpu"]))
    assert sitting.journal[-1].value == [{"application": "dpu-2", "level": "vital"}]
    assert sitting.journal[-2].address == ("applications", "dpu-2")


def at_menu(sitting: Sitting, *address: str) -> Sitting:
    slot = next(slot for slot in sitting.here.listed if slot.address == address)
    sitting.session.go(sitting.here.step_of(slot).token)
    assert sitting.step.kind is Kind.MENU
    return sitting


def test_a_list_is_filled_from_usual_entries_and_by_name() -> None:
    sitting = at_menu(sit(), "services").reply(Pick(("urgences", "pui")), Add("Réanimation (USC)"))
    assert [entry.address for entry in sitting.journal] == [
        ("services", "urgences"), ("services", "pui"), ("services", "reanimation-usc"),
    ]  # fmt: skip
    assert sitting.step.kind is Kind.MENU
    assert [one.value for one in sitting.step.entries] == ["urgences", "pui", "reanimation-usc"]
    assert "urgences" not in {one.value for one in sitting.step.options}
    sitting.reply(Add("reanimation"))  # a usual one, by its name or its identifier
    assert sitting.journal[-1].value["type"] == "reanimation"  # type: ignore[index,call-overload]  # a mapping
    assert "pas dans la liste" in refusal(sitting, Pick(("caserne",)))
    assert refusal(sitting, Add(" ")) == "Il manque un nom."
    sitting.reply(Finish())
    assert sitting.journal[-1].op == "visit"
    assert sitting.step.address == ("establishment", "name")


def test_what_an_entry_cannot_be_read_without_is_asked_before_it_is_added() -> None:
    sitting = at_menu(sit(), "exercises").reply(Add("Crise de nuit"))
    assert changes(sitting) == [("visit", "exercises", {"title": "Crise de nuit"})]
    step = sitting.step
    assert (step.title, step.position.entry) == (f"Quel genre d’exercice{NBSP}?", "Crise de nuit")
    for reply in (Unknown("", ""), Pass()):
        assert "d’abord" in refusal(sitting, reply)
    sitting.reply(Answer("crisis"))
    assert changes(sitting)[1:] == [
        ("set", "exercises.crise-de-nuit", {"id": "crise-de-nuit", "title": "Crise de nuit", "kind": "crisis"})
    ]
    assert sitting.step.kind is Kind.MENU


def test_an_unfinished_add_is_given_up_by_going_back() -> None:
    sitting = at_menu(sit(), "exercises").reply(Add("Crise"), Back())
    assert sitting.step.kind is Kind.MENU
    assert sitting.here.traces.draft is None
    assert "exercises" not in sitting.here.data


def test_entries_without_identifier_are_told_by_their_rank() -> None:
    sitting = at_menu(sit(begin(WITH_SERVICE)), "services", "urgences", "deciders")
    sitting.reply(Add("Passage au papier"), Answer("Cadre"), Add("Délestage"), Answer("Senior"))
    assert [entry.address[-1] for entry in sitting.journal if entry.op == "set"] == ["0", "1"]
    sitting.reply(Remove("0"))
    assert [one.label for one in sitting.step.entries] == ["Délestage"]


def test_an_entry_is_gone_through_again_its_name_first() -> None:
    sitting = at_menu(sit(begin(WITH_SERVICE)), "services").reply(Change("urgences"))
    assert (sitting.step.address, sitting.step.former) == (("services", "urgences", "name"), ("Urgences",))
    sitting.reply(Answer("Urgences adultes"), Pass())
    assert sitting.journal[0].address == ("services", "urgences", "name")
    assert sitting.step.address == ("services", "urgences", "volume_per_day")
    sitting.reply(Back(), Back(), Back())
    assert sitting.step.token.endswith("/services")
    assert "pas dans la liste" in refusal(at_menu(sitting, "services"), Change("caserne"))


def test_removing_an_entry_takes_what_names_it_away() -> None:
    sitting = at_menu(sit(begin(WITH_SERVICE)), "applications").reply(Remove("dpi"))
    assert [(op, address) for op, address, _ in changes(sitting)] == [
        ("remove", "services.urgences.applications.0"), ("remove", "applications.dpi"),
    ]  # fmt: skip
    assert sitting.step.entries == ()
    assert "pas dans la liste" in refusal(sitting, Remove("dpi"))


def test_a_whole_list_may_be_unknown_as_long_as_it_is_empty() -> None:
    sitting = at_menu(sit(), "exercises").reply(Unknown("Qualité", ""))
    assert changes(sitting) == [("set", "exercises", {"unknown": {"ask": "Qualité"}})]
    full = at_menu(sit(begin(WITH_SERVICE)), "services")
    assert "La liste a déjà des éléments" in refusal(full, Unknown("", ""))


def test_an_objective_is_written_alone_until_a_scenario_has_its_own() -> None:
    sitting = sit(begin(WITH_SERVICE)).at("default").reply(Answer("4 h"))
    assert changes(sitting) == [("set", "applications.dpi.rto", "4 h"), ("visit", "applications.dpi.rto.default", None)]
    sitting.at("attaque").reply(Answer("3 j"))
    assert value_at(sitting.here.data, ("applications", "dpi", "rto")) == {"default": "4 h", "attaque": "3 j"}
    sitting.at("default").reply(Answer("5 h"))
    assert changes(sitting)[-1] == ("set", "applications.dpi.rto.default", "5 h")


@pytest.mark.parametrize("reply", [Pick(("urgences",)), Add("x"), Change("x"), Remove("x"), Finish()])
def test_a_reply_to_something_else_is_refused(sitting: Sitting, reply: Reply) -> None:
    assert "pas une réponse à cette question" in refusal(sitting, reply)
    assert "pas une réponse" in refusal(at_menu(sit(), "services"), Answer("x"))


@pytest.mark.parametrize("name", ["oui", "Non", "aucun", "12", "=1+1", "..."])
def test_a_yes_or_a_number_names_nothing(sitting: Sitting, name: str) -> None:
    menu = sit(begin(WITH_SERVICE, role="service"))
    assert refusal(menu, Add(name)).startswith("Ce n’est pas un nom : écrivez ce qu’il faut ajouter")
    assert refusal(sitting.at("sponsor"), Create(name)).startswith("Ce n’est pas un nom : écrivez-le")
    assert sitting.journal == menu.journal == []


def test_a_number_that_nobody_can_call_is_not_added() -> None:
    people: Record = {"people": [{"id": "dsi", "function": "DSI"}]}
    filters = Filters(section="annuaire", depth=Depth.STANDARD)
    here = interview(load_questionnaire(), library(), people, traces_of(()), filters)
    menu = next(slot for slot in here.listed if slot.address == ("people", "dsi", "phones"))
    asked = sit(here.at(token_of(menu)))
    assert "n’est pas un numéro de téléphone complet" in refusal(asked, Add("06 12 34"))
    asked.reply(Add("06 12 34 56 78"), Answer("portable de garde"))
    assert value_at(asked.here.data, ("people", "dsi", "phones", "0", "number")) == "06 12 34 56 78"


def test_on_another_day_back_goes_up_the_list() -> None:
    first = sit().reply(Answer("CH de Murat"), Answer("GHT du Cantal"), Pass())
    again = sit(begin(first.here.data, tuple(first.journal)))
    assert again.step.address == ("governance", "sponsor")
    again.reply(Back(), Back())
    assert again.step.address == ("establishment", "ght")
    assert again.step.former == ("GHT du Cantal",)
    again.reply(Answer("GHT"), Pass())
    assert again.step.address == ("governance", "sponsor")
