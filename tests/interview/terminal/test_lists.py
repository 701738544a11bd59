from __future__ import annotations

import pytest

from planforge.interview.steps import Answer, Back, Create, Help, Kind, Option, Pass, Quit, State, Unknown
from tests.interview.terminal.conftest import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_U,
    DOWN,
    ENTER,
    F1,
    F2,
    F3,
    SPACE,
    UP,
    asked,
    made,
    pasted,
    shown,
)

SERVICES = (Option("urgences", "Urgences"), Option("rea", "Réanimation"), Option("regul", "Régulation du SAMU"))
CHOICE = made(Kind.CHOICE, options=SERVICES)
SEVERAL = made(Kind.SEVERAL, options=SERVICES)
YES_NO = made(Kind.YES_NO, options=(Option("oui", "oui"), Option("non", "non")))
EACH = pytest.mark.parametrize("step", [CHOICE, SEVERAL, YES_NO], ids=lambda step: step.kind)


def test_arrows_and_enter_choose() -> None:
    assert asked(CHOICE, ENTER) == Answer("urgences")
    assert asked(CHOICE, DOWN, DOWN, UP, ENTER) == Answer("rea")
    assert asked(CHOICE, UP, UP, ENTER) == Back()


@pytest.mark.parametrize("typed", ["rea", "réa", "Réanimation", "anim", pasted("réa\n"), "reaxx\x7f\x7f"])
def test_letters_search_with_accents_set_aside(typed: str) -> None:
    assert asked(CHOICE, typed, ENTER) == Answer("rea")


def test_where_nothing_matches_nothing_is_shown_nor_chosen() -> None:
    seen = shown(CHOICE, "xyz", until="Rien ne contient")
    assert "Urgences" not in seen
    assert "< Revenir" in seen
    assert "Urgences" in shown(CHOICE, "xyz", ENTER, until="   Rien ne contient « xyz ».\n » Urgences")
    assert asked(CHOICE, "xyz", CTRL_U, "sam", ENTER) == Answer("regul")


@EACH
@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (F1, Help()),
        (F2, Back()),
        (F3, Unknown()),
        ("<\r", Back()),
        ("?\r", Unknown()),
        ("aide\r", Help()),
        ("q\r", Quit()),
        ("passer\r", Pass()),
    ],
)
def test_keys_and_typed_words_say_the_same(step: object, keys: str, reply: object) -> None:
    assert asked(step, keys) == reply  # type: ignore[arg-type]  # each of them is a step


def test_what_a_typed_command_will_do_is_pointed_at() -> None:
    quality = made(Kind.CHOICE, options=(Option("q", "Qualité"), Option("d", "Direction")))
    seen = shown(quality, "q", until=" > q")
    assert " » Quitter : tout est enregistré\n   Qualité" in seen
    assert asked(quality, "q", DOWN, ENTER) == Answer("q")
    assert asked(quality, "qu", ENTER) == Answer("q")


@EACH
def test_ctrl_c_goes_up_and_the_end_of_the_keyboard_too(step: object) -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(step, "o", CTRL_C)  # type: ignore[arg-type]  # each of them is a step
    with pytest.raises(EOFError):
        asked(step, CTRL_D)  # type: ignore[arg-type]  # same


@pytest.mark.parametrize(("keys", "answer"), [("o", "oui"), ("n", "non"), ("O", "oui"), ("non", "non"), (DOWN, "non")])
def test_yes_and_no_are_letters_of_french(keys: str, answer: str) -> None:
    assert asked(YES_NO, keys, ENTER) == Answer(answer)


def test_the_former_answer_is_pointed_at_and_one_that_is_gone_does_no_harm() -> None:
    assert asked(made(Kind.CHOICE, options=SERVICES, former=("regul",)), ENTER) == Answer("regul")
    assert asked(made(Kind.CHOICE, options=SERVICES, suggestion=("rea",)), ENTER) == Answer("rea")
    gone = made(Kind.CHOICE, options=SERVICES, former=("imagerie",), former_text="Imagerie")
    assert asked(gone, ENTER) == Answer("urgences")
    assert "Réponse actuelle : Imagerie" in shown(gone, until="Revenir")
    assert asked(made(Kind.SEVERAL, options=SERVICES, former=("imagerie", "rea")), ENTER) == Answer(("rea",))


