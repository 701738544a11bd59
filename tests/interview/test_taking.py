from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.interview.binding import Refusal
from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters
from planforge.interview.questionnaire import Depth
from planforge.interview.taking import Taken, due_refusal, is_no_number, take, take_unknown, who_refusal
from planforge.interview.traces import traces_of
from planforge.values import NBSP
from tests.interview.conftest import RECORD, begin, library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.interview.asking import Asking
    from planforge.interview.slots import Record

WITH_SERVICE: Record = {
    **RECORD,
    "services": [
        {
            "id": "urgences",
            "name": "Urgences",
            "type": "urgences",
            "applications": [{"application": "dpi", "level": "vital", "alternative": "papier"}],
            "activities": [{"id": "tri", "name": "Tri"}],
        }
    ],
    "applications": [{"id": "dpi", "name": "Dossier patient"}],
}


def asking(name: str, data: Record = WITH_SERVICE) -> Asking:
    here = begin(data)
    return here.asking(next(slot for slot in here.listed if slot.address[-1] == name))


def value(name: str, raw: str | Sequence[str]) -> Any:
    taken = take(asking(name), raw)
    assert isinstance(taken, Taken), taken
    return taken.value


def refusal(name: str, raw: str | Sequence[str]) -> str:
    taken = take(asking(name), raw)
    assert isinstance(taken, Refusal), taken
    return taken.text.replace(NBSP, " ")


def test_an_answer_is_kept_as_it_was_written() -> None:
    assert value("ght", "  GHT du \n Cantal ") == "GHT du Cantal"
    assert value("date", "20/11/2026") == "20/11/2026"
    assert value("limit", "2 j") == "2 j"


def test_words_stand_for_the_values_of_the_file() -> None:
    assert value("activities", ["mco", "Psychiatrie"]) == ["mco", "psy"]
    assert value("activities", "MCO ; had") == ["mco", "had"]
    assert value("activities", "MCO, had") == ["mco", "had"]
    assert value("emergency_pcs_in_domain", "o") == "oui"
    assert value("dmia", "Une demi-heure") == "30 min"
    assert value("dmia", "2 h") == "2 h"
    assert value("harm", "prise en charge") == "care"
    assert value("sponsor", "directeur du systeme d’information") == "dsi"


def test_several_lines_are_a_list() -> None:
    assert value("off_network_means", "clé 4G, forfait compris\n imprimante ; \n") == [
        "clé 4G, forfait compris",
        "imprimante",
    ]
    assert value("off_network_means", ["a", "a", " "]) == ["a"]


def test_three_durations_are_an_estimate_where_the_question_asks_for_one() -> None:
    assert value("attaque", "2 j / 4 j / 8 j") == {"min": "2 j", "likely": "4 j", "max": "8 j"}
    assert "pas dans l’ordre" in refusal("attaque", "9 j / 4 j / 8 j")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("limit", "4", "n’a pas d’unité"),
        ("date", "demain", "n’est pas une date"),
        ("ght", "  ", "Il manque une réponse."),
        ("activities", ["mco", "hopital"], "« hopital » n’est pas dans la liste. Choisissez"),
        ("harm", "grave", "« grave » n’est pas dans la liste. Choisissez un élément de la liste."),
        ("harm", "securite patients", "Vouliez-vous dire « sécurité des patients » ?"),
        ("sponsor", "le directeur", "« le directeur » n’est pas dans la liste"),
        ("name", " ", "Il manque une réponse."),
        ("activities", "\x00;", "Il manque une réponse."),
        ("emergency_pcs_in_domain", "peut-être", "oui ou non"),
        ("volume_per_day", "beaucoup", "n’est pas un nombre"),
    ],
)
def test_what_cannot_be_taken_says_what_to_write(name: str, raw: str, said: str) -> None:
    assert said in refusal(name, raw)


def test_what_is_ticked_keeps_what_it_said_and_creates_what_is_missing() -> None:
    found = asking("applications")
    taken = take(found, ["dpi", "dpu"])
    assert isinstance(taken, Taken)
    assert taken.value == [
        {"application": "dpi", "level": "vital", "alternative": "papier"},
        {"application": "dpu", "level": "vital"},
    ]
    assert [one.id for one in taken.created] == ["dpu"]


def test_unknown_says_who_will_know_and_by_when() -> None:
    found = asking("ght")
    assert take_unknown(found, "", "") == Taken("à compléter")
    assert take_unknown(found, " directeur du système d’information ", "15/12/2026") == Taken(
        {"unknown": {"ask": "dsi", "due": "15/12/2026"}}
    )
    assert take_unknown(None, "Le GHT", "") == Taken({"unknown": {"ask": "Le GHT"}})
    assert isinstance(take_unknown(found, "", "jamais"), Refusal)
    assert isinstance(take_unknown(asking("name"), "", ""), Refusal)
    assert due_refusal(" ") is None


@pytest.mark.parametrize("text", ["06 12 34 56 78", "+33 6 12 34 56 78", "15", "0451", "BIP 217", "canal 4", "?"])
def test_whatever_a_hospital_calls_by_is_a_number(text: str) -> None:
    assert not is_no_number(text)


@pytest.mark.parametrize("text", ["non", "demain", "06 12", "061234", "06 12 34 56 78 9"])
def test_what_nobody_can_call_is_none(text: str) -> None:
    assert is_no_number(text)


@pytest.mark.parametrize(("ask", "said"), [("123", "Écrivez la fonction"), ("a" * 700, "Ce texte fait 700 caractères")])
def test_who_will_know_is_a_function(ask: str, said: str) -> None:
    taken = take_unknown(asking("ght"), ask, "")
    assert isinstance(taken, Refusal)
    assert taken.text.startswith(said)
    assert who_refusal("") is None


def test_a_word_is_made_an_identifier_where_one_is_written() -> None:
    record = {**WITH_SERVICE, "scenarios": []}
    filters = Filters(section="mode-degrade", depth=Depth.EXPERT)
    here = interview(load_questionnaire(), library(), record, traces_of(()), filters)
    roles = next(slot for slot in here.listed if slot.address[-1] == "roles")
    taken = take(here.asking(roles), "Médecin de garde ; coursier")
    assert isinstance(taken, Taken)
    assert taken.value == ["medecin-de-garde", "coursier"]
