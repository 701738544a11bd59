from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.interview.driver import Ending
from planforge.interview.plain import Plain
from planforge.interview.steps import Answer, Kind
from tests.interview.conftest import NBSP, begin, hold
from tests.interview.test_taking import WITH_SERVICE

if TYPE_CHECKING:
    from planforge.interview.slots import Record
    from tests.interview.conftest import Held


def values(held: Held) -> dict[str, object]:
    return {".".join(entry.address): entry.value for entry in held.sitting.journal if entry.op == "set"}


def test_a_question_is_a_few_plain_lines() -> None:
    text = hold().text
    assert "\n".join(text.splitlines()[-9:-2]) == (
        "Question 1 sur 12 – Votre établissement\n"
        "Quel est votre nom ?\n"
        "Pourquoi : Il s’imprime.\n"
        "Exemple : CH de Murat\n"
        "Réponse actuelle : CH de Murat\n"
        "Entrée : garder cette réponse.\n"
        "[ « < » revenir, « aide » ]"
    )
    assert text.endswith("> \nTout est enregistré.\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u2500-\u257f]", text)


def test_answers_are_words_numbers_or_enter() -> None:
    held = hold("", "GHT du Cantal", "20/11/2026", "1", "1", "clé 4G ; imprimante", "o")
    assert values(held) == {
        "establishment.name": "CH de Murat",
        "establishment.ght": "GHT du Cantal",
        "document.date": "20/11/2026",
        "governance.sponsor": "dsi",
        "governance.committee": ["dsi"],
        "crisis.off_network_means": ["clé 4G", "imprimante"],
        "continuity_means.emergency_pcs_in_domain": "oui",
    }
    assert "Noté : Directeur du système d’information" in held.text
    assert held.ending is Ending.LEFT


def test_a_wrong_answer_is_told_under_the_question_which_is_not_written_again() -> None:
    held = hold("", "GHT", "demain", "20/11/2026")
    assert held.text.count("Date des documents") == 1
    assert ">   « demain » n’est pas une date complète. Écrivez par exemple" in held.text


def test_enter_alone_is_no_answer() -> None:
    held = hold("", "", "passer")
    assert "Écrivez une réponse, « ? » si vous ne savez pas encore, ou « passer »" in held.text
    assert "Passé : vous pourrez y revenir." in held.text


@pytest.mark.parametrize("word", ["<", "retour", " REVENIR "])
def test_one_goes_back_with_a_word(word: str) -> None:
    held = hold("", "GHT", word)
    assert held.text.count("Réponse actuelle : GHT") == 1


def test_unknown_asks_who_and_when_and_enter_says_neither() -> None:
    assert values(hold("", "?", "", "", here=begin()))["establishment.ght"] == "à compléter"
    held = hold("", "GHT", "20/11/2026", "?", "", "15/12/2026")
    assert values(held)["governance.sponsor"] == {"unknown": {"ask": "Direction", "due": "15/12/2026"}}
    assert "Proposition : Direction" in held.text


def test_what_was_unknown_stays_so_with_enter() -> None:
    data: Record = {**WITH_SERVICE, "document": {"date": {"unknown": {"ask": "Qualité"}}}}
    here = begin(data)
    token = next(one.token for one in here.given("maison") if one.title == "Date des documents")
    held = hold("", here=here.at(token))
    assert "Réponse actuelle : je ne sais pas encore (Qualité)" in held.text
    assert [entry.op for entry in held.sitting.journal] == ["visit"]


def test_help_quit_and_the_end_of_the_lines() -> None:
    held = hold("aide", "q")
    assert "Vous pouvez aussi écrire" in held.text
    assert held.ending is Ending.LEFT


def test_a_person_who_is_not_there_is_added_once_confirmed() -> None:
    held = hold("", "GHT", "20/11/2026", "Directrice générale", "peut-être", "oui", "+ RSSI", "q", width=120)
    assert values(held)["governance.sponsor"] == "directrice-generale"
    assert values(held)["governance.committee"] == ["rssi"]
    assert held.text.count("« Directrice générale » n’est pas encore dans la liste. L’ajouter ? (oui ou non ; Entrée : oui)") == 2
    refused = hold("", "GHT", "20/11/2026", "Directrice générale", "<", "1")
    assert values(refused)["governance.sponsor"] == "dsi"


def test_a_part_of_a_name_shows_the_choices_that_hold_it() -> None:
    held = hold("", "GHT", "20/11/2026", "systeme", "1")
    assert "1. Directeur du système d’information\n  Choisissez un numéro, ou « + systeme »" in held.text
    assert values(held)["governance.sponsor"] == "dsi"


def test_several_choices_are_numbers() -> None:
    here = begin({"establishment": {"name": "CH", "statute": "public"}})
    held = hold("", "1 3, 4", here=here)
    assert values(held)["establishment.activities"] == ["mco", "psy", "had"]
    assert "Noté : MCO, psychiatrie, HAD" in held.text
    again = hold("", "1 3", "<", here=here)
    assert "3. psychiatrie (coché)" in again.text
    assert "Ce numéro n’est pas dans la liste." in hold("", "1 99", here=here).text


def test_a_list_is_a_menu() -> None:
    held = hold("2", "99", "zz", "non", "+ Salle de plâtre", "r 2", "oui", "t", role="service", scope="all")
    assert "D’usage, à ajouter :" in held.text
    assert "Ce numéro n’est pas dans la liste." in held.text
    assert "Ajouté : Salle de plâtre" in held.text
    assert "Retiré : Salle de plâtre" in held.text
    assert [entry.op for entry in held.sitting.journal] == ["set", "set", "remove", "visit"]
    assert "Qui est responsable ?" in held.text


def test_a_long_list_is_searched() -> None:
    held = hold("reanimation", "1", "", role="service")
    assert re.search(r"… et \d+ autres choix : écrivez quelques lettres pour chercher\.", held.text)
    assert "Réanimation" in held.text
    exact = hold("urgences (adultes, pediatriques, uhcd)", role="service")
    assert exact.sitting.here.data["services"]


def test_an_entry_is_changed_by_its_number() -> None:
    held = hold("1", "Urgences adultes", "q", here=begin(WITH_SERVICE, role="service"))
    assert values(held)["services.urgences.name"] == "Urgences adultes"
    assert "Réponse actuelle : Urgences" in held.text
    missing = hold("m 9", "r 9", here=begin(WITH_SERVICE, role="service"))
    assert missing.text.count("Ce numéro n’est pas dans la liste.") == 2


def test_a_number_may_be_an_answer_by_itself() -> None:
    step = begin(WITH_SERVICE, role="service").step
    assert step is not None
    lettered = replace(step, kind=Kind.CHOICE, base=Kind.NUMBER, options=step.options[:2], entries=(), free=True)
    written = io.StringIO()
    front = Plain(io.StringIO("b\n12\n"), written)
    assert front.ask(lettered, None) == Answer(step.options[1].value)
    assert front.ask(lettered, None) == Answer("12")
    assert "  a. " in written.getvalue()


@pytest.mark.parametrize("width", [40, 79])
def test_lines_are_folded_to_the_width(width: int) -> None:
    text = hold("", "?", "", "", "aide", "systeme", "1", width=width).text
    assert max(map(len, text.splitlines())) <= width


def test_what_is_read_from_a_file_is_written_too() -> None:
    written = io.StringIO()
    front = Plain(io.StringIO("oui\n"), written, echo=True)
    assert front.confirm("Sûr ?")
    assert written.getvalue().replace(NBSP, " ") == "Sûr ? (oui ou non ; Entrée : non)\n> oui\n"
