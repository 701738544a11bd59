from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.binder.portfolio import PortfolioRequest, write_portfolio
from tests.binder.test_evidence import DAY, RECORD

if TYPE_CHECKING:
    from pathlib import Path


def folders(root: Path) -> tuple[Path, ...]:
    for name, text in (("murat", RECORD), ("allanche", RECORD.replace("Murat", "Allanche")), ("casse", "schema: [")):
        (root / name).mkdir()
        (root / name / "planforge.yaml").write_text(text, "utf-8")
    return tuple(root / name for name in ("murat", "allanche", "casse"))


def test_the_sum_is_written_and_what_failed_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    request = PortfolioRequest(folders(tmp_path), DAY, tmp_path / "out", progress=lambda *done: told.append(done))
    report = write_portfolio(request)
    assert [one.name for one in report.portfolio.members] == ["CH de Murat", "CH de Allanche"]
    assert [one.folder for one in report.portfolio.failures] == ["casse"]
    assert [rank for rank, _ in told] == [1, 2, 3]
    assert (tmp_path / "out" / "portefeuille.docx").is_file()
    assert (tmp_path / "out" / "portefeuille.xlsx").is_file()
    again = write_portfolio(request)
    assert {file.state.value for file in again.plan.files} == {"identical"}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    report = write_portfolio(PortfolioRequest(folders(tmp_path), DAY, tmp_path / "out", dry_run=True))
    assert {file.state.value for file in report.plan.files} == {"created"}
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "murat" / ".planforge").exists()
