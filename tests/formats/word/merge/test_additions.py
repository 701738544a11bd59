"""What loses its place goes to the end of the document, its place named, and stays there until somebody moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.merging import EditKind
from tests.formats.word.merge.hands import Hand, W, words
from tests.formats.word.merge.test_merging import clean, kinds, text_of

if TYPE_CHECKING:
    from tests.formats.word.merge.conftest import MakePlan, Merge


def _end(data: bytes) -> list[str]:
    """The lines from « Ajouts conservés » on."""
    lines = [line for line in text_of(data).splitlines() if line]
    return lines[lines.index("Ajouts conservés") :]


def test_edits_of_a_section_that_is_gone(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Le kit est dans"), "Le kit est au PC.")
    hand.enter(hand.find("Lampe"), "Radio")
    hand.type(hand.zone("Notes"), "Clé au PC.")
    merged = clean(merge(base, hand.save(), a_plan(has_kit=False)))
    assert _end(merged.data)[2:] == [
        "Le kit",
        "Le kit est au PC.",
        "Le kit › Notes de l’équipe",
        "Clé au PC.",
        "Le kit",
        "Radio",
    ]
    assert {kind for kind, _ in kinds(merged.kept)} == {EditKind.UNPLACED}
    assert "Piles" not in text_of(merged.data)


def test_the_section_stays_and_takes_more(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Lampe"), "Lampe frontale")
    without = a_plan(has_kit=False)
    once = merge(base, hand.save(), without)
    again = Hand(once.data)
    again.write(again.find("Appeler"), "Appeler le cadre.")
    fewer = a_plan(has_kit=False, deciders=())
    again.write(again.cell("Délestage", 1), "Maire")
    merged = clean(merge(without, again.save(), fewer))
    end = _end(merged.data)
    assert end.count("Ajouts conservés") == 1
    assert "Lampe frontale" in end
    assert "Maire" in end
    assert [text for _, text in kinds(merged.kept)].count("Lampe frontale") == 1


def test_it_goes_when_it_is_empty(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Lampe"), "Lampe frontale")
    without = a_plan(has_kit=False)
    again = Hand(merge(base, hand.save(), without).data)
    for line in list(again.all("Lampe frontale")):
        again.delete(line)
    again.delete(again.find("Ajouts conservés").getnext().getnext())  # type: ignore[arg-type,union-attr] # where it stood
    assert merge(without, again.save(), without).data == without


def test_what_the_record_only_moved_is_no_addition(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Le kit est dans"), "Le kit est au PC.")
    moved = Hand(a_plan())
    paragraph = moved.find("Le kit est dans")
    moved.find("Fin du plan").addnext(paragraph)
    merged = clean(merge(base, hand.save(), moved.save()))
    lines = text_of(merged.data).splitlines()
    assert lines.index("Le kit est au PC.") == lines.index("Fin du plan.") + 1
    assert "Ajouts conservés" not in lines


def test_it_has_a_page_of_its_own_and_no_number(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Lampe"), "Lampe frontale")
    heading = Hand(merge(base, hand.save(), a_plan(has_kit=False)).data).find("Ajouts conservés")
    assert heading.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "0"  # type: ignore[union-attr] # it has one


def test_a_remark_on_what_is_gone_is_kept_with_its_words(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.remark(hand.find("Lampe"), "Les piles sont usées.")
    merged = clean(merge(base, hand.save(), a_plan(has_kit=False)))
    assert "Remarque de Cadre des urgences\u00a0: Les piles sont usées." in _end(merged.data)
    assert b"Les piles sont us" in Hand(merged.data).parts["word/comments.xml"]
    assert words(Hand(merged.data).find("Remarque de"))
