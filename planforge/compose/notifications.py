"""Who must be told after an incident, by when, by whom: data of the templates folder, dated and sourced.

Whoever the record names to call, and the number it gives, come before the defaults of that list.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from planforge.analysis.kinds import contact_kinds
from planforge.compose.data_files import find, problem_at, read_shape
from planforge.document.tables import Cell
from planforge.errors import TemplateError
from planforge.model.answer import State
from planforge.values import Duration, ValueFault, french, read_duration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planforge.compose.context import Context
    from planforge.model.people import Contact

_NAME = "tables/signalements.yaml"
_MONTHS = re.compile(r"(\d+)\s*mois")


class Start(StrEnum):
    """What a delay is counted from."""

    DETECTION = "detection"
    BREACH = "breach"
    ATTACK = "attack"
    SIGNIFICANT = "significant"
    NOTIFIED = "notified"


STARTS = {
    Start.DETECTION: "Constat de l’incident",
    Start.BREACH: "Connaissance d’une violation de données personnelles",
    Start.ATTACK: "Connaissance de l’attaque du système",
    Start.SIGNIFICANT: "Incident jugé significatif",
    Start.NOTIFIED: "Envoi de la notification de l’incident",
}


class Fill(StrEnum):
    """Where a field of a notice takes its words from."""

    BLANK = "blank"
    ESTABLISHMENT = "establishment"
    PERIMETER = "perimeter"
    CARE = "care"
    DATA = "data"
    MEASURES = "measures"
    DPO = "dpo"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Field(_Written):
    """Something that a notice must say."""

    id: str
    title: str
    fill: Fill


class Notice(_Written):
    """Somebody to tell. ``delay`` empty: at once, or as ``when`` says; ``state`` says what is still to be checked.

    ``contact`` is the kind of contact that is told, or several; ``digits``, how many a number needs to be of use here.
    """

    id: str
    to: str
    contact: str | tuple[str, ...] = ()
    digits: int = 0
    start: Start
    delay: str = ""
    when: str = ""
    who: str
    by: str
    basis: str
    state: str
    source: str
    content: tuple[str, ...]
    follow_up: str = ""

    @property
    def lasts(self) -> Duration | None:
        """The delay in hours or days; ``None`` where there is no figure, or one in months."""
        return read_duration(self.delay) if self.delay and not self.months else None

    @property
    def months(self) -> int:
        """The delay in months of the calendar; none where it is told otherwise."""
        found = _MONTHS.fullmatch(self.delay)
        return int(found[1]) if found else 0

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of contact that are told."""
        return frozenset({self.contact} if isinstance(self.contact, str) else self.contact) - {""}

    def reaches(self, contact: Contact) -> bool:
        """Whether that contact of a record is one whom this notice tells."""
        return not self.kinds.isdisjoint(contact_kinds(contact))


class Notices(_Written):
    """The whole list, with the day it was true."""

    version: str
    as_of: date
    entries: tuple[Notice, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(one for one in self.fields if one.id == name)


def notices(folders: Sequence[Path]) -> Notices:
    """The list of the first folder that has one, French typography applied. Raises ``TemplateError``."""
    return _read(find(folders, _NAME))


@lru_cache(maxsize=4)
def _read(path: Path) -> Notices:
    found, tree = read_shape(path, Notices)
    known = {one.id for one in found.fields}
    problems = []
    for place, one in enumerate(found.entries):
        unknown = [name for name in one.content if name not in known]
        if unknown:
            hint = f"Écrivez l’un de : {', '.join(sorted(known))}."
            told = f"« {one.id} » demande « {unknown[0]} », qui n’est pas un champ."
            problems.append(problem_at(tree, ("entries", place, "content"), "template-field", told, hint))
        if one.delay and not one.months and not _is_duration(one.delay):
            told = f"« {one.delay} » n’est pas un délai."
            problems.append(problem_at(tree, ("entries", place, "delay"), "template-delay", told, "Écrivez « 72 h »."))
    if problems:
        raise TemplateError(problems)
    return _typeset(found)


def reached(context: Context, one: Notice) -> Contact | None:
    """The first contact of the record that this notice reaches."""
    return next((found for found in context.plan.contacts if one.reaches(found)), None)


def teller(context: Context, one: Notice) -> Cell:
    """Who tells: whom the record names for that contact, or who owes a name, else the default of the list, marked."""
    contact = reached(context, one)
    named = _named(context, contact) if contact else None
    return named or Cell(one.who, default=True)


def caller(context: Context, contact: Contact) -> Cell:
    """Who calls a contact: as in the notices that reach it, where there are some; a gap where nobody is known."""
    known = notices(context.templates.folders).entries
    usual = next((Cell(one.who, default=True) for one in known if one.reaches(contact)), None)
    return _named(context, contact) or usual or context.person_cell(contact.caller)


def _named(context: Context, contact: Contact) -> Cell | None:
    return context.person_cell(contact.caller) if contact.caller.state is not State.ABSENT else None


def number(context: Context, one: Notice) -> Cell:
    """The number to tell on, the second one where the first is too short; blank where a notice has no contact."""
    contact = reached(context, one)
    if contact is None:
        return Cell(context.gap(None) if one.kinds else None)
    numbers = (contact.number, contact.second_number)
    useful = [answer for answer in numbers if answer.best and sum(map(str.isdigit, answer.best)) >= one.digits]
    missing = contact.second_number if contact.number.best else contact.number
    return context.cell(useful[0]) if useful else Cell(context.gap(missing.unknown))


def _is_duration(text: str) -> bool:
    try:
        read_duration(text)
    except ValueFault:
        return False
    return True


def _typeset(found: Notices) -> Notices:
    words = ("to", "delay", "when", "who", "by", "basis", "state", "source", "follow_up")
    entries = tuple(
        one.model_copy(update={name: french(getattr(one, name)) for name in words}) for one in found.entries
    )
    fields = tuple(one.model_copy(update={"title": french(one.title)}) for one in found.fields)
    return found.model_copy(update={"entries": entries, "fields": fields})
