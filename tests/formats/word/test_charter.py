from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from planforge.errors import TemplateError
from planforge.formats.word import WordWriter
from planforge.formats.word.charter import read_charter
from planforge.formats.word.style_names import REQUIRED
from tests.gate.lint import lint_docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.documents import Document


def test_our_charter_has_every_style_that_the_writer_names(charter: bytes) -> None:
    styles = docx.Document(io.BytesIO(charter)).styles
    names = {style.element.name_val.lower() for style in styles}
    assert [name for _, name in REQUIRED if name.lower() not in names] == []


def test_styles_are_found_under_their_french_names(french_charter: bytes) -> None:
    ids = read_charter(french_charter).ids
    assert ids["heading 1"] == "Titre1"
    assert ids["toc 2"] == "TM2"
    assert ids["Title"] == "Titre"
    assert ids["Callout Warning"] == "CalloutWarning"


def test_a_document_in_a_french_charter_is_sound_and_keeps_its_colours(
    french_charter: bytes, demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    content = WordWriter(french_charter).write(demo)
    assert lint_docx(content) == []
    opened = docx.Document(io.BytesIO(content))
    titles = [paragraph for paragraph in opened.paragraphs if paragraph.style and paragraph.style.name == "Titre 1"]
    assert [title.text for title in titles] == ["Objet et périmètre", "Annexe — glossaire"]
    assert "006633" in parts_of(content)["word/styles.xml"]


def test_headings_of_a_charter_without_numbering_get_ours(
    french_charter: bytes, demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    parts = parts_of(WordWriter(french_charter).write(demo))
    style = re.search(r'w:styleId="Titre2".*?</w:style>', parts["word/styles.xml"])
    assert style
    number = re.search(r'<w:ilvl w:val="1"/><w:numId w:val="(\d+)"/>', style[0])
    assert number
    abstract = re.search(
        rf'<w:num w:numId="{number[1]}">\s*<w:abstractNumId w:val="(\d+)"', parts["word/numbering.xml"]
    )
    assert abstract
    assert re.search(rf'abstractNumId="{abstract[1]}".*?<w:pStyle w:val="Titre2"/>', parts["word/numbering.xml"])


def test_the_number_of_a_heading_stands_where_the_schema_wants_it(
    french_charter: bytes, demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    parts = parts_of(french_charter)
    bare = re.compile(r'(w:styleId="Titre2">(?:(?!</w:style>).)*?)<w:pPr>.*?</w:pPr>', re.DOTALL)
    parts["word/styles.xml"], count = bare.subn(r"\1", parts["word/styles.xml"])
    assert count == 1

    written = WordWriter(_repacked(parts)).write(demo)

    style = re.search(r'w:styleId="Titre2".*?</w:style>', parts_of(written)["word/styles.xml"], re.DOTALL)
    assert style
    assert 0 < style[0].find("<w:pPr><w:numPr>") < style[0].find("<w:rPr>")
    assert lint_docx(written) == []


def test_a_style_name_taken_by_another_kind_does_not_clash(
    charter: bytes, demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    parts = parts_of(charter)
    note = r'<w:style w:type="paragraph" w:customStyle="1" w:styleId="Lead">.*?</w:style>'
    other = '<w:style w:type="character" w:customStyle="1" w:styleId="Lead"><w:name w:val="Lead"/></w:style>'
    parts["word/styles.xml"] = re.sub(note, other, parts["word/styles.xml"])
    written = WordWriter(_repacked(parts)).write(demo)
    assert '<w:pStyle w:val="LeadPf"/>' in parts_of(written)["word/document.xml"]
    assert lint_docx(written) == []


def test_a_theme_that_leans_on_a_picture_is_replaced(
    charter: bytes, demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    parts = parts_of(charter)
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts["word/theme/theme1.xml"] = f'<a:theme xmlns:a="urn:a" {space}><a:blip r:embed="rId9"/></a:theme>'
    written = parts_of(WordWriter(_repacked(parts)).write(demo))
    assert 'name="Planforge"' in written["word/theme/theme1.xml"]


def _repacked(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"charte",
        b"PK\x03\x04 tronqu",
        _repacked({"readme": "rien"}),
        _repacked({"_rels/.rels": "<pas du xml"}),
        _repacked({"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ],
)
def test_a_charter_that_is_no_word_file_is_refused_in_french(content: bytes) -> None:
    with pytest.raises(TemplateError) as refused:
        WordWriter(content)
    (problem,) = refused.value.problems
    assert problem.code == "CHARTER-NOT-WORD"
    assert problem.message == "La charte Word ne peut pas servir. Ce n’est pas un document Word (.docx) lisible."
    assert problem.hint.startswith("Remplacez-la par un fichier .docx enregistré par Word")


def test_lists_and_contents_count_right_in_a_charter_with_its_own_lists(
    demo: Document, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)  # its table of contents title is a heading, its ordered lists have one level
    written = WordWriter(buffer.getvalue()).write(demo)
    parts = parts_of(written)
    title = parts["word/document.xml"].split("Sommaire")[0].rpartition("<w:p>")[2]
    assert '<w:numId w:val="0"/>' in title
    lists = parts["word/numbering.xml"]
    added = re.findall(r'<w:num w:numId="\d+"><w:abstractNumId w:val="(\d+)"/><w:lvlOverride', lists)
    assert added
    abstract = re.search(rf'w:abstractNumId="{added[0]}">.*?</w:abstractNum>', lists, re.DOTALL)
    assert abstract
    assert re.findall(r'<w:numFmt w:val="(\w+)"', abstract[0]) == ["decimal", "lowerLetter", "lowerRoman"]
    assert lint_docx(written) == []


def test_a_workbook_is_no_charter(charter: bytes, parts_of: Callable[[bytes], dict[str, str]]) -> None:
    parts = parts_of(charter)
    parts["word/styles.xml"] = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    with pytest.raises(TemplateError, match="document Word"):
        WordWriter(_repacked(parts))


def test_a_size_that_is_no_whole_number_refuses_the_charter(
    charter: bytes, parts_of: Callable[[bytes], dict[str, str]]
) -> None:
    parts = parts_of(charter)
    parts["word/styles.xml"] = re.sub(r'<w:sz w:val="\d+"', '<w:sz w:val="10.5"', parts["word/styles.xml"])
    with pytest.raises(TemplateError) as refused:
        WordWriter(_repacked(parts))
    (problem,) = refused.value.problems
    assert problem.message.endswith("Une taille ou un numéro n’y est pas un nombre entier.")
