"""A build killed at any moment leaves each file whole, old or new; the next one takes none for a hand edit."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.binder.building import BuildRequest, build
from planforge.binder.writing import FileState

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
KILLS = 12
# The child builds one version after the other for as long as it lives, and says each file that it is about to replace.
CHILD = """
import hashlib, pathlib, sys
from planforge.answers import saving
from planforge.binder import workshop
from planforge.binder.building import BuildRequest, build
from planforge.binder.rendering import Made

class Renderer:
    def __init__(self, context, *_):
        self.context = context
        self.text = pathlib.Path(sys.argv[1], "planforge.yaml").read_bytes()

    def kept(self, piece):
        return None

    def made(self, piece):
        body = self.text * 50
        return Made({piece.path: hashlib.sha256(body).hexdigest().encode() + body})

def announced(path, data, fill=saving._fill):
    print("about to write", flush=True)
    fill(path, data[:len(data) // 2])
    print("half written", flush=True)
    path.unlink()
    fill(path, data)
    print("written aside", flush=True)

workshop.Renderer = Renderer
saving._fill = announced
record = pathlib.Path(sys.argv[1], "planforge.yaml")
model = record.read_text("utf-8").partition("# version")[0]
for version in range(int(sys.argv[2]), 10**9):
    aside = record.with_suffix(".new")
    aside.write_text(f"{model}# version {version}\\n", encoding="utf-8")
    aside.replace(record)
    report = build(BuildRequest(pathlib.Path(sys.argv[1])))
    assert not report.plan.count("edited"), report.plan
"""


def killed_build(folder: Path, version: int, lines: int) -> None:
    """Start building, and kill without warning after so many lines of what it says."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(version)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        assert process.stderr
        heard = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said = process.stderr.read().decode()
    assert all(heard), said


def is_whole(path: Path) -> bool:
    data = path.read_bytes()
    return hashlib.sha256(data[64:]).hexdigest().encode() == data[:64]


@pytest.mark.usefixtures("quick")
def test_no_kill_cuts_a_file_or_makes_it_look_edited(murat: Path, count: Callable[[Path], int]) -> None:
    moments = random.Random(20260115)  # noqa: S311 - a test that is the same each time
    every, seen = count(murat), 0
    for kill in range(KILLS):
        killed_build(murat, kill * 1000, moments.randint(1, 14 * every))
        documents = [path for path in (murat / "livrables").rglob("*") if path.suffix in {".docx", ".xlsx"}]
        assert [path for path in documents if not is_whole(path)] == []
        assert [path for path in documents if "nouveau" in path.name] == []
        seen = max(seen, len(documents))
    assert seen == every
    last = build(BuildRequest(murat)).plan
    assert last.count(FileState.EDITED) == 0
    assert last.count(FileState.UPDATED, FileState.CREATED) == every
    left = [path.name for path in murat.rglob("*") if path.is_file() and path.suffix == ".tmp"]
    assert [name for name in left if not name.startswith(".planforge-")] == []
    assert list((murat / "livrables").rglob("*.tmp")) == []
