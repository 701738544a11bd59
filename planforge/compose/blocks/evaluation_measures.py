"""What an exercise times or counts, for the evaluation grid: in each ward of a field test, else in the crisis cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.exercise_measures import Measure, measures
from planforge.values import say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.model.services import Service

_FINDINGS = "Constats de l’exercice"
_CELL = "Cellule de crise"
_CELL_MEASURES = (
    Measure("ouverture", "De l’alerte à la cellule ouverte", "", _FINDINGS),
    Measure("isolement", "De la confirmation à la décision d’isoler", "", _FINDINGS),
    Measure("point", "De l’ouverture au premier point de situation écrit", "", _FINDINGS),
    Measure("consigne", "De l’ouverture à la première consigne au personnel", "", _FINDINGS),
    Measure("rappel", "Personnes jointes en une heure, sur celles appelées", "", _FINDINGS, timed=False),
)


def play_measures(context: Context, kit: Kit) -> Iterator[tuple[str, str, Measure]]:
    """Each measure with its identifier in the grid and whose it is."""
    if not kit.is_field:
        yield from ((f"cellule.{one.id}", _CELL, one) for one in _CELL_MEASURES)
        return
    for service in kit.wards:
        for one in (*_activities(context, service), *measures(context, kit, service)):
            yield f"{service.id}.{one.id}", service.name, one


def _activities(context: Context, service: Service) -> Iterator[Measure]:
    """How long each activity took to go on without computers, beside the longest stop it bears."""
    for activity in service.activities:
        longest = activity.dmia.best
        said = f"DMIA : {say_duration(longest)}" if longest is not None else context.gap(activity.dmia.unknown)
        what = f"De l’arrêt à la reprise sur papier, « {activity.name} »"
        yield Measure(f"activite-{activity.id}", what, said, "Constats de l’exercice, face à la DMIA")
