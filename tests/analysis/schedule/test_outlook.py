from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.schedule.estimates import Lever, LeverKind, ScenarioEstimate
from planforge.analysis.schedule.outlook import Outlook
from tests.analysis.schedule.networks import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.ground import Ground

GATE = {"min": "4 j", "likely": "4 j", "max": "4 j"}
CYBER = {"id": "cyber", "kind": "cyber", "gate": GATE}
RECORD: dict[str, Any] = {
    "applications": [
        {"id": "dpi", "restore": {"total": "10 h", "team": "t"}, "rto": "5 j"},
        {"id": "ris", "restore": {"total": "20 h", "team": "t"}, "needs_to_run": ["dpi"]},
    ],
    "teams": [{"id": "t", "name": "T", "people": 1}],
    "services": [
        {
            "id": "rea",
            "vital": "oui",
            "endurance": {"full": "1 j", "limit": "4 j"},
            "applications": [{"application": "ris", "level": "vital"}],
        }
    ],
    "scenarios": [
        CYBER,
        {"id": "panne", "kind": "local-failure", "gate": {"min": "0", "likely": "1 h", "max": "2 h"}},
        {"id": "site", "kind": "site-loss", "lost": ["dpi"], "gate": "2 h"},
        {"id": "muet", "kind": "power"},
    ],
}


@dataclass
class Drawer:
    """A keeper that counts what it is asked for."""

    estimates: dict[str, ScenarioEstimate] = field(default_factory=dict)
    found: dict[str, tuple[Lever, ...]] = field(default_factory=dict)
    writes: int = 0

    def estimate(self, mark: str) -> ScenarioEstimate | None:
        return self.estimates.get(mark)

    def levers(self, mark: str) -> tuple[Lever, ...] | None:
        return self.found.get(mark)

    def keep(self, mark: str, kept: ScenarioEstimate | tuple[Lever, ...]) -> None:
        self.writes += 1
        if isinstance(kept, tuple):
            self.found[mark] = kept
        else:
            self.estimates[mark] = kept


@pytest.fixture
def kept(ground: Callable[..., Ground]) -> Callable[..., Outlook]:
    """``kept(drawer, ...)``: the estimates of the record with those parts changed, kept in the drawer."""
    return lambda drawer, **change: Outlook(ground(**{**RECORD, **change}), drawer, 20)


def test_every_scenario_that_says_enough_is_computed_once(kept: Callable[..., Outlook]) -> None:
    drawer = Drawer()
    found = kept(drawer)
    assert [one.scenario for one in found.scenarios] == ["cyber", "panne", "site"]
    assert found.scenarios[0] is found.scenarios[0]
    assert drawer.writes == 3
    assert found.estimate(found.ground.plan.scenarios[3]) is None


def test_levers_are_those_of_a_restart_in_order(kept: Callable[..., Outlook]) -> None:
    found = kept(None)
    cyber, panne, _, muet = found.ground.plan.scenarios
    assert {one.kind for one in found.levers(cyber)} == {LeverKind.ISLAND, LeverKind.AGREEMENT, LeverKind.PERSON}
    assert found.levers(cyber) is found.levers(cyber)
    assert found.levers(panne) == found.levers(muet) == ()


def test_all_is_computed_at_once_and_read_back_by_the_next_command(kept: Callable[..., Outlook]) -> None:
    drawer = Drawer()
    first = kept(drawer)
    first.settle()
    writes = drawer.writes
    assert writes == 5  # three estimates, and the levers of two
    second = kept(drawer)
    second.settle()
    assert drawer.writes == writes
    assert second.scenarios == first.scenarios
    assert all(second.levers(one) == first.levers(one) for one in first.ground.plan.scenarios)


def changed(**fields: Any) -> list[dict[str, Any]]:
    """The applications, the first one changed."""
    return [{**RECORD["applications"][0], **fields}, RECORD["applications"][1]]


@pytest.mark.parametrize(
    "change",
    [
        {"applications": changed(restore={"total": "11 h", "team": "t"})},
        {"applications": changed(rto="6 j")},
        {"applications": changed(needs_to_run=["ris"])},
        {"teams": [{"id": "t", "name": "T", "people": 2}]},
        {"teams": [{"id": "t", "name": "T", "people": 1, "on_call": "non"}]},
        {"services": [{**RECORD["services"][0], "endurance": {"full": "1 j", "limit": "5 j"}}]},
        {"services": [{**RECORD["services"][0], "vital": "non"}]},
        {"services": [{**RECORD["services"][0], "partners": [{"name": "CHU", "signed_on": "2026-01-01"}]}]},
        {"scenarios": [{**CYBER, "gate": "5 j"}]},
        {"scenarios": [{**CYBER, "restart_order": ["dpi"]}]},
        {"scenarios": [{**CYBER, "lost": ["ris"]}]},
        {"backups": [{"id": "b", "systems": ["dpi"], "usable_odds": "50 %"}]},
        {"thresholds": {"odds_percent": "50"}},
        {
            "backups": [{"id": "b", "systems": ["dpi"]}],
            "restore_tests": [{"id": "e", "system": "dpi", "result": "success", "elapsed": "3 h"}],
        },
    ],
)
def test_a_mark_changes_with_all_that_the_estimate_depends_on(
    kept: Callable[..., Outlook], change: dict[str, Any]
) -> None:
    assert _mark(kept(None, **change)) != _mark(kept(None))


def test_a_mark_stays_while_nothing_that_counts_changes(kept: Callable[..., Outlook]) -> None:
    other = kept(None, contacts=[{"id": "ars", "name": "ARS"}], people=[{"id": "dsi", "function": "DSI"}])
    assert _mark(other) == _mark(kept(None))
    assert _mark(Outlook(other.ground, None, 20, seed=2)) != _mark(other)
    assert _mark(Outlook(other.ground, None, 21)) != _mark(other)


def test_where_systems_fail_one_at_a_time_a_mark_changes_with_what_each_stops(kept: Callable[..., Outlook]) -> None:
    apart = kept(None, applications=[RECORD["applications"][0], {**RECORD["applications"][1], "needs_to_run": []}])
    assert _mark(apart, 1) != _mark(kept(None), 1)


def _mark(outlook: Outlook, place: int = 0) -> str:
    scenario = outlook.ground.plan.scenarios[place]
    posed = outlook._problem(scenario)
    assert posed is not None
    return outlook.mark(scenario, posed)


def test_a_means_is_changed_and_the_whole_computed_again(kept: Callable[..., Outlook]) -> None:
    found = kept(None)
    cyber, _, _, muet = found.ground.plan.scenarios
    assert found.what_ifs(cyber) == ((LeverKind.PERSON, "t"), (LeverKind.ISLAND, ""))
    sooner = found.what_if(cyber, [(LeverKind.ISLAND, ""), (LeverKind.PERSON, "t")])
    now = found.estimate(cyber)
    assert now is not None
    assert sooner is not None
    assert sooner.gate == (24 * HOUR, 24 * HOUR, 24 * HOUR)
    assert now.systems[0].start - sooner.systems[0].start == 72 * HOUR
    assert found.what_if(cyber, []) == now
    assert (found.what_ifs(muet), found.what_if(muet, [])) == ((), None)


def test_three_scenarios_are_told_apart(kept: Callable[..., Outlook]) -> None:
    cyber, panne, site = kept(None).scenarios
    assert (cyber.cyber, cyber.apart) == (True, False)
    assert (panne.cyber, panne.apart) == (False, True)
    assert [one.system for one in site.systems] == ["dpi", "ris"]
    assert [one.own for one in site.systems] == [10 * HOUR, 0]  # the second only waits for the first
