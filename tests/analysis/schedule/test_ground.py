from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.graphs import restore_graph, run_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.ground import Ground


def test_the_ground_is_the_record_its_graphs_its_backups_and_what_is_enough(ground: Callable[..., Ground]) -> None:
    found = ground(
        applications=[{"id": "dpi", "needs_to_restore": ["sauvegarde"]}],
        infrastructure=[{"id": "sauvegarde"}],
        backups=[{"id": "bande", "systems": ["dpi"]}],
        thresholds={"odds_percent": "70"},
    )
    assert (found.run, found.restore) == (run_graph(found.plan), restore_graph(found.plan))
    assert found.backups_of == {"dpi": (found.plan.backups[0],)}
    assert found.enough == 70


def test_eight_runs_in_ten_are_enough_unless_the_hospital_says_otherwise(ground: Callable[..., Ground]) -> None:
    assert ground().enough == 80
