"""The review rules (review-rules.md, part D), gathered from their modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.rules import (
    backups,
    crisis,
    degraded,
    dependencies,
    governance,
    inventory,
    objectives,
    provenance,
    restore_tests,
    rhythm,
    safety,
)

if TYPE_CHECKING:
    from planforge.analysis.rules.registry import Rule

_MODULES = (
    backups,
    crisis,
    degraded,
    dependencies,
    governance,
    inventory,
    objectives,
    provenance,
    restore_tests,
    rhythm,
    safety,
)

RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
