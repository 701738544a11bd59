"""The benchmark on public instances: what it reads, prints and refuses, and the makespans that the search finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from planforge.analysis.schedule.network import Network, Task
from planforge.analysis.schedule.search import best_order
from planforge.analysis.schedule.solver import prove
from tests.benchmarks.psplib import NotAnInstanceError, main, read, schedules
from tests.gate.schedules import wrongs

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "instances"
# The least makespan of each instance, proved by the solver; and the best of the rules without a search.
LEAST = {"small-10-1": 52, "small-12-2": 44, "small-14-3": 36, "small-20-4": 68, "small-30-5": 87}
BY_RULES = {"small-10-1": 56, "small-12-2": 45, "small-14-3": 38, "small-20-4": 74, "small-30-5": 91}

TINY = """\
file with basedata            : by hand
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     4       2    0
  3      1     5       1    3
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    3
************************************************************************
"""


def instance(name: str) -> Network:
    """One of the instances of this project."""
    return read((FOLDER / f"{name}.sm").read_text("utf-8"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A benchmark that takes no second."""
    monkeypatch.setattr("tests.benchmarks.psplib._PLACED", 12_000)


def test_an_instance_is_a_network() -> None:
    assert read(TINY) == Network(
        (
            Task("1", 0),
            Task("2", 4, (("1",),), (("R1", 2),)),
            Task("3", 5, (("1",),), (("R1", 1), ("R2", 3))),
            Task("4", 0, (("2",), ("3",))),
        ),
        {"R1": 2, "R2": 3},
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("REQUESTS/DURATIONS", "REQUESTS", "REQUESTS/DURATIONS"),
        ("    2    3\n", "", "RESOURCEAVAILABILITIES"),
        ("   2        1          1           4", "   2        2          1           4", "tâche 2"),
        ("   2        1          1           4", "   2        1          2           4", "tâche 2"),
        ("   2        1          1           4", "   2        1          1           9", "illisible"),
        ("   2        1          1           4", "   2", "illisible"),
    ],
)
def test_what_is_no_instance_is_refused(old: str, new: str, told: str) -> None:
    assert old in TINY
    with pytest.raises(NotAnInstanceError, match=told):
        read(TINY.replace(old, new))


def test_every_instance_is_listed() -> None:
    assert sorted(LEAST) == sorted(BY_RULES) == sorted(path.stem for path in FOLDER.glob("*.sm"))


@pytest.mark.parametrize("name", LEAST)
def test_the_search_finds_the_least_makespan_where_no_rule_does(name: str) -> None:
    network = instance(name)
    assert best_order(network, 0).goal.makespan == BY_RULES[name]
    found = best_order(network, 6000)
    assert found.goal.makespan == LEAST[name]
    assert wrongs(network, found.schedule) == []


@pytest.mark.parametrize("name", LEAST)
def test_no_makespan_is_less(name: str) -> None:
    pytest.importorskip("ortools.sat.python.cp_model")
    proof = prove(instance(name), 5.0)
    assert (proof.goal.makespan, proof.optimal) == (LEAST[name], True)


@pytest.mark.usefixtures("quick")
def test_a_line_is_printed_for_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FOLDER / "small-10-1.sm"), str(FOLDER / "small-12-2.sm")]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [line[:2] for line in lines] == [["small-10-1", "52"], ["small-12-2", "44"]]
    assert all(len(line) == 3 and float(line[2]) >= 0 for line in lines)


def test_a_proof_is_printed_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("ortools.sat.python.cp_model")
    assert main(["--solver", str(FOLDER / "small-10-1.sm")]) == 0
    assert capsys.readouterr().out.split()[::3] == ["small-10-1", "optimal"]


@pytest.mark.usefixtures("quick")
def test_a_wrong_file_is_told_and_the_others_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, loop = tmp_path / "wrong.sm", tmp_path / "loop.sm"
    wrong.write_text("PRECEDENCE RELATIONS:\n", "utf-8")
    loop.write_text(TINY.replace("   4        1          0", "   4        1          1           1"), "utf-8")
    assert main([str(wrong), str(tmp_path / "none.sm"), str(loop), str(FOLDER / "small-12-2.sm")]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("small-12-2 44 ")
    assert [line.partition(" : ")[0] for line in said.err.splitlines()] == [
        str(wrong),
        str(tmp_path / "none.sm"),
        str(loop),
    ]


def test_large_instances_get_fewer_schedules() -> None:
    assert schedules(instance("small-30-5")) > 10_000
    assert schedules(Network(tuple(Task(f"t{place}", 1) for place in range(122)))) == 600_000 // 122
    assert schedules(Network(())) > 0
