"""The folder behind the pages: begun, written into, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.answers.addresses import value_at
from planforge.answers.journal import Entry, append
from planforge.errors import Location, Problem, RecordError
from planforge.interview.outline import Filters
from planforge.interview.steps import Answer
from planforge.interview.web.keeping import Ending, Findings, Keeper, Remark
from tests.interview.web.conftest import PERSON

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "schema: 1\nestablishment:\n  name: CH de Murat # le nom\n  statute: public\n  activities: [mco]\n"


@pytest.fixture
def murat(tmp_path: Path) -> Path:
    """The folder of a small record."""
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    return tmp_path


def test_an_empty_folder_is_begun_with_a_few_questions(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, PERSON, Findings)
    assert not keeper.is_begun
    session = keeper.open(Filters()).session
    for reply in (Answer("CH de Valmont"), Answer("public"), Answer(("mco",))):
        assert isinstance(session.take(reply), str)
    assert session.step is None
    assert keeper.write_first(session, Filters()) == ("planforge.yaml", "restricted.yaml")
    assert keeper.is_begun
    begun = keeper.open(Filters()).session.interview
    assert value_at(begun.data, ("establishment", "name")) == "CH de Valmont"


def test_answers_of_before_are_written_into_the_files_when_it_opens(murat: Path) -> None:
    append(murat, Entry("set", ("establishment", "ght"), "GHT Cantal"))
    keeper = Keeper(murat, PERSON, Findings)
    assert keeper.open(Filters()).conflicts == ()
    assert "GHT Cantal" in (murat / "planforge.yaml").read_text("utf-8")


def test_an_answer_that_a_file_contradicts_is_told(murat: Path) -> None:
    append(murat, Entry("set", ("establishment", "name"), "CH de Valmont", "Autre nom"))
    told = Keeper(murat, PERSON, Findings).open(Filters()).conflicts
    assert [one.replace("\u00a0", " ").rpartition(" : ")[2] for one in told] == [
        "le fichier garde « CH de Murat », vous aviez répondu « CH de Valmont »."
    ]


def test_finishing_writes_and_judges(murat: Path) -> None:
    found = Findings((Remark("a", "b", "c"),), 3, 4)
    append(murat, Entry("set", ("establishment", "ght"), "GHT Cantal"))
    assert Keeper(murat, PERSON, lambda: found).finish() == Ending(("planforge.yaml",), (), found)
    assert "# le nom" in (murat / "planforge.yaml").read_text("utf-8")


def test_a_record_that_cannot_be_judged_is_no_reason_to_lose_an_answer(murat: Path) -> None:
    def wrong() -> Findings:
        problems = [Problem("a", "Ligne une.", Location("planforge.yaml", 1, 1)), Problem("b", "Deux.", Location())]
        raise RecordError(problems)

    append(murat, Entry("set", ("establishment", "ght"), "GHT Cantal"))
    ending = Keeper(murat, PERSON, wrong).finish()
    assert (ending.files, ending.findings) == (("planforge.yaml",), None)
    assert len(ending.trouble) == 2
