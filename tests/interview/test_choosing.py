from __future__ import annotations

import io

import pytest

from planforge.interview.choosing import choice, choose
from planforge.interview.plain import Plain
from planforge.interview.steps import Back, Option, Quit
from tests.interview.conftest import small

SECTION = small().sections[0]
FEW = choice(SECTION, "Lequel ?", [Option("a", "Bloc A"), Option("b", "Bloc B")], "Fini")
MANY = choice(SECTION, "Lequel ?", [Option(f"o{rank}", f"Option {rank}") for rank in range(1, 21)], "Fini")


def typed(*lines: str, beside: tuple[Option, ...] = (), many: bool = False) -> tuple[str | Back | Quit, str]:
    written = io.StringIO()
    chosen = choose(Plain(io.StringIO("".join(f"{line}\n" for line in lines)), written), MANY if many else FEW, beside)
    return chosen, written.getvalue().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("line", "chosen"),
    [("1", "a"), ("bloc b", "b"), ("3", ""), ("fini", ""), ("", ""), ("passer", ""), ("<", Back()), ("q", Quit())],
)
def test_a_choice_is_a_number_or_words_and_ends_by_its_last_option(line: str, chosen: object) -> None:
    assert typed(line)[0] == chosen


def test_the_last_option_is_in_sight_however_many_there_are() -> None:
    chosen, text = typed("21", many=True)
    assert chosen == ""
    assert "15. Option 15\n  … et 5 autres choix : écrivez quelques lettres pour chercher.\n  21. Fini" in text
    assert "[ un numéro ; Entrée : fini ; « aide » ]" in text


def test_letters_search_what_is_shown_and_what_is_not() -> None:
    assert typed("ption 2", "20", many=True)[0] == "o20"
    beside = (Option("kit", "Valise de papier"), Option("v", "Valise de secours"))
    assert typed("valise", "2", beside=beside)[0] == "v"
    assert typed("valise", "<", "1", beside=beside)[0] == "a"
    assert typed("valise", "q", beside=beside)[0] == Quit()


def test_what_is_no_choice_is_said_and_help_is_help() -> None:
    _, text = typed("zz", "9", "?", "aide", "1")
    assert "Rien ne contient « zz »." in text
    assert "Ce numéro n’est pas dans la liste." in text
    assert "Choisissez un élément de la liste." in text
    assert "Vous pouvez aussi écrire : quelques lettres pour chercher" in text
    assert text.count("Lequel ?") == 2


def test_the_question_mark_is_a_choice_where_there_is_one_of_that_name() -> None:
    step = choice(SECTION, "Lequel ?", [Option("?", "Pas encore su")], "Fini")
    assert choose(Plain(io.StringIO("?\n"), io.StringIO()), step) == "?"
