"""What must not leave the restricted annex."""

from __future__ import annotations

_PREFIXES = ("BKP-", "SEC-", "SPOF-", "DEP-AD", "DEP-CYCLE", "DEP-IAM", "DEP-KEY", "KIT-PC")


def is_restricted(rule: str) -> bool:
    """Whether findings of that rule tell an attacker where to strike: backups, accesses, single points."""
    return rule.startswith(_PREFIXES)
