"""One paragraph, three versions: the rules without a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.formats.word.merge.items import Box, Item, Letters, Look, Picture
from planforge.formats.word.merge.normal import Passage
from planforge.formats.word.merge.three_ways import decide

BOLD, RED = Look(bold=True), Look(colour="FF0000")


def says(*items: str | Item, **more: object) -> Passage:
    """A paragraph that says these."""
    return Passage(tuple(Letters(item) if isinstance(item, str) else item for item in items), **more)  # type: ignore[arg-type] # any field


def shown(items: tuple[Item, ...] | None) -> str:
    return "" if items is None else Passage(items).text


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "printed", "conflict"),
    [
        ("a", "a", "a", "", False),
        ("a", "b", "a", "b", False),
        ("a", "a", "b", "", False),
        ("a", "b", "b", "", False),
        ("a", "b", "c", "b", True),
        ("a b", "a  b ", "c", "", False),  # spaces are no change
        ("F-ID", "F\u2011ID", "c", "", False),
        ("", "b", "", "b", False),
    ],
)
def test_words(base: str, theirs: str, ours: str, printed: str, *, conflict: bool) -> None:
    choice = decide(says(base), says(theirs), says(ours))
    assert (shown(choice.items), choice.conflict) == (printed, conflict)


@pytest.mark.parametrize(("theirs", "ours", "conflict"), [("a", "a", False), ("a", "b", True), ("a", "", False)])
def test_words_without_a_base(theirs: str, ours: str, *, conflict: bool) -> None:
    assert decide(None, says(theirs), says(ours)).conflict is conflict
    assert decide(says("?", unknown=True), says(theirs), says(ours)).conflict is conflict


def test_a_look_follows_its_words_into_a_new_text() -> None:
    base, ours = says("Prévenir l’ARS sous 1 h"), says("Prévenir l’ARS et l’ANSSI sous 2 h")
    theirs = says("Prévenir ", Letters("l’ARS", BOLD), " sous 1 h")
    choice = decide(base, theirs, ours)
    assert choice.items == (Letters("Prévenir "), Letters("l’ARS", BOLD), Letters(" et l’ANSSI sous 2 h"))
    assert (choice.looks, choice.words, choice.lost) == (True, False, "")


def test_a_look_of_words_that_are_gone_is_lost() -> None:
    choice = decide(says("a b"), says("a ", Letters("b", BOLD)), says("a c"))
    assert (choice.items, choice.lost) == (None, "b")


def test_only_what_a_person_changed_of_a_look_is_laid_on_ours() -> None:
    base, theirs = says(Letters("a", RED)), says(Letters("a", replace(RED, bold=True)))
    ours = says(Letters("a", Look(colour="00FF00", italic=True)))
    assert decide(base, theirs, ours).items == (Letters("a", Look(bold=True, italic=True, colour="00FF00")),)


def test_letters_of_the_usual_size_take_the_new_usual_size() -> None:
    base, ours = says(Letters("a", Look(size=20))), says(Letters("a", Look(size=18)))
    theirs = says(Letters("b", Look(size=20)), Letters("c", Look(size=40)))
    assert decide(base, theirs, ours).items == (Letters("b", Look(size=18)), Letters("c", Look(size=40)))


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "printed"),
    [
        (False, True, False, True),
        (False, False, True, True),
        (True, False, True, False),
        (False, True, True, True),
        (True, True, False, False),
    ],
)
def test_boxes(*, base: bool, theirs: bool, ours: bool, printed: bool) -> None:
    choice = decide(says(Box(base), "a"), says(Box(theirs), "a"), says(Box(ours), "b"))
    items = says(Box(ours), "b").items if choice.items is None else choice.items
    assert items[0] == Box(printed)
    assert choice.ticks is (printed != ours)


def test_a_picture_is_a_word() -> None:
    picture = Picture(b"x", 1, 1, "")
    assert decide(says("a"), says("a", picture), says("a")).items == (Letters("a"), picture)
    assert decide(says("a"), says("a", picture), says("b")).conflict


def test_the_side_of_a_paragraph() -> None:
    assert decide(says("a"), says("a", align="center"), says("b")).align == "center"
    assert decide(says("a", align="right"), says("a"), says("b", align="right")).align == ""
    assert decide(says("a"), says("a"), says("b", align="right")).align is None


LOOKS = st.sampled_from([Look(), BOLD, RED, Look(size=30)])
PARAGRAPHS = st.lists(st.tuples(st.sampled_from(["un ", "deux ", "trois "]), LOOKS), max_size=4).map(
    lambda pieces: says(*(Letters(text, look) for text, look in pieces))
)


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_nothing_that_a_person_wrote_is_lost(base: Passage, theirs: Passage, ours: Passage) -> None:
    choice = decide(base, theirs, ours)
    said = ours.says if choice.items is None else Passage(choice.items).says
    assert theirs.says in {base.says, said}
    assert choice.conflict is (len({base.says, theirs.says, ours.says}) == 3)


@given(PARAGRAPHS, PARAGRAPHS)
def test_looks_that_only_a_person_changed_are_theirs(base: Passage, ours: Passage) -> None:
    theirs = replace(base, items=tuple(replace(item, look=Look(italic=True)) for item in base.items))  # type: ignore[arg-type] # letters
    choice = decide(base, theirs, base)
    items = base.items if choice.items is None else choice.items
    assert Passage(items).letters == theirs.letters
    assert ours is not None
