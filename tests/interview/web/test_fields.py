"""Each kind of question as a field, and what its form answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.interview.questionnaire import Role, Section
from planforge.interview.steps import Kind, Option, Position, Refusal, State, Step
from planforge.interview.web.fields import Read, Widget, field_of, is_as_before, read
from planforge.interview.web.messages import Form

if TYPE_CHECKING:
    from planforge.interview.web.fields import Field

SECTION = Section.model_construct(id="a", title="A", role=Role.QUALITY, items=())
COLOURS = (Option("red", "rouge"), Option("green", "vert"))
PEOPLE = (Option("dsi", "dsi du CH"), Option("cadre", "Cadre"))
NEW = "Quelle est sa fonction ?"


def step(kind: Kind, **told: Any) -> Step:
    """A question of that kind."""
    return Step("1/a", SECTION, ("a",), kind, Position("A"), "", "?", **told)


def sent(**fields: str | list[str]) -> Form:
    """A form with these fields."""
    return Form({name: (value,) if isinstance(value, str) else tuple(value) for name, value in fields.items()})


@pytest.mark.parametrize(
    ("asked", "widget"),
    [
        (step(Kind.TEXT), Widget.LINE),
        (step(Kind.DATE), Widget.LINE),
        (step(Kind.PROSE), Widget.AREA),
        (step(Kind.LINES), Widget.AREA),
        (step(Kind.YES_NO, options=COLOURS), Widget.RADIOS),
        (step(Kind.CHOICE, options=COLOURS), Widget.RADIOS),
        (step(Kind.CHOICE, options=tuple(Option(str(n), str(n)) for n in range(11))), Widget.SELECT),
        (step(Kind.SEVERAL, options=COLOURS), Widget.TICKS),
        (step(Kind.REFERENCES, options=PEOPLE), Widget.TICKS),
        (step(Kind.REFERENCE), Widget.NONE),
    ],
)
def test_each_kind_has_its_control(asked: Step, widget: Widget) -> None:
    assert field_of(asked).widget is widget


def test_a_choice_in_a_table_is_a_menu_to_open() -> None:
    field = field_of(step(Kind.CHOICE, options=COLOURS), "c1-")
    assert (field.widget, field.name, field.other_name) == (Widget.SELECT, "c1-answer", "c1-other")


def test_words_of_a_vocabulary_begin_with_a_capital_and_names_stay_as_they_are() -> None:
    assert [one.label for one in field_of(step(Kind.CHOICE, options=COLOURS)).choices] == ["Rouge", "Vert"]
    assert field_of(step(Kind.REFERENCE, options=PEOPLE)).choices[0].label == "dsi du CH"


def test_the_keyboard_of_a_telephone_suits_the_answer() -> None:
    assert (field_of(step(Kind.NUMBER)).keyboard, field_of(step(Kind.PHONE)).kind) == ("numeric", "tel")
    assert field_of(step(Kind.CHOICE, options=COLOURS, base=Kind.NUMBER)).keyboard == "numeric"


def test_the_former_answer_is_filled_in_else_what_is_suggested() -> None:
    assert field_of(step(Kind.TEXT, former=("a",), suggestion=("b",))).text == "a"
    assert field_of(step(Kind.TEXT, suggestion=("b",))).text == "b"
    assert field_of(step(Kind.SEVERAL, options=COLOURS, former=("green",))).chosen == ("green",)
    assert field_of(step(Kind.CHOICE, options=COLOURS, former=("VERT",))).chosen == ("green",)


def test_a_former_answer_that_is_no_option_stands_beside_them() -> None:
    field = field_of(step(Kind.CHOICE, options=COLOURS, free=True, former=("bleu",)))
    assert (field.chosen, field.other_on, field.text) == ((), True, "bleu")
    assert field_of(step(Kind.REFERENCE, options=PEOPLE, creates=NEW, former=("gone",))).text == ""


@pytest.mark.parametrize(
    ("asked", "form", "answer"),
    [
        (step(Kind.TEXT), sent(answer="a"), Read(("a",))),
        (step(Kind.TEXT), sent(answer="  "), Read()),
        (step(Kind.TEXT), sent(), Read()),
        (step(Kind.PROSE), sent(answer="a\r\nb"), Read(("a\nb",))),
        (step(Kind.LINES), sent(answer="a\r\n\r\n b ; c"), Read(("a", "b ; c"))),
        (step(Kind.CHOICE, options=COLOURS), sent(answer="=red"), Read(("red",))),
        (step(Kind.CHOICE, options=COLOURS, free=True), sent(answer="", other="bleu"), Read(("bleu",))),
        (step(Kind.CHOICE, options=COLOURS, free=True), sent(answer="+", other="bleu"), Read(("bleu",))),
        (step(Kind.CHOICE, options=COLOURS), sent(answer="=red", other="bleu"), Read(("red",))),
        (step(Kind.SEVERAL, options=COLOURS), sent(answer=["=red", "=green"]), Read(("red", "green"))),
        (step(Kind.SEVERAL, options=COLOURS, free=True), sent(answer="=red", other="a\r\nb"), Read(("red", "a", "b"))),
        (step(Kind.REFERENCE, creates=NEW), sent(other="Cadre"), Read((), ("Cadre",))),
        (step(Kind.REFERENCE, options=PEOPLE, creates=NEW), sent(answer="=dsi", other=""), Read(("dsi",))),
        (
            step(Kind.REFERENCES, options=PEOPLE, creates=NEW),
            sent(answer="=dsi", other="A\r\nB"),
            Read(("dsi",), ("A", "B")),
        ),
        (step(Kind.REFERENCE), sent(), Read()),
    ],
)
def test_what_is_sent_back_is_read(asked: Step, form: Form, answer: Read) -> None:
    assert read(field_of(asked), form) == answer


def test_the_answer_that_was_changed_is_the_one_that_counts() -> None:
    chosen = field_of(step(Kind.CHOICE, options=COLOURS, free=True, suggestion=("red",)))
    assert read(chosen, sent(answer="=red", other="bleu")) == Read(("bleu",))
    written = field_of(step(Kind.CHOICE, options=COLOURS, free=True, former=("bleu",)))
    assert read(written, sent(answer="=red", other="bleu")) == Read(("red",))


def test_two_answers_at_once_are_one_too_many() -> None:
    field = field_of(step(Kind.CHOICE, options=COLOURS, free=True))
    refusal = read(field, sent(answer="=red", other="bleu"))
    assert isinstance(refusal, Refusal)
    assert plain(refusal.text) == "Vous avez choisi « rouge » et écrit « bleu » : gardez l’un des deux."


def test_another_answer_has_to_be_written() -> None:
    refusal = read(field_of(step(Kind.CHOICE, options=COLOURS, free=True)), sent(answer="+", other=" "))
    assert isinstance(refusal, Refusal)
    assert refusal.text.startswith("Écrivez votre réponse dans le champ")


def test_an_answer_left_as_it_was_comes_back_as_the_file_has_it() -> None:
    for kind, former in ((Kind.TEXT, ("une ligne\nlongue",)), (Kind.LINES, ("a\nb", " c")), (Kind.PROSE, ("a\n",))):
        field = field_of(step(kind, former=former))
        assert read(field, sent(answer=field.text)) == Read(former)


def test_what_the_record_holds_already_is_as_before() -> None:
    asked = step(Kind.TEXT, former=("a",), state=State.ANSWERED)
    assert is_as_before(asked, Read(("a",)))
    assert not is_as_before(asked, Read(("b",)))
    assert not is_as_before(step(Kind.TEXT, former=("a",)), Read(("a",)))  # asked to be confirmed


@given(st.text(max_size=30), st.sampled_from([Kind.TEXT, Kind.PROSE, Kind.LINES]))
def test_what_was_written_is_shown_again_as_it_was(text: str, kind: Kind) -> None:
    shown = field_of(step(kind)).written(sent(answer=text))
    assert shown.text == re.sub("\r\n?", "\n", text)


def test_the_keyboard_goes_to_what_is_to_be_answered() -> None:
    fields: list[Field] = [
        field_of(step(Kind.TEXT)),
        field_of(step(Kind.SEVERAL, options=COLOURS)),
        field_of(step(Kind.REFERENCE, creates=NEW)),
    ]
    assert [one.first for one in fields] == ["answer", "answer-1", "other"]
    assert [one.is_group for one in fields] == [False, True, True]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
