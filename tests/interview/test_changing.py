from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from planforge.answers.addresses import value_at
from planforge.answers.reading import read_sources
from planforge.interview.changing import add, change, change_list
from planforge.interview.driver import Ending
from planforge.interview.editing import Desk
from planforge.interview.kinds import edit_kinds
from planforge.interview.loading import load_questionnaire
from planforge.interview.opening import Person
from planforge.interview.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.source import Data

KINDS = edit_kinds(load_questionnaire())
RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public, activities: [mco]}
people:
  - {id: dsi, function: DSI, name: Claire Martin, phones: [{number: 06 12 34 56 78, channel: duty}]}
  - {id: rssi, function: RSSI}
crisis:
  cut: {person: rssi}
services:
  - id: urgences
    name: Urgences
    type: urgences
    activities:
      - {id: tri, name: Tri}
teams:
  - {id: garde, name: Équipe de garde}
"""


@dataclass(frozen=True)
class Said:
    """How it ended, and what was printed, with plain spaces."""

    ending: Ending
    text: str


@dataclass(frozen=True)
class Office:
    """A record, and lines typed about it."""

    folder: Path

    def change(self, kind: str, key: str, *lines: str) -> Said:
        desk = self._desk()
        return self._say(lambda front: change(desk.entry(KINDS[kind], key), front, desk.name(KINDS[kind], key)), lines)

    def list(self, kind: str, *lines: str) -> Said:
        return self._say(lambda front: change_list(self._desk(), KINDS[kind], front), lines)

    def add(self, kind: str, *lines: str) -> Said:
        return self._say(lambda front: add(self._desk(), KINDS[kind], front), lines)

    def value(self, *address: str) -> Data:
        return value_at(read_sources(self.folder).data, address)

    def _desk(self) -> Desk:
        return Desk(self.folder, Person("qualité", lambda: "2026-11-27T09:00:00+01:00"))

    @staticmethod
    def _say(work: Callable[[Plain], Ending], lines: tuple[str, ...]) -> Said:
        written = io.StringIO()
        ending = work(Plain(io.StringIO("".join(f"{line}\n" for line in lines)), written, 200))
        return Said(ending, written.getvalue().replace("\u00a0", " "))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "planforge.yaml").write_text(RECORD, encoding="utf-8")
    return Office(tmp_path)


def test_one_answer_is_picked_and_changed(office: Office) -> None:
    said = office.change("people", "dsi", "1", "Directrice du système d’information", "")
    assert said.ending is Ending.DONE
    assert "DSI. Quelle réponse voulez-vous changer ?\n  1. Fonction : DSI" in said.text
    assert "Noté : Directrice du système d’information" in said.text
    assert "Question 1 sur" not in said.text
    assert office.value("people", "dsi", "function") == "Directrice du système d’information"


def test_answers_say_whose_they_are_only_below_the_entry(office: Office) -> None:
    said = office.change("services", "urgences", "2", "")
    assert "Quel est le responsable" not in said.text
    assert "Qui est responsable du service ? sans réponse" in said.text
    assert "Tri – Qui ou quoi en souffre d’abord ? sans réponse" in said.text


def test_each_place_is_shown_once(office: Office) -> None:
    said = office.change("people", "dsi", "")
    assert said.text.count("Ses téléphones : 06 12 34 56 78") == 1


def test_enter_ends_it_and_writes_nothing(office: Office) -> None:
    assert office.change("people", "dsi", "").ending is Ending.DONE
    assert not (office.folder / ".planforge").exists()


def test_back_from_the_answer_leads_to_the_choice(office: Office) -> None:
    said = office.change("people", "dsi", "1", "<", "")
    assert said.ending is Ending.DONE
    assert said.text.count("Quelle réponse voulez-vous changer ?") == 2
    assert office.value("people", "dsi", "function") == "DSI"


def test_a_wrong_answer_is_refused_under_the_question(office: Office) -> None:
    said = office.change("teams", "garde", "3", "beaucoup", "4", "")
    assert said.ending is Ending.DONE
    assert "« beaucoup » n’est pas un nombre." in said.text
    assert office.value("teams", "garde", "people") == "4"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("99", "Ce numéro n’est pas dans la liste."),
        ("?", "Choisissez un élément de la liste."),
        ("zzzz", "Rien ne contient « zzzz »."),
        ("aide", "quelques lettres pour chercher"),
    ],
)
def test_what_is_no_choice_is_said(office: Office, typed: str, expected: str) -> None:
    assert expected in office.change("people", "dsi", typed, "").text


def test_a_long_list_is_chosen_by_part_or_found_by_a_few_letters(office: Office) -> None:
    said = office.change("services", "urgences", "", "")
    assert "Urgences. Quelle partie voulez-vous changer ? (quelques lettres : chercher une réponse)" in said.text
    assert "[ un numéro ; Entrée : terminer ; « aide » ]" in said.text
    found = office.change("services", "urgences", "valise", "1", "Armoire du haut", "")
    assert "« valise » : quelle réponse ?" in found.text
    assert office.value("services", "urgences", "kit", "place") == "Armoire du haut"


def test_letters_that_nothing_holds_are_said(office: Office) -> None:
    assert "Rien ne contient « zzzz »." in office.change("services", "urgences", "zzzz", "").text


def test_one_may_come_back_from_a_part_and_from_what_was_found(office: Office) -> None:
    said = office.change("services", "urgences", "2", "", "valise", "", "")
    assert said.ending is Ending.DONE
    assert said.text.count("Quelle partie voulez-vous changer ?") == 3


@pytest.mark.parametrize("lines", [("q",), ("1", "q"), ()])
def test_leaving_says_that_all_is_saved(office: Office, lines: tuple[str, ...]) -> None:
    said = office.change("people", "dsi", *lines)
    assert said.ending is Ending.LEFT
    assert said.text.rstrip().endswith("Tout est enregistré.")


def test_ctrl_c_at_a_choice_is_told_from_leaving(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Plain, "ask", interrupted)
    assert office.change("people", "dsi").ending is Ending.INTERRUPTED


def test_the_list_gives_its_entries_to_change(office: Office) -> None:
    said = office.list("people", "m 1", "1", "Directrice", "", "")
    assert said.ending is Ending.DONE
    assert office.value("people", "dsi", "function") == "Directrice"
    assert said.text.count("L’annuaire de crise\n") == 2
    assert "Question 1 sur" not in said.text.split("Quelle réponse")[0]


def test_leaving_from_an_entry_leaves_the_list_too(office: Office) -> None:
    assert office.list("people", "m 1", "q").ending is Ending.LEFT
    assert office.list("people", "q").ending is Ending.LEFT


def test_an_entry_is_taken_away_with_what_names_it_once_agreed(office: Office) -> None:
    kept = office.list("people", "r 2", "non", "")
    assert "Retirer « RSSI » et ses réponses ? 1 réponse qui le nomme sera effacée." in kept.text
    assert office.value("people", "rssi") is not None
    gone = office.list("people", "r 2", "oui", "")
    assert "Retiré : RSSI" in gone.text
    assert office.value("people", "rssi") is None
    assert office.value("crisis", "cut", "person") is None


def test_the_list_takes_new_entries_and_stays(office: Office) -> None:
    said = office.list("teams", "Équipe réseau", "oui", "")
    assert "Ajouté : Équipe réseau" in said.text
    assert office.value("teams", "equipe-reseau", "name") == "Équipe réseau"
    assert said.text.count("Les équipes qui restaurent\n") == 2


def test_help_and_a_wrong_number_are_answered_in_the_list(office: Office) -> None:
    said = office.list("people", "aide", "m 9", "")
    assert "Vous pouvez aussi écrire" in said.text
    assert "Ce numéro n’est pas dans la liste." in said.text


def test_what_is_added_is_then_asked_about(office: Office) -> None:
    said = office.add("teams", "Équipe réseau", "oui", "Le réseau", "4", "q")
    assert "– ajouter" in said.text
    assert "Dans la liste" not in said.text
    assert said.ending is Ending.LEFT
    assert office.value("teams", "equipe-reseau", "people") == "4"


def test_what_an_entry_cannot_do_without_is_asked_before_it_is_added(office: Office) -> None:
    said = office.add("scenarios", "Crue de la Cère", "oui", "aide", "panne locale", "q")
    assert said.text.index("panne locale") < said.text.index("Tout est enregistré")
    assert office.value("scenarios", "crue-de-la-cere", "name") == "Crue de la Cère"


def test_adding_may_be_given_up(office: Office) -> None:
    said = office.add("teams", "")
    assert said.ending is Ending.DONE
    assert "Rien n’a été ajouté." in said.text


def test_only_one_is_added_at_a_time(office: Office) -> None:
    said = office.add("services", "1 2", "")
    assert "Ajoutez-les un par un" in said.text
    assert len(read_sources(office.folder).data["services"] or ()) == 1
