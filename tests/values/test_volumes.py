from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import Rate, ValueFault, Volume, french, read_rate, read_volume, say_rate, say_volume

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"

VOLUMES = "Écrivez par exemple « 850 Go » ou « 2 To »."
RATES = "Écrivez par exemple « 100 Mo/s », « 300 Go/h » ou « 1 Gb/s » (gigabit)."


@pytest.mark.parametrize(
    ("text", "gigabytes", "said"),
    [
        ("850 Go", 850, "850 Go"),
        ("850go", 850, "850 Go"),
        ("2 To", 2000, "2 To"),
        ("1,5 To", 1500, "1,5 To"),
        ("2TB", 2000, "2 To"),
        ("1 200 Go", 1200, "1,2 To"),
        ("500 Mo", 0.5, "500 Mo"),
        ("1 Po", 1_000_000, "1 Po"),
        ("3 gigaoctets", 3, "3 Go"),
        ("1 GiB", 1.073741824, "1,07 Go"),
        ("12 octets", 1.2e-8, "12 o"),
        ("996 Go", 996, "996 Go"),
        ("999,999 Go", 999.999, "1 To"),
        ("5 000 Po", 5_000_000_000, "5\u202f000 Po"),
        ("0", 0, "0 Go"),
    ],
)
def test_it_reads_and_says_volumes(text: str, gigabytes: float, said: str) -> None:
    read = read_volume(text)
    assert read == Volume(gigabytes)
    assert say_volume(read) == str(read) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "megabytes", "said"),
    [
        ("100 Mo/s", 100, "100 Mo/s"),
        ("100 MB/s", 100, "100 Mo/s"),
        ("100 Mo par seconde", 100, "100 Mo/s"),
        ("1 Gb/s", 125, "125 Mo/s"),
        ("1 Gbit/s", 125, "125 Mo/s"),
        ("10 Gbps", 1250, "1,25 Go/s"),
        ("300 Go/h", 1000 / 12, "83,33 Mo/s"),
        ("500 ko/s", 0.5, "500 Ko/s"),
        ("2 To/j", 2_000_000 / 86400, "23,15 Mo/s"),
    ],
)
def test_it_reads_and_says_rates(text: str, megabytes: float, said: str) -> None:
    read = read_rate(text)
    assert read.megabytes_per_second == pytest.approx(megabytes)
    assert say_rate(read) == str(read) == said.replace(" ", "\u00a0")


def test_a_rate_tells_gigabytes_an_hour() -> None:
    assert read_rate("300 Go/h").gigabytes_per_hour == pytest.approx(300)
    assert Rate(10) < Rate(20)


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("850", "volume.no_unit", "« 850 » n’a pas d’unité : Mo, Go ou To ?", VOLUMES),
        ("850 Gb", "volume.bits", "« 850 Gb » : octets ou bits ?", f"Un volume se dit en octets. {VOLUMES}"),
        ("850 gb", "volume.bits_or_bytes", "« 850 gb » : bits ou octets ?", VOLUMES),
        ("2T", "volume.unknown_unit", "L’unité « T » de « 2T » est inconnue.", VOLUMES),
        ("-2 To", "volume.unreadable", "« -2 To » n’est pas un volume.", VOLUMES),
        ("gros", "volume.unreadable", "« gros » n’est pas un volume.", VOLUMES),
        ("1/0 To", "number.division_by_zero", "« 1/0 » divise par zéro.", "Écrivez par exemple « 1/2 »."),
        ("9" * 60 + " Po", "volume.too_large", f"« {'9' * 40}… » est trop grand pour être juste.", VOLUMES),
    ],
)
def test_it_refuses_other_volumes(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_volume(text)
    said = (french(str(caught.value)), french(caught.value.hint))
    assert (caught.value.code, *said) == (code, french(message), french(hint))


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("100 Mo", "rate.no_time", "« 100 Mo » n’est pas un débit : par seconde, par heure ?"),
        ("1 Go/an", "rate.no_time", "« 1 Go/an » n’est pas un débit : par seconde, par heure ?"),
        ("100 mb/s", "rate.bits_or_bytes", "« 100 mb/s » : bits ou octets ?"),
        ("100 /s", "rate.no_unit", "« 100 /s » n’a pas d’unité : Mo, Go ou To ?"),
        ("100 x/s", "rate.unknown_unit", "L’unité « x » de « 100 x/s » est inconnue."),
        ("rapide", "rate.unreadable", "« rapide » n’est pas un débit."),
    ],
)
def test_it_refuses_other_rates(text: str, code: str, message: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_rate(text)
    said = (french(str(caught.value)), french(caught.value.hint))
    assert (caught.value.code, *said) == (code, french(message), french(RATES))


@given(st.integers(1, 999), st.sampled_from(["Ko", "Mo", "Go", "To", "Po"]))
def test_round_volumes_read_back_as_said(count: int, unit: str) -> None:
    said = f"{count}\u00a0{unit}"
    assert say_volume(read_volume(said)) == said
    assert say_rate(read_rate(f"{said}/s")) == f"{said}/s"


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    for read in (read_volume, read_rate):
        fault = fault_of(read, text)
        assert fault is None or (fault.code and str(fault) and fault.hint)
