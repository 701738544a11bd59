"""The typed form of a cell's value: what Excel stores, and the number format that says it in French."""

from __future__ import annotations

import math
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from planforge.document.tables import ColumnKind
from planforge.document.text import Tick, plain
from planforge.formats.cells import say
from planforge.formats.excel.strings import fit, inline, is_risky, rich, units
from planforge.values import Duration, Percent, Rate, Volume

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.document.text import CellValue

TICK, TICKED = "☐", "☑"
MARK = "\u00a0◊"  # « valeur par défaut à valider »
EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = 61  # Excel counts a 29 February 1900: earlier dates are written as words
_HOUR, _DAY = 60, 1440  # minutes
_EXACT = 10**15  # above it Excel rounds whole numbers
_INLINE = ' t="inlineStr"'
_MARKABLE = 240  # a number format does not show on longer texts: these get the mark as characters


class Shape(StrEnum):
    """How a value is stored and shown."""

    BLANK = "blank"
    TEXT = "text"
    RISKY = "risky"  # text that retyping would turn into a formula or a number
    DATE = "date"
    MOMENT = "moment"
    HOUR = "hour"
    DURATION = "duration"  # what a person types: hours up to two days, then days
    MINUTES = "minutes"
    HOURS = "hours"
    HOURS_MINUTES = "hours-minutes"
    DAYS = "days"
    HALF_DAYS = "half-days"  # from two days on: « 156 h » says nothing to anybody
    PERCENT = "percent"
    PERCENTS = "percents"  # with a decimal
    VOLUME = "volume"
    RATE = "rate"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TICK = "tick"


# Durations are fractions of days, whatever they show. Ours show as Word prints them: « 15 min », « 4 h », « 10 j ».
NUMBER_FORMATS: dict[Shape, str] = {
    Shape.DATE: "dd/mm/yyyy",
    Shape.MOMENT: "dd/mm/yyyy hh:mm",
    Shape.HOUR: "hh:mm",
    Shape.DURATION: '[<2][h]"\u00a0h\u00a0"mm;0.0"\u00a0j"',
    Shape.MINUTES: '[m]"\u00a0min"',
    Shape.HOURS: '[h]"\u00a0h"',
    Shape.HOURS_MINUTES: '[h]"\u00a0h\u00a0"mm',
    Shape.DAYS: '0"\u00a0j"',
    Shape.HALF_DAYS: '0.0"\u00a0j"',
    Shape.PERCENT: '0"\u00a0"%',
    Shape.PERCENTS: '0.0"\u00a0"%',
    Shape.VOLUME: '[>=1000]#,##0.0,"\u00a0To";[>=10]#,##0"\u00a0Go";0.0#"\u00a0Go"',
    Shape.RATE: '[>=1000]#,##0.0,"\u00a0Go/s";[>=10]#,##0"\u00a0Mo/s";0.0#"\u00a0Mo/s"',
    Shape.INTEGER: "#,##0",
    Shape.DECIMAL: "#,##0.0#",
}
_BLANKS: dict[ColumnKind, Shape] = {
    ColumnKind.DATE: Shape.DATE,
    ColumnKind.MOMENT: Shape.MOMENT,
    ColumnKind.HOUR: Shape.HOUR,
    ColumnKind.DURATION: Shape.DURATION,
    ColumnKind.PERCENT: Shape.PERCENT,
    ColumnKind.VOLUME: Shape.VOLUME,
    ColumnKind.TICK: Shape.TICK,
}


class Ink(NamedTuple):
    """A value ready for its ``<c>`` element: shape, type attribute, content."""

    shape: Shape
    kind: str
    content: str


def number_format(shape: Shape, *, marked: bool = False) -> str:
    """The number format of a shape; ``marked`` adds « ◊ » to every section, so that the value still computes."""
    if shape in NUMBER_FORMATS:
        sections = NUMBER_FORMATS[shape].split(";")
        return ";".join(section + f'"{MARK}"' for section in sections) if marked else NUMBER_FORMATS[shape]
    return f'General;General;General;@"{MARK}"' if marked else "General"


def blank_shape(kind: ColumnKind) -> Shape:
    """The shape an empty cell waits for, so that what a person types is shown right."""
    return _BLANKS.get(kind, Shape.BLANK)


def ink(value: CellValue) -> Ink:
    """The value as Excel stores it. Text stays text; a number that Excel cannot hold becomes its words."""
    if isinstance(value, str):
        return text_ink(value)
    if isinstance(value, tuple):
        return Ink(text_ink(plain(value)).shape, _INLINE, rich(value))
    if isinstance(value, Tick):
        return Ink(Shape.TICK, _INLINE, inline(TICKED if value.done else TICK))
    shape, number = _stored(value)
    return text_ink(say(value)) if number is None else Ink(shape, "", f"<v>{number!r}</v>")


def stored_number(value: CellValue) -> float | None:
    """The number that Excel stores, None for what it keeps as words."""
    return _stored(value)[1]


def text_ink(text: str) -> Ink:
    """Text that can never be taken for a formula."""
    fitted = fit(text)
    if not fitted:
        return Ink(Shape.BLANK, "", "")
    return Ink(Shape.RISKY if is_risky(fitted) else Shape.TEXT, _INLINE, inline(fitted))


def marked_text(text: str) -> str:
    """The text with its default mark when it is too long for a number format to show one."""
    return text + MARK if units(text) > _MARKABLE else text


def _stored(value: CellValue) -> tuple[Shape, float | None]:
    """The shape and the number that Excel stores, None for what has to be words."""
    reading = _READINGS.get(type(value))
    shape, number = reading(value) if reading is not None else (Shape.TEXT, None)
    held = number is not None and math.isfinite(number) and abs(number) < _EXACT
    return shape, number if held else None


def _date(value: date) -> tuple[Shape, float | None]:
    serial = value.toordinal() - EPOCH
    return Shape.DATE, serial if serial >= _FIRST_DAY else None


def _duration(value: Duration) -> tuple[Shape, float | None]:
    """The unit that says it without a fraction."""
    if value.minutes and value.minutes % _DAY == 0:
        return Shape.DAYS, value.days
    if value.minutes > 2 * _DAY and value.minutes % (_DAY // 2) == 0:
        return Shape.HALF_DAYS, value.days
    if value.minutes < _HOUR:
        return Shape.MINUTES, value.days
    return (Shape.HOURS_MINUTES if value.minutes % _HOUR else Shape.HOURS), value.days


def _percent(value: Percent) -> tuple[Shape, float | None]:
    return (Shape.PERCENT if float(value.value).is_integer() else Shape.PERCENTS), value.share


def _decimal(value: float) -> tuple[Shape, float | None]:
    return (Shape.INTEGER if value.is_integer() else Shape.DECIMAL), value


_READINGS: dict[type, Callable[..., tuple[Shape, float | None]]] = {
    Duration: _duration,
    Volume: lambda value: (Shape.VOLUME, value.gigabytes),
    Rate: lambda value: (Shape.RATE, value.megabytes_per_second),
    int: lambda value: (Shape.INTEGER, value),
    float: _decimal,
    Percent: _percent,
    date: _date,
    time: lambda value: (Shape.HOUR, (value.hour * _HOUR + value.minute) / _DAY),
}
