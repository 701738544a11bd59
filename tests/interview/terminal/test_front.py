from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import planforge
from planforge.interview.driver import Ending
from planforge.interview.steps import Add, Answer, Back, Change, Create, Finish, Kind, Option, Pick, Remove, Unknown
from planforge.interview.terminal.console import Console
from planforge.interview.terminal.front import Terminal
from tests.interview.conftest import sit
from tests.interview.terminal.conftest import (
    CTRL_C,
    CTRL_U,
    DOWN,
    ENTER,
    F2,
    F3,
    SPACE,
    UP,
    Screen,
    asked,
    held,
    made,
    pasted,
    shown,
    terminal_on,
)

USUAL = (Option("rea", "Réanimation"), Option("bloc", "Bloc opératoire"), Option("labo", "Laboratoire"))
MENU = made(Kind.MENU, title="Vos services", options=USUAL, free=True, creates="Quel est son nom ?")
FILLED = made(Kind.MENU, options=USUAL, entries=(Option("urgences", "Urgences"), Option("smur", "SMUR")), free=True)
ENGLISH = {"done", "selections", "Use", "arrow", "keys", "Cancelled", "Invalid", "input", "Answer", "WARNING", "search"}


def test_only_this_room_knows_questionary() -> None:
    package = Path(planforge.__file__).parent
    elsewhere = (path for path in package.rglob("*.py") if path.parent != package / "interview" / "terminal")
    named = {
        f"{path}: {name}"
        for path in elsewhere
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.partition(".")[0] in {"questionary", "prompt_toolkit"}
    }
    assert named == set()


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ((ENTER, SPACE, DOWN, SPACE, ENTER), Pick(("rea", "bloc"))),
        ((ENTER, "rea", ENTER, "labo", SPACE, ENTER), Pick(("rea", "labo"))),
        (("rea", ENTER, ENTER, ENTER), Pick(("rea",))),
        ((ENTER, UP, UP, ENTER, "Dialyse", ENTER), Add("Dialyse")),
        (("Dialyse", ENTER, " à domicile", ENTER), Add("Dialyse à domicile")),
        ((ENTER, F2, DOWN, ENTER), Finish()),
        ((DOWN, ENTER), Finish()),
        (("aucun", ENTER), Finish()),
        ((UP, ENTER), Unknown()),
        ((F2,), Back()),
        (("?", ENTER), Unknown()),
    ],
)
def test_an_empty_list_is_filled_or_left(keys: tuple[str, ...], reply: object) -> None:
    assert asked(MENU, *keys) == reply


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ((ENTER,), Finish()),
        (("smur", ENTER, ENTER), Change("smur")),
        (("smur", ENTER, DOWN, ENTER), Remove("smur")),
        (("smur", ENTER, F2, CTRL_U, "urg", ENTER, ENTER), Change("urgences")),
        ((UP, ENTER, SPACE, ENTER), Pick(("rea",))),
    ],
)
def test_entries_of_a_list_are_changed_or_removed(keys: tuple[str, ...], reply: object) -> None:
    assert asked(FILLED, *keys) == reply


def test_a_list_of_known_names_takes_them_one_by_one() -> None:
    closed = made(Kind.MENU, options=USUAL)
    assert asked(closed, ENTER, DOWN, ENTER) == Pick(("bloc",))
    assert "Ajouter « xyz »" in shown(closed, "xyz", until="« xyz »")


def test_a_name_typed_while_others_are_ticked_comes_after_them() -> None:
    with create_pipe_input() as keyboard:
        front = Terminal(Console(keyboard, DummyOutput()))
        keyboard.send_text(f"{ENTER}{SPACE}Dialyse{ENTER}{ENTER}{ENTER}")
        assert front.ask(MENU, None) == Pick(("rea",))
        assert front.ask(MENU, None) == Add("Dialyse")


