"""A record that answers every field of the model once, made from the model: what no hand-written record covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from planforge.model.plan import Plan
from planforge.model.shapes import Shape, shape_of
from planforge.values import read_count, read_duration, read_phone, say_date, say_duration, say_number

if TYPE_CHECKING:
    from collections.abc import Callable

Path = tuple[str, ...]

# Choices that make documents print the most.
_CHOSEN = {"cyber", "field", "success", "full", "vital", "open", "hard", "quarter", "public", "care", "hds"}
_LIBRARY = {"services": "urgences", "systems": "dpi", "roles": "direction", "forms": "F-ID"}
_EXAMPLES = {
    "finess": "990020018",
    "volume": "850 Go",
    "rate": "100 Mo/s",
    "percent": "82 %",
    "decimal": "1,5",
    "yes-no": "oui",
    "period": "3 mois",
}


@dataclass
class Everything:
    """Raw data for every field; ``said`` has the words that each answer must print, by path.

    ``words(number)`` makes the text of the field of that number, ``unknown`` says every answer « not known yet ».
    """

    words: Callable[[int], str]
    unknown: bool = False
    said: dict[Path, str] = field(default_factory=dict)
    number: int = 0

    def record(self) -> dict[str, Any]:
        """The whole record."""
        raw = {key: self._made(shape, (key,)) for key, shape in shape_of(Plan).fields.items() if key != "schema"}
        return {"schema": "1", **raw}

    def _made(self, shape: Shape, path: Path) -> Any:
        if shape.is_answer:
            return self._answer(shape, path)
        if shape.part is not None:
            return {key: self._made(below, (*path, key)) for key, below in shape.fields.items() if _given(shape, key)}
        if shape.item is not None:
            return [self._made(shape.item, path)]
        return self._leaf(shape, path)[0]

    def _answer(self, shape: Shape, path: Path) -> Any:
        raw, printed = self._leaf(shape.plain, path)
        if self.unknown:
            asked = f"Demander{self.number:04}"
            self.said[path] = asked
            return {"unknown": {"ask": asked, "due": "2027-03-01"}}
        if printed:
            self.said[path] = printed
        return raw

    def _leaf(self, shape: Shape, path: Path) -> tuple[str, str]:
        """What to write in the file, and how it prints where nothing else can print the same."""
        self.number += 1
        if shape.choices is not None:
            return next(
                (one.value for one in shape.choices if one.value in _CHOSEN), next(iter(shape.choices)).value
            ), ""
        if shape.ref is not None:
            return _LIBRARY.get(shape.ref.library) or f"{shape.ref.collections[-1]}-1", ""
        kind = shape.read.name if shape.read is not None else ""
        if kind in {"line", "label", "prose"}:
            text = self.words(self.number)
            return text, text
        if kind == "slug":
            return f"{path[-2].replace(chr(95), chr(45))}-1", ""
        return self._unique(kind)

    def _unique(self, kind: str) -> tuple[str, str]:
        if kind == "duration":
            # Never a whole number of hours: « 7 j 4 h » would be found in « 7 j 4 h 26 ».
            hours, minutes = divmod(self.number, 50)
            raw = f"{10_080 + 60 * hours + 10 + minutes} min"
            return raw, say_duration(read_duration(raw))
        if kind == "date":
            day = date(2030, 1, 1) + timedelta(self.number)
            return day.isoformat(), say_date(day)
        if kind == "count":
            raw = str(70_000 + self.number)
            return raw, say_number(read_count(raw))
        if kind == "phone":
            raw = f"01 99 {self.number // 10_000:02} {self.number // 100 % 100:02} {self.number % 100:02}"
            return raw, read_phone(raw)
        return _EXAMPLES[kind], ""


def _given(shape: Shape, key: str) -> bool:
    """Whether to fill a key: not those that say the same twice, nor those that only make a figure less readable."""
    changes = {"replace", "add", "remove"} <= shape.fields.keys()
    return not (changes and key != "add") and key not in {"any_of", "scenarios", "origin", "bootstrap"}
