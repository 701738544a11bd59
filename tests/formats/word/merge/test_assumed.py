"""Without the version of origin, bookmarks tell what was edited: nothing typed is lost, nothing stale comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import Blank, Blanks, Paragraph, Sheet, SheetRow, SheetZone
from planforge.document.tables import Column, Table, row
from planforge.document.text import text
from planforge.formats.merging import CannotReadError
from planforge.formats.word.merge.assumed import words_of
from planforge.formats.word.merge.normal import Grid, passages
from planforge.formats.word.merge.returned import read_returned
from tests.formats.word.merge.hands import Hand, W, a_png, markup, run
from tests.formats.word.merge.test_merging import clean, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planforge.document.documents import Document
    from planforge.formats.word import WordWriter
    from planforge.formats.word.merge.normal import Block, Passage
    from tests.formats.word.merge.conftest import MakePlan, Merge


def test_everything_that_we_print_has_its_words_in_a_bookmark(demo_bytes: bytes) -> None:
    """Else it would pass for something that a person typed."""
    found = read_returned(demo_bytes)
    silent = [one.text for one in _outside_rows(found.body) if words_of(one).strip(" ☐☒\t\u00a0") and not one.wording]
    assert silent == []


def _outside_rows(blocks: Iterable[Block]) -> list[Passage]:
    """Paragraphs that no row of a table of data answers for."""
    found: list[Passage] = []
    for block in blocks:
        if isinstance(block, Grid):
            cells = [cell for row in block.rows if not row.wording for cell in row.cells]
            found += [passage for cell in cells for passage in _outside_rows(cell.blocks)]
        else:
            found.append(block)
    return found


def test_a_file_that_nobody_touched_gives_way_to_the_new_one(
    merge: Merge, writer: WordWriter, demo: Document, demo_bytes: bytes
) -> None:
    merged = merge(None, Hand(demo_bytes).save(), demo_bytes)
    assert (merged.data, merged.kept, merged.conflicts, merged.lost_looks) == (demo_bytes, (), (), ())
    new = writer.write(replace(demo, body=(*demo.body[:1], Paragraph(text("Tout neuf.")), *demo.body[3:])))
    merged = merge(None, Hand(demo_bytes).save(), new)
    assert (merged.data, merged.kept, merged.conflicts) == (new, (), ())


def test_tables_within_one_page_sheets_are_known_too(
    merge: Merge, writer: WordWriter, document_of: Callable[..., Document]
) -> None:
    def fiche(count: str) -> bytes:
        columns = (Column("code", "Code"), Column("count", "À avoir"))
        forms = Table("forms", columns, (row("f-id", "F-ID", count), row("f-dos", "F-DOS", "20")))
        room = Blanks("room", ((Blank("Fonction"),), (Blank(""),)), 8.0)
        zone = SheetZone("zone", "Formulaires", (forms, room))
        return writer.write(document_of(Sheet("s", "Fiche", "Urgences", (), "", (SheetRow((zone,)),), ("réf.", ""))))

    hand = Hand(fiche("10"))
    assert merge(None, hand.save(), fiche("12")).data == fiche("12")
    hand.write(hand.cell("F-DOS", 1), "35")
    hand.write(hand.find("Fonction"), "Fonction : cadre")
    merged = clean(merge(None, hand.save(), fiche("12")))
    assert [edit.theirs for edit in merged.kept] == ["35", "Fonction : cadre"]
    assert (merged.conflicts, "12" in text_of(merged.data)) == ((), True)


def test_edits_stay_where_the_record_did_not_change(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Le kit est dans"), "Le kit est au PC.")
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    hand.enter(hand.find("Lampe"), "Radio")
    hand.add_row(hand.row("Délestage"), "Rappel", "Cadre", "12")
    hand.type(hand.zone("Notes"), "Clé au PC.")
    merged = clean(merge(None, hand.save(), a_plan(lead="Appeler le 112.")))
    said = text_of(merged.data)
    assert all(word in said for word in ("Le kit est au PC.", "Administrateur", "Radio", "Rappel", "Clé au PC."))
    assert "Appeler le 112." in said
    assert "l’armoire rouge" not in said
    assert merged.conflicts == ()


def test_an_edit_of_what_changed_in_the_record_is_a_conflict(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre.")
    hand.write(hand.cell("Délestage", 1), "Administrateur")
    deciders = (
        ("papier", "Passage au papier", "Infirmier d’accueil", "2001"),
        ("delest", "Délestage", "Maire", "1003"),
    )
    merged = clean(merge(None, hand.save(), a_plan(lead="Appeler le 112.", deciders=deciders)))
    assert [(edit.theirs, edit.ours) for edit in merged.conflicts] == [
        ("Appeler le cadre.", "Appeler le 112."),
        ("Administrateur", "Maire"),
    ]


def test_ticks_and_colours_stay(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.tick(hand.find("Sortir le kit"))
    hand.restyle(hand.find("Fin du plan"), '<w:highlight w:val="yellow"/>')
    merged = clean(
        merge(None, hand.save(), a_plan(steps=("Sortir le kit rouge", "Ouvrir le tableau"), end="Fin du plan !"))
    )
    assert "☒Sortir le kit rouge" in text_of(merged.data)
    assert '<w:highlight w:val="yellow"/>' in Hand(merged.data).parts["word/document.xml"].decode()


def test_pictures_and_text_boxes_stay(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.paste(hand.find("Fin du plan"), a_png())
    hand.paste(hand.cell("Délestage", 1), a_png(9), "other.png")
    shape = "<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    box = f"<w:r><w:pict>{shape}<w:p>{run('À voir')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    hand.find("Lampe").append(markup(box)[0])
    merged = clean(merge(None, hand.save(), a_plan(lead="Appeler le 112.")))
    media = [part for name, part in Hand(merged.data).parts.items() if "/media/" in name]
    assert sorted(media) == sorted([a_png(), a_png(9)])
    assert "À voir" in text_of(merged.data)


def test_boxes_that_the_record_ticks_are_ticked(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    merged = merge(None, Hand(base).save(), a_plan(done=True))
    assert merged.data == a_plan(done=True)


def test_a_gone_section_gives_up_only_what_was_edited(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Lampe"), "Lampe frontale")
    merged = clean(merge(None, hand.save(), a_plan(has_kit=False)))
    assert [edit.theirs for edit in merged.kept] == ["Lampe frontale"]
    assert "Piles" not in text_of(merged.data)


def test_a_file_without_bookmarks_cannot_be_read(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    for mark in [*hand.body.iter(f"{W}bookmarkStart"), *hand.body.iter(f"{W}bookmarkEnd")]:
        hand.delete(mark)
    with pytest.raises(CannotReadError, match="repères"):
        merge(None, hand.save(), a_plan(lead="x"))


def test_what_was_merged_before_is_read_again(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.write(hand.find("Appeler"), "Appeler le cadre.")
    hand.enter(hand.find("Fin du plan"), "Relu.")
    new = a_plan(lead="Appeler le 112.")
    once = merge(base, hand.save(), new)
    again = merge(None, once.data, new)
    assert again.data == once.data
    assert len(list(passages(read_returned(again.data).body))) == len(list(passages(read_returned(once.data).body)))
