from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import Duration, ValueFault, french, read_duration, say_duration

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"

HOUR, DAY = 60, 1440
EXAMPLES = "Écrivez par exemple « 30 min », « 4 h », « 1 h 30 », « 2 j » ou « 1 semaine »."
ONE = "Écrivez une seule durée : la plus longue que vous acceptez, par exemple « 8 h »."
SOLE = "Écrivez la durée seule, par exemple « 4 h »."
DAYS = "Écrivez en jours, par exemple « 90 j »."
REAL = "Écrivez la durée réelle, nuits et jours non ouvrés compris, par exemple « 3 j »."


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("4h", 4 * HOUR),
        ("4 h", 4 * HOUR),
        ("4 H", 4 * HOUR),
        ("4\u00a0h", 4 * HOUR),
        ("4\u202fh", 4 * HOUR),
        ("  4   heures ", 4 * HOUR),
        ("30 min", 30),
        ("30mn", 30),
        ("30 minutes", 30),
        ("10 min.", 10),
        ("1 200 min", 1200),
        ("1h30", 90),
        ("1 h 30", 90),
        ("1h05", 65),
        ("4 h 30 min", 270),
        ("1 heure et demie", 90),
        ("2 j", 2 * DAY),
        ("2 jours", 2 * DAY),
        ("1,5 j", 36 * HOUR),
        ("1.5 j", 36 * HOUR),
        ("½ j", 12 * HOUR),
        ("1½ j", 36 * HOUR),
        ("1/2 journée", 12 * HOUR),
        ("3/4 h", 45),
        ("une demi-journée", 12 * HOUR),
        ("demi-heure", 30),
        ("un jour", DAY),
        ("1 j 12 h", 36 * HOUR),
        ("1 j et 12 h", 36 * HOUR),
        ("1 j 12 h 30", 36 * HOUR + 30),
        ("72 h", 3 * DAY),
        ("1 semaine", 7 * DAY),
        ("2 sem", 14 * DAY),
        ("PT4H", 4 * HOUR),
        ("PT1H30M", 90),
        ("P1DT12H", 36 * HOUR),
        ("P2W", 14 * DAY),
        ("PT0S", 0),
        ("0", 0),
        ("0 min", 0),
        ("immédiat", 0),
        ("Immédiatement", 0),
    ],
)
def test_it_reads_what_people_write(text: str, minutes: int) -> None:
    read = read_duration(text)
    assert (read.minutes, read.text) == (minutes, text)


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("", "value.empty", "La valeur est vide.", "Écrivez une valeur, ou effacez la ligne."),
        (
            "4",
            "duration.no_unit",
            "« 4 » n’a pas d’unité : minutes, heures ou jours ?",
            "Écrivez « 4 min », « 4 h » ou « 4 j ».",
        ),
        (
            "2m",
            "duration.minutes_or_months",
            "« 2m » : minutes ou mois ?",
            "Écrivez « 2 min », ou des jours, par exemple « 60 j ».",
        ),
        (
            "30 s",
            "duration.seconds",
            "« 30 s » : secondes ou semaines ?",
            "Écrivez « 30 sem » ; sous la minute, écrivez « 1 min ».",
        ),
        (
            "4:30",
            "duration.clock",
            "« 4:30 » ressemble à une heure de la journée.",
            "Pour une durée, écrivez « 4 h 30 ».",
        ),
        ("4 à 8h", "duration.range", "« 4 à 8h » donne deux durées.", ONE),
        ("4-8 h", "duration.range", "« 4-8 h » donne deux durées.", ONE),
        ("12h – 24h", "duration.range", "« 12h – 24h » donne deux durées.", ONE),
        ("4 h ou 8 h", "duration.range", "« 4 h ou 8 h » donne deux durées.", ONE),
        ("2/3 jours", "duration.range", "« 2/3 jours » donne deux durées.", ONE),
        (
            "24h/24",
            "duration.around_the_clock",
            "« 24h/24 » dit une présence, pas une durée.",
            "Écrivez une durée, par exemple « 24 h » ou « 7 j ».",
        ),
        (
            "7j/7",
            "duration.around_the_clock",
            "« 7j/7 » dit une présence, pas une durée.",
            "Écrivez une durée, par exemple « 24 h » ou « 7 j ».",
        ),
        ("environ 4 h", "duration.approximate", "« environ 4 h » n’est pas une durée précise.", SOLE),
        ("4 h max", "duration.approximate", "« 4 h max » n’est pas une durée précise.", SOLE),
        ("< 4 h", "duration.approximate", "« < 4 h » n’est pas une durée précise.", SOLE),
        (
            "2 j ouvrés",
            "duration.working_time",
            "« 2 j ouvrés » compte en temps ouvré ; planforge compte 1 j = 24 h.",
            REAL,
        ),
        ("3 mois", "duration.calendar", "« 3 mois » est en mois ou en années, dont la longueur varie.", DAYS),
        ("P1Y", "duration.calendar", "« P1Y » est en mois ou en années, dont la longueur varie.", DAYS),
        ("-4 h", "duration.negative", "« -4 h » est une durée négative.", EXAMPLES),
        ("\u22124 h", "duration.negative", "« \u22124 h » est une durée négative.", EXAMPLES),
        ("1 h 5", "duration.ambiguous", "« 1 h 5 » peut se lire de plusieurs façons.", EXAMPLES),
        ("1 h 90", "duration.ambiguous", "« 1 h 90 » peut se lire de plusieurs façons.", EXAMPLES),
        ("1 j 30", "duration.ambiguous", "« 1 j 30 » peut se lire de plusieurs façons.", EXAMPLES),
        ("4 lunes", "duration.unknown_unit", "L’unité « lunes » de « 4 lunes » est inconnue.", EXAMPLES),
        ("bientôt", "duration.unreadable", "« bientôt » n’est pas une durée.", EXAMPLES),
        ("2 j 3 j", "duration.unreadable", "« 2 j 3 j » n’est pas une durée.", EXAMPLES),
        ("30 min 1 h", "duration.unreadable", "« 30 min 1 h » n’est pas une durée.", EXAMPLES),
        ("PT", "duration.unreadable", "« PT » n’est pas une durée.", EXAMPLES),
        ("9999 j", "duration.too_long", "« 9999 j » dépasse dix ans.", EXAMPLES),
        (
            "0,2 min",
            "duration.too_short",
            "« 0,2 min » est plus court qu’une minute.",
            "Écrivez « 1 min » ou « 0 ».",
        ),
        ("1/0 j", "number.division_by_zero", "« 1/0 » divise par zéro.", "Écrivez par exemple « 1/2 »."),
        ("1.500 h", "number.ambiguous", "« 1.500 » peut se lire de deux façons.", "Écrivez « 1500 » ou « 1,5 »."),
        (
            "9" * 5000 + " h",
            "value.too_long",
            f"« {'9' * 40}… » est trop long pour une valeur.",
            "Écrivez la valeur seule.",
        ),
    ],
)
def test_it_asks_where_it_cannot_tell(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_duration(text)
    said = (french(str(caught.value)), french(caught.value.hint))
    assert (caught.value.code, *said) == (code, french(message), french(hint))


def test_equality_order_and_hash_look_at_minutes_only() -> None:
    assert read_duration("48 h") == read_duration("2 j")
    assert hash(read_duration("48 h")) == hash(Duration(2 * DAY))
    assert read_duration("90 min") < read_duration("2 h")
    assert Duration(30) + Duration(60) == read_duration("1h30")


def test_it_tells_hours_and_days() -> None:
    assert (Duration(90).hours, Duration(36 * HOUR).days) == (1.5, 1.5)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (30, "30 min"),
        (4 * HOUR, "4 h"),
        (4 * HOUR + 30, "4 h 30"),
        (HOUR + 5, "1 h 05"),
        (36 * HOUR, "1 j 12 h"),
        (36 * HOUR + 30, "1 j 12 h 30"),
        (DAY + 30, "1 j 30 min"),
        (2 * DAY, "2 j"),
        (14 * DAY, "14 j"),
    ],
)
def test_it_is_said_in_french_with_non_breaking_spaces(minutes: int, said: str) -> None:
    assert say_duration(Duration(minutes)) == str(Duration(minutes)) == said.replace(" ", "\u00a0")


@given(st.integers(0, 3660 * DAY))
def test_what_is_said_reads_back(minutes: int) -> None:
    assert read_duration(say_duration(Duration(minutes))).minutes == minutes


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    fault = fault_of(read_duration, text)
    assert fault is None or (fault.code and str(fault) and fault.hint)
