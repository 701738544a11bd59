"""Remarks come along, about the same words, each under its author's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.formats.word.merge.hands import Hand, W, markup, run, words
from tests.formats.word.merge.test_merging import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from tests.formats.word.merge.conftest import MakePlan, Merge


def about(data: bytes, number: int = 0) -> str:
    """The words that a remark is about."""
    inside, found = False, ""
    for node in Hand(data).body.iter():
        if node.get(f"{W}id") == str(number) and node.tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
            inside = str(node.tag).endswith("Start")
        elif inside and node.tag == f"{W}t":
            found += node.text or ""
    return found


def _on_words(hand: Hand, paragraph: Element, before: str, these: str, after: str) -> None:
    """Put a remark on some words of a paragraph."""
    hand.write(paragraph, before)
    hand.remark(paragraph, "Sûr ?")
    for child in list(paragraph):
        if child.tag == f"{W}commentRangeStart":
            paragraph.remove(child)
    reference = next(child for child in paragraph if child.tag == f"{W}commentRangeEnd")
    for node in markup(f'<w:commentRangeStart w:id="0"/>{run(these)}'):
        reference.addprevious(node)
    hand.type(paragraph, after)


def test_a_remark_stays_on_its_words(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    _on_words(hand, hand.find("Fin du plan"), "Fin ", "du plan", ".")
    merged = clean(merge(base, hand.save(), a_plan(lead="Appeler le 112.")))
    assert about(merged.data) == "du plan"
    comments = Hand(merged.data).parts["word/comments.xml"].decode()
    assert 'w:author="Cadre des urgences" w:date="2026-11-25T10:00:00Z" w:initials="CU"' in comments
    assert "Sûr ?" in comments
    assert (merged.kept, merged.conflicts, merged.lost_looks) == ((), (), ())


def test_a_remark_on_words_that_the_record_changed_is_about_the_paragraph(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    _on_words(hand, hand.find("Fin du plan"), "Fin ", "du plan", ".")
    merged = clean(merge(base, hand.save(), a_plan(end="La suite.")))
    assert about(merged.data) == "La suite."


def test_a_remark_on_a_conflict_comes_with_ours(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Fin du plan"), "Fin, relue.")
    hand.remark(hand.find("Fin, relue"), "Par qui ?")
    merged = clean(merge(base, hand.save(), a_plan(end="La suite.")))
    comments = Hand(merged.data).parts["word/comments.xml"].decode()
    assert comments.index("Par qui ?") < comments.index("Conflit")
    assert comments.count("<w:comment ") == 2


def test_remarks_on_new_paragraphs_tables_and_empty_lines(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.remark(hand.enter(hand.find("Appeler"), "Puis l’ARS."), "Quel numéro ?")
    hand.remark(hand.cell("Délestage", 1), "Et la nuit ?")
    empty = markup(f"<w:p><w:pPr/>{run('')}</w:p>")[0]
    hand.find("Fin du plan").addnext(empty)
    hand.remark(empty, "Rien d’autre ?")
    merged = clean(merge(base, hand.save(), base))
    assert [about(merged.data, number) for number in range(3)] == ["Puis l’ARS.", "Directrice", "Fin du plan."]


def test_remarks_come_along_again(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.remark(hand.find("Lampe"), "Laquelle ?")
    once = merge(base, hand.save(), base)
    assert merge(base, once.data, base).data == once.data


def test_a_remark_over_two_paragraphs_is_about_the_first(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.remark(hand.find("Lampe"), "Où ?")
    end = [node for node in hand.find("Lampe") if node.tag != f"{W}pPr" and "omment" in words_tag(node)][1:]
    for node in end:
        hand.find("Piles").append(node)
    merged = clean(merge(base, hand.save(), base))
    assert about(merged.data) == "Lampe"


def words_tag(node: Element) -> str:
    """The name of a node, and of the one in it."""
    return str(node.tag) + "".join(str(inner.tag) for inner in node)


def test_a_remark_without_words_around_it_is_about_the_paragraph(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.remark(hand.find("Lampe"), "Où ?")
    for node in list(hand.find("Lampe")):
        if str(node.tag).endswith(("RangeStart", "RangeEnd")):
            hand.delete(node)
    merged = clean(merge(base, hand.save(), base))
    assert about(merged.data) == words(Hand(merged.data).find("Lampe"))
