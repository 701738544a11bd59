from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.binder.salvage import salvaged

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.model.plan import Plan
    from tests.binder.conftest import Write


def plan_of(folder: Path) -> Plan:
    found = salvaged(folder)
    assert found is not None
    return found.plan


def test_a_whole_record_loses_nothing(murat: Path) -> None:
    plan = plan_of(murat)
    assert plan.establishment.name == "CH de Murat"
    assert [one.id for one in plan.services] == ["urgences"]
    assert len(plan.scenarios) == 2


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("    vendor: ", "    fournisseur: "),
        ("due: 2026-02-01", "due: bientôt"),
        ("date: 15/01/2026", "date: 32/01/2026"),
        ("kind: local-failure", "kind: panne"),
        ("statute: public", "statute: publique"),
        ("statute: public", "statut: public"),
        ("services:", "servicess:"),
        ("schema: 1", "schema: 9"),
        ("{application: dpi, level: vital}", "dpi"),
        ("    name: Dossier patient\n", ""),
        ("schema: 1", "schema: 1\nteams: 12\nsuppliers: [a, {b: c}]\ncrisis: {levels: [{x: {y: z}}]}"),
    ],
)
def test_a_mistake_costs_what_it_touches_and_nothing_else(write: Write, text: str, right: str, wrong: str) -> None:
    assert right in text
    plan = plan_of(write(text.replace(right, wrong)))
    assert plan.establishment.name == "CH de Murat"
    assert [one.id for one in plan.people] == ["dsi"]
    assert "cyber" in plan.scenario


def test_an_entity_without_its_identifier_goes_alone(write: Write, text: str) -> None:
    plan = plan_of(write(text.replace("{id: panne, name: Panne,", "{name: Panne,")))
    assert [one.id for one in plan.scenarios] == ["cyber"]


def test_references_that_lead_nowhere_are_kept(write: Write, text: str) -> None:
    plan = plan_of(write(text.replace("application: dpi", "application: dpii")))
    assert plan.services[0].applications[0].application == "dpii"


@pytest.mark.parametrize("establishment", ["", "establishment:", "establishment: 3", "establishment: [a]", "x: 1"])
def test_an_establishment_without_its_name_does_not_hide_the_rest(write: Write, establishment: str) -> None:
    plan = plan_of(write(f"{establishment}\nscenarios:\n  - {{id: cyber, name: Cyber, kind: cyber}}\n"))
    assert plan.establishment.name == "Établissement"
    assert [one.id for one in plan.scenarios] == ["cyber"]


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "\x00"])
def test_what_is_not_yaml_cannot_be_read(write: Write, text: str) -> None:
    assert salvaged(write(text)) is None


def test_a_folder_without_record_cannot_be_read(tmp_path: Path) -> None:
    assert salvaged(tmp_path) is None
