"""Public scheduling problems, so that the search can be judged on instances from elsewhere.

``python tests/benchmarks/psplib.py [--solver] FILE...`` reads files in PSPLIB's single-mode format (``.sm``) and prints
« name makespan seconds » a line; with the solver, then « optimal », or the least makespan that is not excluded. The
search makes a fixed number of schedules: the makespans are the same on every machine. ``instances/`` has small ones.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from planforge.analysis.schedule.network import ImpossibleNetworkError, Network, Task
from planforge.analysis.schedule.search import best_order
from planforge.analysis.schedule.solver import MissingSolverError, prove

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PLACED = 600_000  # tasks put in place in one search: about a second
_SECONDS = 60.0  # of the solver, on one instance
_SECTIONS = ("PRECEDENCE RELATIONS", "REQUESTS/DURATIONS", "RESOURCEAVAILABILITIES")
_RULE = re.compile(r"[*-]{5,}")


class NotAnInstanceError(ValueError):
    """A file that is no single-mode instance."""


def read(text: str) -> Network:
    """The network of an instance. Raises ``NotAnInstanceError``."""
    sections = dict(_sections(text))
    missing = [name for name in _SECTIONS if not sections.get(name)]
    if missing:
        raise NotAnInstanceError(f"section absente ou vide : {missing[0]}")
    relations, requests, (units, *_) = (sections[name] for name in _SECTIONS)
    try:
        return _network(relations, requests, units)
    except (LookupError, ValueError) as error:
        raise NotAnInstanceError(f"tableau illisible ({error})") from error


def _sections(text: str) -> Iterator[tuple[str, list[list[int]]]]:
    """Each section with its lines of numbers; headings, rules and blank lines are passed over."""
    title = ""
    rows: list[list[int]] = []
    for line in (*text.splitlines(), "END:"):
        stripped = line.strip()
        if stripped.endswith(":") and stripped.upper() == stripped:
            yield title, rows
            title, rows = stripped.rstrip(":").strip(), []
        elif stripped and not _RULE.fullmatch(stripped) and all(word.isdecimal() for word in stripped.split()):
            rows.append([int(word) for word in stripped.split()])


def _network(relations: Sequence[Sequence[int]], requests: Sequence[Sequence[int]], units: Sequence[int]) -> Network:
    needs: dict[int, list[tuple[str, ...]]] = {job: [] for job, *_ in requests}
    for job, modes, count, *successors in relations:
        if modes != 1 or count != len(successors):
            raise NotAnInstanceError(f"tâche {job} : {modes} mode(s), {len(successors)} successeurs sur {count}")
        for other in successors:
            needs[other].append((str(job),))
    tasks = []
    for job, _, duration, *asked in requests:
        demand = tuple((f"R{number}", one) for number, one in enumerate(asked, 1) if one)
        tasks.append(Task(str(job), duration, tuple(needs[job]), demand))
    return Network(tuple(tasks), {f"R{number}": count for number, count in enumerate(units, 1)})


def line(name: str, network: Network, *, solver: bool) -> str:
    """What is printed of an instance."""
    start = time.perf_counter()
    if solver:
        proof = prove(network, _SECONDS)
        said = "optimal" if proof.optimal else f">={proof.bound.makespan}"
        return f"{name} {proof.goal.makespan} {time.perf_counter() - start:.2f} {said}"
    found = best_order(network, schedules(network))
    return f"{name} {found.goal.makespan} {time.perf_counter() - start:.2f}"


def schedules(network: Network) -> int:
    """How many schedules are made: the same time for every size."""
    return _PLACED // max(1, len(network.tasks))


def main(arguments: Sequence[str]) -> int:
    """Prints a line for each file; the exit code."""
    parser = argparse.ArgumentParser(prog="psplib.py", description="Instances PSPLIB (.sm) : nom, durée, secondes.")
    parser.add_argument("--solver", action="store_true", help="prouver par OR-Tools")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    code = 0
    for file in given.files:
        try:
            network = read(file.read_text("utf-8", errors="replace"))
            sys.stdout.write(line(file.stem, network, solver=given.solver) + "\n")
        except (OSError, NotAnInstanceError, ImpossibleNetworkError, MissingSolverError) as error:
            sys.stderr.write(f"{file} : {getattr(error, 'strerror', '') or error}\n")
            code = 1
        sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
