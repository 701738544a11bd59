from __future__ import annotations

import pytest

from planforge.interview.steps import Back
from planforge.interview.terminal.choices import Choices, Listing, Row, in_sight

LAST = (Row("< Revenir", reply=Back()),)


def drawn(choices: Choices) -> list[str]:
    text = "".join(text for _, text in choices._get_choice_tokens()).replace("\u00a0", " ")
    return [line.rstrip() for line in text.split("\n")]


@pytest.mark.parametrize(
    ("heights", "at", "room", "sight"),
    [
        ([1] * 5, 0, 5, (0, 5)),
        ([1] * 9, 0, 5, (0, 3)),
        ([1] * 9, 8, 5, (6, 9)),
        ([1] * 9, 4, 5, (3, 6)),
        ([2] * 9, 4, 6, (4, 6)),
        ([1] * 9, 4, 1, (4, 5)),
        ([], -1, 3, (0, 0)),
    ],
)
def test_the_rows_in_sight_surround_the_one_pointed_at(
    heights: list[int], at: int, room: int, sight: tuple[int, int]
) -> None:
    assert in_sight(heights, at, room) == sight


@pytest.mark.parametrize("room", [6, 9, 13])
@pytest.mark.parametrize("width", [39, 79])
def test_a_long_list_keeps_its_room_wherever_one_is(room: int, width: int) -> None:
    rows = [
        Row(f"Une application dont le nom est assez long pour deux lignes, {rank}", str(rank)) for rank in range(300)
    ]
    choices = Choices(Listing(rows, LAST, room=room, hint="Flèches, puis Entrée", notice=""), lambda: width)
    for _ in range(305):
        lines = drawn(choices)
        assert len(lines) <= room
        assert sum(line.startswith(" »") for line in lines) == 1
        assert lines[-1].endswith("< Revenir")
        assert max(map(len, lines)) <= width
        choices.move(1)


def test_what_does_not_fit_is_counted() -> None:
    rows = [Row(f"n° {rank}", str(rank)) for rank in range(20)]
    choices = Choices(Listing(rows, LAST, pointed=rows[10], room=8), lambda: 79)
    assert drawn(choices) == [
        " >",
        "   … (encore 9)",
        "   n° 9",
        " » n° 10",
        "   n° 11",
        "   n° 12",
        "   … (encore 7)",
        "   < Revenir",
    ]


def test_long_labels_go_on_behind_their_tick() -> None:
    rows = [Row("Un nom bien trop long pour une seule ligne", "x"), Row("Court", "y")]
    choices = Choices(Listing(rows, LAST, many=True, ticked=frozenset("y")), lambda: 26)
    assert drawn(choices) == [
        " >",
        " » [ ] Un nom bien trop",
        "       long pour une seule",
        "       ligne",
        "   [x] Court",
        "   < Revenir",
    ]


def test_what_was_typed_in_full_comes_before_what_holds_it() -> None:
    rows = [Row("24 h", "24 h"), Row("4 h 30", "4 h 30"), Row("4 h", "4 h")]
    choices = Choices(Listing(rows, LAST, typed="4"), lambda: 79)
    assert choices.row == rows[1]
    choices.search("4 H")
    assert choices.row == rows[2]
    choices.search("")
    assert choices.row == rows[2]
