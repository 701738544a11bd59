from __future__ import annotations

from planforge.library.defaults import by_default, inherited
from planforge.model.answer import Answer, Source, State

USUAL: Answer[str] = Answer(value="4 h", source=Source.EXPERT)


def test_what_nobody_was_asked_is_the_usual_marked_as_a_default() -> None:
    found = inherited(Answer(), USUAL)

    assert (found.best, found.source) == ("4 h", Source.DEFAULT)
    assert USUAL.source is Source.EXPERT


def test_what_was_said_or_is_unknown_stays() -> None:
    own: Answer[str] = Answer(value="2 h")
    unknown: Answer[str] = Answer.model_validate("à compléter")

    assert inherited(own, USUAL) is own
    assert inherited(unknown, USUAL) is unknown


def test_nothing_is_invented_where_nothing_is_usual() -> None:
    assert inherited(Answer(), Answer()).state is State.ABSENT
    assert inherited(Answer(), Answer.model_validate("?")).state is State.ABSENT


def test_a_plain_value_as_a_default() -> None:
    assert by_default(3).is_default
    assert by_default(3).best == 3
