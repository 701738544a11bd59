"""What is wrong with the exercise lists besides their shape: words that nothing fills, names of nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.library.exercise_types import AIM_WORDS, COMMON_WORDS, LEVELS, Aim
from planforge.model.playing import PlayCell
from planforge.model.suggestions import DANGLING, close_identifiers
from planforge.values import join_and, plural, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planforge.errors import Problem
    from planforge.library.exercise_types import Criterion, Stimulus
    from planforge.library.loading import Catalogue, Library
    from planforge.model.places import Places

_BRACED = re.compile(r"\{([^{}]*)\}")
_WORDED = ("name", "sender", "text", "answers", "reaction", "prompt", "deliverable", "attachment")


def braced(words: str) -> tuple[str, ...]:
    """What the braces of a text name, in order."""
    return tuple(_BRACED.findall(words))


def worded(stimulus: Stimulus) -> Iterator[tuple[str, str]]:
    """Each field of a stimulus that has words, with its words."""
    for name in _WORDED:
        value = getattr(stimulus, name)
        yield name, "\n".join(value) if isinstance(value, tuple) else value


def exercise_problems(places: Places, catalogue: Catalogue, library: Library) -> Iterator[Problem]:
    """The problems of the exercise lists that a catalogue holds, each at its line."""
    for rank, stimulus in enumerate(catalogue.stimuli):
        yield from _stimulus_problems(places, rank, stimulus, library)
    for rank, aim in enumerate(catalogue.exercise_aims):
        yield from _one_of(places, ("exercise_aims", rank, "id"), aim.id, {one.value: "" for one in Aim})
        if aim.id in {*Aim}:
            yield from _unfilled(places, ("exercise_aims", rank, "told"), aim.told, AIM_WORDS[Aim(aim.id)])
    for rank, objective in enumerate(catalogue.exercise_objectives):
        for place, criterion in enumerate(objective.criteria):
            yield from _criterion(places, ("exercise_objectives", rank, "criteria", place), criterion, library)
    for rank, one in enumerate(catalogue.criteria):
        yield from _criterion_problems(places, rank, one)
    for rank, cell in enumerate(catalogue.exercise_cells):
        yield from _one_of(places, ("exercise_cells", rank, "id"), cell.id, {one.value: "" for one in PlayCell})


def _stimulus_problems(places: Places, rank: int, stimulus: Stimulus, library: Library) -> Iterator[Problem]:
    path = ("stimuli", rank)
    for name, words in worded(stimulus):
        yield from _unfilled(places, (*path, name), words, AIM_WORDS[stimulus.aim] | COMMON_WORDS)
    objectives = {one: objective.name for one, objective in library.exercise_objectives.items()}
    yield from _one_of(places, (*path, "objective"), stimulus.objective, objectives)
    yield from _criterion(places, (*path, "criterion"), stimulus.criterion, library)
    if not stimulus.cells:
        said = ("Ce stimulus n’a pas de destinataire.", "Ajoutez « cells », par exemple : cells: [decision].")
        yield places.problem("library.no_recipient", path, said)


def _criterion(places: Places, path: tuple[str | int, ...], identifier: str, library: Library) -> Iterator[Problem]:
    yield from _one_of(places, path, identifier, {name: one.name for name, one in library.criteria.items()})


def _criterion_problems(places: Places, rank: int, criterion: Criterion) -> Iterator[Problem]:
    path = ("criteria", rank)
    if len(criterion.levels) != LEVELS:
        told = f"Ce critère décrit {plural(len(criterion.levels), 'niveau', 'niveaux')}, la grille en a quatre."
        said = (told, "Décrivez dans l’ordre ce qui se voit aux niveaux 0, 1, 2 et 3.")
        yield places.problem("library.levels", (*path, "levels"), said)
    if not criterion.weight:
        said = ("Un poids de 0 fait disparaître le critère de la note.", "Écrivez 1, 2 ou 3.")
        yield places.problem("library.weight", (*path, "weight"), said)


def _unfilled(places: Places, path: tuple[str | int, ...], words: str, known: Iterable[str]) -> Iterator[Problem]:
    """Words between braces that the aim does not fill: they would be printed as they stand."""
    for name in dict.fromkeys(braced(words)):
        if name not in known:
            listed = join_and([f"{{{one}}}" for one in sorted(known)]) or "aucun"
            hint = f"Mots possibles pour cette cible : {listed}."
            yield places.problem("library.unfilled", path, (f"Rien ne remplit {quoted(f'{{{name}}}')}.", hint))


def _one_of(
    places: Places, path: tuple[str | int, ...], identifier: str, known: Mapping[str, str]
) -> Iterator[Problem]:
    if identifier not in known:
        close = close_identifiers(identifier, known)
        meant = f" Vouliez-vous dire {' ou '.join(map(quoted, close))} ?" if close else ""
        hint = f"Identifiants connus : {join_and([quoted(one) for one in known])}."
        yield places.problem(DANGLING, path, (f"{quoted(identifier)} n’existe pas.{meant}", hint))
