"""A command as a person types it next, from where she is."""

from __future__ import annotations

from pathlib import Path


def next_command(folder: Path, *words: str) -> str:
    """« planforge check », with the folder where she is not in it, in quotes where a shell would cut it."""
    there = [] if folder.resolve() == Path.cwd() else ["-C", _typed(str(folder))]
    return " ".join(["planforge", *there, *words])


def _typed(word: str) -> str:
    """The word for any shell, that of Windows too: these know no quotes but these."""
    return f'"{word}"' if any(letter in word for letter in " &()'’;") else word
