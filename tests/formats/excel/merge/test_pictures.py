"""Pictures that people put on a sheet."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from tests.gate.hands import lost, pictures_of, told, with_picture
from tests.gate.plans import action, actions, generated, other_actions

if TYPE_CHECKING:
    from tests.formats.excel.merge.conftest import Case

DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eL9GtQAAAABJRU5ErkJggg==")


def test_pictures_stay_beside_their_row(case: Case) -> None:
    case.theirs = with_picture(case.theirs, 2, (7, 9), DOT)
    case.theirs = with_picture(case.theirs, 3, (6, 5), DOT)
    merged = case.merge(generated([action(9), *actions()]))
    assert pictures_of(case.theirs) == [("xl/drawings/drawing1.xml", 6, 5), ("xl/drawings/drawing2.xml", 8, 9)]
    assert ("kept", "feuille « Actions », image", "plan du site") in told(merged)
    before = case.theirs
    case.merge()
    assert case.theirs == before


def test_a_picture_that_is_none_is_told(case: Case) -> None:
    case.theirs = with_picture(case.theirs, 2, (7, 9), b"<svg/>")
    assert lost(case.merge(generated(other_actions()))) == {"plan du site"}
    assert pictures_of(case.theirs) == []
