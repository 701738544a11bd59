from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planforge.document.text import Gap
from planforge.formats.word import WordWriter
from tests.gate.lint import lint_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as OpenedDocument

    from planforge.document.documents import Document


def test_python_docx_opens_the_demonstration_and_finds_its_text(opened: OpenedDocument) -> None:
    styles = Counter(paragraph.style.name for paragraph in opened.paragraphs if paragraph.style)
    assert styles["Heading 1"] == 2
    assert styles["Callout Caution"] == 1
    assert styles["List Number 2"] == 2
    assert len(opened.tables) == 6  # control, revisions, facts, log, restart order, the sheet


def test_our_lint_finds_nothing(demo_bytes: bytes) -> None:
    assert lint_docx(demo_bytes) == []


def test_same_document_same_bytes_whatever_the_writer_wrote_before(
    charter: bytes, demo: Document, demo_bytes: bytes, writer: WordWriter
) -> None:
    assert writer.write(demo) == demo_bytes
    assert WordWriter(charter).write(demo) == demo_bytes


def test_zip_members_are_sorted_and_carry_no_clock(demo_bytes: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(demo_bytes)) as archive:
        members = archive.infolist()
        assert archive.testzip() is None
    names = [member.filename for member in members]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.create_system for member in members} == {3}


def test_properties_say_title_author_reference_and_version(opened: OpenedDocument, demo_bytes: bytes) -> None:
    properties = opened.core_properties
    assert properties.title == "Plan de reprise d’activité"
    assert properties.subject == "Volet reprise du PCRI"
    assert properties.author == "Claire Aubert (RSSI), Marc Delmas (DSI)"
    assert properties.language == "fr-FR"
    assert properties.created is not None
    assert properties.created.date() == date(2026, 11, 20)
    with zipfile.ZipFile(io.BytesIO(demo_bytes)) as archive:
        custom = archive.read("docProps/custom.xml").decode()
    values = dict(re.findall(r'name="(\w+)"><vt:lpwstr>([^<]*)', custom))
    assert values == {"Référence": "PRA-CHV", "Version": "1.2", "Code": "7K4-Q2M", "Document": "pra"}


def test_undated_document_is_dated_1980_and_signed_by_its_establishment(
    writer: WordWriter, demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    undated = replace(demo, control=replace(demo.control, date=Gap(), authors=Gap()))
    core = parts_of(writer.write(undated))["docProps/core.xml"]
    assert "1980-01-01T00:00:00Z" in core
    assert "<dc:creator>CH de Valmont</dc:creator>" in core


def test_nothing_asks_to_be_updated_when_the_file_opens(
    demo_bytes: bytes, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    everything = "".join(parts_of(demo_bytes).values())
    assert "w:updateFields" not in everything
    assert "w:dirty" not in everything


def test_language_is_french(demo_bytes: bytes, parts_of: Callable[[bytes], dict[str, str]]) -> None:
    styles = parts_of(demo_bytes)["word/styles.xml"]
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', styles)) == {"fr-FR"}


def test_constant_parts_are_the_same_bytes_in_every_document(writer: WordWriter, demo: Document) -> None:
    shared = writer.write(demo), writer.write(replace(demo, body=demo.body[:2]))
    raw = [next(part for part in writer._shared if part.name == "word/styles.xml").deflated in file for file in shared]
    assert raw == [True, True]
