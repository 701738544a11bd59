"""The few questions that come before there is a record, held with any front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.answers.pending import edits_of
from planforge.interview.binding import plain_value
from planforge.interview.engine import interview
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Filters
from planforge.interview.patching import patched
from planforge.interview.traces import traces_of
from planforge.resources import questionnaires_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.answers.journal import Entry
    from planforge.interview.engine import Interview
    from planforge.interview.slots import Record
    from planforge.library.loading import Library
    from planforge.source import Data

FOLDER = "beginning"


def beginning(library: Library, entries: Sequence[Entry]) -> Interview:
    """The interview that a record starts with; ``entries`` are what was answered before it was interrupted."""
    questionnaire = load_questionnaire(questionnaires_folder() / FOLDER)
    return interview(questionnaire, library, patched({}, edits_of({}, entries)), traces_of(entries), Filters())


def begun(data: Record) -> tuple[str, str, tuple[str, ...]]:
    """The name, the statute and the activities that were answered."""
    told = data.get("establishment")
    establishment = told if isinstance(told, dict) else {}
    activities = plain_value(establishment.get("activities"))
    words = activities if isinstance(activities, list) else []
    name, statute = (_text(plain_value(establishment.get(key))) for key in ("name", "statute"))
    return name, statute, tuple(word for word in words if isinstance(word, str))


def _text(value: Data) -> str:
    return value if isinstance(value, str) else ""
