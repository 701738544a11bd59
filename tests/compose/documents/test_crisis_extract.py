from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.compose.catalogue import pieces
from planforge.compose.documents import crisis_extract
from planforge.document.blocks import Heading
from planforge.document.text import plain

if TYPE_CHECKING:
    from tests.compose.records import Open


@pytest.mark.parametrize(
    ("activities", "kind"),
    [
        (["mco"], "plan-blanc-extrait"),
        (["mco", "ehpad"], "plan-blanc-extrait"),
        ([], "plan-blanc-extrait"),
        (["ehpad"], "plan-bleu"),
    ],
)
def test_each_establishment_has_the_plan_of_its_kind(open_context: Open, activities: list[str], kind: str) -> None:
    made = open_context({"establishment.activities": activities})
    found = {one.kind.id for one in pieces(made)} & {"plan-blanc-extrait", "plan-bleu"}
    assert found == {kind}


def test_both_say_who_is_told_and_how_it_ends(open_context: Open) -> None:
    made = open_context({"establishment.activities": ["ehpad"]})
    blue = [plain(block.text) for block in crisis_extract.compose_blue(made, "").body if isinstance(block, Heading)]
    white = [plain(block.text) for block in crisis_extract.compose_white(made, "").body if isinstance(block, Heading)]
    assert {"Activer et lever", "Destinataires"} <= set(blue)
    assert {"Alerter vers le haut", "Alerter vers le bas", "Lever"} <= set(white)
