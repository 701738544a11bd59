from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.interview.driver import Ending
from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters
from planforge.interview.plain import Plain
from planforge.interview.questionnaire import Depth
from planforge.interview.steps import Add, Answer, Change, Create, Kind, Option
from planforge.interview.traces import traces_of
from tests.interview.conftest import NBSP, RECORD, begin, hold, library
from tests.interview.test_taking import WITH_SERVICE

if TYPE_CHECKING:
    from planforge.interview.slots import Record
    from planforge.interview.steps import Step
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
    assert (
        held.text.count(
            "« Directrice générale » n’est pas encore dans la liste. L’ajouter ? (oui ou non ; Entrée : oui)"
        )
        == 2
    )
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


PHONES: Record = {
    "people": [{"id": "dsi", "function": "DSI", "phones": [{"number": "01 02 03 04 05", "channel": "direct"}]}]
}


@pytest.mark.parametrize("typed", ["06 11 22 33 44", "0611223344", "15", "+ 06 11 22 33 44"])
def test_a_list_named_by_phone_numbers_takes_them_as_they_are(typed: str) -> None:
    menu = _menu_of_phones()
    reply = Plain(io.StringIO(f"{typed}\n\n"), io.StringIO()).ask(menu, None)
    assert reply == Add(typed.removeprefix("+ "))
    assert Plain(io.StringIO("1\n"), io.StringIO()).ask(menu, None) == Change("0")


def test_a_list_of_names_takes_no_number_that_is_not_listed_but_a_year() -> None:
    menu = replace(_menu_of_phones(), base=Kind.TEXT)
    written = io.StringIO()
    assert Plain(io.StringIO("99\n2025\noui\n"), written).ask(menu, None) == Add("2025")
    assert "Ce numéro n’est pas dans la liste." in written.getvalue()


def _menu_of_phones() -> Step:
    """The phones of a person, as the interview puts them."""
    filters = Filters(section="annuaire", depth=Depth.EXPERT)
    here = interview(load_questionnaire(), library(), PHONES, traces_of(()), filters)
    return next(step for slot in here.listed if (step := here.step_of(slot)).address == ("people", "dsi", "phones"))


def test_folders_and_words_with_hyphens_stay_whole() -> None:
    written = io.StringIO()
    Plain(io.StringIO(), written, width=30).tell("Le dossier est ici : /srv/mon-etablissement-a-moi et là-bas")
    assert written.getvalue() == "Le dossier est ici :\n/srv/mon-etablissement-a-moi\net là-bas\n"
    Plain(io.StringIO(), written, width=20).tell("/srv/mon-etablissement-a-moi")
    assert written.getvalue().endswith("\n/srv/mon-etablissement-a-moi\n")


@pytest.mark.parametrize(("line", "usual", "said"), [("", True, True), ("", False, False), ("non", True, False)])
def test_enter_says_what_is_usual(line: str, *, usual: bool, said: bool) -> None:
    written = io.StringIO()
    assert Plain(io.StringIO(f"{line}\n"), written).confirm("Le créer ?", usual=usual) is said
    assert f"Entrée : {'oui' if usual else 'non'})" in written.getvalue().replace(NBSP, " ")


def test_neither_yes_nor_no_is_asked_again_and_one_may_leave() -> None:
    written = io.StringIO()
    with pytest.raises(EOFError):
        Plain(io.StringIO("bof\nq\n"), written).confirm("Le créer ?")
    assert "Répondez par oui ou par non." in written.getvalue()


def test_the_lines_of_a_paste_answer_no_other_question() -> None:
    waiting: list[tuple[str, ...]] = [(), ("deux", "trois"), ()]
    written = io.StringIO()
    step = begin().step
    assert step is not None
    front = Plain(io.StringIO("un\nquatre\n"), written, leftover=lambda: waiting.pop(0) if waiting else ())
    assert front.ask(step, None) == Answer("un")
    assert front.ask(step, None) == Answer("quatre")
    said = written.getvalue().replace(NBSP, " ").replace("\n  ", " ")
    assert "2 lignes de plus n’ont pas été prises en compte (« deux », « trois »)." in said


def test_a_terminal_that_is_gone_is_the_end() -> None:
    class Gone:
        def readline(self) -> str:
            raise OSError

    with pytest.raises(EOFError):
        Plain(Gone(), io.StringIO()).confirm("Le créer ?")


def test_where_an_answer_is_needed_it_is_not_said_that_one_may_pass() -> None:
    held = hold("", here=begin({"people": []}))
    assert "Il faut une réponse ici, pour continuer." in held.text
    assert "passer" not in held.text


def test_no_more_finishes_a_list_and_a_yes_is_no_entry() -> None:
    held = hold("oui", "aucun", here=begin(WITH_SERVICE, role="service"))
    assert "Ce n’est pas un nom" in held.text
    assert "Liste terminée : 1 service" in held.text
    assert "L’ajouter ?" not in held.text


def test_what_may_be_typed_in_a_list_is_told_as_it_is() -> None:
    menu = _menu_of_phones()
    assert "ajouter : un numéro de téléphone ; modifier : « m 1 »" in _written(menu)
    empty = replace(menu, entries=(), base=Kind.TEXT, creates="Nom")
    assert "[ ajouter : un nom ; Entrée : terminer ; « < » revenir, « ? » je ne sais pas encore, « aide » ]" in (
        _written(empty)
    )
    closed = replace(empty, free=False, options=(Option("a", "A"),))
    assert "[ ajouter : des numéros ; Entrée" in _written(closed)


def test_a_long_list_that_is_filled_leaves_less_to_pick_in_sight() -> None:
    options = tuple(Option(str(rank), f"Choix {rank}") for rank in range(30))
    full = replace(_menu_of_phones(), entries=options[:14], options=options[14:])
    assert "… et 11 autres choix" in _written(full)


def test_four_is_no_fourth_choice_of_duration() -> None:
    here = begin(WITH_SERVICE, role="service")
    step = here.step_of(next(slot for slot in here.listed if slot.address[-1] == "dmia"))
    text = _written(step)
    assert "  b. 4 h" in text
    assert "[ une lettre, ou votre réponse ;" in text
    assert Plain(io.StringIO("4\n"), io.StringIO()).ask(step, None) == Answer("4")
    assert Plain(io.StringIO("b\n"), io.StringIO()).ask(step, None) == Answer("4 h")


def test_numbers_take_the_place_of_what_was_ticked() -> None:
    here = begin()
    step = here.step_of(next(slot for slot in here.listed if slot.address[-1] == "activities"))
    assert "[ tous les numéros à garder ;" in _written(step)
    assert "Réponse actuelle" not in _written(step)
    assert "[ des numéros ;" in _written(replace(step, former=()))


def test_the_first_of_its_kind_is_added_without_a_question_about_a_list() -> None:
    step = begin({**RECORD, "people": []}).at("")
    sponsor = step.step_of(next(slot for slot in step.listed if slot.address[-1] == "sponsor"))
    assert "[ un nom ;" in _written(sponsor)
    assert Plain(io.StringIO("Directrice\n"), io.StringIO()).ask(sponsor, None) == Create("Directrice")


def test_a_number_beside_the_questions_is_judged_for_what_it_is() -> None:
    held = hold("", "?", "DSI", "70", "", here=begin())
    assert "« 70 » n’est pas une date complète." in held.text


def _written(step: Step) -> str:
    """How a question is put."""
    written = io.StringIO()
    with pytest.raises(EOFError):
        Plain(io.StringIO(), written, 300).ask(step, None)
    return written.getvalue().replace(NBSP, " ")
