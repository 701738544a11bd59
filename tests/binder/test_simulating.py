from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.schedule.estimates import LeverKind
from planforge.binder.simulating import CannotSimulateError, SimulationRequest, UnknownChoiceError, simulation

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public}
scenarios:
  - {id: panne, name: Panne, kind: local-failure, gate: 1 h}
  - {id: cyber, name: Cyberattaque, kind: cyber, gate: {min: 1 j, likely: 2 j, max: 4 j}}
  - {id: greve, name: Grève, kind: staff}
services:
  - id: urgences
    name: Urgences
    vital: oui
    endurance: {full: 4 h, limit: 3 j}
    activities: [{id: tri, name: Tri, dmia: 1 h}]
    applications: [{application: dpi, level: vital}]
applications:
  - {id: dpi, name: DPI, rto: 3 j, needs_to_run: [reseau], restore: {total: 10 h, team: si}}
infrastructure:
  - {id: reseau, name: Réseau, restore: {total: 8 h, team: si}}
teams: [{id: si, name: Informatique, people: 1, on_call: oui}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "planforge.yaml").write_text(RECORD, "utf-8")
    return tmp_path


def asked(folder: Path, **more: Any) -> SimulationRequest:
    return SimulationRequest(folder, date(2026, 11, 27), **more)


def test_without_a_name_the_cyber_attack_is_simulated(folder: Path) -> None:
    found = simulation(asked(folder))
    assert found.scenario.id == "cyber"
    assert found.without is None
    assert found.levers == ()


def test_runs_and_seed_are_those_asked_for(folder: Path) -> None:
    one = simulation(asked(folder, runs=200, seed=7)).estimate
    assert (one.runs, one.seed) == (200, 7)
    assert one == simulation(asked(folder, runs=200, seed=7)).estimate
    assert one.systems != simulation(asked(folder, runs=200, seed=8)).estimate.systems


def test_a_means_changed_stands_beside_today(folder: Path) -> None:
    found = simulation(asked(folder, what_if=("island",)))
    assert found.without is not None
    assert found.estimate.gate < found.without.gate
    assert len(found.changed) == 1


def test_levers_on_demand(folder: Path) -> None:
    kinds = {one.kind for one in simulation(asked(folder, levers=True)).levers}
    assert {LeverKind.PERSON, LeverKind.ISLAND} <= kinds


def test_an_unknown_scenario_or_means_is_told_with_those_there_are(folder: Path) -> None:
    with pytest.raises(UnknownChoiceError, match="Scénarios du dossier\u00a0: panne, cyber, greve"):
        simulation(asked(folder, scenario="inondation"))
    with pytest.raises(UnknownChoiceError, match="person:si"):
        simulation(asked(folder, what_if=("person:autre",)))


def test_a_scenario_that_says_too_little_is_told(folder: Path) -> None:
    with pytest.raises(CannotSimulateError, match="écrivez ce qui est perdu"):
        simulation(asked(folder, scenario="greve"))


def test_a_record_without_scenario_is_told(tmp_path: Path) -> None:
    (tmp_path / "planforge.yaml").write_text("establishment: {name: CH, statute: public}\n", "utf-8")
    with pytest.raises(UnknownChoiceError, match="aucun n’est décrit"):
        simulation(asked(tmp_path))
