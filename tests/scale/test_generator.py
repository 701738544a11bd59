"""The university hospital that the tests of scale and the benchmarks build."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from planforge.analysis.study import study
from planforge.answers.reading import read_record
from planforge.library.loading import load_library
from planforge.library.resolution import resolve
from tests.scale.generator import write_chu


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def chu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chu")
    write_chu(folder)
    return folder


def test_the_same_numbers_give_the_same_bytes(chu: Path, tmp_path: Path) -> None:
    write_chu(tmp_path / "again")
    assert _bytes(tmp_path / "again") == _bytes(chu)


def test_another_seed_gives_another_hospital(chu: Path, tmp_path: Path) -> None:
    write_chu(tmp_path / "other", seed=2)
    assert _bytes(tmp_path / "other")["services.yaml"] != _bytes(chu)["services.yaml"]


def test_it_has_the_size_of_a_university_hospital(chu: Path) -> None:
    plan = read_record(chu).plan
    sizes = [len(one) for one in (plan.services, plan.applications, plan.infrastructure, plan.backups, plan.people)]
    assert sizes == [120, 400, 40, 30, 150]
    assert len({service.type.best for service in plan.services}) == 31


def test_nothing_in_it_waits_for_itself(chu: Path) -> None:
    results = study(resolve(read_record(chu).plan, load_library(None)), date(2026, 11, 20))
    assert results.restart_order.cycles == ()
    assert len(results.restart_order.places) == 440


@pytest.mark.parametrize(("services", "applications"), [(1, 1), (5, 20), (40, 70), (200, 900)])
def test_any_size_reads(tmp_path: Path, services: int, applications: int) -> None:
    write_chu(tmp_path, services, applications)
    plan = read_record(tmp_path).plan
    assert (len(plan.services), len(plan.applications)) == (services, applications)


def test_it_runs_as_a_script(chu: Path, tmp_path: Path) -> None:
    script = Path(__file__).with_name("generator.py")
    subprocess.run([sys.executable, script, tmp_path / "made"], check=True, cwd=tmp_path)
    assert _bytes(tmp_path / "made") == _bytes(chu)
