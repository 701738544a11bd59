from __future__ import annotations

from planforge.answers.inventory import COLLECTIONS, Recorded, recorded
from planforge.model.plan import Plan

PLAN = Plan.model_validate(
    {
        "establishment": {"name": "CH", "statute": "public"},
        "people": [{"id": "dsi", "function": "DSI", "name": "Mme Roux"}, {"id": "cadre", "function": "Cadre"}],
        "crisis": {"roles": [{"type": "dsi", "person": "dsi"}, {"type": "relais", "person": "dsi"}]},
        "services": [{"id": "urgences", "name": "Urgences", "type": "urgences"}, {"id": "smr", "name": "SMR"}],
        "applications": [{"id": "dpi", "name": "Dossier", "type": "dpi"}],
        "infrastructure": [{"id": "ad", "name": "Annuaire", "type": "ad"}],
        "backups": [{"id": "nuit", "name": "Chaque nuit", "method": "Image"}],
        "suppliers": [{"id": "editeur", "name": "Éditeur", "contract": "Maintenance"}],
    }
)


def test_every_collection_gives_identifier_name_and_type() -> None:
    assert {name: [*recorded(PLAN, name)] for name in COLLECTIONS if name != "people"} == {
        "services": [Recorded("urgences", "Urgences", "urgences"), Recorded("smr", "SMR", "")],
        "applications": [Recorded("dpi", "Dossier", "dpi")],
        "infrastructure": [Recorded("ad", "Annuaire", "ad")],
        "backups": [Recorded("nuit", "Chaque nuit", "Image")],
        "suppliers": [Recorded("editeur", "Éditeur", "Maintenance")],
    }


def test_people_are_functions_and_the_crisis_roles_they_hold() -> None:
    assert recorded(PLAN, "people") == (Recorded("dsi", "DSI", "dsi, relais"), Recorded("cadre", "Cadre", ""))
