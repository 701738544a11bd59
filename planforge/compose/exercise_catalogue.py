"""Every document of an exercise kit: its name, its path in the kit's folder, and who composes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planforge.compose.blocks.exercise_measures import measures_sheet
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
from planforge.compose.workbooks import chronogramme
from planforge.document.documents import Worksheet
from planforge.document.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.documents import Document, Workbook

    Compose = Callable[[Context, Kit], Document | Workbook]


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


def _kind(kit: Kit, identifier: str, title: str, path: str, compose: Compose, *, restricted: bool = True) -> Kind:
    return Kind(identifier, title, path, lambda context, _: compose(context, kit), restricted=restricted)


def _crisis_kinds(kit: Kit) -> Sequence[Kind]:
    make = partial(_kind, kit)
    return (
        make("exercice-chronogramme", "Chronogramme", "chronogramme.xlsx", chronogramme.compose),
        *_player_kinds(kit),
        make("exercice-stimuli", "Stimuli à jouer ou à remettre", "stimuli.docx", exercise_stimuli.compose),
        make("exercice-observateurs", "Dossier des observateurs", "dossier-observateurs.docx", exercise_observers.compose),
        make("exercice-joueurs", "Dossier des joueurs", "dossier-joueurs.docx", exercise_players.compose, restricted=False),
        make("exercice-briefing", "Briefings et consignes", "briefing.docx", exercise_briefing.compose, restricted=False),
    )


def _field_kinds(kit: Kit) -> Sequence[Kind]:
    make, cards = partial(_kind, kit), exercise_ward_cards
    return (
        make("exercice-chronogramme", "Chronogramme et mesures", "chronogramme.xlsx", _field_chronogramme),
        make("exercice-stimuli", "Stimuli à jouer ou à remettre", "stimuli.docx", exercise_stimuli.compose),
        make("exercice-carte", "Cartes d’observateur", "carte-observateur.docx", cards.observer_cards, restricted=False),
        make("exercice-equipe", "Fiches de l’équipe", "fiche-equipe.docx", cards.team_sheets, restricted=False),
        make("exercice-briefing", "Briefings et consignes", "briefing.docx", exercise_briefing.compose, restricted=False),
    )


def _field_chronogramme(context: Context, kit: Kit) -> Workbook:
    """The chronogramme of a field test, with a sheet for what was measured."""
    sheet = Worksheet(
        "mesures",
        "Mesures",
        "Mesures à rapporter dans le dossier",
        measures_sheet(context, kit),
        intro=(text("Une durée s’écrit 0:12 pour douze minutes. Rien de mesuré : laisser vide, ne pas estimer."),),
        protected=True,
        frozen_columns=2,
    )
    return chronogramme.compose(context, kit, (sheet,))


def _player_kinds(kit: Kit) -> Sequence[Kind]:
    return tuple(
        Kind(
            "exercice-murail",
            "Chronogramme pour le lecteur libre Murail",
            chronogramme.player_file(kit, day),
            lambda context, _, day=day: chronogramme.player(context, kit, day),  # type: ignore[misc] # a default that holds the day
            restricted=True,
        )
        for day in kit.days
    )
