from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.schedule.estimates import Comparison, Hold, Impossible, Load, OpenLoop, Overloaded, Standing
from planforge.model.answer import Source
from tests.analysis.schedule.networks import DAY, HOUR, ROWS, TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.estimates import ScenarioEstimate
    from planforge.analysis.schedule.outlook import Outlook

GATE = {"min": "48 h", "likely": "48 h", "max": "48 h"}
NOW = {"min": "0", "likely": "0", "max": "0"}


def exactly(hours: int, source: str = "expert", **more: Any) -> dict[str, Any]:
    """A restore that always takes so many hours."""
    return {"total": {"min": f"{hours} h", "likely": f"{hours} h", "max": f"{hours} h", "source": source}, **more}


def team(name: str, people: int, calendar: str = "24 h/24") -> dict[str, Any]:
    return {"id": name, "name": name.upper(), "people": people, "calendar": calendar}


def golden(infrastructure: int, applications: int) -> dict[str, Any]:
    """The golden example of recovery.md C.10 as a record, its durations certain."""
    systems = [
        {
            "id": name.lower(),
            "restore": exactly(hours, team=skill.lower()),
            "needs_to_run": needs.lower().split(),
            **({"rto": f"{TARGETS[name]} h"} if name in TARGETS else {}),
        }
        for name, hours, skill, needs in ROWS
    ]
    return {
        "infrastructure": systems[:4],
        "applications": systems[4:],
        "teams": [team("i", infrastructure), team("a", applications)],
        "scenarios": [{"id": "s", "kind": "site-loss", "lost": [one["id"] for one in systems], "gate": GATE}],
    }


