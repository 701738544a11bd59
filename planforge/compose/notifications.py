"""Who must be told after an incident, by when, counted from what: data of the templates folder, dated and sourced."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from planforge.compose.data_files import find, problem_at, read_shape
from planforge.errors import TemplateError
from planforge.values import Duration, ValueFault, french, read_duration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NAME = "tables/signalements.yaml"


class Start(StrEnum):
    """What a delay is counted from."""

    DETECTION = "detection"
    BREACH = "breach"
    ATTACK = "attack"
    SIGNIFICANT = "significant"


STARTS = {
    Start.DETECTION: "Constat de l’incident",
    Start.BREACH: "Connaissance d’une violation de données personnelles",
    Start.ATTACK: "Connaissance de l’attaque du système",
    Start.SIGNIFICANT: "Incident jugé significatif",
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
    """Somebody to tell. ``delay`` empty: at once, or as ``when`` says; ``state`` says what is still to be checked."""

    id: str
    to: str
    contact: str = ""
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
        """The delay; ``None`` where there is no figure."""
        return read_duration(self.delay) if self.delay else None


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
        if one.delay and not _is_duration(one.delay):
            told = f"« {one.delay} » n’est pas un délai."
            problems.append(problem_at(tree, ("entries", place, "delay"), "template-delay", told, "Écrivez « 72 h »."))
    if problems:
        raise TemplateError(problems)
    return _typeset(found)


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
