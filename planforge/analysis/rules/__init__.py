"""The review rules that need neither the model of durations nor written documents (review-rules.md, part D)."""

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

RULES: tuple[Rule, ...] = (
    inventory.orphan_application,
    inventory.service_without_application,
    inventory.no_objective,
    provenance.suspect_unit,
    inventory.no_scenario,
    provenance.no_provenance,
    provenance.mostly_guesses,
    provenance.stale,
    inventory.no_volume,
    inventory.no_hosting,
    inventory.too_many_first,
    objectives.late_for_activity,
    objectives.late_after_catch_up,
    dependencies.dependency_later,
    dependencies.data_of_different_ages,
    objectives.loses_too_much,
    objectives.limit_before_need,
    objectives.limit_before_endurance,
    dependencies.wrong_class,
    rhythm.no_minimum_level,
    rhythm.no_pay_date,
    rhythm.no_peak,
    objectives.wanted_sooner,
    dependencies.cycle,
    dependencies.backup_behind_directory,
    backups.no_backup,
    backups.nothing_promised,
    backups.too_rare,
    backups.nothing_out_of_reach,
    backups.same_directory,
    backups.same_site,
    backups.key_lost_with_system,
    restore_tests.not_tested,
    restore_tests.failed,
    degraded.shared_numbers,
    *safety.safety_points,
    safety.no_stop,
    safety.no_return,
    degraded.no_convention,
    degraded.same_system,
    degraded.no_kit,
    degraded.old_inventory,
    crisis.unreachable,
    crisis.no_deputy,
    crisis.recall_needs_system,
    crisis.nobody_decides,
    governance.care_scope_incomplete,
    governance.no_cut_sheet,
)
