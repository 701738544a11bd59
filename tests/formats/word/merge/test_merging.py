"""What people type stays, what the record changes comes, and where both speak both are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.formats.merging import CannotReadError, EditKind
from tests.formats.word.merge.hands import Hand, W, a_png, run, words
from tests.gate.lint import lint_docx

if TYPE_CHECKING:
    from planforge.formats.merging import HandEdit, Merged
    from tests.formats.word.merge.conftest import MakePlan, Merge


def text_of(data: bytes) -> str:
    """The words of a file, a line for each paragraph."""
    return "\n".join(words(paragraph) for paragraph in Hand(data).body.iter(f"{W}p"))


def kinds(edits: tuple[HandEdit, ...]) -> list[tuple[EditKind, str]]:
    return [(edit.kind, edit.theirs) for edit in edits]


def clean(merged: Merged) -> Merged:
    """The same, once it is known to be a sound file."""
    assert lint_docx(merged.data) == []
    return merged


def test_a_file_that_nobody_touched_is_the_new_one(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    new = a_plan(lead="Appeler le 112.")
    assert merge(base, Hand(base).save(), new).data == new
    assert merge(base, base, new) == merge(None, Hand(base).save(), new)


def test_words_that_only_a_person_changed_stay(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre.")
    merged = clean(merge(base, hand.save(), base))
    assert "Appeler le cadre." in text_of(merged.data)
    assert "astreinte" not in text_of(merged.data)
    (edit,) = merged.kept
    assert (edit.where, edit.theirs, edit.ours) == (
        "Qui décide › «\u00a0Appeler l’astreinte au 15.\u00a0»",
        "Appeler le cadre.",
        "Appeler l’astreinte au 15.",
    )


def test_words_that_only_the_record_changed_come(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Fin du plan"), "Fin, relue par le cadre.")
    merged = clean(merge(base, hand.save(), a_plan(lead="Appeler le 112.")))
    assert "Appeler le 112." in text_of(merged.data)
    assert "relue par le cadre" in text_of(merged.data)
    assert merged.conflicts == ()


def test_words_that_both_changed_stand_side_by_side_with_a_remark(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre.")
    merged = clean(merge(base, hand.save(), a_plan(lead="Appeler le 112.")))
    lines = text_of(merged.data).splitlines()
    first = lines.index("CONFLIT — écrit à la main\u00a0: Appeler le cadre.")
    assert lines[first + 1] == "CONFLIT — tiré du dossier\u00a0: Appeler le 112."
    assert kinds(merged.conflicts) == [(EditKind.CONFLICT, "Appeler le cadre.")]
    remark = Hand(merged.data).parts["word/comments.xml"].decode()
    assert "Appeler le cadre." in remark
    assert 'w:author="planforge" w:date="2026-11-27T00:00:00Z"' in remark


def test_the_same_change_on_both_sides_is_no_conflict(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le 112.")
    new = a_plan(lead="Appeler le 112.")
    assert merge(base, hand.save(), new).data == new


def test_new_paragraphs_follow_what_they_followed(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    added = hand.enter(hand.find("Appeler"), "Puis l’ARS.")
    hand.enter(added, "Puis le maire.")
    hand.enter(hand.find("Lampe"), "Radio")
    merged = clean(merge(base, hand.save(), a_plan(lead="Appeler le 112.")))
    lines = text_of(merged.data).splitlines()
    first = lines.index("Appeler le 112.")
    assert lines[first + 1 : first + 3] == ["Puis l’ARS.", "Puis le maire."]
    assert lines[lines.index("Lampe") + 1] == "Radio"
    new = Hand(merged.data).find("Radio")
    assert new.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "ListBullet"  # type: ignore[union-attr] # it has one


def test_what_a_person_took_out_stays_out(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.delete(hand.find("Sources"))
    hand.delete(hand.find("Piles"))
    merged = clean(merge(base, hand.save(), base))
    assert "Piles" not in text_of(merged.data)
    assert [edit.kind for edit in merged.kept] == [EditKind.REMOVED, EditKind.REMOVED]


def test_what_was_taken_out_and_changed_in_the_record_stands_with_a_remark(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    hand.delete(hand.find("Appeler"))
    merged = clean(merge(base, hand.save(), a_plan(lead="Appeler le 112.")))
    told = "CONFLIT — effacé à la main, changé depuis dans le dossier\u00a0: Appeler le 112."
    assert told in text_of(merged.data)
    assert [(edit.theirs, edit.ours) for edit in merged.conflicts] == [("", "Appeler le 112.")]


def test_links_lead_where_they_led_after_their_target_was_taken_out(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.delete(hand.find("Le kit"))
    assert clean(merge(base, hand.save(), base)).conflicts == ()


def test_links_in_a_paragraph_somebody_edited_stay(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.type(hand.find("Voir"), " ce soir")
    merged = clean(merge(base, hand.save(), base))
    edited = Hand(merged.data).find("ce soir")
    assert [words(link) for link in edited.iter(f"{W}hyperlink")] == ["le kit", "l’ANS"]


@pytest.mark.parametrize(
    ("look", "printed"),
    [
        ("<w:b/>", "<w:b/>"),
        ("<w:i/>", "<w:i/>"),
        ('<w:u w:val="single"/>', '<w:u w:val="single"/>'),
        ('<w:color w:val="FF0000"/>', '<w:color w:val="FF0000"/>'),
        ('<w:highlight w:val="yellow"/>', '<w:highlight w:val="yellow"/>'),
        ('<w:shd w:val="clear" w:fill="FFFF00"/>', '<w:highlight w:val="yellow"/>'),
        ('<w:shd w:val="clear" w:fill="ABCDEF"/>', 'w:fill="ABCDEF"/>'),
        ('<w:sz w:val="36"/>', '<w:sz w:val="36"/>'),
    ],
)
def test_looks_stay(merge: Merge, base: bytes, a_plan: MakePlan, look: str, printed: str) -> None:
    hand = Hand(base)
    hand.restyle(hand.find("Fin du plan"), look)
    for new in (base, a_plan(end="Fin du plan, revu.")):
        merged = clean(merge(base, hand.save(), new))
        xml = Hand(merged.data).parts["word/document.xml"].decode()
        assert printed in xml[xml.index("l’ANS") :]
        assert merged.kept[0].where.endswith("(mise en forme)")


def test_the_side_of_a_paragraph_stays(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.align(hand.find("Fin du plan"), "center")
    merged = clean(merge(base, hand.save(), a_plan(end="Fin du plan, revu.")))
    side = Hand(merged.data).find("Fin du plan, revu.").find(f"{W}pPr/{W}jc")
    assert side is not None
    assert side.get(f"{W}val") == "center"


def test_the_look_of_words_that_are_gone_is_told(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.restyle(hand.find("Fin du plan"), "<w:b/>")
    merged = clean(merge(base, hand.save(), a_plan(end="XXX")))
    assert [edit.kind for edit in merged.lost_looks] == [EditKind.LOST_LOOK]
    assert "Fin du plan" in merged.lost_looks[0].theirs


def test_ticks_stay_whatever_becomes_of_the_words(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.tick(hand.find("Sortir le kit"))
    new = a_plan(steps=("Sortir le kit rouge", "Ouvrir le tableau"))
    merged = clean(merge(base, hand.save(), new))
    assert "☒Sortir le kit rouge" in text_of(merged.data)
    assert "☐Ouvrir le tableau" in text_of(merged.data)
    assert [edit.where for edit in merged.kept] == ["Qui décide › «\u00a0☐ Sortir le kit\u00a0» (cases cochées)"]


def test_pictures_come_with_their_part(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.paste(hand.find("Fin du plan"), a_png())
    merged = clean(merge(base, hand.save(), a_plan(lead="Appeler le 112.")))
    parts = Hand(merged.data).parts
    assert parts["word/media/hand1.png"] == a_png()
    assert 'descr="plan du service"' in parts["word/document.xml"].decode()


def test_a_zone_keeps_what_was_written_in_it(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    inside = hand.zone("Notes de l’équipe")
    hand.type(inside, "Le code est connu du cadre.")
    hand.enter(inside, "La clé est au PC.")
    merged = clean(merge(base, hand.save(), a_plan(kit="Le kit est au poste 2.")))
    control = next(Hand(merged.data).find("Le code est connu").iterancestors(f"{W}sdt"))
    assert words(control) == "Le code est connu du cadre.La clé est au PC."


def test_a_table_that_a_person_made_comes_in_our_look(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    cells = "".join(f"<w:tc><w:tcPr/><w:p>{run(word)}</w:p></w:tc>" for word in ("Nom", "Rôle"))
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    hand.put(hand.find("Fin du plan"), f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>")
    merged = clean(merge(base, hand.save(), base))
    table = next(Hand(merged.data).find("Rôle").iterancestors(f"{W}tbl"))
    assert table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "PlanforgeTable"  # type: ignore[union-attr] # it has one


def test_merging_again_changes_nothing(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre.")
    hand.enter(hand.find("Fin du plan"), "Relu le 3 mai.")
    hand.delete(hand.find("Piles"))
    hand.remark(hand.find("Lampe"), "Laquelle ?")
    new = a_plan(lead="Appeler le 112.")
    once = merge(base, hand.save(), new)
    assert merge(base, hand.save(), new) == once
    assert merge(new, once.data, new).data == once.data


def test_another_document_is_refused(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.body[:] = []
    hand.body.append(Hand(base).body[-1])
    with pytest.raises(CannotReadError, match="autre document"):
        merge(base, hand.save(), a_plan())


def test_a_damaged_version_of_origin_is_as_good_as_none(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Le kit est dans"), "Le kit est au PC.")
    new = a_plan(lead="Appeler le 112.")
    assert merge(base[:500], hand.save(), new) == merge(None, hand.save(), new)
