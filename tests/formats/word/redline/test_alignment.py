from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from planforge.formats.word.redline.alignment import Sign, align, borrowed, likeness

WORDS = st.sampled_from(("", "un", "deux", "un deux trois", "un deux quatre"))
SIGNS = st.lists(
    st.builds(Sign, st.sampled_from(("p", "t")), WORDS, st.sampled_from(("", "a", "b")), st.sampled_from(("", "x"))),
    max_size=12,
)


def signs(*told: str) -> list[Sign]:
    """« key:words » each."""
    return [Sign("p", one.partition(":")[2], one.partition(":")[0]) for one in told]


@given(SIGNS, SIGNS)
def test_pairs_rise_on_both_sides_and_are_of_one_kind(old: list[Sign], new: list[Sign]) -> None:
    pairs = align(old, new)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in itertools.pairwise(pairs))
    assert all(old[one].kind == new[other].kind for one, other in pairs)


@given(SIGNS)
def test_a_document_is_aligned_with_itself(found: list[Sign]) -> None:
    assert align(found, found) == [(place, place) for place in range(len(found))]


def test_a_block_that_kept_its_name_is_the_same_whatever_it_says() -> None:
    assert align(signs("a:un", "b:deux"), signs("a:autre", "b:chose")) == [(0, 0), (1, 1)]


def test_words_come_before_names_that_only_count_paragraphs() -> None:
    old = signs("p1:Isoler le réseau", "p2:Prévenir le SAMU", "p3:Ouvrir le kit")
    new = signs("p1:Lever la tête", "p2:Isoler le réseau", "p3:Prévenir le SAMU", "p4:Ouvrir le kit")
    assert align(old, new) == [(0, 1), (1, 2), (2, 3)]


def test_of_blocks_that_change_places_one_stays() -> None:
    assert len(align(signs("a:un", "b:deux"), signs("b:deux", "a:un"))) == 1


def test_blocks_without_name_are_the_same_when_half_of_their_words_are() -> None:
    old = [Sign("p", "appeler le standard avant midi"), Sign("p", "fermer les portes")]
    new = [Sign("p", "ouvrir les fenêtres du couloir"), Sign("p", "appeler le standard avant minuit")]
    assert align(old, new) == [(0, 1)]


def test_empty_blocks_follow_their_neighbours() -> None:
    old = [*signs("a:un"), Sign("p"), *signs("b:deux"), Sign("p"), *signs("c:trois")]
    new = [*signs("a:un"), Sign("p"), *signs("c:trois")]
    assert align(old, new) == [(0, 0), (1, 1), (4, 2)]


def test_rows_are_the_same_when_they_begin_the_same() -> None:
    old = [Sign("r", "Version 1.2", lead="Version"), Sign("r", "Date 20/11/2026", lead="Date")]
    new = [Sign("r", "Version projet après la dernière", lead="Version"), Sign("r", "Date demain", lead="Date")]
    assert align(old, new) == [(0, 0), (1, 1)]


def test_other_names_and_other_styles_are_never_alike() -> None:
    assert likeness(Sign("p", "un deux", "a"), Sign("p", "un deux", "b")) == 0
    assert likeness(Sign("p", "un deux", look="x"), Sign("p", "un deux", look="y")) == 0
    assert likeness(Sign("p", "un deux", "a"), Sign("p", "un deux")) == 1
    assert likeness(Sign("p"), Sign("p")) == 0


def test_a_title_says_more_than_the_name_of_something_below_it() -> None:
    old = [Sign("t", f"Fiche {name} {name}", borrowed(f"zone_{rank}"), lead=name) for rank, name in enumerate("ABC")]
    new = [Sign("t", f"Fiche {name} changée", borrowed(f"zone_{rank}"), lead=name) for rank, name in enumerate("AC")]
    assert align(old, new) == [(0, 0), (2, 1)]
    renamed = [Sign("t", "Fiche renommée", borrowed("zone_0"), lead="Z")]
    assert align(old[:1], renamed) == [(0, 0)]
