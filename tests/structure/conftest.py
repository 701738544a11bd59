"""The sources that the structural tests look at, read once."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
NOT_TEXT = {".docx", ".emf", ".ico", ".jpg", ".pdf", ".png", ".xlsx"}


@dataclass(frozen=True)
class Source:
    """A Python file: where it lies in the checkout, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the repository."""
    return CHECKOUT


@pytest.fixture(scope="session")
def kept_files() -> tuple[str, ...]:
    """Every file that is, or is about to be, under version control; in an unpacked archive, every file."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, encoding="utf-8", check=False)
    listed = done.stdout.splitlines() or [
        path.relative_to(CHECKOUT).as_posix() for path in CHECKOUT.glob("[!.]*/**/*.*")
    ]
    return tuple(sorted(path for path in set(listed) if (CHECKOUT / path).is_file()))


@pytest.fixture(scope="session")
def texts(kept_files: tuple[str, ...]) -> dict[str, str]:
    """The text of every file that has one."""
    readable = [path for path in kept_files if Path(path).suffix not in NOT_TEXT]
    return {path: (CHECKOUT / path).read_bytes().decode("utf-8", "replace") for path in readable}


@pytest.fixture(scope="session")
def package() -> tuple[Source, ...]:
    """The modules of planforge."""
    return _sources("planforge")


@pytest.fixture(scope="session")
def everything(package: tuple[Source, ...]) -> tuple[Source, ...]:
    """The modules of planforge, and its tests."""
    return (*package, *_sources("tests"))


def _sources(folder: str) -> tuple[Source, ...]:
    found = []
    for path in sorted((CHECKOUT / folder).rglob("*.py")):
        text = path.read_text("utf-8")
        found.append(Source(path.relative_to(CHECKOUT).as_posix(), text, ast.parse(text)))
    return tuple(found)
