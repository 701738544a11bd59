"""Text for an 80-column console: headings, lines folded under themselves, two columns."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from planforge.cli.console import strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 80
_STEP = 2


def heading(text: str) -> str:
    """A title, strong where colours are shown."""
    return strong(text, "cyan")


def folded(text: str, indent: int = _STEP, hang: int = 0) -> str:
    """The text within the width, moved right; lines after the first ``hang`` further. Its own line breaks stay."""
    first, rest = " " * indent, " " * (indent + hang)
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=first if rank == 0 else rest,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for rank, line in enumerate(text.splitlines() or [""])
    )


def bullet(text: str, details: Iterable[str] = ()) -> Iterator[str]:
    """A dash and the text; what there is to know of it on the lines below."""
    yield folded(f"- {text}", hang=_STEP)
    said = " ; ".join(detail for detail in details if detail)
    if said:
        yield folded(said, indent=3 * _STEP)


def two_columns(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Short words, each with its text beside it, folded under itself."""
    width = max((len(first) for first, _ in rows), default=0)
    indent = _STEP + width + _STEP
    for first, second in rows:
        lines = folded(second, indent).splitlines() or [""]
        yield f"{' ' * _STEP}{first.ljust(width)}{' ' * _STEP}{lines[0][indent:]}".rstrip()
        yield from lines[1:]
