"""Every document of an exercise kit: its name, its path in the kit's folder, and who composes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from planforge.compose.catalogue import Kind, Piece
from planforge.compose.documents import (
    exercise_briefing,
    exercise_field,
    exercise_guide,
    exercise_observers,
    exercise_players,
    exercise_stimuli,
    exercise_ward_cards,
)
from planforge.compose.workbooks import chronogramme, evaluation_grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.documents import Document, Workbook

    Compose = Callable[[Context, Kit], Document | Workbook]


class Line(NamedTuple):
    """A document of a kit; a ``restricted`` one is for those who run the exercise."""

    id: str
    title: str
    path: str
    compose: Compose
    restricted: bool = True


def kit_pieces(kit: Kit) -> tuple[Piece, ...]:
    """The documents of a kit, those of the director first."""
    others = _field_kinds(kit) if kit.is_field else _crisis_kinds(kit)
    guide = "guide-test-terrain.docx" if kit.is_field else "guide-animation.docx"
    kind = "exercice-terrain" if kit.is_field else "exercice-guide"
    title = "Guide de la direction de l’exercice"
    files = [(kind, title, guide), *((one.id, one.title, one.path) for one in others)]
    make = exercise_field.compose if kit.is_field else exercise_guide.compose
    first = Kind(kind, title, guide, lambda context, _: make(context, kit, files), restricted=True)
    return tuple(Piece(one) for one in (first, *others))


def _kinds(kit: Kit, lines: Sequence[Line]) -> tuple[Kind, ...]:
    return tuple(
        Kind(one.id, one.title, one.path, partial(_composed, kit, one.compose), restricted=one.restricted)
        for one in lines
    )


def _composed(kit: Kit, compose: Compose, context: Context, of: str) -> Document | Workbook:
    del of
    return compose(context, kit)


_STIMULI = Line("exercice-stimuli", "Stimuli à jouer ou à remettre", "stimuli.docx", exercise_stimuli.compose)
_GRID = Line("exercice-grille", "Grille d’évaluation", "grille-evaluation.xlsx", evaluation_grid.compose)
_BRIEFING = Line(
    "exercice-briefing", "Briefings et consignes", "briefing.docx", exercise_briefing.compose, restricted=False
)


def _crisis_kinds(kit: Kit) -> tuple[Kind, ...]:
    players = ("exercice-joueurs", "Dossier des joueurs", "dossier-joueurs.docx")
    observers = ("exercice-observateurs", "Dossier des observateurs", "dossier-observateurs.docx")
    first = Line("exercice-chronogramme", "Chronogramme", "chronogramme.xlsx", chronogramme.compose)
    lines = (
        _STIMULI,
        Line(*observers, exercise_observers.compose),
        Line(*players, exercise_players.compose, restricted=False),
        _GRID,
        _BRIEFING,
    )
    return (*_kinds(kit, (first,)), *_player_kinds(kit), *_kinds(kit, lines))


def _field_kinds(kit: Kit) -> tuple[Kind, ...]:
    cards, team = ("exercice-carte", "Cartes d’observateur"), ("exercice-equipe", "Fiches de l’équipe")
    lines = (
        Line("exercice-chronogramme", "Chronogramme", "chronogramme.xlsx", chronogramme.compose),
        _STIMULI,
        Line(*cards, "carte-observateur.docx", exercise_ward_cards.observer_cards, restricted=False),
        Line(*team, "fiche-equipe.docx", exercise_ward_cards.team_sheets, restricted=False),
        _GRID,
        _BRIEFING,
    )
    return _kinds(kit, lines)


def _played_on(kit: Kit, day: int, context: Context, of: str) -> Workbook:
    del of
    return chronogramme.player(context, kit, day)


def _player_kinds(kit: Kit) -> Sequence[Kind]:
    return tuple(
        Kind(
            "exercice-murail",
            "Chronogramme pour le lecteur libre Murail",
            chronogramme.player_file(kit, day),
            partial(_played_on, kit, day),
            restricted=True,
        )
        for day in kit.days
    )
