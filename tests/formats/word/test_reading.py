from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from planforge.formats.merging import CannotReadError
from planforge.formats.word.adoption import tag
from planforge.formats.word.markup import WORD
from planforge.formats.word.reading import list_formats, open_document
from tests.formats.word.merge.hands import Hand, markup

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_document_is_found_with_its_body(demo_bytes: bytes) -> None:
    parts, main, root, body = open_document(demo_bytes)
    assert main == "word/document.xml"
    assert root.tag == tag("document")
    assert body.getparent() is root
    assert parts.xml("word/numbering.xml") is not None


def test_a_file_without_text_is_refused(demo_bytes: bytes, parts_of: Callable[[bytes], dict[str, str]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts_of(demo_bytes).items():
            archive.writestr(name, f'<w:p xmlns:w="{WORD}"/>' if name == "word/document.xml" else content)
    with pytest.raises(CannotReadError, match="ne contient pas de texte Word"):
        open_document(buffer.getvalue())


def test_another_file_within_is_refused(demo_bytes: bytes) -> None:
    hand = Hand(demo_bytes)
    hand.body.insert(0, markup('<w:altChunk r:id="rId1"/>')[0])
    with pytest.raises(CannotReadError, match="inséré tel quel"):
        open_document(hand.save())


def test_each_level_of_each_list_counts_as_its_pattern_says() -> None:
    numbering = etree.fromstring(
        f"""<w:numbering xmlns:w="{WORD}">
        <w:abstractNum w:abstractNumId="4">
          <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="99"/></w:num>
        </w:numbering>"""
    )
    assert list_formats(numbering) == {("1", "0"): "decimal", ("1", "1"): "bullet"}
    assert list_formats(None) == {}
