"""The files before judges that are not ours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.document.blocks import Sheet
from planforge.formats.word import WordWriter
from tests.gate.integrity import integrity_findings
from tests.gate.pages import to_pdf
from tests.gate.schema import schema_findings

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.document.documents import Document


@pytest.fixture
def files(
    tmp_path: Path,
    writer: WordWriter,
    french_charter: bytes,
    demo: Document,
) -> list[Path]:
    sheet = demo.body[-1]
    assert isinstance(sheet, Sheet)
    sheets = replace(demo, body=(sheet, replace(sheet, id="small", scale=0.8)), cover=False)
    contents = {
        "demo": writer.write(demo, {"intro": 3}),
        "sheets": writer.write(sheets),
        "french": WordWriter(french_charter).write(demo),
    }
    paths = [tmp_path / f"{name}.docx" for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return paths


def test_ooxml_integrity_finds_nothing(files: list[Path]) -> None:
    assert [finding for path in files for finding in integrity_findings(path)] == []


@pytest.mark.schema
def test_microsofts_validator_finds_nothing(files: list[Path]) -> None:
    assert [finding for path in files for finding in schema_findings(path)] == []


@pytest.mark.office
def test_a_sheet_takes_exactly_one_page(files: list[Path], tmp_path: Path) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 - only where LibreOffice is there to make the pages

    pages = to_pdf(files[1:2], tmp_path / "pdf")
    assert len(PdfReader(pages[files[1]]).pages) == 2
