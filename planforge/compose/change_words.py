"""A change of the record in plain French: « Dossier patient » : RTO (Cyberattaque) 8 h → 4 h."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planforge.analysis.differences import ChangeKind
from planforge.compose.speech import Unspeakable, said, say_gap
from planforge.document.text import Gap
from planforge.model.answer import Answer, State
from planforge.model.entity import Part
from planforge.values import join_and

if TYPE_CHECKING:
    from planforge.analysis.differences import Change
    from planforge.model.plan import Plan

Names = Mapping[str, str]
_NOTHING = "rien"
_LONGEST = 80  # characters of a value in a line


def names_of(*plans: Plan) -> dict[str, str]:
    """The name behind each identifier of these records; the last record wins."""
    found: dict[str, str] = {}
    for plan in plans:
        found |= {one.id: one.function for one in plan.people}
        entities = (
            *plan.establishment.sites, *plan.suppliers, *plan.teams, *plan.scenarios, *plan.backups,
            *plan.services, *plan.systems.values(),
        )  # fmt: skip
        found |= {one.id: one.name for one in entities}
    return found


def change_line(change: Change, names: Names) -> str:
    """The change in one line."""
    whose = " › ".join(f"« {ref.name or ref.id} »" for ref in change.owners)
    if change.kind is ChangeKind.ADDED:
        return f"{whose} : ajouté."
    if change.kind is ChangeKind.REMOVED:
        return f"{whose} : retiré."
    scenario = f" ({names.get(change.scenario, change.scenario)})" if change.scenario else ""
    before, after = value_words(change.before, names), value_words(change.after, names)
    return f"{whose} : {change.field}{scenario} {before} → {after}."


def value_words(value: object, names: Names) -> str:
    """What stood in the record, in a few words."""
    words = _words(value, names)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _words(value: Any, names: Names) -> str:  # noqa: ANN401 - whatever a field may hold
    if isinstance(value, Answer):
        return _answer(value, names)
    if isinstance(value, tuple):
        return join_and([_words(one, names) for one in value]) or _NOTHING
    if isinstance(value, Part):
        return _part(value, names)
    if value is None or value == "":
        return _NOTHING
    return names.get(value) or _plain(value) if isinstance(value, str) else _plain(value)


def _plain(value: object) -> str:
    """A value without identifier; what has no words of its own stands as it is written."""
    try:
        spoken = said(value)
    except (Unspeakable, KeyError):
        return str(value)
    return say_gap(spoken) if isinstance(spoken, Gap) else spoken


def _answer(answer: Answer[Any], names: Names) -> str:
    if answer.state is State.ABSENT:
        return _NOTHING
    if answer.best is None:
        return say_gap(
            Gap(names.get(answer.unknown.ask, answer.unknown.ask), answer.unknown.due) if answer.unknown else Gap()
        )
    words = _words(answer.best, names)
    if answer.min is not None or answer.max is not None:
        ends = [_words(one, names) for one in (answer.min, answer.max) if one is not None]
        return f"{words} ({' à '.join(ends)})"
    return words


def _part(part: Part, names: Names) -> str:
    """The values of a part that has no identifier, joined."""
    said_values = [getattr(part, name) for name in type(part).model_fields]
    words = [_words(one, names) for one in said_values if one not in (None, "", ()) and not _absent(one)]
    return ", ".join(word for word in words if word != _NOTHING) or _NOTHING


def _absent(value: object) -> bool:
    return isinstance(value, Answer) and value.state is State.ABSENT
