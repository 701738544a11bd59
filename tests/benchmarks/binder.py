"""A university hospital of 120 services and 400 applications: the whole binder, the check, memory, growth, sizes.

``python -m tests.benchmarks.binder [ROUNDS]`` prints three tables. Whole processes are timed, start-up included, in
turns with a calibration loop, and medians are given: absolute times depend on the machine and on who else uses it, so
read the ratios to the calibration. « calcul » is the work of all processors for the larger record. Memory is that of
the largest process, then of all of them together, memory that they share counted once.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from planforge.binder.rendering import OFFICE
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import pieces
from planforge.compose.context import voice
from planforge.compose.reader import read_markdown
from planforge.compose.sections import read_section
from planforge.compose.templates import Templates
from tests.scale.generator import write_chu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from planforge.compose.context import Context
    from planforge.compose.templates import Rendered

CHECKOUT = Path(__file__).resolve().parents[2]
SIZES = ((30, 100), (120, 400))
COMMANDS = {
    "classeur, 2 processus": ("build", "--jobs=2"),
    "classeur, 1 processus": ("build", "--jobs=1"),
    "vérification": ("--as-of=2026-11-22", "check"),
}
LOOPS = 3_000_000
MEGABYTE = 1_000_000
SAMPLE = 0.05  # seconds between two looks at the memory


def calibration() -> float:
    """Seconds that this machine takes, now, for a loop in pure Python."""
    start = time.perf_counter()
    total = 0
    for number in range(LOOPS):
        total += number % 7
    return time.perf_counter() - start


def command(folder: Path, words: Sequence[str]) -> list[str]:
    """The command line of one measure."""
    return [sys.executable, "-m", "planforge", "--quiet", f"--folder={folder}", *words]


def kept_modules() -> dict[str, str]:
    """The environment of a measure: Python keeps compiled modules, as it does where a person installed planforge."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(folder: Path, words: Sequence[str]) -> tuple[float, float, float]:
    """How long a whole command takes by the clock, and on all processors; the memory of its largest process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command(folder, words), cwd=CHECKOUT, env=kept_modules(), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:  # a check that finds something says so
        raise SystemExit(f"planforge {' '.join(words)}: exit code {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def memory(folder: Path, words: Sequence[str]) -> float:
    """The memory in MB of all processes of a command at its peak; 0 where the system does not tell."""
    process = subprocess.Popen(command(folder, words), cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_proportional(one) for one in _family(process.pid)))
        time.sleep(SAMPLE)
    return peak


def _family(process: int) -> Iterable[int]:
    found = [process]
    for one in found:
        try:
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text("ascii").split())
        except OSError:  # gone meanwhile, or another system
            continue
    return found


def _proportional(process: int) -> float:
    """The memory of a process in MB, that which it shares divided among those who share it."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def whole_processes(folders: Sequence[Path], rounds: int) -> None:
    """Prints the table of commands."""
    times: dict[tuple[str, Path], list[float]] = {}
    worked: dict[str, list[float]] = {}
    largest: Counter[str] = Counter()
    beside: list[float] = []
    for _ in range(rounds):
        for name, words in COMMANDS.items():
            for folder in folders:
                beside.append(calibration())
                passed, work, used = seconds(folder, words)
                times.setdefault((name, folder), []).append(passed)
                worked.setdefault(name, []).extend([work] * (folder == folders[1]))
                largest[name] = max(largest[name], round(used))
    unit = median(beside)
    small, large = (f"{services}/{applications}" for services, applications in SIZES)
    say("", small, large, "/étalon", "exposant", "calcul", "Mo max", "Mo tous")
    for name, words in COMMANDS.items():
        first, last = (median(times[name, folder]) for folder in folders)
        growth = math.log(last / first) / math.log(SIZES[1][0] / SIZES[0][0])
        together = memory(folders[1], words)
        cells = (f"{first:.2f} s", f"{last:.2f} s", f"{last / unit:.1f}", f"{growth:.2f}")
        say(name, *cells, f"{median(worked[name]):.2f} s", largest[name], f"{together:.0f}")
    say("étalon (boucle)", "", f"{unit:.2f} s", "1.0")


class Heard(Templates):
    """Templates that keep what they rendered."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.texts: list[Rendered] = []

    def render(self, name: str, /, **context: object) -> Rendered:
        """The Markdown of a template."""
        self.texts.append(super().render(name, **context))
        return self.texts[-1]


def spent(work: Callable[[], object]) -> float:
    """Processor seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def from_template_to_document(context: Context) -> None:
    """Prints what a megabyte of Markdown costs, parses cached by content or not."""
    heard = Heard(context.templates.folders, voice(context.plan))
    own = replace(context, templates=heard)
    documents = [piece for piece in pieces(own) if not piece.kind.is_workbook]
    whole = spent(lambda: [piece.kind.compose(own, piece.of) for piece in documents])
    size = sum(len(text.text.encode()) for text in heard.texts) / MEGABYTE

    def alone() -> None:
        for text in heard.texts:
            read_section.cache_clear()
            read_markdown(text, lambda _reference: ())

    cached = spent(lambda: [read_markdown(text, lambda _reference: ()) for text in heard.texts])
    say("du gabarit au document", "Mo", "ms / Mo")
    say("Markdown lu, sans cache", f"{size:.2f}", f"{1000 * spent(alone) / size:.0f}")
    say("Markdown lu, avec cache", f"{size:.2f}", f"{1000 * cached / size:.0f}")
    say("document entier", f"{size:.2f}", f"{1000 * whole / size:.0f}")


def sizes(context: Context, output: Path) -> None:
    """Prints the bytes of each kind of document."""
    count: Counter[str] = Counter()
    total: Counter[str] = Counter()
    largest: Counter[str] = Counter()
    for piece in pieces(context):
        size = (output / piece.path).stat().st_size
        count[piece.kind.id] += 1
        total[piece.kind.id] += size
        largest[piece.kind.id] = max(largest[piece.kind.id], size)
    say("fichiers", "nombre", "ko", "ko au plus")
    for kind in count:
        say(kind, count[kind], f"{total[kind] / 1000:.0f}", f"{largest[kind] / 1000:.0f}")
    say("tous", count.total(), f"{total.total() / 1000:.0f}")


def say(title: str, *cells: object) -> None:
    """Prints one line."""
    sys.stdout.write(f"{title:<26}" + "".join(f"{cell!s:>11}" for cell in cells) + "\n")


def main(rounds: int) -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory(prefix="planforge-chu-") as scratch:
        folders = [Path(scratch, f"chu-{services}") for services, _ in SIZES]
        for folder, (services, applications) in zip(folders, SIZES, strict=True):
            write_chu(folder, services, applications)
        whole_processes(folders, rounds)
        context = open_workshop(folders[1], None, OFFICE).renderer.context
        sys.stdout.write("\n")
        from_template_to_document(context)
        sys.stdout.write("\n")
        sizes(context, folders[1] / "livrables")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
