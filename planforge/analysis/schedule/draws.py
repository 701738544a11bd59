"""Random draws that repeat: one stream of numbers for each thing drawn, named by its stable identifier.

Only ``Random.random()`` is used, whose stream Python keeps from one version to the next (recovery.md C.6); adding a
system leaves the draws of all others as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt
from random import Random
from statistics import NormalDist

_TAIL = 0.1  # experts' « au mieux » and « au pire » are read as P10 and P90 (recovery.md C.6)
_STEPS = 60  # of the fixed point below: far more than it needs
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Triangle:
    """A triangular distribution between ``low`` and ``high``, most likely at ``mode``."""

    low: float
    mode: float
    high: float

    def at(self, share: float) -> float:
        """The value below which that share of the draws fall."""
        width, left = self.high - self.low, self.mode - self.low
        if share * width < left:
            return self.low + sqrt(share * width * left)
        return self.high - sqrt((1 - share) * width * (self.high - self.mode))

    @property
    def mean(self) -> float:
        """The mean of a triangle, (low + mode + high) / 3; not that of a PERT distribution."""
        return (self.low + self.mode + self.high) / 3


def between_tenths(p10: float, mode: float, p90: float) -> Triangle:
    """The triangle of which one draw in ten is below ``p10`` and one in ten above ``p90``.

    Never below zero: where that cuts the left end off, fewer draws than one in ten are below ``p10``.
    """
    below, above = mode - p10, p90 - mode
    # Found from above: from below, an end that is the likely value itself would stay the end of the triangle.
    left = right = 2 * (below + above)
    for _ in range(_STEPS):
        width = left + right
        left = min(mode, below + sqrt(_TAIL * width * left))
        right = above + sqrt(_TAIL * width * right)
    return Triangle(mode - left, mode, mode + right)


def shares(seed: int, name: str, runs: int) -> list[float]:
    """As many numbers in [0, 1[, the same for the same seed and name whatever else is drawn."""
    draw = Random(f"{seed}/{name}").random  # noqa: S311 - a simulation, no secret
    return [draw() for _ in range(runs)]


def log_normal(sigma: float, share: float) -> float:
    """The factor below which that share of a log-normal distribution of median 1 falls."""
    # random() may give 0, where the logarithm of the factor is infinite: one draw in 2**53.
    return exp(sigma * _NORMAL.inv_cdf(min(max(share, 1e-9), 1 - 1e-9)))
