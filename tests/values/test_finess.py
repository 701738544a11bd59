from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import ValueFault, french, read_finess

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("010000024", "010000024"),
        ("01 000 002 4", "010000024"),
        ("750712184", "750712184"),
        ("970100228", "970100228"),
        ("2A0000014", "2A0000014"),
        ("2b0000020", "2B0000020"),
    ],
)
def test_it_keeps_nine_characters(text: str, number: str) -> None:
    assert read_finess(text) == number


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "10000024",
            "finess.leading_zero",
            "« 10000024 » n’a que 8 chiffres ; un FINESS en a 9. Un tableur a sans doute mangé le zéro de tête.",
        ),
        ("12345678", "finess.shape", "« 12345678 » n’a que 8 chiffres ; un FINESS en a 9."),
        ("010000025", "finess.key", "« 010000025 » n’est pas un FINESS : sa clé est fausse, un chiffre a changé."),
        ("2C0000014", "finess.shape", "« 2C0000014 » n’est pas un numéro FINESS de 9 caractères."),
        ("26010002400017", "finess.siret", "« 26010002400017 » est un SIRET, pas un FINESS."),
        ("à demander", "finess.shape", "« à demander » n’est pas un numéro FINESS de 9 caractères."),
    ],
)
def test_it_refuses_the_rest(text: str, code: str, message: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_finess(text)
    assert (caught.value.code, str(caught.value)) == (code, french(message))


def test_a_lost_zero_is_given_back_in_the_hint() -> None:
    with pytest.raises(ValueFault) as caught:
        read_finess("10000024")
    assert caught.value.hint == french("Écrivez « 010000024 ».")


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_changed_digit_is_always_found(place: int, change: int) -> None:
    digits = list("750712184")
    digits[place] = str((int(digits[place]) + change) % 10)
    with pytest.raises(ValueFault):
        read_finess("".join(digits))


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    fault = fault_of(read_finess, text)
    assert fault is None or (fault.code and str(fault) and fault.hint)
