from __future__ import annotations

from dataclasses import replace

from planforge.interview import wording
from planforge.interview.questionnaire import Role
from planforge.interview.steps import Position
from planforge.values import NBSP, french
from tests.interview.conftest import Sitting, small


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_the_position_of_a_question_is_said() -> None:
    assert wording.heading(Position("Vos applications", 12, 41)) == "Question 12 sur 41 – Vos applications"
    full = Position("Vos applications", 12, 41, "Dossier patient", 2, 10)
    assert plain(wording.heading(full)) == "Question 12 sur 41 – Vos applications – Dossier patient (ligne 2 sur 10)"
    assert wording.heading(Position("Récapitulatif")) == "Récapitulatif"


def test_a_section_is_announced_with_its_length() -> None:
    assert plain(wording.announce(small().sections[0], 8)) == (
        "Votre établissement (8 questions, environ 4 minutes). Pour commencer."
    )
    assert plain(wording.announce(small().sections[1], 1)) == "Vos services (1 question, environ 6 minutes)."


def test_coming_back_says_what_is_there_already() -> None:
    assert plain(wording.resumed(31, 58)) == "Reprise : 31 réponses sur 58 déjà enregistrées."
    assert plain(wording.resumed(1, 58)) == "Reprise : 1 réponse sur 58 déjà enregistrée."
    assert plain(wording.length(3, 5)) == "Il reste 3 questions, environ 5 minutes."
    assert plain(wording.length(1, 0)) == "Il reste 1 question."


def test_the_recap_counts_what_is_left() -> None:
    assert plain(wording.recap_line("Vos services", 3, 9, 4, 2)) == (
        "Vos services : 3 réponses sur 9, 2 à retrouver, 4 sans réponse"
    )
    assert plain(wording.answer_line("GHT", "", "")) == "GHT : sans réponse"
    assert plain(wording.answer_line("Qui est responsable ?", "Bloc", "Dr X")) == "Bloc – Qui est responsable ? Dr X"
    assert plain(wording.answer_line("DMIA", "Urgences › Tri", "4 h")) == "Urgences › Tri – DMIA : 4 h"


def test_what_goes_away_is_said_before_it_does() -> None:
    assert plain(wording.sure_to_remove("DSI", 0)) == "Retirer « DSI » et ses réponses ?"
    assert plain(wording.sure_to_remove("DSI", 2)).endswith("2 réponses qui le nomment seront effacées.")


def test_help_says_what_may_be_typed(sitting: Sitting) -> None:
    text = plain(wording.help_text(sitting.step))
    assert text.splitlines()[0] == "Exemple : CH de Murat"
    assert "« < » pour revenir" in text
    assert "passer" not in text  # the name may not be unknown
    assert "« passer » pour y revenir plus tard" in plain(wording.help_text(replace(sitting.step, may_be_unknown=True)))


def test_what_may_be_typed_is_told_under_the_question(sitting: Sitting) -> None:
    assert plain(wording.hint(["un numéro"], may_be_unknown=True)) == (
        "[ un numéro ; « < » revenir, « ? » je ne sais pas encore, « passer », « aide » ]"
    )
    assert plain(wording.hint([], may_be_unknown=False)) == "[ « < » revenir, « aide » ]"
    assert "passer" not in wording.nothing_written(sitting.step)
    assert "« passer »" in plain(wording.nothing_written(replace(sitting.step, may_be_unknown=True)))


def test_long_times_are_said_in_hours() -> None:
    assert plain(wording.about(1)) == "environ 1 minute"
    assert plain(wording.about(90)) == "environ 90 minutes"
    assert plain(wording.about(168)) == "environ 2 h 45"
    assert plain(wording.about(178)) == "environ 3 h"
    shared = wording.shared_out({Role.QUALITY: 20, Role.IT: 100})
    assert plain(shared) == (
        "Chacun peut ne répondre qu’à sa part : qualité, environ 20 minutes (--role quality) ; "
        "informatique, environ 1 h 45 (--role it)."
    )


def test_the_command_that_resumes_is_copied_whole() -> None:
    assert wording.saved("") == "Tout est enregistré."
    long = 'planforge -C "/srv/plans/L\'hôpital de Murat" interview --role service'
    assert plain(wording.saved(long)) == f"Tout est enregistré. Pour reprendre :\n{long}"
    assert wording.is_command(long)


def test_lines_in_excess_are_told() -> None:
    assert plain(wording.not_taken(["b"])) == (
        "1 ligne de plus n’a pas été prise en compte (« b »). Collez une réponse à la fois, sur une seule ligne."
    )
    assert "« b », « c », « d », …). Collez" in plain(wording.not_taken(list("bcde")))


def test_commands_are_told_apart() -> None:
    words = [
        wording.BACK_WORDS,
        wording.UNKNOWN_WORDS,
        wording.HELP_WORDS,
        wording.PASS_WORDS,
        wording.QUIT_WORDS,
    ]
    assert sum(map(len, words)) == len(frozenset().union(*words))
    assert {wording.BACK, wording.NOT_YET, wording.HELP, wording.PASS, wording.QUIT} <= frozenset().union(*words)


def test_every_sentence_is_typeset() -> None:
    sentences = [text for name, text in vars(wording).items() if name.isupper() and isinstance(text, str)]
    assert len(sentences) > 30
    assert [text for text in sentences if len(text) > 2 and text != french(text)] == []
    collections = {wording.new_one(one) for one in wording.CREATABLE}
    assert len(collections) == len(wording.CREATABLE)
