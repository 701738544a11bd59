"""Same record, same bytes: whatever the hash seed, the time zone, the language, the place, the number of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from planforge.binder.rendering import FORMATS
from planforge.resources import examples_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANY = 24  # documents: from that many on they are shared out among processes
ONE = {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
OTHER = {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"}


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """``built(place, example, jobs, environment)``: the files of a build in a process of its own."""

    def build(place: str, example: str, jobs: int, environment: dict[str, str]) -> dict[str, bytes]:
        folder = tmp_path / place / example
        shutil.copytree(examples_folder() / example, folder, ignore=shutil.ignore_patterns("livrables", ".planforge"))
        command = [sys.executable, "-m", "planforge", "-C", str(folder), "build", f"--jobs={jobs}"]
        command.append(f"--format={','.join(FORMATS)}")
        subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=True)
        output = folder / "livrables"
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}

    return build


def test_same_record_same_bytes(built: Callable[..., dict[str, bytes]], example_names: tuple[str, ...]) -> None:
    for example in example_names:
        first = built("ici", example, 1, ONE)
        second = built("un-autre-endroit", example, 2, OTHER)
        assert len(first) >= 2 * MANY, "too few documents to be shared out"
        assert sorted(first) == sorted(second)
        assert [name for name in sorted(first) if first[name] != second[name]] == []
