"""What comes back from outside is looked at before it is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from planforge.errors import PlanforgeError
from planforge.formats.merging import CannotReadError
from planforge.formats.opening import EXCEL, WORD, Kind, Relation, open_parts, parse

MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = b'<Types><Override ContentType="' + MAIN + b'"/></Types>'
BOOK = TYPES.replace(b"wordprocessingml", b"spreadsheetml")


def zipped(*parts: tuple[str, bytes], types: bytes = TYPES) -> bytes:
    """A package of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("[Content_Types].xml", types), *parts):
            archive.writestr(name, content)
    return buffer.getvalue()


def lying(data: bytes) -> bytes:
    """A package that announces a part smaller than it is."""
    return data.replace((300_000).to_bytes(4, "little"), (30_000).to_bytes(4, "little"))


def encrypted(data: bytes) -> bytes:
    """A package whose entries say that they are encrypted."""
    place = data.rindex(b"PK\x01\x02") + 8
    return data[:place] + b"\x01\x00" + data[place + 2 :]


def test_the_parts_of_a_sound_file() -> None:
    parts = open_parts(zipped(("word/document.xml", b"<a/>")), WORD)
    assert parts["word/document.xml"] == b"<a/>"
    assert "word/document.xml" in parts
    assert parts.xml("nowhere.xml") is None


@pytest.mark.parametrize(
    ("data", "kind", "why"),
    [
        (b"%PDF-1.7", WORD, "PDF"),
        (b"", WORD, "malgré son nom"),
        (b"a;b\n1;2", EXCEL, "malgré son nom"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), WORD, r"ancien format \(.doc\)"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), EXCEL, "mot de passe"),
        (zipped()[:-30], WORD, "abîmé ou incomplet"),
        (b"PK\x03\x04 and nothing more", WORD, "abîmé ou incomplet"),
        (encrypted(zipped(("a", b"b"))), WORD, "mot de passe"),
        (zipped(types=BOOK), WORD, "malgré son nom"),
        (zipped(), EXCEL, "malgré son nom"),
        (zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), WORD, "OpenDocument"),
        (zipped(("word/vbaProject.bin", b"x")), WORD, "macros"),
        (zipped(types=TYPES.replace(b"document.main", b"macroEnabled.main")), WORD, "macros"),
        (zipped(("xl/macrosheets/sheet1.xml", b"x"), types=BOOK), EXCEL, "macros"),
        (zipped(("../../etc/passwd", b"x")), WORD, "mal placées"),
        (zipped(("A.xml", b"x"), ("a.xml", b"y")), WORD, "mal placées"),
        (zipped(("word/document.xml", b" " * 30_000_000)), WORD, "démesuré"),
        (zipped(*((f"{number}", b"") for number in range(5_001))), WORD, "démesuré"),
        (lying(zipped(("word/media/a.png", bytes(range(250)) * 1_200))), WORD, "abîmé"),
    ],
)
def test_anything_else_is_refused_with_the_reason(data: bytes, kind: Kind, why: str) -> None:
    with pytest.raises(CannotReadError, match=why) as told:
        open_parts(data, kind)
    assert isinstance(told.value, PlanforgeError)


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (b"<!DOCTYPE a><a/>", "DOCTYPE"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "http://x.fr/a.dtd"><a/>'.encode("utf-16"), "DOCTYPE"),
        (b"<a>", "abîmée"),
        (b"", "abîmée"),
    ],
)
def test_xml_that_is_none_or_would_fetch_something_is_refused(xml: bytes, why: str) -> None:
    with pytest.raises(CannotReadError, match=why):
        parse(xml, "word/document.xml")


def test_relations_lead_to_parts_or_outside() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    arrows = (
        f'<Relationships><Relationship Id="a" Type="{office}/image" Target="../media/i.png"/>'
        f'<Relationship Id="b" Type="{office}/hyperlink" Target="https://x.fr" TargetMode="External"/>'
        f'<Relationship Id="c" Type="{office}/header" Target="/word/header1.xml"/></Relationships>'
    )
    parts = open_parts(zipped(("word/sub/_rels/a.xml.rels", arrows.encode()), ("word/media/i.png", b"i")), WORD)
    assert parts.relations("word/sub/a.xml") == {
        "a": Relation("image", "word/media/i.png", external=False),
        "b": Relation("hyperlink", "https://x.fr", external=True),
        "c": Relation("header", "word/header1.xml", external=False),
    }
    assert parts.related("word/sub/a.xml", "image") == ("word/media/i.png",)
    assert parts.related("word/sub/a.xml", "header") == ()  # announced, and not there


def test_the_strict_way_of_saving_reads_as_the_usual_one() -> None:
    tree = parse(b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>', "word/document.xml")
    assert tree.tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
