"""The two worked examples, read and studied once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.study import Results, study
from planforge.answers.reading import read_record
from planforge.library.loading import load_library
from planforge.library.resolution import resolve
from planforge.library.validation import unvalidated

if TYPE_CHECKING:
    from planforge.analysis.results import Finding
    from planforge.answers.reading import Record
    from planforge.model.plan import Plan
    from planforge.model.workflow import WorkflowLine

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Example:
    """A worked example, at the date of its documents."""

    folder: Path

    @cached_property
    def record(self) -> Record:
        return read_record(self.folder)

    @property
    def plan(self) -> Plan:
        return self.record.plan

    @cached_property
    def results(self) -> Results:
        return study(resolve(self.plan, load_library(None)), self.plan.document.date.best)

    def about(self, rule: str) -> dict[str, Finding]:
        """The findings of a rule by the first object they name."""
        return {one.objects[0].id: one for one in self.results.findings if one.rule == rule}

    @property
    def waiting(self) -> dict[str, tuple[WorkflowLine, ...]]:
        """By service, the lines of its sheet that nobody validated."""
        plan, flows = self.results.plan, self.results.resolved.workflows
        return {one.id: unvalidated(one, flows[one.id], plan.referents) for one in plan.services}

    @property
    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.yaml"))}


@pytest.fixture(scope="session")
def hospital() -> Example:
    return Example(EXAMPLES / "hopital")


@pytest.fixture(scope="session")
def care_home() -> Example:
    return Example(EXAMPLES / "ehpad")


@pytest.fixture(params=["hospital", "care_home"])
def example(request: pytest.FixtureRequest) -> Example:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Example)
    return found
