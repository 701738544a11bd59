"""Estimates of the restart kept beside the record, so that a command that changes none of their inputs does not pay."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from planforge.analysis.schedule.estimates import Lever, ScenarioEstimate
from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import write_whole
from planforge.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

_SCHEMA = 1
_MOST = 24  # entries kept: a scenario has one for its estimate, one for its levers


@cache
def _estimate() -> TypeAdapter[ScenarioEstimate]:
    return TypeAdapter(ScenarioEstimate)


@cache
def _levers() -> TypeAdapter[tuple[Lever, ...]]:
    return TypeAdapter(tuple[Lever, ...])


@dataclass
class KeptEstimates:
    """What earlier commands computed, by the mark of all it depends on; nothing is trusted that does not read well."""

    folder: Path
    _new: dict[str, Any] = field(default_factory=dict)
    _used: dict[str, None] = field(default_factory=dict)

    def estimate(self, mark: str) -> ScenarioEstimate | None:
        """The estimate kept under that mark."""
        return self._read(f"estimate/{mark}", _estimate())

    def levers(self, mark: str) -> tuple[Lever, ...] | None:
        """The levers kept under that mark."""
        return self._read(f"levers/{mark}", _levers())

    def keep(self, mark: str, kept: ScenarioEstimate | tuple[Lever, ...]) -> None:
        """Keeps one or the other until ``save``."""
        if isinstance(kept, ScenarioEstimate):
            self._new[f"estimate/{mark}"] = _estimate().dump_python(kept, mode="json")
        else:
            self._new[f"levers/{mark}"] = _levers().dump_python(kept, mode="json")

    def save(self, *, first: bool = False) -> None:
        """Writes what is new where there is a state folder; a place that cannot be written costs time only.

        ``first``: this command may be the first of a record, and makes the state folder.
        """
        if not self._new or not (first or self._place.parent.is_dir()):
            return
        used = {name: self._known[name] for name in self._used}
        others = {name: entry for name, entry in self._known.items() if name not in used}
        kept = dict([*others.items(), *used.items(), *self._new.items()][-_MOST:])
        text = json.dumps({"schema": _SCHEMA, "kept": kept}, ensure_ascii=True, separators=(",", ":"))
        try:
            write_whole(self._place, text.encode())
        except OutputError:
            return
        self._new.clear()

    @property
    def _place(self) -> Path:
        return self.folder / STATE_FOLDER / "estimates.json"

    @cached_property
    def _known(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._place.read_text(encoding="utf-8"))["kept"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _read(self, name: str, adapter: TypeAdapter[T]) -> T | None:
        entry = self._known.get(name)
        if entry is None:
            return None
        try:
            found = adapter.validate_python(entry)
        except ValidationError:
            return None
        self._used[name] = None
        return found
