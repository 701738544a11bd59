"""Every document of a binder as its reader meets it: it opens, it is sound, it is French, it stands on its pages."""

from __future__ import annotations

import re
import subprocess
import zipfile
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from planforge.document.blocks import Heading, Sheet
from planforge.document.documents import Document, Workbook
from tests.gate.integrity import integrity_findings
from tests.gate.lint import lint_docx, lint_xlsx
from tests.gate.package import W
from tests.gate.pages import english_words, lonely_headings, page_texts, to_pdf
from tests.gate.schema import schema_findings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from planforge.compose.catalogue import Piece
    from tests.e2e.conftest import Binder

COUNTS_GAPS = r"COUNTIF\('(?:[^']|'')+'![A-Z]+\d+:[A-Z]+\d+,\"À COMPLÉTER\*\"\)"  # on the first sheet of each workbook
KEY = re.compile(r"\{[^{}]+\}")
CELLS = r"[A-Z]+\d+(?::[A-Z]+\d+)?"
FOOT = 0.952  # of the height of the paper: nothing but the foot of a form stands below
MOST_PAGES = {"fiche": 1, "synthese": 2}


def formulas_of(book: Workbook) -> list[str]:
    """Patterns of the formulas that a workbook was composed with: whatever else Excel computes is not ours."""
    rows = [row for sheet in book.sheets for row in sheet.table.rows]
    written = sorted({cell.formula for row in rows for cell in row.cells if cell.formula})
    return [COUNTS_GAPS, *(CELLS.join(map(re.escape, KEY.split(formula.removeprefix("=")))) for formula in written)]


def words_of(path: Path) -> list[str]:
    """The words of a file: paragraphs of a Word document with its headers, cells of a workbook."""
    if path.suffix == ".xlsx":
        return [value for rows in sheets_of(path).values() for row in rows for value in row if isinstance(value, str)]
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.match(r"word/(?:document|header|footer)", name)]
        trees = [etree.fromstring(archive.read(name)) for name in names if name.endswith(".xml")]
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for tree in trees for p in tree.iter(f"{W}p")]


