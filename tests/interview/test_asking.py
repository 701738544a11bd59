from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.interview.asking import named, token_of
from planforge.interview.steps import Kind, State
from planforge.values import NBSP
from tests.interview.conftest import begin
from tests.interview.test_taking import WITH_SERVICE

if TYPE_CHECKING:
    from planforge.interview.slots import Record
    from planforge.interview.steps import Step


def step(name: str, data: Record = WITH_SERVICE) -> Step:
    here = begin(data)
    return here.step_of(next(slot for slot in here.listed if slot.address[-1] == name))


def test_a_question_has_its_words_from_the_questionnaire_else_from_the_model() -> None:
    found = step("name")
    assert (found.title, found.why, found.example) == (f"Quel est votre nom{NBSP}?", "Il s’imprime.", "CH de Murat")
    assert found.heading == "Question 1 sur 18 – Votre établissement"
    assert (found.former, found.state, found.may_be_unknown) == (("CH de Murat",), State.OPEN, False)
    date = step("date")
    assert (date.title, date.example, date.kind) == ("Date des documents", "2026-11-20", Kind.DATE)
    assert date.help == ""
    assert step("emergency_pcs_in_domain").help == "Voyez la DSI."


def test_choices_are_offered_in_words() -> None:
    assert [one.label for one in step("activities").options][:3] == ["MCO", "SMR", "psychiatrie"]
    found = step("dmia")
    assert (found.kind, found.base, found.free) == (Kind.CHOICE, Kind.DURATION, True)
    assert [(one.value, one.label) for one in found.options] == [
        ("30 min", "Une demi-heure"), ("4 h", "4\u00a0h"), ("1 j", "Un jour"),
    ]  # fmt: skip
    assert [one.value for one in step("emergency_pcs_in_domain").options] == ["oui", "non"]
    harm = step("harm")
    assert (harm.kind, harm.free) == (Kind.CHOICE, False)


def test_references_offer_what_is_there_and_what_may_be_created() -> None:
    found = step("sponsor")
    assert [(one.value, one.label, one.fresh) for one in found.options] == [
        ("dsi", "Directeur du système d’information", False)
    ]
    assert found.creates == f"Quelle est sa fonction{NBSP}?"
    assert found.example == ""
    ticked = step("applications")
    assert ticked.kind is Kind.REFERENCES
    assert ticked.options[0].value == "dpi"
    assert ticked.options[1].fresh
    assert ticked.former == ("dpi",)
    assert ticked.former_text == "Dossier patient"
    assert ticked.creates == f"Quel est le nom de l’application{NBSP}?"


def test_the_library_suggests_as_long_as_nothing_is_answered() -> None:
    found = step("limit")
    assert found.suggestion == (found.suggestion_text.replace(NBSP, " "),)
    assert found.state is State.OPEN
    services = WITH_SERVICE["services"]
    assert isinstance(services, list)
    first = services[0]
    assert isinstance(first, dict)
    answered: Record = {**WITH_SERVICE, "services": [{**first, "endurance": {"limit": "5 j"}}]}
    assert step("limit", answered).suggestion == ()
    assert step("limit", answered).former == ("5 j",)


def test_a_question_says_which_entry_and_which_row_it_is_about() -> None:
    found = step("dmia")
    assert found.position.entry == "Urgences › Tri"
    assert (found.position.row, found.position.rows) == (1, 1)
    assert found.heading.replace(NBSP, " ").endswith("Vos services – Urgences › Tri (ligne 1 sur 1)")


def test_a_menu_shows_what_is_in_the_list_and_what_may_be_picked() -> None:
    here = begin(WITH_SERVICE)
    menu = here.step_of(next(slot for slot in here.listed if slot.address == ("services",)))
    assert menu.kind is Kind.MENU
    assert [(one.value, one.label) for one in menu.entries] == [("urgences", "Urgences")]
    assert "urgences" not in {one.value for one in menu.options}
    assert menu.options[0].fresh
    assert (menu.free, menu.creates) == (True, "Nom")


def test_what_was_said_unknown_is_told_as_the_answer_before() -> None:
    data: Record = {**WITH_SERVICE, "document": {"date": {"unknown": {"ask": "Qualité"}}}}
    found = step("date", data)
    assert (found.state, found.former) == (State.UNKNOWN, ())
    assert found.former_text == "je ne sais pas encore (Qualité)"
    bare: Record = {**WITH_SERVICE, "document": {"date": "à compléter"}}
    assert (step("date", bare).state, step("date", bare).former_text) == (State.OPEN, "")


def test_entries_are_named_as_people_know_them() -> None:
    assert named({"id": "dsi", "function": "DSI"}) == "DSI"
    assert named({"id": "x"}) == "x"
    assert named({"id": "dsi", "name": "à compléter", "function": "DSI"}) == "DSI"
    assert named({"id": "dsi", "name": {"value": "Dr X", "source": "expert"}}) == "Dr X"
    assert named("texte") == ""


def test_a_token_tells_a_question_apart() -> None:
    here = begin(WITH_SERVICE)
    tokens = [token_of(slot) for slot in here.listed]
    assert len(tokens) == len(set(tokens))
