from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.schedule.durations import Effort, Span, span_of, span_of_copy, stopwatch
from planforge.model.answer import Answer, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan
    from planforge.values import Duration

HOUR = 60
TAPE = {"id": "bande", "systems": ["dpi"]}


@pytest.fixture
def effort(a_plan: Callable[..., Plan]) -> Callable[..., Effort | None]:
    """``effort({...}, backups=[...])``: the own restore of an application restored in that way."""

    def found(restore: dict[str, Any] | None = None, **sections: Any) -> Effort | None:
        plan = a_plan(applications=[{"id": "dpi", "restore": restore or {}}], **sections)
        return stopwatch(plan).effort(plan.systems["dpi"])

    return found


def of(plan: Plan) -> Answer[Duration]:
    return plan.systems["dpi"].restore.total


@pytest.mark.parametrize(
    ("answer", "span"),
    [
        ({"min": "4 h", "likely": "10 h", "max": "1 j"}, Span(4 * HOUR, 10 * HOUR, 24 * HOUR)),
        ({"likely": "10 h", "max": "1 j"}, Span(7 * HOUR, 10 * HOUR, 24 * HOUR)),
        ({"min": "0", "likely": "10 h"}, Span(0, 10 * HOUR, 22 * HOUR)),
        ({"min": "9 h", "likely": "10 h", "source": "measured"}, Span(9 * HOUR, 10 * HOUR, 15 * HOUR)),
        ("10 h", Span(7 * HOUR, 10 * HOUR, 22 * HOUR)),
        ({"value": "10 h", "source": "vendor"}, Span(7 * HOUR, 10 * HOUR, 22 * HOUR)),
        ({"value": "10 h", "source": "measured"}, Span(8 * HOUR, 10 * HOUR, 15 * HOUR)),
        ("0", Span(0, 0, 0)),
        ("à compléter", None),
    ],
)
def test_a_single_figure_is_spread_by_where_it_comes_from(
    a_plan: Callable[..., Plan], answer: object, span: Span | None
) -> None:
    assert span_of(of(a_plan(applications=[{"id": "dpi", "restore": {"total": answer}}]))) == span


def test_spans_follow_one_another_and_stretch() -> None:
    assert Span(1, 2, 3) + Span(10, 20, 30) == Span(11, 22, 33)
    assert Span(2, 4, 6).scaled(1.5) == Span(3, 6, 9)


def test_nothing_said_is_no_duration(effort: Callable[..., Effort | None]) -> None:
    assert effort() is None
    assert effort({"volume": "2 To"}) is None
    assert effort({"team": "à compléter", "total": "?"}) is None


def test_what_somebody_said_in_one_figure_is_taken_as_it_is(effort: Callable[..., Effort | None]) -> None:
    assert effort({"total": {"min": "1 h", "likely": "2 h", "max": "9 h", "source": "expert"}}) == Effort(
        Span(60, 120, 540), Source.EXPERT
    )


def test_parts_are_summed_and_worth_their_weakest(effort: Callable[..., Effort | None]) -> None:
    found = effort(
        {
            "preparation": {"min": "1 h", "likely": "2 h", "max": "3 h", "source": "measured"},
            "configuration": {"min": "1 h", "likely": "1 h", "max": "2 h", "source": "expert"},
            "acceptance": {"min": "2 h", "likely": "3 h", "max": "4 h", "source": "vendor"},
            "tester": "Biologiste",
        }
    )
    assert found == Effort(Span(4 * HOUR, 6 * HOUR, 9 * HOUR), Source.EXPERT, 0, 3 * HOUR)


def test_acceptance_holds_nobody_while_no_tester_is_named(effort: Callable[..., Effort | None]) -> None:
    found = effort({"total": "10 h", "acceptance": "3 h"})
    assert found is not None
    assert found.acceptance == 0


def test_copying_takes_the_volume_at_the_rate(effort: Callable[..., Effort | None]) -> None:
    found = effort({"volume": "3,6 To", "rate": {"value": "100 Mo/s", "source": "vendor"}})
    assert found == Effort(Span(7 * HOUR, 10 * HOUR, 22 * HOUR), Source.VENDOR, 10 * HOUR)
    assert span_of_copy(600, Source.MEASURED) == Span(480, 600, 900)


@pytest.mark.parametrize(
    ("source", "likely"), [("expert", 2), ("default", 10), (None, 10)], ids=["word", "library", "nobody"]
)
def test_a_longer_copy_outweighs_a_library_default_and_not_somebody_s_word(
    effort: Callable[..., Effort | None], source: str | None, likely: int
) -> None:
    total = {"min": "1 h", "likely": "2 h", "max": "4 h", "source": source}
    found = effort({"total": total, "volume": "3,6 To", "rate": "100 Mo/s"})
    assert found is not None
    assert found.span.likely == likely * HOUR
    assert found.span.low <= found.span.likely <= found.span.high
    assert found.copy == likely * HOUR  # never more than the whole


