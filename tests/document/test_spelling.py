from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from planforge.document.blocks import Heading, Orientation, SectionBreak
from planforge.document.diagrams import Box, Diagram
from planforge.document.spelling import spelled, values_of
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap, Run, Tick, Tone, text
from planforge.values import Duration

TABLE = Table("t", (Column("a", "A", tones={"tenu": Tone.MET}), Column("b", "B")), (row("r", Cell("x", bold=True), 2),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"),
        (1, "1"),
        (1, True),
        (1, 1.0),
        (None, ""),
        (("a", "b"), ("ab",)),
        ((("a",), "b"), ("a", ("b",))),
        ((), ((),)),
        (text("a"), text("a", "")),
        (Run("a"), Run("a", bold=True)),
        (Run("a", tone=Tone.MET), Run("a", tone=Tone.STOP)),
        (Tick(), Gap()),
        (Gap("RSSI"), Gap("RSSI", date(2027, 1, 5))),
        (date(2027, 1, 5), date(2027, 1, 6)),
        (time(8), time(20)),
        (Duration(60), Duration(61)),
        (SectionBreak(Orientation.PORTRAIT), SectionBreak(Orientation.LANDSCAPE)),
        (TABLE, replace(TABLE, rows=(row("r", "x", 2),))),
        (TABLE, replace(TABLE, columns=(Column("a", "A", tones={"tenu": Tone.STOP}), Column("b", "B")))),
        (Diagram(1, 1, (Box("a", ("A",), 0, 0, 1, 1),)), Diagram(1, 1, (Box("b", ("A",), 0, 0, 1, 1),))),
    ],
)
def test_what_differs_is_spelled_otherwise(one: object, other: object) -> None:
    assert spelled(one) != spelled(other)
    assert spelled(one) == spelled(one)


def test_what_is_equal_is_spelled_alike_whoever_shares_what() -> None:
    shared = text("appeler")
    apart = (Heading("h", 1, text("appeler")), Heading("h", 1, text("appeler")))
    assert spelled((Heading("h", 1, shared), Heading("h", 1, shared))) == spelled(apart)
    assert spelled(Duration(240, "4 h")) == spelled(Duration(240, "4h"))  # the person's spelling is not printed


def test_several_parts_are_spelled_apart() -> None:
    assert spelled("a", "bc") != spelled("ab", "c")


def test_what_no_document_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="no part of a document"):
        spelled(object())


def test_attributes_are_read_at_once_whatever_their_number() -> None:
    run = Run("a", bold=True)
    assert [values_of(names)(run) for names in ((), ("text",), ("bold", "text"))] == [(), ("a",), (True, "a")]
