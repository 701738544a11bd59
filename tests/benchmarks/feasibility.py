"""The computed restart: a simulation, ``check`` on 400 applications, the hospital built first and built after a change.

``python -m tests.benchmarks.feasibility [ROUNDS]`` prints medians beside those of a calibration loop timed in turns
with them: absolute times depend on the machine and on who else uses it, so read the ratios.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from planforge.analysis.schedule.dispatch import Order
from planforge.analysis.schedule.draws import between_tenths
from planforge.analysis.schedule.network import Network, Task
from planforge.analysis.schedule.odds import Uncertainty, sample, simulate
from tests.benchmarks.binder import CHECKOUT, calibration, seconds
from tests.scale.generator import write_chu

if TYPE_CHECKING:
    from collections.abc import Callable

NODES, RUNS = 300, 2000
SERVICES, APPLICATIONS = 120, 400


def network() -> Network:
    """Tasks of five teams of two, half of which also take one of a few restore streams."""
    draw = random.Random(1)  # noqa: S311 - a benchmark
    tasks = []
    for place in range(NODES):
        before = sorted({draw.randrange(max(0, place - 40), place) for _ in range(2)}) if place > 5 else []
        team = ((f"team-{draw.randrange(5)}", 1),)
        streams = ((f"streams-{draw.randrange(2)}", 1),) if draw.random() < 0.5 else ()
        needs = tuple((f"t{one}",) for one in before)
        tasks.append(Task(f"t{place}", draw.randrange(60, 1200), needs, team + streams))
    capacity = {**{f"team-{one}": 2 for one in range(5)}, "streams-0": 4, "streams-1": 6}
    return Network(tuple(tasks), capacity, (), 100)


def simulated() -> float:
    """Seconds for all draws and all runs of an order, on one core."""
    start = time.perf_counter()
    built = network()
    spreads = {one.id: between_tenths(0.7 * one.duration, one.duration, 2.2 * one.duration) for one in built.tasks}
    simulate(built, Order(built.order), sample(built, Uncertainty(spreads, sigma=0.35), RUNS, 1))
    return time.perf_counter() - start


def in_turns(measures: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each measure, one of each at a time so that a slow moment of the machine slows all of them."""
    times: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            times[name].append(measure())
    return {name: median(found) for name, found in times.items()}


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "chu"
        write_chu(folder, services=SERVICES, applications=APPLICATIONS)
        state = folder / ".planforge"

        def check(*, cold: bool) -> float:
            shutil.rmtree(state, ignore_errors=True)
            state.mkdir()
            if not cold:
                seconds(folder, ("--as-of=2026-11-22", "check"))
            return seconds(folder, ("--as-of=2026-11-22", "check"))[0]

        hospital = Path(place) / "hospital"
        shutil.copytree(CHECKOUT / "examples" / "hopital", hospital)

        def first_build() -> float:
            shutil.rmtree(hospital / ".planforge", ignore_errors=True)
            shutil.rmtree(hospital / "livrables", ignore_errors=True)
            return seconds(hospital, ("build",))[0]

        def rebuild() -> float:
            seconds(hospital, ("build",))
            services = hospital / "services.yaml"
            text = services.read_text("utf-8")
            here, there = ("secteur est", "secteur ouest")
            after = text.replace(there, here) if there in text else text.replace(here, there)
            if after == text:
                raise SystemExit(f"{services}: nothing to change")
            services.write_text(after, "utf-8")
            return seconds(hospital, ("build",))[0]

        found = in_turns(
            {
                "boucle de référence": calibration,
                f"{RUNS} simulations de {NODES} tâches": simulated,
                f"check, {APPLICATIONS} applications, rien de gardé": lambda: check(cold=True),
                f"check, {APPLICATIONS} applications, calcul gardé": lambda: check(cold=False),
                "build de l’hôpital d’exemple, le premier": first_build,
                "build de l’hôpital d’exemple, une phrase changée": rebuild,
            },
            rounds,
        )
    loop = found["boucle de référence"]
    for name, value in found.items():
        sys.stdout.write(f"{name:<52} {value:6.2f} s   {value / loop:6.1f} boucles\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
