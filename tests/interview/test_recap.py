from __future__ import annotations

import io

from planforge.interview.plain import Plain
from planforge.interview.recap import recap
from planforge.interview.steps import Answer, Back, Pass, Quit
from tests.interview.conftest import begin, sit


def recapped(*lines: str) -> tuple[str | Back | Quit, str]:
    written = io.StringIO()
    here = sit(begin(role="quality")).reply(Answer("CH de Murat"), Pass()).here
    chosen = recap(here, Plain(io.StringIO("".join(f"{line}\n" for line in lines)), written))
    return chosen, written.getvalue().replace("\u00a0", " ")


def test_all_is_well_with_enter() -> None:
    chosen, text = recapped("")
    assert chosen == ""
    assert "1. Votre établissement : 2 réponses sur 8, 1 à retrouver, 5 sans réponse" in text
    assert "2. Les réponses « je ne sais pas encore »\n  3. Non, tout est bon" in text


def test_an_answer_is_found_by_its_section_or_among_those_not_known_yet() -> None:
    assert recapped("1", "1")[0] == "1/establishment/name"
    chosen, text = recapped("?", "1")
    assert chosen == "3/establishment/ght"
    assert "1. GHT : sans réponse\n  2. Revenir au récapitulatif" in text


def test_one_goes_back_to_the_sections_then_to_the_last_question() -> None:
    chosen, text = recapped("1", "<", "1", "", "<")
    assert chosen == Back()
    assert text.count("Voulez-vous modifier une réponse ?") == 3
    assert recapped("1", "q")[0] == Quit()
    assert recapped("q")[0] == Quit()
