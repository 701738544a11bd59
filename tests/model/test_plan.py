from __future__ import annotations

import pickle

from planforge.model.plan import Plan, by_id

RAW = {
    "establishment": {"name": "CH", "statute": "public", "sites": [{"id": "nord", "name": "Nord"}]},
    "applications": [{"id": "dpi", "name": "DPI"}],
    "infrastructure": [{"id": "ad", "name": "Annuaire"}],
    "services": [{"id": "bloc", "name": "Bloc"}],
}


def test_look_ups_by_identifier() -> None:
    plan = Plan.model_validate(RAW)
    assert list(plan.systems) == ["ad", "dpi"]
    assert plan.site["nord"].name == "Nord"
    assert plan.service["bloc"].name == "Bloc"


def test_a_copy_with_other_parts_has_its_own_look_ups() -> None:
    plan = Plan.model_validate(RAW)
    assert "dpi" in plan.systems
    assert "dpi" not in plan.model_copy(update={"applications": ()}).systems


def test_a_plan_survives_the_way_to_another_process() -> None:
    plan = Plan.model_validate({**RAW, "people": "à compléter"})
    back = pickle.loads(pickle.dumps(plan))  # noqa: S301 - our own bytes
    assert back == plan
    assert list(back.unknown_lists) == ["people"]


def test_of_twins_the_first_is_kept() -> None:
    sites = Plan.model_validate(RAW).establishment.sites
    twin = sites[0].model_copy(update={"name": "Autre"})
    assert by_id((*sites, twin))["nord"].name == "Nord"