def sheets_of(path: Path) -> dict[str, list[list[Any]]]:
    """The rows of each sheet, as another reader than ours takes them."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only these tests need it

    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def leading_sheets(document: Document) -> list[Sheet]:
    """The one-page sheets that a document opens with."""
    return [
        block for block in takewhile(lambda block: isinstance(block, Sheet), document.body) if isinstance(block, Sheet)
    ]


def page_complaints(piece: Piece, document: Document, pages: Sequence[str]) -> Iterator[str]:
    """What is wrong with the number of pages, and with the one-page sheets among them."""
    sheets = leading_sheets(document)
    rest = document.body[len(sheets) :]
    most = MOST_PAGES.get(piece.kind.id, len(pages)) if rest else len(sheets)
    if len(pages) > most:
        yield f"{len(pages)} pages"
    if not sheets:
        return
    folded = [" ".join(page.split()).casefold() for page in pages]
    first = next((number for number, page in enumerate(folded) if sheets[0].kicker.casefold() in page), 0)
    begin: list[tuple[str, ...]] = [(sheet.kicker, sheet.title.split()[-1]) for sheet in sheets]
    begin += [(block.text[0].text,) for block in rest if isinstance(block, Heading)][:1]
    for page, words in zip(folded[first:], begin, strict=False):
        if any(word.casefold() not in page for word in words):
            yield f"« {words[0]} » does not begin its page"


def test_the_binder_holds_every_document_and_nothing_else(binder: Binder) -> None:
    wanted = sorted(path for path, _ in binder.pieces())
    assert len(wanted) > 20
    assert sorted(path for path in binder.output.rglob("*") if path.is_file()) == wanted


def test_our_lint_finds_nothing(binder: Binder) -> None:
    found: dict[str, list[str]] = {}
    for path, piece in binder.pieces():
        content = binder.composed(piece)
        data = path.read_bytes()
        faults = lint_xlsx(data, formulas_of(content)) if isinstance(content, Workbook) else lint_docx(data)
        found |= {path.name: faults} if faults else {}
    assert found == {}


def test_ooxml_integrity_finds_nothing(binder: Binder) -> None:
    found = {path.name: integrity_findings(path) for path in binder.paths(".docx")}
    assert {name: findings for name, findings in found.items() if findings} == {}


@pytest.mark.schema
def test_the_schema_validator_finds_nothing(binder: Binder) -> None:
    found = schema_findings_of(binder.paths(".docx", ".xlsx"))
    assert {path.name: findings for path, findings in found.items() if findings} == {}


def test_word_documents_open_again(binder: Binder) -> None:
    import docx  # noqa: PLC0415 - slow to import

    for path, piece in binder.pieces():
        if path.suffix == ".docx":
            again = docx.Document(str(path))
            content = binder.composed(piece)
            assert again.core_properties.title == content.title
            assert len(again.tables) + len(again.paragraphs) >= len(getattr(content, "body", ())), path.name


def test_workbooks_open_again_in_two_readers(binder: Binder) -> None:
    import openpyxl  # noqa: PLC0415 - slow to import

    for path, piece in binder.pieces():
        content = binder.composed(piece)
        if isinstance(content, Workbook):
            names = openpyxl.load_workbook(path).sheetnames
            read = sheets_of(path)
            assert list(read) == names
            assert len(names) > len(content.sheets), "the first sheet says what the file is"
            for name, sheet in zip(names[1:], content.sheets, strict=False):
                assert len(read[name]) > len(sheet.table.rows), f"{path.name}: {name}"


def test_every_word_is_meant_for_french_readers(binder: Binder) -> None:
    found = {path.name: english_words([*words_of(path)]) for path in binder.paths(".docx", ".xlsx")}
    assert {name: words for name, words in found.items() if words} == {}
    assert not [path.name for path in binder.paths(".docx", ".xlsx") if "Undefined" in " ".join(words_of(path))]


@pytest.mark.office
def test_every_page_is_fit_to_print(binder: Binder, tmp_path: Path) -> None:
    documents = dict(binder.pieces())
    pdfs = to_pdf(documents, tmp_path)
    assert sorted(set(documents) - set(pdfs)) == [], "LibreOffice refuses these"
    complaints: dict[str, list[str]] = {}
    for path, piece in documents.items():
        pages = page_texts(pdfs[path])
        found = [*english_words(pages), *([] if pages else ["no page"])]
        content = binder.composed(piece)
        if isinstance(content, Document):
            found += [*lonely_headings(path, pdfs[path]), *page_complaints(piece, content, pages)]
        complaints |= {path.name: found} if found else {}
    assert complaints == {}


def test_the_sheet_of_every_service_type_is_sound(every_type: Binder) -> None:
    sheets = [path for path in every_type.paths(".docx") if path.name.startswith("fiche-")]
    assert len(sheets) == len(every_type.context.plan.services) > 25
    assert {path.name: lint_docx(path.read_bytes()) for path in sheets} == {path.name: [] for path in sheets}


@pytest.mark.office
def test_the_sheet_of_every_service_type_is_one_page(every_type: Binder, tmp_path: Path) -> None:
    sheets = [path for path, piece in every_type.pieces() if piece.kind.id == "fiche"]
    pdfs = to_pdf(sheets, tmp_path)
    counted = {path.name: len(page_texts(pdfs[path])) for path in sheets}
    assert counted == dict.fromkeys(counted, 1)


def test_every_form_of_the_library_is_sound(every_type: Binder) -> None:
    forms = [path for path, piece in every_type.pieces() if piece.kind.id == "formulaires"]
    assert {path.stem for path in forms} == set(every_type.context.resolved.forms)
    assert {path.name: lint_docx(path.read_bytes()) for path in forms} == {path.name: [] for path in forms}


@pytest.mark.office
def test_every_form_of_the_library_is_one_page(every_type: Binder, tmp_path: Path) -> None:
    forms = {path: piece for path, piece in every_type.pieces() if piece.kind.id == "formulaires"}
    pdfs = to_pdf(forms, tmp_path)
    pages = {path.name: page_texts(pdfs[path]) for path in forms}
    assert {name: len(found) for name, found in pages.items()} == dict.fromkeys(pages, 1)
    for path, piece in forms.items():
        form = every_type.context.resolved.forms[piece.of]
        words = " ".join(pages[path.name][0].split())
        assert form.id in words
        assert form.parts[-1].name in words, path.name  # nothing is cut at the foot
        assert 0.8 < lowest_words(pdfs[path]) < 0.97, path.name  # and the page is used down to it


def lowest_words(pdf: Path) -> float:
    """Where the last words of the only page end, its foot left aside, as a share of the height of the paper."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    page = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    height = float(re.findall(r'<page [^>]*height="([\d.]+)"', page)[0])
    ends = [float(end) / height for end in re.findall(r'yMax="([\d.]+)"', page)]
    return max(end for end in ends if end < FOOT)
