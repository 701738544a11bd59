"""What a composer sees: the resolved record, what analysis found in it, and the wording templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from planforge.compose.editions import Edition
from planforge.compose.speech import enumerated, said
from planforge.document.tables import Cell
from planforge.document.text import Gap
from planforge.library.validation import awaits_validation
from planforge.model.answer import Answer, State
from planforge.model.words import word
from planforge.values import Period, say_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from planforge.analysis.study import Results
    from planforge.compose.fitting import Moved
    from planforge.compose.templates import Templates
    from planforge.document.blocks import Sheet
    from planforge.document.text import CellValue
    from planforge.library.resolution import Resolved
    from planforge.model.answer import Unknown
    from planforge.model.entity import Entity, Part
    from planforge.model.people import Person
    from planforge.model.plan import Plan
    from planforge.model.services import Section, Service
    from planforge.model.watching import Kept
    from planforge.model.workflow import Workflow, WorkflowLine

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """One establishment, ready to be written down. ``today`` is the date that dated rules and ages count from."""

    resolved: Resolved
    results: Results
    templates: Templates
    today: date | None
    logo: bytes = b""
    edition: Edition = field(default_factory=Edition)

    @property
    def plan(self) -> Plan:
        """The record with library defaults filled in and marked as such."""
        return self.resolved.plan

    @cached_property
    def fitted(self) -> Kept[tuple[Sheet, tuple[Moved, ...]]]:
        """The one-page sheets fitted so far by service, each with what it had no room for."""
        return {}

    def workflow(self, service: Service) -> Workflow:
        """The degraded workflow of a service, with the hospital's own changes."""
        return self.resolved.workflows[service.id]

    def awaits(self, service: Service, line: WorkflowLine, section: Section) -> bool:
        """Whether a line of a degraded workflow is a default that nobody validated yet."""
        return awaits_validation(service, line, section, self.plan.referents)

    def function(self, identifier: str | None) -> str:
        """The function of a person by identifier; the words themselves when they name nobody recorded."""
        person = self.plan.person.get(identifier or "")
        return person.function if person else identifier or ""

    def gap(self, unknown: Unknown | None) -> Gap:
        """Who will know and when, by function."""
        return Gap(self.function(unknown.ask), unknown.due) if unknown else Gap()

    def missing(self, part: Part, field: str) -> Gap:
        """The gap that an empty list leaves: who will know and when, where somebody said so."""
        return self.gap(part.unknown_lists.get(field))

    def cell(self, answer: Answer[Any], *, note: str = "") -> Cell:
        """An answer as a typed cell: its value, or the gap it leaves; choices in French words."""
        value = answer.best
        if value is None:
            return Cell(self.gap(answer.unknown), note=note)
        return Cell(_shown(value), default=answer.is_default, note=note or answer.note)

    def optional(self, answer: Answer[Any]) -> Cell:
        """An answer that need not be asked: blank until then, a gap once somebody was asked and does not know yet."""
        return Cell() if answer.state is State.ABSENT else self.cell(answer)

    def yes_no(self, answer: Answer[bool]) -> Cell:
        """A yes or no in words, or the gap it leaves."""
        if answer.best is None:
            return self.cell(answer)
        return Cell("oui" if answer.best else "non", default=answer.is_default, note=answer.note)

    def person_cell(self, answer: Answer[str]) -> Cell:
        """A person named by an answer, as a function."""
        return Cell(self.function(answer.best)) if answer.best else Cell(self.gap(answer.unknown))

    def names(self, identifiers: Iterable[str], among: Mapping[str, Entity] | None = None) -> str:
        """The names behind identifiers, in the order given.

        A service, a system and a backup may bear the same identifier: ``among`` says whose name is meant. Without
        it, systems come first.
        """
        plan = self.plan
        known = (among or {}, plan.systems, plan.service, plan.site, plan.backup, plan.team, plan.supplier)
        named = ((next((one[item] for one in known if item in one), None), item) for item in identifiers)
        return enumerated([entity.name if entity else self.function(item) for entity, item in named])

    def off_network_phone(self, person: Person) -> str:
        """A duty phone that works without the hospital's network, never a personal one; nothing when there is none."""
        for phone in person.phones:
            if phone.channel in {"duty-mobile", "landline", "radio"}:
                return phone.number
        return ""


def _shown(value: Any) -> CellValue:  # noqa: ANN401 - whatever an answer holds
    """The value as a cell keeps it: choices in French words, retention periods said, the rest with its type."""
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, Period):
        return say_period(value)
    shown: CellValue = value
    return shown


def voice(plan: Plan) -> Callable[[Any], Any]:
    """How templates hear this record's answers: choices in French words, who will know by function."""

    def heard(value: Any) -> Any:  # noqa: ANN401 - whatever a template inserts
        if not isinstance(value, Answer):
            return value
        if value.best is not None:
            shown = _shown(value.best)
            return f"{str(said(shown)).rstrip('.')} (valeur par défaut à valider)" if value.is_default else shown
        person = plan.person.get(value.unknown.ask) if value.unknown else None
        return Gap(person.function, value.unknown.due) if person and value.unknown else value

    return heard
