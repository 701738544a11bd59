from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import ValueFault, french, read_date, say_clock, say_date, say_long_date

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"

EXAMPLES = "Écrivez par exemple « 20/11/2026 » ou « 2026-11-20 »."


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "2026-11-20 00:00:00",
        "20/11/2026",
        "20.11.2026",
        "20-11-2026",
        "20 novembre 2026",
        "20\u00a0Novembre 2026",
        "20 nov. 2026",
    ],
)
def test_it_reads_dates(text: str) -> None:
    assert read_date(text) == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            "20/11/26",
            "date.short_year",
            "« 20/11/26 » n’a que deux chiffres pour l’année.",
            "Écrivez l’année sur quatre chiffres : « 20/11/2026 ».",
        ),
        (
            "11/20/2026",
            "date.month_first",
            "« 11/20/2026 » a un mois 20.",
            "Le jour vient d’abord : « 20/11/2026 ».",
        ),
        ("30/02/2026", "date.impossible", "« 30/02/2026 » n’existe pas au calendrier.", EXAMPLES),
        ("20 brumaire 2026", "date.impossible", "« 20 brumaire 2026 » n’existe pas au calendrier.", EXAMPLES),
        ("01/01/0026", "date.year", "L’année de « 01/01/0026 » est hors de portée.", EXAMPLES),
        ("novembre 2026", "date.unreadable", "« novembre 2026 » n’est pas une date complète.", EXAMPLES),
        ("20/11", "date.unreadable", "« 20/11 » n’est pas une date complète.", EXAMPLES),
    ],
)
def test_it_refuses_the_rest(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_date(text)
    assert (caught.value.code, str(caught.value), caught.value.hint) == (code, french(message), french(hint))


def test_the_first_of_the_month_has_its_ordinal() -> None:
    assert say_long_date(dt.date(2026, 12, 1)) == "1er\u00a0décembre 2026"
    assert say_long_date(dt.date(2026, 11, 20)) == "20\u00a0novembre 2026"


def test_a_full_hour_has_no_minutes() -> None:
    assert say_clock(dt.time(9, 5)) == "9\u00a0h\u00a005"
    assert say_clock(dt.time(0, 0)) == "0\u00a0h"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_what_is_said_reads_back(date: dt.date) -> None:
    assert read_date(say_date(date)) == read_date(say_long_date(date)) == read_date(date.isoformat()) == date


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    fault = fault_of(read_date, text)
    assert fault is None or (fault.code and str(fault) and fault.hint)
