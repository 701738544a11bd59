"""A folder shown in the system's own window of files; no shell, and nothing of the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 5  # seconds: whoever shows folders answers at once, or is not going to
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_folder(folder: Path) -> bool:
    """Whether the system shows the folder; False where it has no window to show it in."""
    if sys.platform == "win32":
        return _shown_by_windows(folder)
    program = _program()
    return program is not None and _ran([program, str(folder.resolve())])


def _shown_by_windows(folder: Path) -> bool:
    try:
        os.startfile(folder)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606 - Windows only, and no shell
    except OSError:
        return False
    return True


def _program() -> str | None:
    """What shows folders here; none where there is no screen: a text browser would take the terminal."""
    if sys.platform == "darwin":
        return shutil.which("open")
    return shutil.which("xdg-open") if any(os.environ.get(name) for name in _SCREENS) else None


def _ran(command: list[str]) -> bool:
    """Whether the program began its work; it never reads our terminal, nor writes on it."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603 - a list of ours, no shell
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True  # it is showing the folder itself, and lasts as long as the window
