from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from planforge.formats.word.redline.stretches import Stretch, stretches

WORDS = st.lists(st.sampled_from(("☐", "\t", " ", "un", "deux", "trois", ".")), max_size=14)


def told(old: str, new: str) -> list[tuple[str, str]]:
    """What was replaced by what, words apart by spaces."""
    before, after = (words.replace(" ", "\n \n").split("\n") for words in (old, new))
    return [
        ("".join(before[one.first : one.last]), "".join(after[one.start : one.end]))
        for one in stretches(before, after)
        if not one.same
    ]


@given(WORDS, WORDS)
def test_both_texts_come_out_whole(old: list[str], new: list[str]) -> None:
    found = stretches(old, new)
    assert [word for one in found for word in old[one.first : one.last]] == old
    assert [word for one in found for word in new[one.start : one.end]] == new
    assert all(old[one.first : one.last] == new[one.start : one.end] for one in found if one.same)
    assert all(one.same != other.same for one, other in itertools.pairwise(found) if one.same or other.same)


def test_only_what_changed_is_replaced() -> None:
    assert told("appeler le standard avant midi", "appeler le standard avant minuit") == [("midi", "minuit")]


def test_words_replaced_one_after_the_other_are_one_change() -> None:
    old, new = "prévenir le SAMU puis le standard de nuit", "prévenir le SAMU sinon la régulation de nuit"
    assert told(old, new) == [("puis le standard", "sinon la régulation")]


def test_a_text_that_shares_too_little_is_replaced_whole() -> None:
    assert told("le kit est là", "le bureau des entrées garde tout") == [
        ("le kit est là", "le bureau des entrées garde tout")
    ]


def test_a_box_before_another_text_stays() -> None:
    assert stretches(["☐", "\t", "un"], ["☐", "\t", "deux"]) == [Stretch(0, 2, 0, 2, same=True), Stretch(2, 3, 2, 3)]


def test_very_long_texts_are_compared_at_their_ends() -> None:
    old, new = (["début", *(f"{mark}{n}" for n in range(3_000)), "fin"] for mark in ("a", "b"))
    assert [one.same for one in stretches(old, new)] == [False]
    shared = [f"mot{n}" for n in range(3_000)]
    found = stretches([*shared, *old], [*shared, *new])
    assert [(one.same, one.last - one.first) for one in found] == [(True, 3_001), (False, 3_000), (True, 1)]
