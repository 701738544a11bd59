"""Where the copies of backups stand: out of an attacker's reach, away from what they protect."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.model.backups import Copy
    from planforge.model.plan import Plan


def out_of_reach(copy: Copy) -> bool | None:
    """Whether no attacker reaches the copy, offline or immutable; ``None`` when not known."""
    answers = (copy.offline.best, copy.immutable.best)
    return True if True in answers else None if None in answers else False


def away(plan: Plan, systems: Sequence[str], copies: Sequence[Copy]) -> list[bool | None]:
    """Whether each copy is away from the site of the systems; ``None`` when not known."""
    production = {plan.systems[name].site.best for name in systems if name in plan.systems} - {None}
    return [_is_away(copy, production) for copy in copies]


def _is_away(copy: Copy, production: set[str | None]) -> bool | None:
    if copy.offsite.best is not None:
        return copy.offsite.best
    if copy.site.best is None or not production:
        return None
    return copy.site.best not in production
