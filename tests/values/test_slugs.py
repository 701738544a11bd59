from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.values import ValueFault, close_matches, french, make_slug, read_slug

if TYPE_CHECKING:
    from collections.abc import Callable

FaultOf: TypeAlias = "Callable[[Callable[[str], object], str], ValueFault | None]"

SHAPE = "doit n’avoir que des minuscules sans accent, des chiffres et des tirets."


@pytest.mark.parametrize("text", ["urgences", "usc-2", "2a", "a" * 40, "console", "com10"])
def test_short_portable_names_pass(text: str) -> None:
    assert read_slug(text) == text


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("Urgences", "slug.shape", f"L’identifiant « Urgences » {SHAPE}", "Écrivez par exemple « urgences »."),
        ("réa", "slug.shape", f"L’identifiant « réa » {SHAPE}", "Écrivez par exemple « rea »."),
        (
            "dpi_urgences",
            "slug.shape",
            f"L’identifiant « dpi_urgences » {SHAPE}",
            "Écrivez par exemple « dpi-urgences ».",
        ),
        ("-x", "slug.shape", f"L’identifiant « -x » {SHAPE}", "Écrivez par exemple « x »."),
        ("con", "slug.reserved", "« con » est un nom que Windows réserve.", "Écrivez par exemple « con-1 »."),
        ("lpt1", "slug.reserved", "« lpt1 » est un nom que Windows réserve.", "Écrivez par exemple « lpt1-1 »."),
        (
            "a" * 41,
            "slug.too_long",
            f"L’identifiant « {'a' * 40}… » dépasse 40 caractères.",
            f"Écrivez par exemple « {'a' * 40} ».",
        ),
        (
            "",
            "slug.empty",
            "L’identifiant est vide.",
            "Écrivez un mot court en minuscules, par exemple « urgences ».",
        ),
    ],
)
def test_others_are_refused_with_a_proposal(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(ValueFault) as caught:
        read_slug(text)
    assert (caught.value.code, str(caught.value), caught.value.hint) == (code, french(message), french(hint))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Réanimation (USC)", "reanimation-usc"),
        ("Cœur & Vaisseaux", "coeur-vaisseaux"),
        ("AUX", "aux-1"),
        ("!!", "sans-nom"),
    ],
)
def test_a_slug_is_made_of_any_text(text: str, slug: str) -> None:
    assert make_slug(text) == slug


@given(st.text())
def test_a_made_slug_is_always_accepted(text: str) -> None:
    assert read_slug(make_slug(text)) == make_slug(text)


@given(st.data())
def test_only_a_fault_escapes(typed_text: st.SearchStrategy[str], fault_of: FaultOf, data: st.DataObject) -> None:
    text = data.draw(typed_text)
    fault = fault_of(read_slug, text)
    assert fault is None or (fault.code and str(fault) and fault.hint)


def test_close_matches_set_accents_and_case_aside() -> None:
    known = ["reanimation", "Urgences", "imagerie"]
    assert close_matches("urgance", known) == ("Urgences",)
    assert close_matches("Réanimatoin", known) == ("reanimation",)
    assert close_matches("xyz", known) == ()


def test_close_matches_are_limited_and_in_a_stable_order() -> None:
    known = [f"app-{number}" for number in range(9)]
    assert close_matches("app-", known, limit=2) == close_matches("app-", reversed(known), limit=2)
    assert len(close_matches("app-", known, limit=2)) == 2
