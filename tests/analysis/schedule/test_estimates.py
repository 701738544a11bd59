from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from planforge.analysis.schedule.estimates import Hold, Lever, LeverKind, ScenarioEstimate, ServiceGain, Standing
from planforge.analysis.schedule.problem import RATE, STREAMS, TEAM, TESTER

if TYPE_CHECKING:
    from collections.abc import Callable

VITAL = {"application": "dpi", "level": "vital"}


def test_systems_and_services_are_found_by_name(estimate: Callable[..., ScenarioEstimate]) -> None:
    found = estimate(
        applications=[{"id": "dpi", "restore": {"total": "4 h"}}, {"id": "ris"}],
        services=[{"id": "rea", "applications": [VITAL]}, {"id": "paie"}],
    )
    system, service = found.system("dpi"), found.service("rea")
    assert system is found.systems[0]
    assert service is found.services[0]
    assert found.system("ris") is None
    assert found.service("paie") is None


def test_a_kept_estimate_is_read_back_as_it_was(estimate: Callable[..., ScenarioEstimate]) -> None:
    kept = estimate(
        infrastructure=[
            {"id": "ad", "restore": {"total": "4 h", "team": "t"}, "needs_to_restore": ["sauvegarde"]},
            {"id": "sauvegarde", "restore": {"total": "2 h", "team": "t"}, "needs_to_run": ["ad"]},
            {"id": "salle"},
        ],
        applications=[
            {"id": "dpi", "restore": {"total": {"value": "9 h", "source": "vendor"}, "team": "t"}, "rto": "1 h"},
            {"id": "ris", "restore": {"total": "99 h"}, "rto": "999 h", "needs_to_run": ["dpi"]},
        ],
        teams=[{"id": "t", "name": "T", "people": 1}],
        backups=[{"id": "b", "systems": ["dpi"], "usable_odds": "60 %"}],
        services=[{"id": "rea", "applications": [VITAL], "endurance": {"full": "4 h", "limit": "3 j"}}],
        scenarios=[{"id": "c", "kind": "cyber", "gate": "2 j", "restart_order": ["dpi", "ad"]}],
    )
    assert kept.loops and kept.own and kept.impossible and kept.loads and kept.copies_doubted  # noqa: PT018 - all parts
    form = TypeAdapter(ScenarioEstimate)
    assert form.validate_json(form.dump_json(kept)) == kept


def test_a_kept_lever_is_read_back_as_it_was() -> None:
    kept = (Lever(LeverKind.PERSON, "t", 5, 3, (ServiceGain("rea", 300, 180),)),)
    form = TypeAdapter(tuple[Lever, ...])
    assert form.validate_json(form.dump_json(kept)) == kept


def test_every_resource_has_its_way_to_hold_a_system_up() -> None:
    assert {Hold(kind) for kind in (TEAM, RATE, STREAMS, TESTER)} < set(Hold)
    assert len(set(Standing)) == 5
