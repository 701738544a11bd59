from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import Period, ValueFault, french, read_period, say_period

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"

EXAMPLES = "Écrivez par exemple « 90 j », « 3 mois » ou « 2 ans »."


@pytest.mark.parametrize(
    ("text", "days", "months", "said"),
    [
        ("90 j", 90, 0, "90 j"),
        ("3 mois", 90, 3, "3 mois"),
        ("12 mois", 365, 12, "1 an"),
        ("1 an", 365, 12, "1 an"),
        ("un an", 365, 12, "1 an"),
        ("2 ans", 730, 24, "2 ans"),
        ("1,5 an", 545, 18, "1 an 6 mois"),
        ("1 an et 6 mois", 545, 18, "1 an 6 mois"),
        ("P1Y6M", 545, 18, "1 an 6 mois"),
        ("P30D", 30, 0, "30 j"),
        ("2 semaines", 14, 0, "14 j"),
        ("48 h", 2, 0, "2 j"),
        ("0", 0, 0, "0 j"),
    ],
)
def test_it_reads_and_says_retention_and_contracts(text: str, days: int, months: int, said: str) -> None:
    read = read_period(text)
    assert (read.days, read.months, read.text) == (days, months, text)
    assert say_period(read) == str(read) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            "30",
            "period.no_unit",
            "« 30 » n’a pas d’unité : jours, mois ou années ?",
            "Écrivez « 30 j », « 30 mois » ou « 30 ans ».",
        ),
        ("3m", "period.ambiguous_unit", "« 3m » : mois ou minutes ?", "Écrivez « 3 mois »."),
        ("36 h", "period.not_whole", "« 36 h » ne fait pas un nombre entier de jours.", EXAMPLES),
        ("6,5 mois", "period.not_whole", "« 6,5 mois » ne fait pas un nombre entier de jours.", EXAMPLES),
        ("3 lunes", "period.unknown_unit", "L’unité « lunes » de « 3 lunes » est inconnue.", EXAMPLES),
        ("toujours", "period.unreadable", "« toujours » n’est pas une durée.", EXAMPLES),
        ("-3 mois", "period.unreadable", "« -3 mois » n’est pas une durée.", EXAMPLES),
        ("500 ans", "period.too_long", "« 500 ans » dépasse deux cents ans.", EXAMPLES),
    ],
)
def test_it_refuses_the_rest(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_period(text)
    said = (french(str(caught.value)), french(caught.value.hint))
    assert (caught.value.code, *said) == (code, french(message), french(hint))


def test_a_year_is_twelve_months_but_ninety_days_are_not_three_months() -> None:
    assert read_period("12 mois") == read_period("1 an")
    assert read_period("90 j") != read_period("3 mois")
    assert read_period("90 j") < read_period("4 mois")


@given(st.integers(0, 10_000), st.integers(0, 500))
def test_what_is_said_reads_back(days: int, months: int) -> None:
    period = Period(days + (months // 12) * 365 + (months % 12) * 30, months)
    assert read_period(say_period(period)) == period


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    fault = fault_of(read_period, text)
    assert fault is None or (fault.code and str(fault) and fault.hint)
