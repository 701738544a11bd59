"""What the record implies: findings, needs, restart order, coverage, gaps. Pure functions over the model."""

from __future__ import annotations

from planforge.analysis.study import Results, study

__all__ = ["Results", "study"]
