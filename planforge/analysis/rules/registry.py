"""The table of rules: what a rule yields, and how it becomes findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.analysis.results import Finding, ObjectRef, Severity, Undecided

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from planforge.analysis.facts import Facts, Subject


@dataclass(frozen=True, slots=True)
class Breach:
    """The rule is not kept by this object. ``name`` is always among the values."""

    about: Subject
    values: Mapping[str, str] = field(default_factory=dict)
    others: tuple[ObjectRef, ...] = ()
    variant: str = ""
    scenario: str = ""
    severity: Severity | None = None  # where it differs from the rule's own


@dataclass(frozen=True, slots=True)
class Missing:
    """The rule cannot be decided for this object: ``what`` is not known."""

    about: Subject
    what: str


Yield = Breach | Missing


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the table: its code, its usual severity, and the function that applies it."""

    id: str
    severity: Severity
    check: Callable[[Facts], Iterator[Yield]]

    def find(self, facts: Facts) -> Iterator[Finding | Undecided]:
        """What the rule says of a record."""
        for found in self.check(facts):
            if isinstance(found, Missing):
                yield Undecided(self.id, (found.about.ref,), (found.what,))
            else:
                yield self._finding(found)

    def _finding(self, breach: Breach) -> Finding:
        return Finding(
            rule=self.id,
            severity=breach.severity or self.severity,
            objects=tuple(dict.fromkeys((breach.about.ref, *breach.others))),
            path=breach.about.path,
            values={"name": breach.about.ref.name, **breach.values},
            variant=breach.variant,
            scenario=breach.scenario,
        )


def rule(code: str, severity: Severity) -> Callable[[Callable[[Facts], Iterator[Yield]]], Rule]:
    """The function as a rule of that code and severity."""
    return lambda check: Rule(code, severity, check)
