from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.documents import governance_forms
from planforge.document.blocks import Heading
from planforge.document.text import plain

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import Open


def titles(made: Context) -> list[str]:
    body = governance_forms.compose(made, "").body
    return [plain(block.text) for block in body if isinstance(block, Heading)]


def test_a_page_for_each_body_of_the_record(open_context: Open) -> None:
    made = open_context(
        {"governance": {"instances": [{"name": "Comité continuité"}]}, "establishment.activities": ["mco"]}
    )
    assert titles(made) == ["Compte rendu : Comité continuité", "Revue de direction", "Feuille d’émargement"]


def test_usual_bodies_where_none_is_named_and_the_cvs_of_homes(open_context: Open) -> None:
    made = open_context({"governance": {"instances": []}, "establishment.activities": ["ehpad"]})
    found = titles(made)
    assert "Compte rendu : CME" in found
    assert "Compte rendu : Conseil de la vie sociale (CVS)" in found