def test_an_interview_is_held_with_keys() -> None:
    talk = held(
        sit().at("ght"),
        "aide\r",
        F3,
        "Direction\r",
        "15/12/2026\r",
        F2,
        "GHT du Cantal\r",
        ENTER,
        "la semaine prochaine\r",
        "20/11/2026\r",
        CTRL_C,
    )
    assert talk.ending is Ending.INTERRUPTED
    assert [(one.address[-1], one.value) for one in talk.sitting.journal] == [
        ("ght", {"unknown": {"ask": "Direction", "due": "15/12/2026"}}),
        ("ght", "GHT du Cantal"),
        ("name", "CH de Murat"),
        ("date", "20/11/2026"),
    ]
    for said in (
        "Question 3 sur",
        "Pourquoi : Il aide.",
        "Vous pouvez aussi écrire : « < » pour revenir",
        "  Noté : je ne sais pas encore",
        "Réponse actuelle : je ne sais pas encore (Direction, 15/12/2026)",
        "  Noté : GHT du Cantal",
        "  Noté : 20/11/2026",
        "Tout est enregistré.",
    ):
        assert said in talk.text
    assert "Entrée : valider" not in talk.text  # what may be done goes away with the prompt
    assert not ENGLISH & set(talk.text.split())


def test_what_is_created_among_ticks_loses_none_of_them() -> None:
    talk = held(sit().at("committee"), SPACE, "Cadre de nuit", ENTER, ENTER, ENTER, CTRL_C)
    assert [entry.value for entry in talk.sitting.journal] == [
        {"id": "cadre-de-nuit", "function": "Cadre de nuit"},
        ["cadre-de-nuit"],
        ["dsi", "cadre-de-nuit"],
    ]
    assert talk.text.count("Votre établissement (") == 1


def test_ticks_wait_where_what_is_created_ends_the_interview() -> None:
    last = made(Kind.REFERENCES, options=USUAL, creates="Quel est son nom ?")
    recap = made(Kind.CHOICE, token="", options=(Option("", "Terminer"),))
    with create_pipe_input() as keyboard:
        screen = Screen(80, 24)
        front = terminal_on(screen, keyboard)
        keyboard.send_text(f"{SPACE}Dialyse{ENTER}{ENTER}{ENTER}{ENTER}")
        assert front.ask(last, None) == Create("Dialyse")
        front.taken(last, "Noté : Dialyse")
        assert front.ask(recap, None) == Answer("")
        assert "attendent : rouvrez cette réponse" in screen.text.replace("\n", " ")
        assert front.ask(replace(last, former=("dialyse",)), None) == Answer(("rea",))


@pytest.mark.parametrize(("seed", "columns", "rows"), [(1, 80, 24), (2, 40, 15), (3, 20, 6), (4, 200, 60)])
def test_no_keys_at_all_break_anything(seed: int, columns: int, rows: int) -> None:
    keys = [ENTER] * 8 + [SPACE, UP, DOWN, F2, F3, CTRL_U, *"onéx", "rea", "4 h", "?\r", "<\r", "aide\r", "passer\r"]
    odd = [pasted("a\nb"), "\t", "\x1b", "\x12", "\x16", "\x1b4", "\x18\x05", "\x00", "\x1b[5~", "\x1b[H", "\x0b"]
    picked = Random(seed).choices([*keys, *odd], k=90)  # noqa: S311 - no secret
    assert held(sit(), *picked, columns=columns, rows=rows, whole=True).ending in {Ending.LEFT, Ending.DONE}


def test_what_was_refused_is_corrected_where_it_stands() -> None:
    talk = held(sit().at("date"), "demain\r", "20/11/2026\r", CTRL_C)
    assert [entry.value for entry in talk.sitting.journal] == ["20/11/2026"]


@pytest.mark.parametrize("usual", [True, False])
def test_a_yes_is_said_and_enter_alone_is_what_is_usual(*, usual: bool) -> None:
    for keys, agreed in (("o\r", True), ("\r", usual), ("n\r", False), (F2, False)):
        with create_pipe_input() as keyboard:
            screen = Screen(80, 24)
            keyboard.send_text(keys)
            assert terminal_on(screen, keyboard).confirm("Retirer « DSI » ?", usual=usual) is agreed
        assert screen.text == f"Retirer « DSI » ?\n  {'oui' if agreed else 'non'}"


def test_one_may_leave_where_yes_or_no_is_asked() -> None:
    with create_pipe_input() as keyboard:
        keyboard.send_text("q\r")
        with pytest.raises(EOFError):
            terminal_on(Screen(80, 24), keyboard).confirm("Le créer ?")


def test_a_choice_opens_where_it_is_usual_to_end() -> None:
    step = made(Kind.REFERENCE, options=(*USUAL, Option("", "Tout est bon")), may_be_empty=True)
    assert asked(step, ENTER) == Answer("rea")
    assert asked(replace(step, starts_at_end=True), ENTER) == Answer("")
