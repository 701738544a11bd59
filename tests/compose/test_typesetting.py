from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.compose.typesetting import typeset
from planforge.document.blocks import ItemList, ListItem, Paragraph
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, Run, Tone, text
from planforge.values import french, read_duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.compose.records import Content


def test_every_word_that_is_printed_is_set() -> None:
    table = Table(
        "a : b",
        (Column("clé : x", "Qui ?", choices=("a : b",), tones={"a : b": Tone.STOP}),),
        (row("r : 1", Cell("l'eau : 3 %", link="#a : b")),),
        caption="Quoi ?",
        note="« x »",
        empty="Rien !",
    )
    made = typeset(table)
    assert (made.id, made.columns[0].key, made.rows[0].id) == ("a : b", "clé : x", "r : 1")
    assert made.columns[0].title == "Qui\u00a0?"
    assert made.columns[0].tones == {"a\u00a0: b": Tone.STOP}
    assert made.columns[0].choices == ("a\u00a0: b",)
    assert made.rows[0].cells[0].value == "l’eau\u00a0: 3\u00a0%"
    assert made.rows[0].cells[0].link == "#a : b"
    assert (made.caption, made.note, made.empty) == ("Quoi\u00a0?", "«\u00a0x\u00a0»", "Rien\u00a0!")


def test_codes_dates_durations_and_gaps_stay_as_they_are() -> None:
    values = (Run("a : b", code=True), date(2026, 1, 2), read_duration("4h"), Gap("Qui", None), 3, None, b"a : b")
    for value in values:
        assert typeset(value) is value


def test_what_needs_no_change_is_the_same_object(binder: dict[str, Content]) -> None:
    for content in binder.values():
        assert typeset(content) is content


@given(st.text())
def test_runs_are_set_wherever_they_stand_and_setting_twice_changes_nothing(words: str) -> None:
    block = ItemList((ListItem(text("x"), (ListItem(text(Run(words, bold=True))),)),))
    made = typeset(block)
    assert made.items[0].children[0].text == (Run(french(words), bold=True),)
    assert typeset(made) is made


def test_spaces_are_set_where_one_run_ends_and_the_next_begins() -> None:
    def said(*runs: str | Run) -> list[str]:
        made = typeset(text(*runs))
        assert typeset(made) is made
        return [run.text.replace("\u00a0", "_") for run in made]

    strong, code, link = Run("Avant tout", bold=True), Run("F-ID", code=True), Run("ici", link="https://a.fr")
    assert said(strong, " : sortir ", code, " ?") == ["Avant tout", "_: sortir ", "F-ID", "_?"]
    assert said(strong, ":") == ["Avant tout", "_:"]
    assert said("dire « ", strong, " »; «", link, "»!") == ["dire «_", "Avant tout", "_»_; «_", "ici", "_»_!"]
    assert said(code, Run(" ◊", tone=Tone.DEFAULT)) == ["F-ID", "_◊"]
    assert said(Run("82", bold=True), " % de", strong, "% ") == ["82", "_% de", "Avant tout", "% "]


def test_code_links_and_what_is_no_joint_stay_as_they_are() -> None:
    kept = (
        text("« ", Run(" x ", code=True), "a"),
        text("un ", Run("deux", bold=True), " trois"),
        text("a ", Run(": b", bold=True)),
        text("a", Run(": b", code=True), "(", Run(" : c", bold=True), Run("://d"), Run(" : e", link="#e")),
        text("", Run(": b", bold=True)),
    )
    for words in kept:
        assert typeset(words) is words


def test_a_paragraph_keeps_its_style(strings: Callable[[object], list[str]]) -> None:
    made = typeset(Paragraph(text("a : b"), id="x"))
    assert made == Paragraph(text("a\u00a0: b"), id="x")
    assert "a\u00a0: b" in strings(made)
