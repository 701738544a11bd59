"""The tools of others, as the gate calls them: they accept the good files, and their silence is no consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gate import schema
from tests.gate.integrity import integrity_findings
from tests.gate.pages import english_words, lonely_headings, page_texts, to_pages, to_pdf
from tests.gate.samples import good, planted, sample, with_parts

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "word/document.xml"
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Reprise des services</w:t></w:r></w:p>'
NEW_PAGE = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Les urgences d’abord.</w:t></w:r></w:p>"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The two good files on disk."""
    written = []
    for kind in ("docx", "xlsx"):
        path = tmp_path / f"bon.{kind}"
        path.write_bytes(good(kind))
        written.append(path)
    return written[0], written[1]


@pytest.mark.schema
def test_the_schema_validator_accepts_the_good_files(files: tuple[Path, Path]) -> None:
    assert schema.schema_findings_of(files) == {files[0]: [], files[1]: []}


@pytest.mark.schema
def test_the_schema_validator_refuses_an_element_out_of_place(tmp_path: Path) -> None:
    path = tmp_path / "faux.docx"
    path.write_bytes(planted("docx", DOCUMENT, "<w:p/>", "<w:p><w:foo/></w:p>"))
    [finding] = schema.schema_findings(path)
    assert finding.startswith("/word/document.xml /w:document[1]/w:body[1]/w:p[5]: The element has invalid child")


@pytest.mark.schema
def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "faux.docx"
    path.write_bytes(b"PK")
    assert len(schema.schema_findings(path)) == 1
    assert len(schema.schema_findings(tmp_path / "absent.docx")) == 1


@pytest.mark.parametrize(
    "answer", ["", "Segmentation fault", "[]", "{}", '{"ok": true}', '{"ok": true, "errors": [1]}']
)
def test_an_answer_that_is_not_the_promised_json_is_a_finding(answer: str) -> None:
    [finding] = schema.findings_in(answer)
    assert "did not answer in JSON" in finding


def test_a_refusal_without_reason_is_a_finding() -> None:
    assert schema.findings_in('{"ok": true, "errors": []}') == []
    assert schema.findings_in('{"ok": false, "errors": []}') == [
        "the schema validator refuses the file without saying why"
    ]


def test_a_validator_that_cannot_run_is_a_finding(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(schema.VARIABLE, str(tmp_path / "nowhere"))
    assert schema.validator() is None
    assert "no schema validator" in schema.schema_findings(files[0])[0]
    broken = tmp_path / "broken"
    broken.write_text("not a program")
    monkeypatch.setenv(schema.VARIABLE, str(broken))
    assert "did not answer" in schema.schema_findings(files[0])[0]


def test_ooxml_integrity_accepts_the_good_file_and_sees_a_fault(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert integrity_findings(files[0]) == []
    path = tmp_path / "faux.docx"
    path.write_bytes(planted("docx", DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="7"/>'))
    assert any(finding.startswith("NUM") for finding in integrity_findings(path))


@pytest.mark.office
def test_pages_are_counted_and_read(files: tuple[Path, Path], tmp_path: Path) -> None:
    twin = tmp_path / "autre" / files[0].name
    twin.parent.mkdir()
    twin.write_bytes(with_parts("docx", {DOCUMENT: str(sample("docx")[DOCUMENT]).replace("<w:p/>", NEW_PAGE)}))
    refused = tmp_path / "illisible.docx"
    refused.write_bytes(b"PK\x03\x04 cut short")
    assert to_pages([*files, twin, refused], tmp_path / "pdf") == {files[0]: 1, files[1]: 2, twin: 2, refused: 0}
    [pdf] = to_pdf([twin], tmp_path / "lu").values()
    first, second = page_texts(pdf)
    assert "l’alerte" in first
    assert "Les urgences d’abord." in second


@pytest.mark.office
def test_a_heading_alone_at_the_foot_of_a_page_is_found(tmp_path: Path) -> None:
    lines = "".join(f"<w:p><w:r><w:t>Ligne {number}</w:t></w:r></w:p>" for number in range(10))
    rest = NEW_PAGE + HEADING + lines
    contents = "".join(
        f"<w:p><w:r><w:t>{title}</w:t></w:r></w:p>" for title in ("Alerte", "Alerte", "Reprise des services")
    )
    texts = {"alone": HEADING + NEW_PAGE, "followed": HEADING + lines + NEW_PAGE, "contents": contents + NEW_PAGE}
    found = {}
    for name, text in texts.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(planted("docx", DOCUMENT, "<w:p/>", text + rest))
        found[name] = path
    pdfs = to_pdf(found.values(), tmp_path / "pdf")
    assert {name: lonely_headings(path, pdfs[path]) for name, path in found.items()} == {
        "alone": ["page 1: « Reprise des services » stands alone at the foot"],
        "followed": [],
        "contents": [],
    }


def test_english_words_are_seen_and_french_ones_are_not() -> None:
    french = [
        "Page 1 / 3, table des matières",
        "Le plan OR, à l’item 4 : « The Lancet », Nonette, version 1.0, de la part des soins",
    ]
    assert english_words(french) == []
    assert english_words(["Table of contents", "délai : None", "see the ward", "Page 1 of 3"]) == [
        "Table of contents",
        "None",
        "the",
        "Page 1 of",
    ]
