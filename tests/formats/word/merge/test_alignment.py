"""Which block is which, when keys are there, lost, or misleading."""

from __future__ import annotations

import pytest

from planforge.formats.word.merge.alignment import agreeing, align, likeness, rising
from planforge.formats.word.merge.items import Letters
from planforge.formats.word.merge.normal import Cell, Grid, Passage, Row


def block(name: str) -> Passage:
    """A paragraph by its words, « key:words » for one with a key."""
    key, _, words = name.rpartition(":")
    return Passage((Letters(words),) if words else (), key=key)


def blocks(*names: str) -> list[Passage]:
    """Paragraphs."""
    return [block(name) for name in names]


@pytest.mark.parametrize(
    ("left", "right", "matches"),
    [
        (["k:un", "l:deux"], ["l:autre", "k:mots"], {0: 1, 1: 0}),  # keys, wherever they went
        (["un", "deux", "trois"], ["un", "trois"], {0: 0, 2: 1}),  # words, where keys are lost
        (["k:un", "deux"], ["un", "deux"], {0: 0, 1: 1}),
        (["Appeler l’astreinte au 15"], ["Appeler l’astreinte au 112"], {0: 0}),  # nearly the same words
        (["tout autre chose"], ["rien de commun ici"], {0: 0}),  # one for one, in the same place
        (["k:un mot"], ["l:un mot ou deux"], {}),  # two keys are two things
        (["", "", ""], ["écrit", "", ""], {0: 0, 1: 1, 2: 2}),  # room to write in, written in
        (["a:x", ""], ["a:x", "écrit", "encore"], {0: 0, 1: 1}),
        (["un", "k:deux"], ["k:deux"], {1: 0}),
        ([], ["un"], {}),
    ],
)
def test_blocks(left: list[str], right: list[str], matches: dict[int, int]) -> None:
    assert align(blocks(*left), blocks(*right)) == matches


def test_agreeing_asks_for_the_same_key_or_the_same_words() -> None:
    left, right = blocks("k:un", "deux", "trois mots ici"), blocks("k:autre", "deux", "trois mots là")
    assert agreeing(left, right) == {0: 0, 1: 1}


def _row(key: str) -> Row:
    return Row((Cell((block(key),)),), own_key=key)


def _grid(*keys: str) -> Grid:
    return Grid(tuple(map(_row, keys)))


def test_a_table_is_the_one_that_has_most_of_its_rows() -> None:
    left = [_grid("a", "b", "c"), _grid("d")]
    right = [_grid("x"), _grid("c", "b"), _grid("a", "d")]
    assert align(left, right)[0] == 1


def test_a_table_is_never_a_paragraph() -> None:
    assert align([_grid("a")], blocks("a:a")) == {}


def test_blocks_out_of_order_are_no_anchors() -> None:
    assert rising({0: 2, 1: 0, 2: 1, 3: 3}) == [(1, 0), (2, 1), (3, 3)]
    assert rising({}) == []


def test_many_paragraphs_without_keys_do_not_take_for_ever() -> None:
    left = blocks(*(f"ligne {rank} de la liste" for rank in range(300)))
    right = blocks(*(f"ligne {rank} de la grande liste" for rank in range(300)))
    assert align(left, right) == {rank: rank for rank in range(300)}


def test_likeness_is_the_share_of_letters_in_common() -> None:
    one, other = blocks("abcd", "abcx")
    assert likeness(one, other) == 0.75
    assert likeness(one, blocks("wxyz")[0]) == 0.0
