"""What an evaluation grid is made of: its scale, its columns, who may be named in it, and what it judges."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planforge.values import make_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.exercises.kit import Kit
    from planforge.library.exercise_types import Criterion
    from planforge.model.governance import Exercise
    from planforge.model.plan import Plan

LEVEL_WORDS = ("0 – rien", "1 – partiel", "2 – écrit et suivi", "3 – éprouvé")
PRIORITY_WORDS = ("1 – d’abord", "2 – ensuite", "3 – plus tard")
UNSEEN = "oui"
GRID_SHEET, PLAY_SHEET, MEASURES_SHEET = "Grille", "Exercice", "Mesures"

# The columns by key, with their titles: what is written under them is read back under them.
GRID_TITLES: Mapping[str, str] = {
    "id": "Id",
    "domain": "Domaine",
    "criterion": "Critère",
    "objective": "Objectif lié",
    "stimuli": "Stimuli liés",
    "observed": "Indicateur, ce qui se voit",
    "threshold": "Seuil",
    "weight": "Poids",
    "level": "Niveau 0 à 3",
    "unseen": "Non observé",
    "mark": "Note",
    "fact": "Constat",
    "proof": "Preuve (heure, main courante)",
    "practice": "Bonne pratique",
    "action": "Action d’amélioration",
    "priority": "Priorité",
    "owner": "Responsable",
    "due": "Échéance",
}
PLAY_TITLES: Mapping[str, str] = {
    "id": "Identifiant dans le dossier",
    "title": "Intitulé",
    "kind": "Nature",
    "scenario": "Scénario",
    "services": "Services",
    "done_on": "Réalisé le",
    "length": "Durée",
    "night": "Nuit ou week-end",
    "direction": "Direction présente",
    "leader": "Animateur (fonction)",
    "result": "Résultat en une phrase",
    "report": "Référence du RETEX",
    "signed": "RETEX signé (fichier)",
    "signed_on": "RETEX signé le",
}
MEASURE_TITLES: Mapping[str, str] = {
    "id": "Id",
    "service": "Service",
    "what": "Ce qui se mesure",
    "said": "Ce que dit le dossier",
    "time": "Durée mesurée",
    "count": "Nombre compté",
    "out_of": "Sur",
    "remark": "Remarque",
    "back": "Où le rapporter dans le dossier",
}
ENDURANCE = "tenue"  # the measure that goes back into the endurance of a service


def judged(kit: Kit, criteria: Mapping[str, Criterion]) -> tuple[Criterion, ...]:
    """The criteria that something in the kit lets people see, in the order of the library."""
    wanted = {name for one in kit.objectives for name in one.criteria}
    wanted |= {one.stimulus.criterion for one in kit.played}
    return tuple(one for one in criteria.values() if one.id in wanted)


def owners(plan: Plan) -> Mapping[str, str]:
    """The persons by what the grid calls them: their function, with their identifier where several share it."""
    shared = Counter(one.function for one in plan.people)
    return {one.function if shared[one.function] == 1 else f"{one.function} ({one.id})": one.id for one in plan.people}


def planned(kit: Kit, plan: Plan) -> Exercise | None:
    """The exercise of the record that the kit would play: of the same kind, not done yet, of no other scenario.

    Where both name services, they share one.
    """
    awaited = (one for one in plan.exercises if one.kind is kit.form.kind and one.done_on.best is None)
    playing = {one.id for one in kit.wards or kit.order.services}
    return next(
        (
            one
            for one in awaited
            if one.scenario.best in (None, kit.scenario.id)
            and (not one.services or not playing or not playing.isdisjoint(one.services))
        ),
        None,
    )


def exercise_id(kit: Kit, plan: Plan) -> str:
    """The identifier under which the record would keep the exercise: that of the planned one, or a free one."""
    found = planned(kit, plan)
    if found is not None:
        return found.id
    taken, name = {one.id for one in plan.exercises}, make_slug(kit.name)
    free = (name, *(f"{name}-{rank}" for rank in range(2, len(taken) + 3)))
    return next(one for one in free if one not in taken)


def scored(plan: Plan) -> tuple[Exercise, ...]:
    """The exercises whose grid was recorded, in the order they were done."""
    done = [one for one in plan.exercises if one.scores and one.done_on.best is not None]
    return tuple(sorted(done, key=lambda one: (str(one.done_on.best), one.id)))
