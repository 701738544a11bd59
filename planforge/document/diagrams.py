"""Drawings already laid out: boxes and lines in millimetres, which a format only has to draw."""

from __future__ import annotations

from dataclasses import dataclass

from planforge.document.text import Tone


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with a centred label of one or more lines; ``x`` and ``y`` are its top left corner."""

    id: str
    label: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    tone: Tone = Tone.NEUTRAL
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A broken line through points, with a head at its end; ``dashed`` for what is wished rather than needed."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A labelled background strip that groups boxes: a restart wave."""

    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole drawing, its size in millimetres."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    bands: tuple[Band, ...] = ()
