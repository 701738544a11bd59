"""A document that uses every block, and the writer that prints it."""

from __future__ import annotations

import io
import re
import runpy
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from planforge.document.documents import Control, Document
from planforge.formats.word import WordWriter
from planforge.resources import templates_folder
from tests.formats.word.samples import a_control, demo_document
from tests.formats.word.ward_sheet import a_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as OpenedDocument

    from planforge.document.blocks import (
        Block,
        Sheet,
    )


FRENCH_STYLES = {
    **{f"heading {level}": f"Titre {level}" for level in range(1, 5)},
    **{f"toc {level}": f"TM {level}" for level in range(1, 4)},
    "caption": "Légende",
    "Title": "Titre",
    "Subtitle": "Sous-titre",
    "List Bullet": "Liste à puces",
}


@pytest.fixture(scope="session")
def make_base() -> dict[str, object]:
    """The names of the script that makes the charter."""
    return runpy.run_path(str(Path(__file__).parents[2] / "charter" / "make_base.py"))


@pytest.fixture(scope="session")
def charter() -> bytes:
    return (templates_folder() / "word" / "base.docx").read_bytes()


@pytest.fixture(scope="session")
def writer(charter: bytes) -> WordWriter:
    return WordWriter(charter)


@pytest.fixture(scope="session")
def demo() -> Document:
    return demo_document()


@pytest.fixture(scope="session")
def demo_bytes(writer: WordWriter, demo: Document) -> bytes:
    return writer.write(demo)


@pytest.fixture(scope="session")
def opened(demo_bytes: bytes) -> OpenedDocument:
    return docx.Document(io.BytesIO(demo_bytes))


@pytest.fixture(scope="session")
def control() -> Control:
    return a_control()


@pytest.fixture(scope="session")
def ward_sheet() -> Sheet:
    return a_sheet()


@pytest.fixture
def document_of(control: Control) -> Callable[..., Document]:
    def make(*blocks: Block, **changes: object) -> Document:
        settings: dict[str, object] = {"kind": "essai", "title": "Essai", "subtitle": "", "control": control}
        return Document(**{**settings, "body": blocks, "cover": False, **changes})  # type: ignore[arg-type] # any field

    return make


@pytest.fixture(scope="session")
def parts_of() -> Callable[[bytes], dict[str, str]]:
    """The parts of a Word file as text, by name."""

    def read(content: bytes) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}

    return read


@pytest.fixture
def body_of(writer: WordWriter, parts_of: Callable[[bytes], dict[str, str]]) -> Callable[..., str]:
    """The XML of the body of a document."""

    def read(document: Document, pages: dict[str, int] | None = None) -> str:
        return parts_of(writer.write(document, pages))["word/document.xml"]

    return read


@pytest.fixture(scope="session")
def french_charter(charter: bytes, parts_of: Callable[[bytes], dict[str, str]]) -> bytes:
    """A hospital's own charter: French names, other colours, no numbering, none of our own styles."""
    parts = parts_of(charter)
    styles = parts["word/styles.xml"].replace("1F3A5F", "006633")
    for english, french in FRENCH_STYLES.items():
        styles = styles.replace(f'w:name w:val="{english}"', f'w:name w:val="{french}"')
        styles = styles.replace(f'"{make_id(english)}"', f'"{make_id(french)}"')
    styles = re.sub(r"<w:numPr>.*?</w:numPr>", "", styles)
    styles = re.sub(r'<w:style w:type="\w+" w:customStyle="1".*?</w:style>', "", styles)
    parts["word/styles.xml"] = styles
    del parts["word/numbering.xml"]
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = re.sub(r"<(Override|Relationship) [^>]*numbering\.xml[^>]*/>", "", parts[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_id(name: str) -> str:
    """The style id that Word gives a name."""
    return "".join(word[0].upper() + word[1:] for word in name.split()).replace("Toc", "TOC").replace("-", "")
