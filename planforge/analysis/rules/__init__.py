"""The review rules (review-rules.md, part D), gathered from their modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.rules import (
    backup_copies,
    backup_scope,
    backups,
    contacts,
    core_links,
    crisis,
    degraded,
    dependencies,
    documents,
    editions,
    exercises,
    feasibility,
    governance,
    holding,
    inventory,
    kits,
    legal,
    means,
    objectives,
    off_network,
    procedures,
    provenance,
    restarting,
    restore_tests,
    rhythm,
    safety,
    security,
    single_points,
    suppliers,
    workflows,
)

if TYPE_CHECKING:
    from planforge.analysis.rules.registry import Rule

_MODULES = (
    backup_copies,
    backup_scope,
    backups,
    contacts,
    core_links,
    crisis,
    degraded,
    dependencies,
    documents,
    editions,
    exercises,
    governance,
    feasibility,
    means,
    holding,
    inventory,
    kits,
    legal,
    objectives,
    off_network,
    procedures,
    provenance,
    restarting,
    restore_tests,
    rhythm,
    safety,
    security,
    single_points,
    suppliers,
    workflows,
)

RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
