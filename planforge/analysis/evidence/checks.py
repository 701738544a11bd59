"""The check behind each fact that a list of requirements may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.evidence import crisis_facts, scope_facts, system_facts
from planforge.analysis.evidence.shown import fact_words
from planforge.library.requirement_types import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from planforge.analysis.evidence.shown import FactWords, Shown
    from planforge.analysis.study import Results

    Check: TypeAlias = Callable[[Results, FactWords], Shown]

_ROOMS = (scope_facts, system_facts, crisis_facts)


def _check(fact: Fact) -> Check:
    """The function of that name: « field-test » is ``field_test``."""
    name = fact.value.replace("-", "_")
    found: Check = next(getattr(room, name) for room in _ROOMS if hasattr(room, name))
    return found


CHECKS: Mapping[Fact, Check] = {fact: _check(fact) for fact in Fact}


def shown(results: Results, fact: Fact) -> Shown:
    """What the record shows of a fact."""
    return CHECKS[fact](results, fact_words()[fact])
