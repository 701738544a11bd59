"""The lint finds each fault of an Excel file, planted alone in a good one, and nothing in the good one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.gate.lint import lint_xlsx
from tests.gate.samples import good, planted, zipped

FAULTS: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("faults_xlsx.yaml").read_text("utf-8"))
ALLOWED = [r"=?(COUNTA|HYPERLINK|NBVAL)\(.*"]


def test_the_good_file_has_no_fault() -> None:
    assert lint_xlsx(good("xlsx"), ALLOWED) == []


def test_a_formula_must_be_allowed() -> None:
    [finding] = lint_xlsx(good("xlsx"))
    assert "formula 'COUNTA(services[Service])+IF(C2>1,C2*2,0)' is not among those allowed" in finding


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_planted_fault_is_found(fault: dict[str, str]) -> None:
    findings = lint_xlsx(planted("xlsx", fault["part"], fault["old"], fault["new"]), ALLOWED)
    assert any(fault["says"] in finding for finding in findings), findings


@pytest.mark.parametrize(("text", "faulty"), [("x" * 32_767, False), ("x" * 32_768, True), ("🚑" * 16_384, True)])
def test_a_text_is_counted_as_excel_counts(text: str, faulty: bool) -> None:  # noqa: FBT001 - a table of cases
    findings = lint_xlsx(planted("xlsx", "xl/sharedStrings.xml", "Urgences", text), ALLOWED)
    assert any("more than 32767 characters" in finding for finding in findings) is faulty


def test_a_package_without_workbook_is_a_finding() -> None:
    assert "package: no workbook" in lint_xlsx(zipped([("a.xml", "<a/>")]))
