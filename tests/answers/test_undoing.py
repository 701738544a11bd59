from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.history import undo
from planforge.answers.journal import Entry, append
from planforge.answers.reading import read_record, read_sources
from planforge.answers.undoing import foresee

if TYPE_CHECKING:
    from planforge.answers.journal import Op
    from planforge.source import Data
    from tests.answers.conftest import Folder

SERVICES = "services:\n  - {id: urgences, name: Urgences}\npeople:\n  - {id: chef, function: Chef de service}\n"


def answer(op: Op, *address: str, value: Data = None, was: Data = None) -> Entry:
    return Entry(op, address, value, was, "2026-11-27T09:00", "Marie")


def test_what_would_go_back_is_foreseen_and_nothing_is_written(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, answer("set", "services", "urgences", "beds", value="12"))
    append(path, answer("set", "services", "urgences", "beds", value="14", was="12"))
    journal = (path / ".planforge" / "journal.jsonl").read_bytes()
    foreseen = foresee(path, 2)
    assert [entry.value for entry in foreseen.answers] == ["14", "12"]
    assert [(entry.op, entry.value) for entry in foreseen.contraries] == [("set", "12"), ("remove", None)]
    assert (foreseen.conflicts, foreseen.problems) == ((), ())
    assert (path / ".planforge" / "journal.jsonl").read_bytes() == journal


def test_it_foresees_what_is_then_done(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, answer("set", "services", "urgences", "beds", value="12"))
    foreseen = foresee(path, 1).contraries
    made = undo(path, 1, at="", by="")
    assert made == foreseen
    assert "beds" not in str(read_sources(path).data)


def test_what_a_record_cannot_do_without_is_told_as_a_problem(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, answer("set", "establishment", "name", value="CH de Murat"))
    (problem,) = foresee(path, 1).problems
    assert problem.path == ("Établissement",)
    assert read_record(path).plan.establishment.name == "CH de Murat"


def test_taking_back_somebody_whom_a_hand_has_named_since_is_a_problem(folder: Folder) -> None:
    path = folder(SERVICES)
    append(path, answer("set", "people", "cadre", value={"id": "cadre", "function": "Cadre"}))
    text = (path / "planforge.yaml").read_text("utf-8").replace("name: Urgences", "name: Urgences, head: cadre")
    (path / "planforge.yaml").write_text(text, encoding="utf-8")
    assert [problem.code for problem in foresee(path, 1).problems] == ["DATA-DANGLING-REF"]


def test_a_problem_that_was_there_before_is_none_of_its_doing(folder: Folder) -> None:
    path = folder(SERVICES + "supplierz: []\n")
    append(path, answer("set", "services", "urgences", "beds", value="12"))
    assert foresee(path, 1).problems == ()


def test_what_a_hand_wrote_since_stays_and_is_told(folder: Folder) -> None:
    path = folder(SERVICES.replace("Urgences}", "Urgences, beds: 30}"))
    append(path, answer("set", "services", "urgences", "beds", value="14", was="12"))
    (conflict,) = foresee(path, 1).conflicts
    assert (conflict.in_file, conflict.answered) == ("30", "12")


def test_there_may_be_nothing_to_go_back_on(folder: Folder) -> None:
    foreseen = foresee(folder(SERVICES), 3)
    assert (foreseen.answers, foreseen.contraries, foreseen.problems) == ((), (), ())
