from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.results import Verdict
from planforge.analysis.schedule.estimates import Dates
from planforge.analysis.schedule.odds import Runs
from planforge.analysis.schedule.problem import problem
from planforge.analysis.schedule.service_estimates import dates_of, service_estimates
from tests.analysis.schedule.networks import DAY, HOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.estimates import ScenarioEstimate, ServiceEstimate
    from planforge.analysis.schedule.ground import Ground

# What the oracle of recovery.md C.9 says: full 24 h, limit 72 h, outer limit 168 h; back at 60 h (P50) or 110 h (P90).
RETURNS = [30, 40, 50, 55, 60, 70, 72, 80, 110, 200]
ENDURANCE = {"full": "24 h", "limit": "72 h"}
SERVICE = {
    "id": "rea",
    "vital": "oui",
    "endurance": ENDURANCE,
    "outer_limit": "168 h",
    "applications": [{"application": "dpi", "level": "vital"}],
}
HOSTED = {"id": "dpi", "hosting": "saas", "vendor": "editeur"}
LOST = {"id": "s", "kind": "supplier", "lost": ["editeur"], "gate": {"min": "0", "likely": "0", "max": "0"}}


@pytest.fixture
def service(ground: Callable[..., Ground]) -> Callable[..., ServiceEstimate]:
    """``service(hours, ...)``: the first service, its application back after those hours in as many runs."""

    def found(hours: list[int], **change: Any) -> ServiceEstimate:
        read = ground(
            applications=[{**HOSTED, "restore": {"total": "1 h"}}],
            services=[{**SERVICE, **change}],
            suppliers=[{"id": "editeur"}],
            scenarios=[LOST],
        )
        posed = problem(read, read.plan.scenarios[0])
        assert posed is not None
        ends = tuple((one * HOUR,) for one in hours)
        return service_estimates(read, posed, Runs(posed.network, (0,) * len(ends), ((0,),) * len(ends), ends))[0]

    return found


def test_reduced_in_one_run_of_two_and_a_break_of_38_hours_in_one_of_ten(
    service: Callable[..., ServiceEstimate],
) -> None:
    found = service(RETURNS)
    assert found.dates == Dates(30 * HOUR, 60 * HOUR, 80 * HOUR, 110 * HOUR)
    assert (found.verdict, found.worst_verdict) == (Verdict.REDUCED, Verdict.BREAK)
    assert (found.likely_gap, found.worst_gap) == (0, 38 * HOUR)
    assert (found.full, found.limit, found.outer) == (24 * HOUR, 72 * HOUR, 168 * HOUR)
    assert found.odds == 0.7
    assert found.uncovered == round((8 + 38 + 128) / 10 * HOUR)
    assert (found.service, found.vital, found.last, found.missing) == ("rea", True, "dpi", ())


def test_the_same_through_a_record(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        runs=4000,
        applications=[{**HOSTED, "restore": {"total": {"min": "26 h", "likely": "40 h", "max": "110 h"}}}],
        services=[SERVICE],
        suppliers=[{"id": "editeur"}],
        scenarios=[LOST],
    ).services[0]
    assert found.dates is not None
    assert found.dates.p50 / HOUR == pytest.approx(60, abs=2)
    assert found.dates.p90 / HOUR == pytest.approx(110, abs=3)
    assert (found.verdict, found.worst_verdict, found.likely_gap) == (Verdict.REDUCED, Verdict.BREAK, 0)
    assert found.worst_gap is not None
    assert found.worst_gap / HOUR == pytest.approx(38, abs=3)


def test_days_of_activity_are_lost_by_halves_after_full_mode_and_whole_after_the_limit(
    service: Callable[..., ServiceEstimate],
) -> None:
    assert service([20]).lost == 0
    assert service([72]).lost == 0.8  # 48 h at 60 % of the activity
    assert service([96]).lost == 1.8
    assert service([20, 96]).lost == 0.9
    assert service([96], endurance={"limit": "72 h"}).lost is None


def test_nothing_is_said_of_an_endurance_that_is_not_known(service: Callable[..., ServiceEstimate]) -> None:
    found = service(RETURNS, endurance={}, outer_limit="?")
    assert (found.limit, found.odds, found.uncovered, found.likely_gap, found.worst_gap, found.lost) == (None,) * 6
    assert (found.verdict, found.worst_verdict) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert found.dates is not None


def test_beyond_the_outer_limit_nothing_holds(service: Callable[..., ServiceEstimate]) -> None:
    assert service([200]).verdict is Verdict.BEYOND
    assert service([20]).verdict is Verdict.HELD


USES = [
    {"application": "dpi", "level": "vital"},
    {"application": "sgl", "level": "vital"},
    {"application": "pacs", "level": "full"},
    {"application": "bi", "level": "full"},
]


def test_a_service_waits_for_the_last_of_what_it_cannot_do_without(estimate: Callable[..., ScenarioEstimate]) -> None:
    systems = [
        {"id": name, "restore": {"total": f"{hours} h"}} for name, hours in (("dpi", 10), ("sgl", 90), ("pacs", 400))
    ]
    found = estimate(
        applications=[*systems, {"id": "bi", "hosting": "saas"}], services=[{**SERVICE, "applications": USES}]
    )
    dates = {one.system: one.dates for one in found.systems}
    rea = found.services[0]
    assert (rea.last, rea.dates, rea.everything) == ("sgl", dates["sgl"], dates["pacs"])


def test_nothing_is_told_of_a_service_while_a_need_has_no_date(estimate: Callable[..., ScenarioEstimate]) -> None:
    systems = [{"id": "dpi", "restore": {"total": "10 h"}}, {"id": "sgl"}, {"id": "pacs"}, {"id": "bi"}]
    found = estimate(applications=systems, services=[{**SERVICE, "applications": USES}]).services[0]
    assert (found.missing, found.dates, found.last, found.odds, found.everything) == (("sgl",), None, "", None, None)
    assert found.verdict is Verdict.UNKNOWN
    without = estimate(applications=systems, services=[{**SERVICE, "applications": [USES[0], USES[2]]}]).services[0]
    assert without.missing == ()
    assert without.dates is not None
    assert without.everything is None  # the archive has no date: nobody can say when all is back


def test_a_service_that_loses_nothing_vital_is_not_listed(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        applications=[{"id": "dpi", "restore": {"total": "10 h"}}, {"id": "sgl", "hosting": "saas"}],
        services=[
            {**SERVICE, "id": "un", "applications": [{"application": "dpi", "level": "full"}]},
            {**SERVICE, "id": "deux", "applications": [{"application": "sgl", "level": "vital"}]},
        ],
    )
    assert found.services == ()


def test_where_systems_fail_one_at_a_time_the_worst_failure_counts_foundations_too(
    estimate: Callable[..., ScenarioEstimate],
) -> None:
    local = {"id": "panne", "kind": "local-failure", "gate": "1 h"}
    found = estimate(
        infrastructure=[{"id": "ad", "restore": {"total": "2 j"}}, {"id": "autre", "restore": {"total": "9 j"}}],
        applications=[{"id": "dpi", "restore": {"total": "4 h"}, "needs_to_run": ["ad"]}],
        services=[SERVICE],
        scenarios=[local],
    )
    ad, rea = found.system("ad"), found.service("rea")
    assert ad is not None
    assert rea is not None
    assert (rea.last, rea.dates, rea.everything) == ("ad", ad.dates, None)


def test_dates_are_percentiles() -> None:
    assert dates_of(range(1, 101)) == Dates(10, 50, 80, 90)
    assert dates_of([DAY]) == Dates(DAY, DAY, DAY, DAY)
