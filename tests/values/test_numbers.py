from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import (
    ValueFault,
    french,
    plural,
    read_count,
    read_decimal,
    read_percent,
    read_yes_no,
    say_number,
    say_percent,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 200", 1200), ("1200", 1200), ("1\u202f200", 1200), ("1\u00a0200\u00a0000", 1_200_000), ("12,0", 12), ("0", 0)],
)
def test_counts(text: str, value: int) -> None:
    assert read_count(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("2,5", 2.5), ("2.5", 2.5), ("0,125", 0.125), ("0.125", 0.125), ("1/2", 0.5), ("-1 200,25", -1200.25)],
)
def test_decimals(text: str, value: float) -> None:
    assert read_decimal(text) == value


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("1.200", "number.ambiguous", "« 1.200 » peut se lire de deux façons."),
        ("3,5", "number.not_whole", "« 3,5 » n’est pas un nombre entier."),
        ("-3", "number.negative", "« -3 » est négatif."),
        ("1e5", "number.unreadable", "« 1e5 » n’est pas un nombre."),
        ("12 lits", "number.unreadable", "« 12 lits » n’est pas un nombre."),
        ("1 2", "number.unreadable", "« 1 2 » n’est pas un nombre."),
        ("", "value.empty", "La valeur est vide."),
        ("9" * 15, "number.too_large", "« 999999999999999 » est trop grand pour être juste."),
    ],
)
def test_counts_refused(text: str, code: str, message: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_count(text)
    assert (caught.value.code, str(caught.value)) == (code, french(message))


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("82 %", 82, "82 %"),
        ("82%", 82, "82 %"),
        ("82", 82, "82 %"),
        ("82,5 pour cent", 82.5, "82,5 %"),
        ("0,5 %", 0.5, "0,5 %"),
        ("1 %", 1, "1 %"),
        ("0", 0, "0 %"),
        ("120 %", 120, "120 %"),
    ],
)
def test_percentages(text: str, value: float, said: str) -> None:
    read = read_percent(text)
    assert (read.value, read.share) == (value, value / 100)
    assert say_percent(read) == str(read) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        (
            "0,82",
            "percent.ambiguous",
            "« 0,82 » : 0,82 % ou 82 % ?",
            "Écrivez le signe : « 82 % » ou « 0,82 % ».",
        ),
        ("1", "percent.ambiguous", "« 1 » : 1 % ou 100 % ?", "Écrivez le signe : « 100 % » ou « 1 % »."),
        (
            "-5",
            "percent.out_of_range",
            "« -5 » n’est pas un pourcentage plausible.",
            "Écrivez par exemple « 82 % ».",
        ),
        (
            "5000",
            "percent.out_of_range",
            "« 5000 » n’est pas un pourcentage plausible.",
            "Écrivez par exemple « 82 % ».",
        ),
        ("la moitié", "percent.unreadable", "« la moitié » n’est pas un pourcentage.", "Écrivez par exemple « 82 % »."),
    ],
)
def test_percentages_refused(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_percent(text)
    assert (caught.value.code, str(caught.value), caught.value.hint) == (code, french(message), french(hint))


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        *((word, True) for word in ("oui", "O", "vrai", "True", "yes")),
        *((w, False) for w in ("Non", "n", "FAUX", "no")),
    ],
)
def test_yes_and_no(word: str, *, answer: bool) -> None:
    assert read_yes_no(word) is answer


def test_neither_yes_nor_no_is_asked_again() -> None:
    with pytest.raises(ValueFault, match="« peut-être » : oui ou non \\?".replace(" ", ".")) as caught:
        read_yes_no("peut-être")
    assert caught.value.hint == french("Écrivez « oui » ou « non ».")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (999, "999"),
        (1200, "1\u202f200"),
        (1234567.891, "1\u202f234\u202f567,89"),
        (-2.5, "-2,5"),
        (-0.001, "0"),
    ],
)
def test_numbers_are_said_in_french(value: float, said: str) -> None:
    assert say_number(value) == said


@given(st.integers(-(10**12), 10**12))
def test_what_is_said_reads_back(value: int) -> None:
    assert read_decimal(say_number(value)) == value


def test_plural_starts_at_two() -> None:
    said = [plural(0, "service"), plural(1.5, "jour"), plural(2, "service"), plural(1200, "travail", "travaux")]
    assert said == ["0\u00a0service", "1,5\u00a0jour", "2\u00a0services", "1\u202f200\u00a0travaux"]


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    for read in (read_count, read_decimal, read_percent, read_yes_no):
        fault = fault_of(read, text)
        assert fault is None or (fault.code and str(fault) and fault.hint)
