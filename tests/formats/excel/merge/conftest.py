from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planforge.formats.excel.merge import merge_excel
from tests.gate.hands import edited
from tests.gate.lint import lint_xlsx
from tests.gate.plans import FORMULAS, generated

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book

    from planforge.formats.merging import Merged

ON = date(2026, 11, 27)


class Case:
    """A plan generated, edited by hand, and generated again; with its base or without."""

    def __init__(self, *, kept_base: bool) -> None:
        self.kept_base = kept_base
        self.before = generated()
        self.theirs = self.before

    def edit(self, change: Callable[[Book], object]) -> None:
        """Edit the plan by hand."""
        self.theirs = edited(self.theirs, change)

    def merge(self, ours: bytes | None = None) -> Merged:
        """The plan merged with what the record says now: the same thing unless said otherwise."""
        now = self.before if ours is None else ours
        merged = merge_excel(self.before if self.kept_base else None, self.theirs, now, "planforge", ON)
        assert lint_xlsx(merged.data, FORMULAS) == []
        self.before, self.theirs = now, merged.data
        return merged

    def book(self) -> Book:
        """The last merged file, opened."""
        return openpyxl.load_workbook(io.BytesIO(self.theirs), rich_text=True)


@pytest.fixture(params=[True, False], ids=["base", "no-base"])
def case(request: pytest.FixtureRequest) -> Case:
    return Case(kept_base=request.param)
