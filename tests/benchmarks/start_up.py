"""How soon ``planforge --help`` answers, beside Python alone and beside importing click alone.

``python tests/benchmarks/start_up.py [ROUNDS]`` prints one table: the best of so many interleaved runs of each, and
the ratio to importing click (target: at most 1.5). Absolute times depend on the machine; read the ratios.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
ROOT = Path(__file__).resolve().parents[2]
RUNS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "planforge --help": ["-m", "planforge", "--help"],
    "planforge --version": ["-m", "planforge", "--version"],
    "planforge check --list-rules": ["-m", "planforge", "check", "--list-rules"],
}


def best(rounds: int) -> dict[str, float]:
    """The shortest time of each run in seconds, taken in turns so that a busy machine weighs on all alike."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are kept where a person installed planforge
    times: dict[str, list[float]] = {name: [] for name in RUNS}
    for _ in range(rounds):
        for name, arguments in RUNS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
            times[name].append(time.perf_counter() - start)
    return {name: min(values) for name, values in times.items()}


def main(rounds: int) -> None:
    """Prints the table."""
    times = best(rounds)
    click = times["python -c 'import click'"]
    sys.stdout.write(f"{f'meilleur de {rounds}':<32}{'ms':>8}{'/click':>9}\n")
    for name, seconds in times.items():
        sys.stdout.write(f"{name:<32}{1000 * seconds:>8.0f}{seconds / click:>9.2f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
