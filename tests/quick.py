"""Documents of one line, for tests that do not wait for Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.written import Contents
from planforge.binder.rendering import Made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.compose.catalogue import Piece


class QuickRenderer:
    """Writes a line instead of a document: who it is for and what it is. Nothing is kept of earlier builds."""

    def __init__(self, context: object, *_: object) -> None:
        self.context = context

    def kept(self, piece: Piece) -> None:
        """Nothing: each build writes its lines anew."""

    def files(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        name = self.context.plan.establishment.name  # type: ignore[attr-defined]  # the context of compose
        yield piece.path, f"{name} : {piece.kind.title} {piece.of}\n".encode()

    def made(self, piece: Piece) -> Made:
        files = dict(self.files(piece))
        return Made(files, dict.fromkeys(files, Contents(piece.kind.id, piece.of, piece.kind.title)))