TEST = {"id": "t", "system": "dpi", "backup": "bande", "result": "success", "elapsed": "10 h", "date": "2026-02-01"}


def test_a_restore_test_outweighs_all_words(effort: Callable[..., Effort | None]) -> None:
    found = effort({"total": "2 h"}, backups=[TAPE], restore_tests=[TEST])
    assert found == Effort(Span(8 * HOUR, 10 * HOUR, 15 * HOUR), Source.MEASURED, test="t")
    assert found.measured


@pytest.mark.parametrize(
    "change", [{"result": "failed"}, {"result": "planned"}, {"kind": "file"}, {"elapsed": "?"}, {"system": "ris"}]
)
def test_a_test_that_proves_nothing_of_the_whole_counts_for_nothing(
    effort: Callable[..., Effort | None], change: dict[str, str]
) -> None:
    found = effort({"total": "2 h"}, infrastructure=[{"id": "ris"}], restore_tests=[{**TEST, **change, "backup": "?"}])
    assert found is not None
    assert (found.span.likely, found.measured, found.test) == (2 * HOUR, False, "")


def test_the_last_test_wins_and_an_undated_one_comes_first(effort: Callable[..., Effort | None]) -> None:
    older = {**TEST, "id": "old", "elapsed": "30 h", "date": "2025-02-01"}
    undated = {**TEST, "id": "undated", "elapsed": "40 h", "date": "?"}
    found = effort(backups=[TAPE], restore_tests=[TEST, older, undated])
    assert found is not None
    assert found.test == "t"


def test_what_was_tested_grows_with_what_there_is_to_copy(effort: Callable[..., Effort | None]) -> None:
    tests = [{**TEST, "volume": "1 To"}]
    grown = effort({"volume": "3 To"}, backups=[TAPE], restore_tests=tests)
    shrunk = effort({"volume": "500 Go"}, backups=[TAPE], restore_tests=tests)
    assert grown is not None
    assert shrunk is not None
    assert (grown.span.likely, shrunk.span.likely) == (30 * HOUR, 10 * HOUR)


@pytest.fixture
def rate(a_plan: Callable[..., Plan]) -> Callable[..., tuple[float, Source | None]]:
    """``rate({...}, backups=[...])``: megabytes a second at which the application is copied back."""

    def found(restore: dict[str, Any], **sections: Any) -> tuple[float, Source | None]:
        plan = a_plan(applications=[{"id": "dpi", "restore": restore}, {"id": "ris"}], **sections)
        return stopwatch(plan).rate(plan.systems["dpi"])

    return found


def test_a_rate_measured_on_the_policy_wins_save_over_one_measured_on_the_system(
    rate: Callable[..., tuple[float, Source | None]],
) -> None:
    shared = {"id": "bande", "systems": ["dpi", "ris"]}
    tests = [
        {**TEST, "id": f"t{hours}", "system": "ris", "volume": "3,6 To", "elapsed": f"{hours} h", "kind": "file"}
        for hours in (5, 10, 100)
    ]
    measured = {"backups": [shared], "restore_tests": tests}
    assert rate({"rate": "300 Mo/s"}, **measured) == (100, Source.MEASURED)  # the median of three
    assert rate({"rate": {"value": "300 Mo/s", "source": "measured"}}, **measured) == (300, Source.MEASURED)
    assert rate({"rate": "300 Mo/s"}) == (300, None)
    assert rate({}) == (0, None)


def test_streams_share_the_bandwidth_of_their_policy(rate: Callable[..., tuple[float, Source | None]]) -> None:
    wide = {**TAPE, "bandwidth": {"value": "200 Mo/s", "source": "vendor"}}
    assert rate({}, backups=[wide]) == (200, Source.VENDOR)
    assert rate({}, backups=[{**wide, "streams": 4}]) == (50, Source.VENDOR)


def test_no_system_is_copied_faster_than_its_backup_gives(rate: Callable[..., tuple[float, Source | None]]) -> None:
    wide = {**TAPE, "bandwidth": "200 Mo/s"}
    assert rate({"rate": "900 Mo/s"}, backups=[wide]) == (200, None)
    assert rate({"rate": "90 Mo/s"}, backups=[wide]) == (90, None)
    measured = {"value": "900 Mo/s", "source": "measured"}
    assert rate({"rate": measured}, backups=[wide]) == (900, Source.MEASURED)
