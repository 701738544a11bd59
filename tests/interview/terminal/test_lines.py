from __future__ import annotations

import pytest

from planforge.interview.steps import Answer, Back, Help, Kind, Pass, Quit, State, Unknown
from planforge.interview.terminal.lines import Breaks
from tests.interview.terminal.conftest import (
    ALT_ENTER,
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_U,
    ENTER,
    F1,
    F2,
    F3,
    LEFT,
    asked,
    made,
    pasted,
    shown,
)

TEXT = made(Kind.TEXT)


def test_a_line_is_written_accents_included() -> None:
    assert asked(TEXT, "Réanimation, cœur", ENTER) == Answer("Réanimation, cœur")


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (F1, Help()),
        (F2, Back()),
        (F3, Unknown()),
        ("<\r", Back()),
        ("?\r", Unknown()),
        ("Aide\r", Help()),
        ("q\r", Quit()),
        ("passer\r", Pass()),
    ],
)
def test_keys_and_typed_words_say_the_same(keys: str, reply: object) -> None:
    assert asked(TEXT, keys) == reply


def test_ctrl_c_goes_up_and_the_end_of_the_keyboard_too() -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(TEXT, "à moitié", CTRL_C)
    with pytest.raises(EOFError):
        asked(TEXT, CTRL_D)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (Kind.TEXT, "un deux trois"),
        (Kind.PHONE, "un deux trois"),
        (Kind.LINES, "un; deux; trois"),
        (Kind.PROSE, "un\ndeux\n\ntrois"),
    ],
)
def test_the_line_breaks_of_a_paste_become_what_the_answer_takes(kind: Kind, answer: str) -> None:
    assert asked(made(kind), pasted("un\r\ndeux\r\n\r\ntrois"), ENTER) == Answer(answer)


def test_only_a_long_text_takes_line_breaks() -> None:
    assert asked(made(Kind.PROSE), "un", ALT_ENTER, "deux", ENTER) == Answer("un\ndeux")
    assert Breaks.SPACES.applied("  un\n\n deux ") == "un deux"


def test_the_former_answer_is_there_kept_by_enter_replaced_by_a_key_changed_after_an_arrow() -> None:
    step = made(Kind.DURATION, former=("4 h",), former_text="4 h", suggestion=("8 h",))
    assert asked(step, ENTER) == Answer("4 h")
    assert asked(step, "30 min", ENTER) == Answer("30 min")
    assert asked(step, pasted("30\nmin"), ENTER) == Answer("30 min")
    assert asked(step, LEFT, LEFT, BACKSPACE, "1", ENTER) == Answer("1 h")
    assert asked(step, CTRL_U, "2 h", ENTER) == Answer("2 h")


def test_a_former_list_is_kept_as_it_was_and_a_suggestion_is_there_to_accept() -> None:
    lines = made(Kind.LINES, former=("une chose ; et sa suite", "une autre"))
    assert asked(lines, ENTER) == Answer(("une chose ; et sa suite", "une autre"))
    assert asked(made(Kind.TEXT, suggestion=("48 h",)), ENTER) == Answer("48 h")


def test_enter_alone_asks_for_an_answer_unless_none_is_needed() -> None:
    assert "Écrivez une réponse" in shown(TEXT, ENTER, until="Écrivez")
    assert asked(made(Kind.TEXT, may_be_empty=True), ENTER) == Answer("")
    assert asked(made(Kind.TEXT, state=State.UNKNOWN), ENTER) == Pass()


def test_a_refusal_stands_right_under_the_line_with_what_was_refused() -> None:
    seen = shown(made(Kind.DURATION), "4", ENTER, refusal="Il manque l’unité : 4 h ou 4 j ?", until="4 j ?")
    assert seen.splitlines()[-2:] == [" > 4", "   Il manque l’unité : 4 h ou 4 j ?"]
    assert seen.count("Que répondez-vous ?") == 1


def test_a_search_in_english_is_never_opened() -> None:
    assert asked(TEXT, "\x12", "abc", ENTER) == Answer("abc")
