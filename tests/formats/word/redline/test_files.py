from __future__ import annotations

import pytest

from planforge.formats.merging import CannotReadError
from planforge.formats.word.redline import redline
from planforge.formats.word.redline.files import Additions, read_file
from tests.formats.word.merge.hands import Hand, markup, run
from tests.formats.word.redline.conftest import AUTHOR, DAY


@pytest.mark.parametrize(
    "pending",
    [
        f'<w:p><w:ins w:id="1" w:author="a">{run("ajout")}</w:ins></w:p>',
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>retrait</w:delText></w:r></w:del></w:p>',
        f'<w:p><w:pPr><w:pPrChange w:id="1" w:author="a"><w:pPr/></w:pPrChange></w:pPr>{run("style")}</w:p>',
    ],
)
def test_changes_that_wait_for_a_decision_are_refused(demo_bytes: bytes, pending: str) -> None:
    hand = Hand(demo_bytes)
    hand.body[0].addnext(markup(pending)[0])
    for pair in ((hand.save(), demo_bytes), (demo_bytes, hand.save())):
        with pytest.raises(CannotReadError, match="modifications suivies"):
            redline(*pair, AUTHOR, DAY)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused(demo_bytes: bytes, data: bytes) -> None:
    with pytest.raises(CannotReadError):
        redline(data, demo_bytes, AUTHOR, DAY)


def test_styles_lists_and_types_are_known_by_their_identifiers(demo_bytes: bytes) -> None:
    file = read_file(demo_bytes)
    assert file.styles["Heading1"] == ("paragraph", "heading 1")
    assert file.listed("ListBullet")[1] == "0"
    assert file.listed("Normal") == ("", "")
    assert file.media("word/document.xml").endswith("document.main+xml")
    assert file.media("word/somewhere.xml") == "application/xml"
    assert "_pf_" in min(file.bookmarks)


def test_a_part_or_an_address_that_is_there_is_not_added_again(demo_bytes: bytes) -> None:
    file = read_file(demo_bytes)
    additions = Additions(file)
    name, one = next((name, one) for name, one in file.relations.items() if one.kind == "footer")
    assert additions.part("footer", file.parts[one.target], "text/xml", "xml") == name
    added = additions.part("footer", b"<w:ftr/>", "text/xml", "xml")
    assert additions.part("footer", b"<w:ftr/>", "text/xml", "xml") == added
    assert additions.address("https://example.org/") == additions.address("https://example.org/")
    written = read_file(additions.write())
    assert written.parts["word/footer-ancien1.xml"] == b"<w:ftr/>"
    assert written.media("word/footer-ancien1.xml") == "text/xml"
    assert [one.target for one in written.relations.values() if one.external and "example" in one.target] == [
        "https://example.org/"
    ] + [one.target for one in file.relations.values() if one.external and "example" in one.target]
