from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import ValueFault, french, read_phone

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"


@pytest.mark.parametrize(
    "text",
    [
        "0123456789",
        "01 23 45 67 89",
        "01.23.45.67.89",
        "01-23-45-67-89",
        "0123 456 789",
        "+33 1 23 45 67 89",
        "+33(0)1 23 45 67 89",
        "0033123456789",
    ],
)
def test_french_numbers_are_set_in_pairs(text: str) -> None:
    assert read_phone(text) == "01 23 45 67 89".replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("15", "15"),
        ("112", "112"),
        ("4512", "4512"),
        ("45 12", "45\u00a012"),
        ("canal 4 (radio)", "canal 4 (radio)"),
        ("0123456789 poste 12", "01\u00a023\u00a045\u00a067\u00a089 poste 12"),
        ("0123456789 / 0612345678", "01\u00a023\u00a045\u00a067\u00a089 / 06\u00a012\u00a034\u00a056\u00a078"),
        ("+32 2 123 45 67", "+32\u00a02\u00a0123\u00a045\u00a067"),
        (" BIP\u202e 217\n", "BIP 217"),
    ],
)
def test_whatever_else_people_call_by_is_kept(text: str, kept: str) -> None:
    assert read_phone(text) == kept


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (" ", "phone.empty", "Le numéro est vide."),
        ("\x00", "phone.empty", "Le numéro est vide."),
        ("0" * 200, "phone.too_long", f"« {'0' * 40}… » est trop long pour un numéro."),
    ],
)
def test_nothing_and_far_too_much_are_refused(text: str, code: str, message: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_phone(text)
    assert (caught.value.code, str(caught.value)) == (code, french(message))


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    fault = fault_of(read_phone, text)
    assert fault is None or (fault.code and str(fault) and fault.hint)


@given(st.text(alphabet="0123456789 .-/()+a", min_size=1, max_size=40).filter(str.strip))
def test_it_settles_at_once(text: str) -> None:
    assert read_phone(read_phone(text)) == read_phone(text)
