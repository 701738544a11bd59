from __future__ import annotations

from planforge.answers.journal import Entry
from planforge.interview.beginning import beginning, begun
from planforge.interview.operations import Move, replied
from planforge.interview.steps import Answer, Pass, Refusal, Unknown
from tests.interview.conftest import library


def test_three_questions_come_before_there_is_a_record() -> None:
    here = beginning(library(), ())
    for raw in ("CH de Murat", "public", ["mco", "smr"]):
        for reply in (Unknown("", ""), Pass()):
            assert isinstance(replied(here, reply), Refusal)
        move = replied(here, Answer(raw))
        assert isinstance(move, Move)
        here = move.after
    assert here.current is None
    assert begun(here.data) == ("CH de Murat", "public", ("mco", "smr"))


def test_they_are_gone_on_with_where_they_were_left() -> None:
    here = beginning(library(), (Entry("set", ("establishment", "name"), "CH de Murat"),))
    assert here.current is not None
    assert here.current.address == ("establishment", "statute")
    assert begun(here.data) == ("CH de Murat", "", ())
    assert begun({}) == ("", "", ())