def test_space_ticks_and_enter_sends_what_is_ticked() -> None:
    assert asked(SEVERAL, SPACE, DOWN, SPACE, DOWN, SPACE, SPACE, ENTER) == Answer(("urgences", "rea"))
    assert asked(made(Kind.SEVERAL, options=SERVICES, former=("rea",)), SPACE, DOWN, SPACE, ENTER) == Answer(("regul",))


def test_enter_ticks_what_was_searched_for_and_does_not_send_nothing() -> None:
    assert asked(SEVERAL, "samu", ENTER, "réa", SPACE, "rea", ENTER, ENTER) == Answer(("rea", "regul"))
    assert "Rien n’est coché" in shown(SEVERAL, ENTER, until="Rien n’est")


def test_something_else_is_written_in_the_list_itself() -> None:
    free = made(Kind.CHOICE, options=(Option("4 h", "4 h"), Option("1 j", "un jour")), free=True, base=Kind.DURATION)
    assert asked(free, "2 h", ENTER) == Answer("2 h")
    assert asked(free, "4", DOWN, ENTER) == Answer("4")
    assert asked(free, UP, UP, UP, ENTER, "2 h", ENTER) == Answer("2 h")
    assert asked(free, UP, UP, UP, ENTER, F2, "un", ENTER) == Answer("1 j")
    assert asked(made(Kind.CHOICE, options=free.options, free=True, former=("6 h",)), ENTER) == Answer("6 h")


def test_a_refusal_stands_right_under_what_was_typed() -> None:
    free = made(Kind.CHOICE, options=(Option("1 j", "un jour"),), free=True)
    seen = shown(free, "4", ENTER, refusal="Il manque l’unité.", until="l’unité")
    assert " > 4\n   Il manque l’unité.\n" in seen
    assert "» Répondre « 4 »" in seen


def test_others_to_tick_are_written_one_after_the_other() -> None:
    free = made(Kind.SEVERAL, options=SERVICES, free=True)
    keys = [SPACE, "bloc", ENTER, " opératoire", ENTER, "labo", ENTER, ENTER, ENTER]
    assert asked(free, *keys) == Answer(("urgences", "bloc opératoire", "labo"))
    assert asked(free, "dial", ENTER, CTRL_U, "reanimation", ENTER, ENTER) == Answer(("rea",))
    assert asked(free, "dial", ENTER, "<", F2, SPACE, ENTER) == Answer(("urgences",))


def test_what_is_not_there_is_created() -> None:
    person = made(Kind.REFERENCE, options=(Option("dsi", "DSI"),), creates="Quelle est sa fonction ?")
    assert asked(person, "Cadre de nuit", ENTER) == Create("Cadre de nuit")
    assert asked(person, DOWN, ENTER, "Cadre", ENTER) == Create("Cadre")
    nobody = made(Kind.REFERENCE, creates="Quelle est sa fonction ?")
    assert "Quelle est sa fonction ? >" in shown(nobody, ENTER, until="sa fonction ?")


def test_what_is_not_known_yet_is_kept_by_enter() -> None:
    step = made(Kind.CHOICE, options=SERVICES, state=State.UNKNOWN, former_text="je ne sais pas encore (DSI)")
    assert "» Garder : je ne sais pas encore (DSI)" in shown(step, until="Garder")
    assert asked(step, ENTER) == Pass()
    assert asked(made(Kind.CHOICE, options=SERVICES, may_be_unknown=False), UP, ENTER) == Back()


def test_backspace_shows_the_whole_list_again() -> None:
    assert asked(CHOICE, "xyz", BACKSPACE, BACKSPACE, BACKSPACE, DOWN, ENTER) == Answer("rea")
