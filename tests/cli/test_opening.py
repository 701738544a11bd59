from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from planforge.cli.opening import open_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows shows folders by itself")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What shows folders, in place of the system's: notes what it is called with; ends with the code it is given."""
    found = tmp_path / "bin" / "xdg-open"
    found.parent.mkdir()
    found.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{tmp_path}/called"\nexit "${{PLANFORGE_TEST_CODE:-0}}"\n')
    found.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(found.parent))
    monkeypatch.setenv("DISPLAY", ":0")
    return found


def test_the_folder_is_shown_by_the_program_of_the_system(program: Path, tmp_path: Path) -> None:
    odd = tmp_path / "mes livrables; rm -rf $(x)"
    odd.mkdir()
    assert open_folder(odd)
    assert (tmp_path / "called").read_text() == f"{odd}\n"
    assert program.exists()


@pytest.mark.usefixtures("program")
def test_a_program_that_fails_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANFORGE_TEST_CODE", "3")
    assert not open_folder(tmp_path)


def test_a_program_that_cannot_be_run_shows_nothing(program: Path, tmp_path: Path) -> None:
    program.write_bytes(b"")
    assert not open_folder(tmp_path)


@pytest.mark.usefixtures("program")
def test_without_a_screen_nothing_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not open_folder(tmp_path)
    assert not (tmp_path / "called").exists()


def test_without_the_program_nothing_is_tried(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.unlink()
    assert not open_folder(tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not open_folder(tmp_path)


def test_a_program_that_lasts_is_showing_the_folder(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lasting:
        def __init__(self, command: list[str], **_: object) -> None:
            assert command == [str(program), str(tmp_path)]

        def wait(self, patience: float) -> int:
            raise subprocess.TimeoutExpired("xdg-open", patience)

    monkeypatch.setattr(subprocess, "Popen", Lasting)
    assert open_folder(tmp_path)


@pytest.mark.parametrize("shown", [True, False])
def test_windows_shows_the_folder_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, shown: bool) -> None:
    def startfile(folder: Path) -> None:
        assert folder == tmp_path
        if not shown:
            raise OSError

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", startfile, raising=False)
    assert open_folder(tmp_path) is shown
