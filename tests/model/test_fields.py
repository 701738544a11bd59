from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from planforge.model.fields import Count, Decimal, Label, Line, Prose, YesNo
from planforge.values import ValueFault


def refused(kind: Any, raw: object) -> ValueFault:
    """The fault of a value that a type refuses."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(raw)
    found = error.value.errors()[0]["ctx"]["error"]
    assert isinstance(found, ValueFault)
    return found


def test_lines_are_one_line_and_prose_keeps_its_own() -> None:
    assert TypeAdapter(Line).validate_python(" Salle\n de  crise ") == "Salle de crise"
    assert TypeAdapter(Prose).validate_python("Un\nDeux\n") == "Un\nDeux"


@pytest.mark.parametrize("raw", ["", "   ", None])
def test_a_label_says_something(raw: object) -> None:
    assert refused(Label, raw).code == "value.empty"


def test_a_cell_is_not_a_book() -> None:
    assert refused(Line, "x" * 601).code == "text.too_long"
    assert "2000000" in str(refused(Prose, "é" * 2_000_000))


def test_texts_that_other_programs_would_obey_stay_as_they_are() -> None:
    odd = '<b>&amp; {{ 7 * 7 }} {% raw %} | * =HYPERLINK("http://x") `code`'
    assert TypeAdapter(Line).validate_python(odd) == odd


@pytest.mark.parametrize("raw", [[], {}, ["4 h"]])
def test_one_value_is_expected(raw: object) -> None:
    assert refused(Count, raw).code == "value.not_single"


def test_typed_values_pass() -> None:
    assert TypeAdapter(Count).validate_python(12) == 12
    assert TypeAdapter(Decimal).validate_python("1,5") == 1.5
    assert TypeAdapter(YesNo).validate_python("oui") is True
