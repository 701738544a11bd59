from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.binder import checking

if TYPE_CHECKING:
    from tests.cli.conftest import Command

ROOT = Path(__file__).resolve().parents[2]
WAITING = """
import signal, sys
from planforge.binder import writing
from planforge.cli import main

def waits(path, data):
    print("writing", flush=True)
    sys.stdin.read()

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
writing.write_whole = waits
sys.argv = ["planforge", "-C", sys.argv[1], "build", "--only", "synthese", "--jobs", "1"]
main()
"""


def test_a_bug_keeps_its_traceback_and_ends_with_70(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("un bogue")

    monkeypatch.setattr(checking, "check", broken)
    done = planforge("-C", murat, "check")
    assert done.code == 70
    assert "ZeroDivisionError: un bogue" in done.err
    assert "Erreur interne de planforge : ce n’est pas votre dossier qui est en cause." in done.err


@pytest.mark.parametrize("where", ["in a command", "before any command"])
def test_ctrl_c_ends_with_130(planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    target = "planforge.binder.checking.check" if where == "in a command" else "planforge.cli.french.speak_french"
    monkeypatch.setattr(target, interrupted)
    done = planforge("-C", murat, "check")
    assert done.code == 130
    assert "Interrompu. Aucun fichier n’est à moitié écrit." in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process alone")
def test_an_interrupted_build_leaves_no_document_half_written(murat: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(murat)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130, said.decode()
    assert "Interrompu." in said.decode()
    assert "Traceback" not in said.decode()
    assert [path for path in murat.rglob("*") if path.suffix in {".docx", ".tmp"}] == []
