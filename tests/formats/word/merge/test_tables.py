"""Rows and cells: what people fill, add, take out and turn around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.formats.merging import EditKind
from tests.formats.word.merge.conftest import DECIDERS
from tests.formats.word.merge.hands import Hand, W, markup, run, words
from tests.formats.word.merge.test_merging import clean, kinds, text_of

if TYPE_CHECKING:
    from tests.formats.word.merge.conftest import MakePlan, Merge

MORE = (*DECIDERS, ("rappel", "Rappel du personnel", "Cadre de nuit", "1234"))


def cells(data: bytes, text: str) -> list[str]:
    """The words of each cell of the row that holds the text."""
    return [words(cell) for cell in Hand(data).row(text).findall(f"{W}tc")]


def test_a_filled_cell_stays_beside_one_that_the_record_changed(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    new = a_plan(deciders=(DECIDERS[0], ("delest", "Délestage", "Directrice", "9999")))
    merged = clean(merge(base, hand.save(), new))
    assert cells(merged.data, "Délestage") == ["Délestage", "Administrateur", "9999"]
    assert merged.conflicts == ()
    assert merged.kept[0].where == (
        "Qui décide › ligne «\u00a0Délestage\u00a0» › colonne «\u00a0Fonction\u00a0» › «\u00a0Directrice\u00a0»"
    )


def test_a_cell_that_both_changed_holds_both(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    new = a_plan(deciders=(DECIDERS[0], ("delest", "Délestage", "Maire", "1003")))
    merged = clean(merge(base, hand.save(), new))
    assert cells(merged.data, "Délestage")[1] == (
        "CONFLIT — écrit à la main\u00a0: AdministrateurCONFLIT — tiré du dossier\u00a0: Maire"
    )
    assert kinds(merged.conflicts) == [(EditKind.CONFLICT, "Administrateur")]


def test_added_rows_stay_below_the_row_they_followed(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.add_row(hand.row("Passage au papier"), "Évacuation", "Pompiers", "18")
    merged = clean(merge(base, hand.save(), a_plan(deciders=MORE)))
    table = next(Hand(merged.data).find("Évacuation").iterancestors(f"{W}tbl"))
    assert [words(row)[:9] for row in table.iter(f"{W}tr")] == [
        "DécisionF",
        "Passage a",
        "Évacuatio",
        "Délestage",
        "Rappel du",
    ]


def test_a_row_added_below_the_header_does_not_look_like_it(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.add_row(hand.row("Téléphone"), "Évacuation", "Pompiers", "18")
    added = Hand(clean(merge(base, hand.save(), base)).data).row("Évacuation")
    assert added.find(f"{W}trPr/{W}tblHeader") is None
    assert added.find(f".//{W}pStyle").get(f"{W}val") == "TableText"  # type: ignore[union-attr] # it has one


def test_a_row_taken_out_stays_out_unless_the_record_changed_it(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.delete(hand.row("Délestage"))
    assert "Délestage" not in text_of(clean(merge(base, hand.save(), a_plan(deciders=(*DECIDERS, MORE[2])))).data)
    changed = merge(base, hand.save(), a_plan(deciders=(DECIDERS[0], ("delest", "Délestage", "Maire", "1003"))))
    assert cells(clean(changed).data, "Délestage")[0].startswith("CONFLIT — effacé à la main")
    assert changed.conflicts[0].ours.startswith("Délestage")


def test_all_rows_replaced_by_others(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.add_row(hand.row("Délestage"), "Évacuation", "Pompiers", "18")
    for row in (hand.row("Passage au papier"), hand.row("Délestage"), hand.row("Téléphone")):
        hand.delete(row)
    assert "Évacuation" in text_of(clean(merge(base, hand.save(), base)).data)


def test_a_table_taken_out_stays_out(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.delete(next(hand.find("Délestage").iterancestors(f"{W}tbl")))
    assert "Délestage" not in text_of(clean(merge(base, hand.save(), a_plan(lead="x"))).data)
    merged = clean(merge(base, hand.save(), a_plan(deciders=MORE)))
    assert "CONFLIT — effacé à la main" in text_of(merged.data)
    assert len(merged.conflicts) == 1


def test_a_row_that_the_record_dropped_goes_to_the_end_if_somebody_wrote_in_it(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    hand.write(hand.cell("Délestage", 2), "06 12")
    merged = clean(merge(base, hand.save(), a_plan(deciders=DECIDERS[:1])))
    assert kinds(merged.kept) == [
        (EditKind.UNPLACED, "Décision | Fonction | Téléphone\nDélestage | Directrice | 06 12")
    ]
    said = text_of(merged.data)
    assert said.index("Ajouts conservés") < said.index("06 12")


def _add_column(hand: Hand) -> None:
    table = next(hand.find("Délestage").iterancestors(f"{W}tbl"))
    table.find(f"{W}tblGrid").append(markup('<w:gridCol w:w="1500"/>')[0])  # type: ignore[union-attr] # it has one
    for number, row in enumerate(table.iter(f"{W}tr")):
        row.append(markup(f"<w:tc><w:tcPr/><w:p>{run(f'Nuit {number}')}</w:p></w:tc>")[0])


def test_a_column_that_a_person_added_stays(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    _add_column(hand)
    new = a_plan(lead="Appeler le 112.")
    merged = clean(merge(base, hand.save(), new))
    assert cells(merged.data, "Délestage") == ["Délestage", "Directrice", "1003", "Nuit 2"]
    assert merged.kept[0].where.endswith("(colonnes)")
    assert clean(merge(new, merged.data, new)).data == merged.data
    assert clean(merge(None, merged.data, new)).conflicts == ()


def test_a_column_added_to_a_table_that_the_record_changed_makes_two_tables(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    _add_column(hand)
    new = a_plan(deciders=MORE)
    merged = clean(merge(base, hand.save(), new))
    assert len(merged.conflicts) == 1
    assert "Nuit 2" in text_of(merged.data)
    assert "Rappel du personnel" in text_of(merged.data)
    again = clean(merge(new, merged.data, new))
    assert again.data == merged.data


def test_an_edit_in_a_table_whose_columns_the_record_changed_makes_two_tables(
    merge: Merge, base: bytes, a_plan: MakePlan
) -> None:
    hand = Hand(base)
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    merged = clean(merge(base, hand.save(), a_plan(fourth=True)))
    assert len(merged.conflicts) == 1
    assert "Administrateur" in text_of(merged.data)
    assert merge(base, Hand(base).save(), a_plan(fourth=True)).data == a_plan(fourth=True)


def test_two_paragraphs_in_a_cell_stay_two(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.enter(hand.cell("Délestage", 1), "de nuit : le cadre")
    merged = clean(merge(base, hand.save(), base))
    cell = Hand(merged.data).row("Délestage").findall(f"{W}tc")[1]
    assert [words(paragraph) for paragraph in cell.findall(f"{W}p")] == ["Directrice", "de nuit : le cadre"]


def test_a_paragraph_that_went_to_another_cell_is_not_lost(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    moved = hand.cell("Délestage", 1)
    place = moved.getparent()
    hand.cell("Passage au papier", 2).addnext(moved)
    place.append(markup("<w:p/>")[0])  # type: ignore[union-attr] # a cell
    merged = clean(merge(base, hand.save(), base))
    assert "Directrice" in cells(merged.data, "Passage au papier")[2]
    assert cells(merged.data, "Délestage")[1] == ""


def test_cells_merged_by_hand_keep_their_words(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    row = hand.row("Délestage")
    first, second, _ = row.findall(f"{W}tc")
    hand.type(first.findall(f"{W}p")[0], " et " + words(second))
    first.find(f"{W}tcPr").append(markup('<w:gridSpan w:val="2"/>')[0])  # type: ignore[union-attr] # it has some
    hand.delete(second)
    assert "Délestage et Directrice" in text_of(clean(merge(base, hand.save(), base)).data)


def test_two_tables_never_run_into_one(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    cell = f"<w:tr><w:tc><w:tcPr/><w:p>{run('Seconde table')}</w:p></w:tc></w:tr>"
    hand.put(hand.find("Sources"), f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>{cell}</w:tbl>")
    once = merge(base, hand.save(), base)
    again = Hand(once.data)
    again.delete(again.find("Sources"))
    merged = clean(merge(base, again.save(), base))
    second = next(Hand(merged.data).find("Seconde table").iterancestors(f"{W}tbl"))
    before = second.getprevious()
    assert before is not None
    assert before.tag == f"{W}p"
