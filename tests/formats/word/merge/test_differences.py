"""What cannot be carried is told, so that the edited file is kept beside the new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.formats.word.merge.hands import Hand, W, a_png, markup, run
from tests.formats.word.merge.test_merging import clean

if TYPE_CHECKING:
    from tests.formats.word.merge.conftest import MakePlan, Merge


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ("<w:strike/>", "texte barré"),
        ('<w:vertAlign w:val="superscript"/>', "exposant"),
        ('<w:rFonts w:ascii="Comic Sans MS"/>', "police Comic Sans MS"),
        ("<w:vanish/>", "texte masqué"),
        ("<w:caps/>", "majuscules"),
    ],
)
def test_looks_of_letters(merge: Merge, base: bytes, look: str, told: str) -> None:
    hand = Hand(base)
    hand.restyle(hand.find("Fin du plan"), look)
    merged = merge(base, hand.save(), base)
    assert [edit.theirs for edit in merged.lost_looks] == [told]
    assert merged.lost_looks[0].where == "Fin › «\u00a0Fin du plan.\u00a0»"


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:pStyle w:val="Heading2"/>', "style «\u00a0heading 2\u00a0»"),
        ('<w:shd w:val="clear" w:fill="FFEE00"/>', "fond de paragraphe FFEE00"),
        ('<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="FF0000"/></w:pBdr>', "bordures de paragraphe"),
        ('<w:ind w:left="1200"/>', "retrait"),
        ('<w:spacing w:before="600"/>', "espacement"),
    ],
)
def test_looks_of_paragraphs(merge: Merge, base: bytes, properties: str, told: str) -> None:
    hand = Hand(base)
    paragraph = hand.find("Fin du plan")
    old = paragraph.find(f"{W}pPr")
    assert old is not None
    paragraph.replace(old, markup(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")[0][0])
    assert told in [edit.theirs for edit in merge(base, hand.save(), base).lost_looks]


def test_columns_fills_and_merged_cells(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    row = hand.row("Délestage")
    table = next(row.iterancestors(f"{W}tbl"))
    for column in table.iter(f"{W}gridCol"):
        column.set(f"{W}w", "2000")
    properties = row.find(f"{W}tc/{W}tcPr")
    assert properties is not None
    properties.append(markup('<w:shd w:val="clear" w:fill="FF0000"/>')[0])
    row.findall(f"{W}tc")[2][0].append(markup('<w:vMerge w:val="restart"/>')[0])
    told = {edit.theirs for edit in merge(base, hand.save(), base).lost_looks}
    assert told == {"largeur des colonnes", "cellules fusionnées", "fond de cellule"}


def test_headers_pages_styles_and_contents(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    header = hand.parts["word/header1.xml"].decode()
    hand.parts["word/header1.xml"] = header.replace("CH de Valmont", "CHU de Grandval").encode()
    styles = hand.parts["word/styles.xml"].decode()
    hand.parts["word/styles.xml"] = re.sub(
        r'(w:styleId="Lead".*?<w:sz w:val=")\d+', r"\g<1>40", styles, count=1
    ).encode()
    hand.body[-1].find(f"{W}pgMar").set(f"{W}left", "400")  # type: ignore[union-attr] # it has one
    line = next(paragraph for paragraph in hand.body.iter(f"{W}p") if "TOC1" in _style(paragraph))
    hand.type(line, " à relire")
    told = [(edit.where, edit.theirs) for edit in merge(base, hand.save(), base).lost_looks]
    assert ("en-tête ou pied de page", "CHU de Grandval — PCRA Urgences") in told
    assert ("mise en page", "format, sens ou marges des pages") in told
    assert ("styles", "style «\u00a0Lead\u00a0» modifié") in told
    assert any(where == "sommaire" and "à relire" in what for where, what in told)
    assert len(told) == 4


def _style(paragraph: object) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")  # type: ignore[attr-defined] # an element
    return "" if found is None else str(found.get(f"{W}val"))


def test_a_table_of_contents_brought_up_to_date_is_no_change(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    line = next(paragraph for paragraph in hand.body.iter(f"{W}p") if "TOC1" in _style(paragraph))
    hand.type(line, "\t12")
    assert merge(base, hand.save(), base).lost_looks == ()


def test_paragraphs_moved_among_others_are_told(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.find("Fin du plan").addnext(hand.find("Appeler"))
    merged = merge(base, hand.save(), base)
    assert [edit.theirs for edit in merged.lost_looks] == ["déplacé à la main"]
    assert merged.data == base


def test_a_new_paragraph_in_a_style_of_its_own(merge: Merge, base: bytes) -> None:
    hand = Hand(base)
    hand.parts["word/styles.xml"] = hand.parts["word/styles.xml"].replace(
        b"</w:styles>", b'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Citation"/></w:style></w:styles>'
    )
    hand.put(hand.find("Fin du plan"), f'<w:p><w:pPr><w:pStyle w:val="X"/></w:pPr>{run("Dixit")}</w:p>')
    merged = clean(merge(base, hand.save(), base))
    assert [edit.theirs for edit in merged.lost_looks] == ["style «\u00a0Citation\u00a0»"]


def test_a_picture_of_ours_made_larger_and_words_changed_in_a_drawing(merge: Merge, demo_bytes: bytes) -> None:
    hand = Hand(demo_bytes)
    drawn = next(text for text in hand.body.iter(f"{W}t") if text.text == "Annuaire (AD)")
    drawn.text = "Annuaire de secours"
    merged = merge(demo_bytes, hand.save(), demo_bytes)
    assert ["Annuaire de secours" in edit.theirs for edit in merged.lost_looks] == [True]


def test_pictures_pasted_are_no_lost_look(merge: Merge, base: bytes, a_plan: MakePlan) -> None:
    hand = Hand(base)
    hand.paste(hand.find("Fin du plan"), a_png())
    assert merge(base, hand.save(), a_plan(lead="x")).lost_looks == ()
