"""The lint finds each fault of a Word file, planted alone in a good one, and nothing in the good one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.gate.lint import lint_docx
from tests.gate.samples import good, planted, sample, with_parts, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

FAULTS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("faults_docx.yaml").read_text("utf-8"))
RELATIONS = "word/_rels/document.xml.rels"
EMBEDDED = '<Relationship Id="rId7" Type="urn:package" Target="chart.xlsx"/></Relationships>'


def test_the_good_file_has_no_fault() -> None:
    assert lint_docx(good("docx")) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_planted_fault_is_found(fault: dict[str, str]) -> None:
    findings = lint_docx(planted("docx", fault["part"], fault["old"], fault["new"]))
    assert any(fault["says"] in finding for finding in findings), findings


def test_a_fault_in_an_embedded_workbook_is_found() -> None:
    relations = str(sample("docx")[RELATIONS]).replace("</Relationships>", EMBEDDED)
    book = planted("xlsx", "xl/worksheets/sheet1.xml", "A6:B6", "A2:B2")
    findings = lint_docx(with_parts("docx", {RELATIONS: relations, "word/chart.xlsx": book}))
    assert "word/chart.xlsx: table services: merged cells inside it" in findings


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "backwards": (lambda: zipped(reversed(sample("docx").items()), ordered=False), "is not the first entry"),
    "one entry too late": (
        lambda: zipped(sorted(sample("docx").items(), key=lambda part: part[0] == "_rels/.rels"), ordered=False),
        "entry _rels/.rels is out of order",
    ),
    "one entry twice": (
        lambda: with_parts("docx", {"word/stylez.xml": "<a/>"}).replace(b"stylez", b"styles"),
        "entry word/styles.xml stands twice",
    ),
    "made today": (lambda: zipped(sample("docx").items(), date=(2026, 11, 21, 8, 30, 0)), "not 1980-01-01"),
    "entry outside": (lambda: with_parts("docx", {"../a.png": b""}), "leaves the package"),
    "not a zip": (lambda: b"PK nothing", "not a zip"),
    "no document": (lambda: zipped([("a.xml", "<a/>")]), "no main document"),
}


@pytest.mark.parametrize(("build", "says"), ZIPS.values(), ids=ZIPS.keys())
def test_a_fault_of_the_zip_is_found(build: Callable[[], bytes], says: str) -> None:
    findings = lint_docx(build())
    assert any(says in finding for finding in findings), findings
