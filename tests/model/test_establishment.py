from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.establishment import (
    Care,
    DocumentControl,
    Establishment,
    GroupRole,
    Opinion,
    OpinionKind,
    Site,
    Status,
    Statute,
)
from planforge.values import Percent

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused


def test_an_establishment_needs_a_name_and_a_statute_only() -> None:
    made = Establishment.model_validate({"name": "CH", "statute": "espic"})

    assert made.statute is Statute.ESPIC
    assert (made.activities, made.sites, made.finess_ej.state) == ((), (), State.ABSENT)


def test_what_an_establishment_does_and_its_place_in_the_group() -> None:
    made = Establishment.model_validate(
        {"name": "CH", "statute": "public", "activities": ["mco", "mas-fam"], "ght_role": "support"}
    )
    assert made.activities == (Care.MCO, Care.DISABILITY)
    assert made.ght_role.best is GroupRole.SUPPORT


def test_a_site_says_its_share_of_the_activity() -> None:
    site = Site.model_validate({"id": "nord", "name": "Nord", "activity_share": "62,5 %", "finess_eg": "010000024"})

    assert site.activity_share.best == Percent(62.5)
    assert site.finess_eg.best == "010000024"


def test_documents_are_drafts_until_somebody_says_otherwise() -> None:
    assert DocumentControl().status is Status.DRAFT
    assert DocumentControl.model_validate({"status": "approved"}).status is Status.APPROVED


def test_a_body_gives_an_opinion_unless_it_decides() -> None:
    assert Opinion.model_validate({"body": "CME"}).kind is OpinionKind.OPINION
    assert Opinion.model_validate({"body": "Directoire", "kind": "decision"}).kind is OpinionKind.DECISION


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Establishment, "{name: CH}", "Il manque « statute » (Statut juridique)."),
        (
            Establishment,
            "{name: CH, statute: public, activities: [xyz]}",
            "« xyz » n’est pas une valeur prévue.",
        ),
        (Site, "{id: a, name: A, activity_share: beaucoup}", "« beaucoup » n’est pas un pourcentage."),
        (Site, "{id: a, name: A, finess_eg: '123'}", "« 123 » n’est pas un numéro FINESS de 9 caractères."),
        (
            Site,
            "{id: Site Nord, name: A}",
            "L’identifiant « Site Nord » doit n’avoir que des minuscules sans accent, des chiffres et des tirets.",
        ),
        (DocumentControl, "{revisions: [{date: 1/1/2026}]}", "Il manque « version » (Version)."),
    ],
)
def test_a_wrong_establishment_is_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
