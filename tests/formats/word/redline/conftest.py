"""Two small versions of one plan, and what proves a redline right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest

from planforge.formats.word.redline import redline
from tests.formats.word.redline.pairs import made
from tests.gate.revisions import accepted, rejected
from tests.gate.wording import exact, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.blocks import Block
    from planforge.formats.word import WordWriter

AUTHOR, DAY = "CH de Valmont (depuis 1.2)", date(2026, 11, 27)
Blocks: TypeAlias = "tuple[Block, ...]"
Compare: TypeAlias = "Callable[[Blocks, Blocks], Marked]"


@dataclass(frozen=True)
class Marked:
    """Two versions and their redline."""

    old: bytes
    new: bytes
    data: bytes

    def proved(self) -> Marked:
        """The same, once accepting gives the new one to the letter, and refusing what the old one said."""
        assert exact(accepted(self.data)) == exact(self.new)
        assert said(rejected(self.data)) == said(self.old)
        return self


def compared(old: bytes, new: bytes) -> Marked:
    return Marked(old, new, redline(old, new, AUTHOR, DAY)).proved()


@pytest.fixture
def compare(writer: WordWriter) -> Compare:
    """``compare(old, new)``: the redline of two documents made of these blocks, proved right."""

    def of(old: Blocks, new: Blocks) -> Marked:
        return compared(writer.write(made(old)), writer.write(made(new)))

    return of
