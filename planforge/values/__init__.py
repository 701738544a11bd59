"""Values as a hospital writes and reads them: durations, volumes, dates, numbers, identifiers, French words."""

from __future__ import annotations

from planforge.values.dates import read_date, say_clock, say_date, say_long_date
from planforge.values.durations import Duration, read_duration, say_duration
from planforge.values.faults import ValueFault, quoted
from planforge.values.finess import read_finess
from planforge.values.numbers import (
    Percent,
    plural,
    read_count,
    read_decimal,
    read_percent,
    read_yes_no,
    say_number,
    say_percent,
)
from planforge.values.periods import Period, read_period, say_period
from planforge.values.phones import read_phone
from planforge.values.slugs import close_matches, make_slug, read_slug
from planforge.values.typography import NARROW_NBSP, NBSP, clean, fold, french, join_and
from planforge.values.volumes import Rate, Volume, read_rate, read_volume, say_rate, say_volume

__all__ = [
    "NARROW_NBSP",
    "NBSP",
    "Duration",
    "Percent",
    "Period",
    "Rate",
    "ValueFault",
    "Volume",
    "clean",
    "close_matches",
    "fold",
    "french",
    "join_and",
    "make_slug",
    "plural",
    "quoted",
    "read_count",
    "read_date",
    "read_decimal",
    "read_duration",
    "read_finess",
    "read_percent",
    "read_period",
    "read_phone",
    "read_rate",
    "read_slug",
    "read_volume",
    "read_yes_no",
    "say_clock",
    "say_date",
    "say_duration",
    "say_long_date",
    "say_number",
    "say_percent",
    "say_period",
    "say_rate",
    "say_volume",
]
