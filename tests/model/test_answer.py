from __future__ import annotations

import pytest
from pydantic import ValidationError

from planforge.model.answer import Answer, ByScenario, Source, State
from planforge.model.fields import DurationValue, Line
from planforge.values import Duration, ValueFault, read_duration

Span = Answer[DurationValue]
Spans = ByScenario[DurationValue]


def fault(error: pytest.ExceptionInfo[ValidationError]) -> str:
    """The code of the only fault of a refused value."""
    (detail,) = error.value.errors()
    found = detail["ctx"]["error"]
    assert isinstance(found, ValueFault)
    return found.code


def test_a_plain_value_is_known() -> None:
    answer = Span.model_validate("4 h")
    assert (answer.best, answer.state) == (read_duration("4 h"), State.KNOWN)


@pytest.mark.parametrize("raw", [None, "", "  ", {}])
def test_nothing_is_absent(raw: object) -> None:
    assert Span.model_validate(raw).state is State.ABSENT


@pytest.mark.parametrize(
    "raw", ["à compléter", "A COMPLÉTER", "?", "Je ne sais pas encore…", "nc", {"unknown": None}, {"unknown": "?"}]
)
def test_unknown_is_an_answer(raw: object) -> None:
    assert Span.model_validate(raw).state is State.UNKNOWN


def test_unknown_says_who_and_when() -> None:
    answer = Span.model_validate({"unknown": {"ask": "dsi", "due": "15/12/2026"}})
    assert answer.unknown is not None
    assert (answer.unknown.ask, str(answer.unknown.due)) == ("dsi", "2026-12-15")


def test_a_detailed_value_keeps_its_provenance() -> None:
    answer = Span.model_validate({"value": "4 h", "source": "measured", "by": "DSI", "on": "2026-01-05"})
    assert (answer.source, answer.by, answer.is_default) == (Source.MEASURED, "DSI", False)


def test_a_range_counts_for_its_most_likely_value() -> None:
    assert Span.model_validate({"min": "1 j", "likely": "2 j", "max": "5 j"}).best == read_duration("2 j")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"min": "5 j", "likely": "2 j"}, "answer.range_order"),
        ({"likely": "2 j", "max": "1 j"}, "answer.range_order"),
        ({"min": "1 j", "max": "2 j"}, "answer.range"),
        ({"value": "1 j", "likely": "2 j"}, "answer.range"),
        ({"value": "1 j", "unknown": {}}, "answer.two_ways"),
        ({"value": "bientôt"}, "duration.unreadable"),
        ([], "value.not_single"),
    ],
)
def test_what_contradicts_itself_is_refused(raw: object, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        Span.model_validate(raw)
    assert fault(error) == code


def test_an_objective_by_scenario() -> None:
    rto = Spans.model_validate({"default": "4 h", "cyber": {"value": "3 j", "source": "vendor"}})
    assert rto.best == read_duration("4 h")
    assert rto.at("cyber").best == read_duration("3 j")
    assert rto.at("autre").best == read_duration("4 h")
    assert Spans.model_validate({"default": "4 h", "cyber": None}).at("cyber").best == read_duration("4 h")


def test_a_single_objective_holds_in_every_scenario() -> None:
    assert Spans.model_validate("4 h").at("cyber").best == read_duration("4 h")


def test_an_answer_is_taken_as_it_is() -> None:
    answer = Span(value=Duration(240))
    assert Span.model_validate(answer) == answer
    spans = Spans(value=Duration(240), scenarios={"cyber": answer})
    assert Spans.model_validate(spans).at("cyber") == answer


def test_a_text_may_begin_like_an_unknown_word() -> None:
    assert Answer[Line].model_validate("NC-17, à compléter par le cadre").state is State.KNOWN
