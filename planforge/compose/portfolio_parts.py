"""What the portfolio's document and workbook print alike: its members, and the control of papers of many records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.document.documents import Control
from planforge.document.text import Gap
from planforge.values import plural

if TYPE_CHECKING:
    from datetime import date

    from planforge.analysis.evidence.meter import Coverage, ListStanding
    from planforge.analysis.evidence.portfolio import Member

_SUM = "sans objet (somme de dossiers)"


@dataclass(frozen=True, slots=True)
class Failure:
    """A folder that could not be read, by its name, and why in one sentence."""

    folder: str
    why: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The establishments of a region at a day."""

    members: tuple[Member, ...]
    failures: tuple[Failure, ...]
    on: date

    @property
    def control(self) -> Control:
        """Document control: nobody approves a sum, it is read at its day."""
        return Control(
            establishment=plural(len(self.members), "établissement"),
            reference="PORTEFEUILLE",
            version=self.on.isoformat(),
            date=self.on,
            status="état au jour dit",
            marking="Diffusion interne",
            authors=_SUM,
            reviewers=_SUM,
            approvers=_SUM,
            distribution=_SUM,
            next_review=Gap(),
        )

    @property
    def lists(self) -> tuple[ListStanding, ...]:
        """One standing of each list that is the main one of a member."""
        found = {one.main.list.id: one.main for one in self.members if one.main}
        return tuple(sorted(found.values(), key=lambda one: one.list.order))

    def of(self, kind: str) -> tuple[Member, ...]:
        """The members whose main list that is."""
        return tuple(one for one in self.members if one.main and one.main.list.id == kind)

    def line(self, kind: str, requirement: str) -> Counter[Coverage]:
        """How many members stand how on a line of a list."""
        return Counter(
            standing.coverage
            for one in self.of(kind)
            for standing in (one.main.requirements if one.main else ())
            if standing.requirement.id == requirement
        )
