"""A conflict stays one until somebody settles it, whichever way they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.formats.word.merge.hands import Hand, W, words
from tests.formats.word.merge.test_merging import clean, text_of

if TYPE_CHECKING:
    from tests.formats.word.merge.conftest import MakePlan, Merge

MINE, RECORD = "Appeler le cadre.", "Appeler le 112."


@pytest.fixture
def new(a_plan: MakePlan) -> bytes:
    return a_plan(lead=RECORD)


@pytest.fixture
def disputed(merge: Merge, base: bytes, new: bytes) -> Hand:
    """A merged file with a conflict, open on the desk."""
    hand = Hand(base)
    hand.write(hand.find("Appeler"), MINE)
    return Hand(merge(base, hand.save(), new).data)


@pytest.mark.parametrize("lead", [RECORD, "Appeler le 18."])
def test_an_open_conflict_stays_open(merge: Merge, a_plan: MakePlan, new: bytes, disputed: Hand, lead: str) -> None:
    merged = clean(merge(new, disputed.save(), a_plan(lead=lead)))
    assert [(edit.theirs, edit.ours) for edit in merged.conflicts] == [(MINE, lead)]
    assert text_of(merged.data).count("CONFLIT") == 2
    assert len(Hand(merged.data).parts["word/comments.xml"].decode().split("<w:comment ")) == 2


def test_it_is_over_when_the_record_says_the_same(merge: Merge, a_plan: MakePlan, new: bytes, disputed: Hand) -> None:
    agreed = a_plan(lead=MINE)
    assert merge(new, disputed.save(), agreed).data == agreed


@pytest.mark.parametrize("label", [True, False])
def test_keeping_the_text_written_by_hand(merge: Merge, new: bytes, disputed: Hand, *, label: bool) -> None:
    disputed.delete(disputed.find(RECORD))
    if label:
        disputed.write(disputed.find(MINE), MINE)
    merged = clean(merge(new, disputed.save(), new))
    assert merged.conflicts == ()
    assert MINE in text_of(merged.data)
    assert RECORD not in text_of(merged.data)
    assert "CONFLIT" not in text_of(merged.data)


@pytest.mark.parametrize("label", [True, False])
def test_keeping_the_text_of_the_record(merge: Merge, new: bytes, disputed: Hand, *, label: bool) -> None:
    disputed.delete(disputed.find(MINE))
    if label:
        disputed.write(disputed.find(RECORD), RECORD)
    merged = merge(new, disputed.save(), new)
    assert merged.data == new
    assert merged.conflicts == ()


def test_writing_a_third_text_from_both(merge: Merge, new: bytes, disputed: Hand) -> None:
    disputed.delete(disputed.find(RECORD))
    disputed.write(disputed.find(MINE), "Appeler le cadre, puis le 112.")
    merged = clean(merge(new, disputed.save(), new))
    assert merged.conflicts == ()
    assert "Appeler le cadre, puis le 112." in text_of(merged.data)


def test_what_is_typed_in_the_text_of_the_record_is_not_lost(merge: Merge, new: bytes, disputed: Hand) -> None:
    disputed.type(disputed.find(RECORD), " Puis le maire.")
    merged = clean(merge(new, disputed.save(), new))
    assert "Puis le maire." in text_of(merged.data)
    assert len(merged.conflicts) == 1


def test_something_taken_out_is_settled_both_ways(merge: Merge, base: bytes, new: bytes) -> None:
    hand = Hand(base)
    hand.delete(hand.find("Appeler"))
    once = merge(base, hand.save(), new)
    assert len(merge(new, once.data, new).conflicts) == 1
    kept = Hand(once.data)
    kept.write(kept.find(RECORD), RECORD)
    assert merge(new, kept.save(), new).data == new
    out = Hand(once.data)
    out.delete(out.find(RECORD))
    merged = merge(new, out.save(), new)
    assert (RECORD in text_of(merged.data), merged.conflicts) == (False, ())


def test_a_conflict_in_a_cell_is_settled_there(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    new = a_plan(
        deciders=(
            ("papier", "Passage au papier", "Infirmier d’accueil", "2001"),
            ("delest", "Délestage", "Maire", "1003"),
        )
    )
    again = Hand(merge(base, hand.save(), new).data)
    assert len(merge(new, again.save(), new).conflicts) == 1
    cell = again.row("Délestage").findall(f"{W}tc")[1]
    again.delete(cell.findall(f"{W}p")[1])
    merged = clean(merge(new, again.save(), new))
    assert merged.conflicts == ()
    assert words(Hand(merged.data).row("Délestage").findall(f"{W}tc")[1]) == "Administrateur"
