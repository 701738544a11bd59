"""The starter values of the system types against those that the recovery study proposes."""

from __future__ import annotations

from graphlib import TopologicalSorter
from typing import NamedTuple

import pytest

from planforge.library.loading import load_library
from planforge.model.workflow import Certainty

HOUR, DAY = 60, 24 * 60
SYSTEMS = load_library(None).system_types


class Starter(NamedTuple):
    """A row of the table: class, RTO in a local failure (h), ambition in an attack (days), RPO (h), own restore (h)."""

    types: str
    tier: str
    failure: tuple[float, float]
    attack: tuple[int, int]
    loss: tuple[float, float]
    restore: tuple[int, int, int]


CONFIGURATION = (7 * 24, 7 * 24)  # kept at each change
ROWS = (
    Starter("reseau pare-feu dns", "T0", (2, 2), (2, 4), CONFIGURATION, (8, 16, 48)),
    Starter("ad pki", "T0", (4, 4), (3, 7), (24, 24), (16, 40, 120)),
    Starter("hyperviseur stockage", "T0", (4, 4), (2, 5), CONFIGURATION, (8, 24, 72)),
    Starter("sauvegarde", "T0", (8, 8), (1, 3), (24, 24), (4, 16, 48)),
    Starter("eai", "T1", (4, 4), (5, 10), (1, 1), (6, 16, 40)),
    Starter("gam identites", "T1", (4, 4), (3, 7), (1, 1), (6, 12, 36)),
    Starter("sgl middleware resultats", "T1", (4, 4), (4, 10), (1, 1), (8, 24, 60)),
    Starter("ris pacs", "T1", (4, 4), (5, 12), (24, 24), (12, 30, 90)),
    Starter("dpu", "T1", (2, 2), (3, 10), (1, 1), (4, 12, 36)),
    Starter("rea centrale-surveillance", "T1", (2, 2), (4, 12), (1, 1), (6, 16, 48)),
    Starter("psl", "T1", (2, 2), (3, 10), (0, 1), (4, 12, 36)),
    Starter("lrm", "T1", (0.5, 0.5), (1, 3), (0.25, 0.25), (4, 12, 36)),
    Starter("ipbx", "T1", (1, 1), (1, 3), CONFIGURATION, (2, 8, 24)),
    Starter("dpi lap", "T2", (4, 4), (7, 25), (1, 1), (16, 48, 160)),
    Starter("pui-stock automates-pui", "T2", (8, 8), (5, 14), (4, 4), (6, 16, 48)),
    Starter("chimio", "T2", (8, 8), (3, 10), (4, 4), (4, 12, 40)),
    Starter("radiotherapie tps", "T2", (8, 8), (2, 10), (1, 1), (8, 24, 96)),
    Starter("bloc anesthesie sterilisation", "T2", (8, 8), (5, 14), (4, 4), (8, 20, 60)),
    Starter("obstetrique dialyse", "T2", (8, 8), (5, 14), (4, 4), (4, 12, 40)),
    Starter("agenda mssante messagerie", "T3", (24, 24), (7, 21), (24, 24), (4, 16, 60)),
    Starter("repas transport logistique gta", "T3", (24, 48), (10, 30), (24, 24), (4, 10, 30)),
    Starter("paie finance facturation", "T3", (3 * 24, 5 * 24), (10, 30), (24, 24), (6, 16, 48)),
    Starter("dim archives bi intranet", "T4", (7 * 24, 7 * 24), (30, 90), (24, 7 * 24), (8, 24, 80)),
)
PROPOSED = [(name, row) for row in ROWS for name in row.types.split()]


@pytest.mark.parametrize(("name", "row"), PROPOSED, ids=[name for name, _ in PROPOSED])
def test_a_starter_value_is_the_one_proposed(name: str, row: Starter) -> None:
    kind, total = SYSTEMS[name], SYSTEMS[name].restore.total
    failure, attack, loss = kind.rto.best, kind.rto.at("cyber").best, kind.rpo.best
    assert failure
    assert attack
    assert loss
    assert kind.tier == row.tier
    assert row.failure[0] * HOUR <= failure.minutes <= row.failure[1] * HOUR
    assert row.attack[0] * DAY <= attack.minutes <= row.attack[1] * DAY
    assert row.loss[0] * HOUR <= loss.minutes <= row.loss[1] * HOUR
    assert [one.minutes for one in (total.min, total.likely, total.max) if one] == [h * HOUR for h in row.restore]


def test_a_system_comes_back_after_all_it_needs_and_not_before() -> None:
    graph = {name: {*kind.needs_to_run, *kind.needs_to_restore} for name, kind in SYSTEMS.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(SYSTEMS) > 100
    for name, needs in graph.items():
        own = SYSTEMS[name].rto.at("cyber").best
        assert own
        for need in needs:
            theirs = SYSTEMS[need].rto.at("cyber").best
            assert theirs
            assert theirs.minutes <= own.minutes, f"{name} : {need}"


def test_no_starter_value_is_said_to_be_more_than_a_default() -> None:
    for name, kind in SYSTEMS.items():
        answers = (kind.rto, kind.rto.at("cyber"), kind.rpo, kind.restore.total)
        assert all(answer.is_default for answer in answers), name
        assert kind.certainty is Certainty.GENERAL, name
        assert kind.checks, name
