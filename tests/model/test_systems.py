from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.systems import Application, Dependency, Hosting, Infrastructure, Strength, Tier, Workstations
from planforge.values import read_duration

if TYPE_CHECKING:
    from planforge.model.entity import Part
    from tests.model.conftest import Refused


def test_a_plain_identifier_is_a_hard_need() -> None:
    need = Dependency.model_validate("ad")

    assert (need.alternatives, need.strength, need.bootstrap) == (("ad",), Strength.HARD, False)


def test_one_of_several_systems_suffices() -> None:
    need = Dependency.model_validate({"any_of": ["ad1", "ad2"], "strength": "soft"})

    assert need.alternatives == ("ad1", "ad2")
    assert need.strength is Strength.SOFT


def test_a_need_may_be_unknown_but_not_empty() -> None:
    assert Dependency.model_validate({"any_of": "à compléter"}).alternatives == ()


def test_an_objective_may_differ_by_scenario() -> None:
    system = Application.model_validate({"id": "dpi", "name": "DPI", "rto": {"default": "4 h", "cyber": "3 j"}})

    assert system.rto.best == read_duration("4 h")
    assert system.rto.at("cyber").best == read_duration("3 j")
    assert system.rto.at("panne").best == read_duration("4 h")
    assert system.rpo.state is State.ABSENT


def test_where_a_system_runs_and_when_it_restarts() -> None:
    system = Infrastructure.model_validate({"id": "ad", "name": "AD", "hosting": "local", "tier": "T0"})

    assert (system.hosting.best, system.tier.best) == (Hosting.LOCAL, Tier.T0)
    assert system.restore.total.state is State.ABSENT


def test_screens_have_their_order_too() -> None:
    stations = Workstations.model_validate({"count": "1 450", "priority_services": ["urgences", "bloc"]})

    assert stations.count.best == 1450
    assert stations.priority_services == ("urgences", "bloc")


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Dependency, "{strength: soft}", "Ce besoin ne nomme aucun système."),
        (Dependency, "{on: ad, strength: fort}", "« fort » n’est pas une valeur prévue."),
        (Application, "{id: a, name: A, tier: T5}", "« T5 » n’est pas une valeur prévue."),
        (Application, "{id: a, name: A, restore: {rate: vite}}", "« vite » n’est pas un débit."),
        (Application, "{id: a, name: A, rpo: {default: 1 h, cyber: peu}}", "« peu » n’est pas une durée."),
    ],
)
def test_a_wrong_system_is_refused(refused: Refused, model: type[Part], text: str, message: str) -> None:
    assert refused(model, text) == [message]
