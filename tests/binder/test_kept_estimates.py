from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planforge.binder.checking import check
from planforge.binder.kept_estimates import KeptEstimates
from planforge.binder.opening import open_record
from planforge.binder.simulating import SimulationRequest, simulation

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ehpad"
DAY = date(2026, 11, 27)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record with a cyber scenario, and a state folder."""
    for path in EXAMPLE.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / ".planforge").mkdir()
    return tmp_path


def test_what_is_kept_is_what_was_computed(folder: Path) -> None:
    first = open_record(folder, DAY)
    computed = first.results.outlook.scenarios
    assert computed
    first.estimates.save()
    again = open_record(folder, DAY)
    assert again.results.outlook.scenarios == computed
    again.estimates.save()  # nothing new: the file stays as it is


def test_nothing_is_computed_twice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_record(folder, DAY)
    first.results.outlook.settle()
    first.estimates.save()

    def never(*_: object) -> None:
        raise AssertionError("computed again")

    monkeypatch.setattr("planforge.analysis.schedule.outlook.estimated", never)
    monkeypatch.setattr("planforge.analysis.schedule.outlook.levers", never)
    again = open_record(folder, DAY).results.outlook
    scenarios = again.ground.plan.scenarios
    assert scenarios
    assert [again.estimate(one) for one in scenarios] == [first.results.outlook.estimate(one) for one in scenarios]
    assert [again.levers(one) for one in scenarios] == [first.results.outlook.levers(one) for one in scenarios]


def test_a_change_of_what_is_scheduled_computes_anew(folder: Path) -> None:
    before = marks(folder)
    text = (folder / "planforge.yaml").read_text("utf-8")
    assert "gate: {min: 1 j, likely: 4 j" in text
    assert marks(folder) == before
    (folder / "planforge.yaml").write_text(text.replace("likely: 4 j", "likely: 5 j"), "utf-8")
    assert not before & marks(folder)


def marks(folder: Path) -> set[str]:
    """The marks of the scenarios whose gate is four or five days."""
    opened = open_record(folder, DAY)
    outlook = opened.results.outlook
    cyber = [one for one in opened.resolved.plan.scenarios if one.gate.best and one.gate.best.days in {4, 5}]
    assert cyber
    return {outlook.mark(one, posed) for one in cyber if (posed := outlook._problem(one))}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kept": 3}', '{"kept": {"estimate/x": {"scenario": 1}}}'])
def test_a_damaged_file_is_as_none(folder: Path, text: str) -> None:
    (folder / ".planforge" / "estimates.json").write_text(text, "utf-8")
    kept = KeptEstimates(folder)
    assert kept.estimate("x") is None
    assert kept.levers("x") is None


def test_a_state_folder_is_made_only_by_who_may(folder: Path) -> None:
    (folder / ".planforge").rmdir()
    opened = open_record(folder, DAY)
    assert opened.results.outlook.scenarios
    opened.estimates.save()
    assert not (folder / ".planforge").exists()
    opened.estimates.save(first=True)
    assert KeptEstimates(folder)._known


def test_a_check_or_a_simulation_of_a_record_never_built_keeps_what_it_computed(folder: Path) -> None:
    (folder / ".planforge").rmdir()
    for command in (lambda: check(folder, DAY), lambda: simulation(SimulationRequest(folder, DAY))):
        command()
        assert [path.name for path in (folder / ".planforge").iterdir()] == ["estimates.json"]
        (folder / ".planforge" / "estimates.json").unlink()
        (folder / ".planforge").rmdir()
