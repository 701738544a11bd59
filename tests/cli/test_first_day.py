"""A first day: from an empty folder to the binder of the three perimeters, by answering and by nothing else."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from planforge.interview.plain import Plain
from planforge.interview.steps import Kind
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.source import read_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.answers.addresses import Address
    from planforge.interview.steps import Refusal, Reply, Step
    from tests.cli.conftest import Command

ANSWERS = Path(__file__).parent / "first_day" / "answers.yaml"
ROLES = ("quality", "board", "service", "it")
QUESTIONS = {"quality": 13, "board": 6, "service": 38, "it": 15}
MOST_QUESTIONS = 70
MOST_UNKNOWN = 0.15
SLOWEST = 0.5  # seconds between two lines, all told: start of the program, files written, check at the end
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
PERIMETERS = ("urgences", "laboratoire", "admissions")


@dataclass
class People:
    """Those who are asked: each line they are waited for is looked up by the field of the record it is about."""

    answers: dict[str, Any]
    step: Step | None = None
    refused: str = ""
    typed: Counter[str] = field(default_factory=Counter)
    asked: list[str] = field(default_factory=list)
    unknown: int = 0

    closed = False

    def isatty(self) -> bool:
        """A person is no file."""
        return True

    def close(self) -> None:
        """What processes that build do with the keyboard they are born with."""

    def readline(self) -> str:
        """The line that is typed; a question that nobody foresaw, or an answer that is refused, ends the test."""
        name, entry = field_of(self.step)
        assert not self.refused, f"{name} ({entry}): {self.refused}"
        assert name in self.answers, f"nothing to answer to {name} ({entry}): {self.step and self.step.title}"
        line = self._line(self.answers[name], name, entry)
        if self.step is not None and self.step.token:
            self.asked.append(name)
            self.unknown += line == "?"
        return f"{line}\n"

    def _line(self, said: Any, name: str, entry: str) -> str:
        if isinstance(said, dict):
            said = said.get(entry, said.get("*"))
            assert said is not None, f"nothing to answer to {name} for {entry}: {self.step and self.step.title}"
        if isinstance(said, list):
            place = f"{name} {entry}"
            self.typed[place] += 1
            said = said[min(self.typed[place], len(said)) - 1]
        return str(said)


def field_of(step: Step | None) -> tuple[str, str]:
    """The field of the record that a question fills, lists without their entries, and the entry it is about."""
    if step is None:
        return "confirm", ""
    if not step.token:
        return ("recap" if step.options else "when" if step.kind is Kind.DATE else "who"), ""
    return dotted(step.address)


def dotted(address: Address) -> tuple[str, str]:
    """``("services", "urgences", "head")`` gives ``services.head`` and ``urgences``."""
    shape, names, entry = shape_of(Plan), [], ""
    for name in address:
        if shape.item is not None:
            shape, entry = shape.item, name
        elif name in shape.fields:
            shape = shape.fields[name]
            names.append(name)
    return ".".join(names), entry


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> People:
    """Those who answer, sitting at the keyboard; the text mode tells them nothing but what it prints."""
    made = People(read_tree(ANSWERS.read_text("utf-8"), ANSWERS.name).data)
    ask, confirm = Plain.ask, Plain.confirm

    def asks(self: Plain, step: Step, refusal: Refusal | None) -> Reply:
        made.step, made.refused = step, refusal.text if refusal else ""
        return ask(self, step, refusal)

    def confirms(self: Plain, question: str, *, usual: bool = False) -> bool:
        made.step, made.refused = None, ""
        return confirm(self, question, usual=usual)

    monkeypatch.setattr(Plain, "ask", asks)
    monkeypatch.setattr(Plain, "confirm", confirms)
    monkeypatch.setattr(sys, "stdin", made)
    return made


@dataclass(frozen=True)
class Sitting:
    """What one role was asked: questions as they are announced, lines typed, « je ne sais pas encore », seconds."""

    questions: int
    typed: int
    unknown: int
    seconds: float


def sat(planforge: Command, people: People, role: str) -> Sitting:
    """One sitting, on its own day: a new process for the program."""
    typed, unknown, start = len(people.asked), people.unknown, perf_counter()
    done = planforge("interview", "--text", "--role", role)
    assert done.code == 0, done.err
    numbers = re.findall(r"^Question [0-9]+ sur ([0-9]+)", done.out, re.MULTILINE)
    return Sitting(int(numbers[-1]), len(people.asked) - typed, people.unknown - unknown, perf_counter() - start)


def test_the_binder_of_the_three_perimeters_comes_of_answers_alone(
    planforge: Command,
    people: People,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    monkeypatch.chdir(tmp_path)
    sittings = {role: sat(planforge, people, role) for role in ROLES}
    for role, one in sittings.items():
        record_testsuite_property(f"first day, {role}", one)
    assert {role: one.questions for role, one in sittings.items()} == QUESTIONS
    # Two of them are the tables of the applications and of the foundations.
    assert sum(QUESTIONS.values()) <= MOST_QUESTIONS + 2
    assert sum(one.unknown for one in sittings.values()) <= MOST_UNKNOWN * sum(QUESTIONS.values())
    assert sum(one.seconds for one in sittings.values()) / len(people.asked) < SLOWEST
    again = planforge("interview", "--text")
    assert again.code == 0
    assert "Toutes les questions ont une réponse." in again.out
    assert not (tmp_path / ".planforge" / "journal.jsonl").exists()

    checked = planforge("-v", "check")
    assert checked.code == 0
    assert "Constats au " in checked.out
    start = perf_counter()
    built = planforge("build")
    record_testsuite_property("first day, build in seconds", perf_counter() - start)
    assert built.code == 0, built.out
    files = {path.relative_to(tmp_path / "livrables").as_posix() for path in tmp_path.rglob("livrables/**/*.*")}
    assert {f"services/{one}/{kind}-{one}.docx" for one in PERIMETERS for kind in ("pca", "fiche")} <= files
    assert {"pca.docx", "pra.docx", "premiere-heure.docx", "bia.xlsx", "synthese.docx"} <= files
    assert "Chef de service des urgences" in words(tmp_path / "livrables/services/urgences/pca-urgences.docx")
    assert "Salle du conseil, bâtiment A, 1er étage" in words(tmp_path / "livrables/premiere-heure.docx")


def words(path: Path) -> str:
    """All the text of a Word document."""
    return " ".join(node.text for node in Document(str(path)).element.iter(TEXT) if node.text)
