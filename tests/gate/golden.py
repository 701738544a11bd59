"""Texts kept on file because people read them: compared by default, renewed on purpose."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RENEW = "renew it with --update-golden"


def compared(file: Path, text: str) -> str:
    """What to tell a person when ``text`` is not what ``file`` holds, as a diff; empty when it is."""
    if not file.is_file():
        return f"{file}: no golden file yet, {RENEW}"
    expected = file.read_bytes().decode()
    return "" if text == expected else f"the text differs from its golden file ({RENEW}):\n{_difference(file, text)}"


def renewed(file: Path, text: str) -> None:
    """Write the golden file anew, byte for byte."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def _difference(file: Path, text: str) -> str:
    """A unified diff; line endings are shown where only they differ."""
    expected = file.read_bytes().decode()
    old, new = expected.splitlines(), text.splitlines()
    if old == new:
        old, new = ([repr(line) for line in every.splitlines(keepends=True)] for every in (expected, text))
    return "\n".join(difflib.unified_diff(old, new, fromfile=str(file), tofile="as written now", lineterm=""))
