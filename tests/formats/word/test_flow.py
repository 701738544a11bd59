from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import (
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    EditableZone,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
)
from planforge.document.text import Run, Tone, text
from planforge.formats.word.identity import block_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as OpenedDocument

    from planforge.document.documents import Document
    from planforge.formats.word import WordWriter


def test_headings_take_the_numbering_of_their_style_or_refuse_it(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(Heading("a", 1, text("Un")), Heading("b", 2, text("Annexe"), numbered=False)))
    assert '<w:pStyle w:val="Heading1"/></w:pPr>' in xml
    assert re.search(r'"Heading2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>', xml)


def test_headings_are_not_left_alone_at_the_foot_of_a_page(opened: OpenedDocument) -> None:
    for level in range(1, 5):
        assert opened.styles[f"Heading {level}"].paragraph_format.keep_with_next


def test_each_ordered_list_counts_from_one(
    document_of: Callable[..., Document],
    writer: WordWriter,
    parts_of: Callable[[bytes], dict[str, str]],
) -> None:
    lists = [ItemList((ListItem(text("a")), ListItem(text("b"))), ordered=True) for _ in range(2)]
    parts = parts_of(writer.write(document_of(*lists)))
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', parts["word/document.xml"])
    assert numbers == ["4", "4", "5", "5"]
    for number in ("4", "5"):
        assert re.search(rf'<w:num w:numId="{number}">.*?<w:startOverride w:val="1"/>', parts["word/numbering.xml"])


def test_tick_boxes_are_controls_with_stable_unique_numbers(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    twice = [Checklist((CheckItem(text("a"), "item"), CheckItem(text("b"), done=True)), "list") for _ in range(2)]
    xml = body_of(document_of(*twice))
    numbers = re.findall(r'<w:id w:val="(\d+)"/><w14:checkbox>', xml)
    assert len(set(numbers)) == 4
    assert re.findall(r'<w:tag w:val="(.*?)"/>', xml) == ["check:item", "check:list:2"] * 2
    assert re.findall("[☐☒]", xml) == ["☐", "☒"] * 2
    assert body_of(document_of(*twice)) == xml


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (CalloutKind.NOTE, "Note"),
        (CalloutKind.TIP, "Conseil"),
        (CalloutKind.IMPORTANT, "Important"),
        (CalloutKind.WARNING, "Attention"),
        (CalloutKind.CAUTION, "Danger"),
    ],
)
def test_a_callout_says_its_kind_in_words(
    document_of: Callable[..., Document], body_of: Callable[..., str], kind: CalloutKind, word: str
) -> None:
    run_in = body_of(document_of(Callout(kind, (Paragraph(text("lire")),))))
    assert f">{word}. <" in run_in
    above = body_of(document_of(Callout(kind, (ItemList((ListItem(text("lire")),)),))))
    assert f">{word}<" in above
    assert "<w:tbl>" not in run_in


def test_a_zone_cannot_be_deleted_and_lies_between_two_bookmarks(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(EditableZone("local", "Consignes", (Paragraph(text("Ici.")),))))
    name = block_name("local")
    opening, control, closing = (
        xml.index(f'w:name="{name}"'),
        xml.index('<w:tag w:val="zone:local"/>'),
        xml.index(f'w:name="{name}_end"'),
    )
    assert opening < control < closing
    assert '<w:lock w:val="sdtLocked"/>' in xml
    assert xml.index("Ici.") < closing


def test_links_lead_somewhere_or_are_plain_text(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    links = ("#here", "#nowhere", "javascript:alert(1)", "https://[", "mailto:dsi@ch-valmont.fr")
    paragraph = Paragraph(tuple(Run(link, link=link) for link in links), "here")
    xml = body_of(document_of(paragraph))
    assert re.findall(r"<w:hyperlink (.*?) w:history", xml) == [f'w:anchor="{block_name("here")}"', 'r:id="rIdL1"']
    assert all(link in xml for link in links)


def test_the_same_address_is_one_relation(
    document_of: Callable[..., Document],
    writer: WordWriter,
    parts_of: Callable[[bytes], dict[str, str]],
) -> None:
    run = Run("ANS", link="https://esante.gouv.fr/a b?x=1&y=2")
    relations = parts_of(writer.write(document_of(Paragraph((run, run)))))["word/_rels/document.xml.rels"]
    assert re.findall(r'Target="(https[^"]*)"', relations) == ["https://esante.gouv.fr/a%20b?x=1&amp;y=2"]


def test_a_gap_in_running_text_has_the_gap_style(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(Paragraph(text(Run("À COMPLÉTER", tone=Tone.GAP)))))
    assert '<w:rStyle w:val="ToneGap"/>' in xml


def test_bookmarks_are_hidden_short_and_unique_even_for_repeated_ids(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    xml = body_of(document_of(Paragraph(text("a"), "same"), Paragraph(text("b"), "same")))
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"', xml)
    assert len(names) == len(set(names)) == 3  # the words of each, and of the title
    assert all(re.fullmatch(r"_pf_\w{1,36}", name) for name in names)


def test_the_bookmark_of_a_heading_is_its_own_even_after_a_block_of_the_same_id(
    document_of: Callable[..., Document], body_of: Callable[..., str]
) -> None:
    linked = text("avant", Run("là", link="#same"))
    blocks = (Paragraph(linked, "same"), Heading("same", 1, text("Titre")), Paragraph(text("après"), "same"))
    xml = body_of(document_of(*blocks, cover=True))
    anchor = re.findall(r'<w:hyperlink w:anchor="(\w+)"', xml)[0]
    name = re.escape(f'w:name="{anchor}"')
    assert re.search(rf"avant.*{name}((?!</w:p>).)*Titre", xml[xml.index("</w:sdt>") :])
    assert len(set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="(_pf_\w{12}(?:_\d)?)"', xml))) == 3
