"""The wheel, built once for all tests of this folder that reach the package registry."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Environment:
    """A virtual environment that knows nothing of the checkout."""

    folder: Path

    def run(self, *command: str, cwd: Path) -> str:
        """What a command of this environment prints; fails with all it said when it fails."""
        program = self.folder / ("Scripts" if sys.platform == "win32" else "bin") / command[0]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANFORGE"))}
        done = subprocess.run(
            [str(program), *command[1:]],
            cwd=cwd,
            env=clean,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@pytest.fixture(scope="module")
def checkout() -> Path:
    """The root of the repository."""
    return CHECKOUT


@pytest.fixture(scope="module")
def examples() -> tuple[str, ...]:
    """The worked examples that the checkout holds, by name."""
    names = sorted(path.parent.name for path in (CHECKOUT / "examples").glob("*/planforge.yaml"))
    assert names, "no example"
    return tuple(names)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built in isolation."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", f"--wheel-dir={folder}", str(CHECKOUT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [path] = folder.glob("planforge-*.whl")
    return path


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Callable[..., Environment]:
    """``environment(*options)``: a fresh one with the wheel, installed with these options of pip."""

    def build(*options: str) -> Environment:
        folder = tmp_path_factory.mktemp("environment")
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        made = Environment(folder)
        made.run("python", "-m", "pip", "install", "--quiet", *options, str(wheel), cwd=folder)
        return made

    return build