def test_the_golden_example_with_one_person_a_team(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(**golden(1, 1))
    systems = {one.system: one for one in found.systems}
    assert {name: one.earliest // HOUR for name, one in systems.items()} == {
        "net": 56, "ad": 72, "hyp": 64, "bkp": 70, "gam": 84, "eai": 82, "lab": 100, "ris": 104, "dpi": 124,
    }  # fmt: skip
    assert {name: (one.needed or 0) // HOUR for name, one in systems.items()} == {
        "net": 66, "ad": 82, "hyp": 76, "bkp": 82, "gam": 94, "eai": 94, "lab": 110, "ris": 120, "dpi": 168,
    }  # fmt: skip
    assert found.impossible == ()
    assert found.overloaded == (
        Overloaded(Hold.TEAM, "a", 1, 120 * HOUR, 72 * HOUR, 58 * HOUR, 48 * HOUR, ("gam", "eai", "lab", "ris")),
    )
    assert found.systems[-1].end == 184 * HOUR
    assert sum(one.target is not None and one.end > one.target for one in found.systems) >= 4
    assert estimate(**golden(2, 2)).overloaded == ()


def test_dates_odds_and_plan_come_from_one_order(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(**golden(1, 1))
    for one in found.systems:  # nothing is drawn here
        assert (one.dates.p10, one.dates.p90) == (one.end, one.end)
        assert one.odds in {None, float(one.end <= (one.target or 0))}
    assert list(found.order) == [one.system for one in found.systems]
    starts = [one.start for one in found.systems]
    assert starts == sorted(starts)
    assert found.chain[0] == "net"
    assert found.systems[-1].critical == 1


def test_what_held_each_system_up_is_told(estimate: Callable[..., ScenarioEstimate]) -> None:
    two = [
        {"id": "ad", "restore": exactly(4, team="t")},
        {"id": "dpi", "restore": exactly(9, team="t"), "needs_to_run": ["ad"], "rto": "1 h"},
        {"id": "ris", "restore": exactly(3, team="t"), "needs_to_run": ["ad"], "rto": "30 h"},
        {"id": "dui", "hosting": "saas", "needs_to_run": ["ris"]},
    ]
    found = estimate(applications=two, teams=[team("t", 1)])
    held = {one.system: (one.hold, one.held_by) for one in found.systems}
    last, first = ("dpi", "ris") if held["ris"] == (Hold.NEED, "ad") else ("ris", "dpi")
    assert held == {
        "ad": (Hold.GATE, ""),
        first: (Hold.NEED, "ad"),
        last: (Hold.TEAM, "t"),
        "dui": (Hold.NEED, "ris"),
    }
    at_once = estimate(
        applications=two[:1], teams=[team("t", 1)], scenarios=[{"id": "s", "kind": "cyber", "gate": NOW}]
    )
    assert (at_once.systems[0].hold, at_once.systems[0].start) == (Hold.NOTHING, 0)


def test_copies_and_testers_hold_systems_up(estimate: Callable[..., ScenarioEstimate]) -> None:
    copied = [{"id": name, "restore": {"volume": "3,6 To"}} for name in ("dpi", "ris")]
    backups = [{"id": "bande", "systems": ["dpi", "ris"], "streams": 1, "bandwidth": "100 Mo/s"}]
    found = estimate(applications=copied, backups=backups)
    assert {(one.hold, one.held_by) for one in found.systems} == {(Hold.GATE, ""), (Hold.STREAMS, "bande")}
    tested = {"acceptance": {"min": "4 h", "likely": "4 h", "max": "4 h"}, "tester": "DIM"}
    found = estimate(applications=[{"id": name, "restore": tested} for name in ("dpi", "ris")])
    assert {(one.hold, one.held_by) for one in found.systems} == {(Hold.GATE, ""), (Hold.TESTER, "dim")}
    assert found.loads == (Load(Hold.TESTER, "dim", 1, 8 * HOUR, 8 * HOUR),)


def test_an_office_that_opens_late_still_waits_for_the_gate(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        applications=[{"id": "dpi", "restore": exactly(10, team="t")}], teams=[team("t", 1, "du lundi au vendredi")]
    )
    monday = 2 * DAY + 15 * HOUR
    assert (found.systems[0].hold, found.systems[0].start) == (Hold.GATE, monday)
    assert found.systems[0].end == monday + DAY + HOUR  # nine hours on Monday, one on Tuesday
    assert found.loads == (Load(Hold.TEAM, "t", 1, 9 * HOUR, 10 * HOUR),)


@pytest.mark.parametrize(
    ("target", "source", "standing"),
    [
        ("58 h", "measured", Standing.MET),
        ("58 h", "expert", Standing.NOT_SHOWN),
        ("57 h", "measured", Standing.IMPOSSIBLE),
        ("47 h", "measured", Standing.IMPOSSIBLE),
        ("à compléter", "measured", Standing.UNKNOWN),
    ],
)
def test_only_what_was_measured_is_said_to_be_met(
    estimate: Callable[..., ScenarioEstimate], target: str, source: str, standing: Standing
) -> None:
    local = {"id": "s", "kind": "local-failure", "lost": ["dpi"], "gate": GATE}
    found = estimate(
        applications=[
            {"id": "dpi", "restore": exactly(10, source), "rto": target},
            {"id": "dui", "hosting": "saas", "needs_to_run": ["dpi"], "rto": "999 h"},
        ],
        scenarios=[local],
    )
    assert found.systems[0].standing is standing
    # What only waits for others is worth what they are.
    assert found.systems[1].standing is (Standing.MET if source == "measured" else Standing.NOT_SHOWN)
    assert (found.measured, found.guessed) == (int(source == "measured"), 0)


def test_a_target_kept_in_too_few_runs_is_missed(estimate: Callable[..., ScenarioEstimate]) -> None:
    apps = [{"id": "dpi", "restore": {"total": "10 h"}, "rto": "60 h"}]
    found = estimate(applications=apps).systems[0]
    assert found.odds is not None
    assert 0.3 < found.odds < 0.7
    assert found.standing is Standing.MISSED
    assert estimate(applications=apps, thresholds={"odds_percent": "20"}).systems[0].standing is Standing.NOT_SHOWN


def test_an_impossible_target_shows_the_way_there(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        applications=[
            {"id": "ad", "restore": exactly(8)},
            {"id": "dpi", "restore": exactly(10), "needs_to_run": ["ad"], "rto": "60 h"},
        ],
        services=[
            {"id": "rea", "endurance": {"limit": "3 h"}, "applications": [{"application": "dpi", "level": "vital"}]}
        ],
    )
    assert found.impossible == (
        Impossible("dpi", service=False, due=60 * HOUR, reached=66 * HOUR, path=("ad", "dpi")),
        Impossible("rea", service=True, due=3 * HOUR, reached=66 * HOUR, path=("ad", "dpi")),
    )
    assert [one.standing for one in found.systems] == [Standing.UNKNOWN, Standing.IMPOSSIBLE]


def test_work_is_due_for_targets_and_not_for_how_long_services_hold(estimate: Callable[..., ScenarioEstimate]) -> None:
    uses = [{"application": name, "level": "vital"} for name in ("dpi", "ris")]
    record: dict[str, Any] = {
        "applications": [{"id": name, "restore": exactly(5, team="t")} for name in ("dpi", "ris")],
        "teams": [team("t", 1)],
        "services": [{"id": "rea", "endurance": {"limit": "56 h"}, "applications": uses}],
    }
    assert estimate(**record).overloaded == ()
    aimed = [{**one, "rto": "56 h"} for one in record["applications"]]
    assert len(estimate(**{**record, "applications": aimed}).overloaded) == 1


def test_the_directory_that_waits_for_its_own_backup_is_told_with_the_link_to_open(
    estimate: Callable[..., ScenarioEstimate],
) -> None:
    found = estimate(
        infrastructure=[
            {"id": "ad", "restore": exactly(16), "needs_to_restore": ["sauvegarde"]},
            {"id": "sauvegarde", "restore": exactly(6), "needs_to_run": ["ad"]},
        ]
    )
    assert found.loops == (OpenLoop("sauvegarde", ("ad",), ("ad", "sauvegarde")),)
    assert found.order == ("sauvegarde", "ad")


def test_the_hospital_s_own_order_is_held_against_the_one_kept(estimate: Callable[..., ScenarioEstimate]) -> None:
    systems = [
        {"id": "long", "restore": exactly(8, team="t"), "rto": "68 h"},
        {"id": "court", "restore": exactly(2, team="t"), "rto": "51 h"},
    ]
    scenario = {"id": "s", "kind": "local-failure", "lost": ["long", "court"], "gate": GATE}
    teams = [team("t", 1)]
    found = estimate(applications=systems, teams=teams, scenarios=[{**scenario, "restart_order": ["long", "court"]}])
    assert found.chosen == Comparison(waiting=0, missed=0, makespan=58 * HOUR)
    assert found.own == Comparison(waiting=0, missed=1, makespan=58 * HOUR)
    assert found.order == ("court", "long")
    agreed = estimate(applications=systems, teams=teams, scenarios=[{**scenario, "restart_order": ["court", "long"]}])
    assert agreed.own == agreed.chosen
    assert estimate(applications=systems, teams=teams, scenarios=[scenario]).own is None


def test_what_has_no_date_and_what_nobody_restores_is_listed(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        infrastructure=[{"id": "ad"}],
        applications=[
            {"id": "dpi", "restore": exactly(1), "needs_to_run": ["ad"]},
            {"id": "ris", "restore": exactly(1)},
        ],
    )
    assert (found.unknown, found.blocked, found.unstaffed, found.order) == (("ad",), ("dpi",), ("ris",), ("ris",))


def test_sources_are_counted(estimate: Callable[..., ScenarioEstimate]) -> None:
    sources = ("measured", "vendor", "expert", "default")
    apps = [{"id": name, "restore": exactly(1, name)} for name in sources]
    found = estimate(applications=[*apps, {"id": "nobody", "restore": {"total": "1 h"}}])
    assert (found.measured, found.guessed) == (1, 2)
    assert {one.system: one.basis for one in found.systems} == {
        **{name: Source(name) for name in sources},
        "nobody": None,
    }


def test_doubtful_copies_are_told(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        applications=[{"id": "dpi", "restore": exactly(10)}],
        backups=[{"id": "disque", "systems": ["dpi"], "usable_odds": "75 %"}],
        runs=2000,
    )
    assert found.copies_doubted == (("disque", 25),)
    assert found.systems[0].dates.p50 < 68 * HOUR < found.systems[0].dates.p90  # three times as long in one of four


def test_one_system_at_a_time_has_no_order_nor_loads(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        applications=[
            {"id": "ad", "restore": exactly(4, team="t")},
            {"id": "dpi", "restore": exactly(2, team="t"), "needs_to_run": ["ad"]},
        ],
        teams=[team("t", 1)],
        scenarios=[{"id": "s", "kind": "local-failure", "gate": NOW}],
    )
    assert found.apart
    assert (found.method, found.loads, found.overloaded) == ("apart", (), ())
    assert {one.system: one.end for one in found.systems} == {"ad": 4 * HOUR, "dpi": 2 * HOUR}


def test_the_same_seed_gives_the_same_bytes(outlook: Callable[..., Outlook]) -> None:
    def said(seed: int) -> str:
        found = outlook(seed=seed, applications=[{"id": "dpi", "restore": {"total": "10 h"}}])
        return repr(found.scenarios)

    assert said(1) == said(1)
    assert said(1) != said(2)


def test_a_system_more_leaves_the_dates_of_those_it_shares_nothing_with(
    estimate: Callable[..., ScenarioEstimate],
) -> None:
    dpi = {"id": "dpi", "restore": {"total": "10 h"}}
    alone, joined = (
        estimate(applications=[dpi]),
        estimate(applications=[{"id": "bi", "restore": {"total": "1 h"}}, dpi]),
    )
    first, second = alone.system("dpi"), joined.system("dpi")
    assert first is not None
    assert second is not None
    assert first.dates == second.dates


def test_a_chain_of_two_thousand_systems_is_computed(outlook: Callable[..., Outlook]) -> None:
    before, size = process_time(), 2000
    systems = [
        {"id": f"a{one}", "restore": exactly(1), "needs_to_run": [f"a{one - 1}"] if one else []} for one in range(size)
    ]
    found = outlook(runs=3, applications=systems, scenarios=[{"id": "s", "kind": "cyber", "gate": NOW}])
    last = found.scenarios[0].system(f"a{size - 1}")
    assert last is not None
    assert last.end == size * HOUR
    assert len(found.scenarios[0].chain) == size
    assert process_time() - before < 60


def test_an_empty_record_and_one_that_is_all_hosted_have_no_estimate(outlook: Callable[..., Outlook]) -> None:
    assert outlook().scenarios == ()
    assert outlook(applications=[{"id": "dpi", "hosting": "saas", "restore": exactly(1)}]).scenarios == ()
