from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.schedule.calendars import OFFICE, ON_CALL
from planforge.analysis.schedule.durations import Span
from planforge.analysis.schedule.estimates import Lever, LeverKind, ServiceGain
from planforge.analysis.schedule.levers import changes
from tests.analysis.schedule.networks import DAY, HOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.outlook import Outlook
    from planforge.analysis.schedule.problem import Problem

GATE = {"min": "4 j", "likely": "4 j", "max": "4 j"}
TWICE = {"likely": "10 h", "min": "10 h", "max": "10 h"}


def team(people: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": "t", "name": "T", "people": people, "calendar": "24 h/24", **more}


def record(**sections: Any) -> dict[str, Any]:
    """Two applications of two vital services that one person restores, one after the other."""
    uses = {name: [{"application": name, "level": "vital"}] for name in ("dpi", "ris")}
    return {
        "applications": [{"id": name, "restore": {"total": TWICE, "team": "t"}} for name in uses],
        "teams": [team()],
        "services": [
            {"id": f"s-{name}", "vital": "oui", "endurance": {"limit": "100 h"}, "applications": use}
            for name, use in uses.items()
        ],
        "scenarios": [{"id": "c", "kind": "cyber", "gate": GATE}],
        **sections,
    }


@pytest.fixture
def levers(outlook: Callable[..., Outlook]) -> Callable[..., dict[tuple[LeverKind, str], Lever]]:
    """``levers(...)``: the levers of the first scenario by kind and by whose they are."""

    def found(**sections: Any) -> dict[tuple[LeverKind, str], Lever]:
        made = outlook(**sections)
        return {(one.kind, one.of): one for one in made.levers(made.ground.plan.scenarios[0])}

    return found


def test_one_person_more_brings_the_second_service_back_sooner(
    levers: Callable[..., dict[tuple[LeverKind, str], Lever]],
) -> None:
    found = levers(**record())[LeverKind.PERSON, "t"]
    assert found.hours in {9, 10}  # ten hours, by the median of the common factor
    assert len(found.services) == 1
    assert 0 < found.services[0].minutes <= 11 * HOUR
    assert found.uncovered > 0


@pytest.mark.parametrize("seed", [5, 17, 21])  # where the search finds a better order beside
def test_a_person_more_where_enough_are_idle_is_not_credited_with_a_better_order(
    levers: Callable[..., dict[tuple[LeverKind, str], Lever]], seed: int
) -> None:
    draw, size = Random(seed), 20  # noqa: S311 - a record like any other
    systems = [
        {
            "id": f"a{one}",
            "restore": {"total": f"{draw.randint(2, 40)} h", "team": draw.choice(["t", "t", "rare", "idle"])},
            "needs_to_run": [f"a{draw.randrange(one)}"] if one and draw.random() < 0.8 else [],
        }
        for one in range(size)
    ]
    services = [
        {
            "id": f"s{one}",
            "vital": "oui",
            "endurance": {"limit": f"{draw.randint(50, 200)} h"},
            "applications": [{"application": f"a{draw.randrange(size)}", "level": "vital"}],
        }
        for one in range(8)
    ]
    teams = [team(2), team(1, id="rare"), team(30, id="idle")]
    found = levers(applications=systems, services=services, teams=teams)[LeverKind.PERSON, "idle"]
    assert (found.hours, found.uncovered) == (0, 0)


def test_what_does_not_help_comes_last_with_nothing(levers: Callable[..., dict[tuple[LeverKind, str], Lever]]) -> None:
    found = levers(**record(teams=[team(5)]))
    assert list(found)[-1] == (LeverKind.PERSON, "t")
    assert found[LeverKind.PERSON, "t"] == Lever(LeverKind.PERSON, "t", 0, 0, ())


def test_a_clean_island_opens_the_gate_three_days_sooner(
    levers: Callable[..., dict[tuple[LeverKind, str], Lever]],
) -> None:
    found = levers(**record())[LeverKind.ISLAND, ""]
    assert found.hours == 2 * 72
    local = {"id": "s", "kind": "site-loss", "lost": ["dpi", "ris"], "gate": GATE}
    assert (LeverKind.ISLAND, "") not in levers(**record(scenarios=[local]))


def test_a_gate_shorter_than_three_days_opens_at_once(posed: Callable[..., Problem]) -> None:
    found = posed(**record(scenarios=[{"id": "c", "kind": "cyber", "gate": "1 j"}]))
    island = next(one for one in changes(found) if one.kind is LeverKind.ISLAND)
    assert (island.network.gate, island.problem.gate) == (0, Span(0, 0, 0))
    assert island.problem.uncertainty.gate is not None
    assert island.problem.uncertainty.gate.at(0.5) == 0


def test_a_team_in_office_hours_put_on_call(
    posed: Callable[..., Problem], levers: Callable[..., dict[tuple[LeverKind, str], Lever]]
) -> None:
    office = record(teams=[team(calendar="du lundi au vendredi")])
    on_call = next(one for one in changes(posed(**office)) if one.kind is LeverKind.ON_CALL)
    assert {one.calendar for one in posed(**office).network.tasks} == {OFFICE}
    assert {one.calendar for one in on_call.network.tasks} == {ON_CALL}
    assert levers(**office)[LeverKind.ON_CALL, "t"].hours > 0
    assert (LeverKind.ON_CALL, "t") not in levers(**record())


def test_streams_and_bandwidth_are_doubled_together(
    posed: Callable[..., Problem], levers: Callable[..., dict[tuple[LeverKind, str], Lever]]
) -> None:
    copied = record(
        applications=[{"id": name, "restore": {"volume": "3,6 To"}} for name in ("dpi", "ris")],
        backups=[{"id": "bande", "systems": ["dpi", "ris"], "streams": 1, "bandwidth": "100 Mo/s"}],
        teams=[],
    )
    assert levers(**copied)[LeverKind.BANDWIDTH, "bande"].hours > 0
    twice = next(one for one in changes(posed(**copied)) if one.kind is LeverKind.BANDWIDTH)
    assert twice.network.capacity == {"streams:bande": 2, "rate:bande": 200}
    rate_only = {**copied, "backups": [{"id": "bande", "systems": ["dpi", "ris"], "bandwidth": "100 Mo/s"}]}
    assert [one.kind for one in changes(posed(**rate_only))] == [LeverKind.BANDWIDTH, LeverKind.ISLAND]


def test_copies_that_no_attack_reaches(levers: Callable[..., dict[tuple[LeverKind, str], Lever]]) -> None:
    doubted = record(backups=[{"id": "disque", "systems": ["dpi", "ris"], "usable_odds": "20 %"}], teams=[team(2)])
    found = levers(**doubted)[LeverKind.COPY, "disque"]
    assert found.hours > 20  # three times as long in eight runs of ten, and then no longer
    assert [one.service for one in found.services] == ["s-dpi", "s-ris"]


def test_an_agreement_covers_what_nothing_covers_yet(
    levers: Callable[..., dict[tuple[LeverKind, str], Lever]],
) -> None:
    short = record()
    found = levers(**short)
    uncovered = {name: one for (kind, name), one in found.items() if kind is LeverKind.AGREEMENT}
    assert set(uncovered) == {"s-dpi", "s-ris"}
    for name, one in uncovered.items():
        assert (one.hours, one.uncovered >= 1) == (0, True)
        assert one.services == (ServiceGain(name, 0, one.services[0].uncovered),)
        assert one.services[0].uncovered // HOUR == one.uncovered
    signed = [{**one, "partners": [{"name": "CHU", "signed_on": "2026-01-01"}]} for one in short["services"]]
    assert LeverKind.AGREEMENT not in {kind for kind, _ in levers(**record(services=signed))}
    unsigned = [{**one, "partners": [{"name": "CHU"}]} for one in short["services"]]
    assert LeverKind.AGREEMENT in {kind for kind, _ in levers(**record(services=unsigned))}
    held = [{**one, "endurance": {"limit": "99 j"}} for one in short["services"]]
    assert LeverKind.AGREEMENT not in {kind for kind, _ in levers(**record(services=held))}


def test_only_vital_services_count(levers: Callable[..., dict[tuple[LeverKind, str], Lever]]) -> None:
    others = [{**one, "vital": "non"} for one in record()["services"]]
    assert {(one.hours, one.uncovered, one.services) for one in levers(**record(services=others)).values()} == {
        (0, 0, ())
    }


def test_the_best_comes_first_and_none_costs_anything(
    levers: Callable[..., dict[tuple[LeverKind, str], Lever]],
) -> None:
    found = list(levers(**record(teams=[team(calendar="du lundi au vendredi")])).values())
    ranks = [(one.uncovered, one.hours) for one in found]
    assert ranks == sorted(ranks, reverse=True)
    assert min(min(rank) for rank in ranks) >= 0
    assert all(gain.minutes >= 0 and gain.uncovered >= 0 for one in found for gain in one.services)


@pytest.mark.parametrize("runs", [7, 400])
def test_gains_compare_the_same_runs_however_many_there_are(
    levers: Callable[..., dict[tuple[LeverKind, str], Lever]], runs: int
) -> None:
    # With people to spare nothing changes, and a comparison of different runs would show.
    assert levers(runs=runs, **record(teams=[team(5)]))[LeverKind.PERSON, "t"].services == ()


def test_the_same_levers_each_time(outlook: Callable[..., Outlook]) -> None:
    def said() -> str:
        made = outlook(**record())
        return repr(made.levers(made.ground.plan.scenarios[0]))

    assert said() == said()


def test_nothing_is_changed_where_systems_fail_one_at_a_time(posed: Callable[..., Problem]) -> None:
    found = posed(**record(scenarios=[{"id": "s", "kind": "local-failure", "gate": GATE}]))
    assert list(changes(found)) == []
    assert found.gate.likely == 4 * DAY
