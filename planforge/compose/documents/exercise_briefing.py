"""``briefing.docx``: two pages to read aloud, and the safety rules to put up on the doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.control import control
from planforge.compose.documents.exercise_players import starting_situation
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.compose.zones import Zone, worded
from planforge.document.blocks import Paragraph
from planforge.document.documents import Document
from planforge.document.text import Run, text
from planforge.values import say_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.blocks import Block, Sheet

_BLANK = "____________________"
_PEOPLE = ("Directeur de l’exercice", "Gardien des soins réels", "Cellule d’animation")


def compose(context: Context, kit: Kit) -> Document:
    """Players first, then those who run and watch, then what goes on the doors."""
    pages = (
        _page(context, kit, "exercice-briefing", "Briefing des joueurs", _players(context, kit)),
        _page(context, kit, "exercice-briefing", "Briefing des animateurs et observateurs", _team(context)),
        _page(context, kit, "exercice-consignes", "Consignes de sécurité", _doors(context)),
    )
    said = control(context, "EXO-BRIEF")
    return Document("exercice-briefing", "Briefings et consignes", kit.form.name, said, pages, cover=False)


def _page(context: Context, kit: Kit, layout: str, title: str, zones: Mapping[str, Zone]) -> Sheet:
    establishment = context.plan.establishment
    sheet, _moved = one_page(
        context,
        SheetRequest(
            layout=layout,
            reference=f"EXO-{title.rsplit(maxsplit=1)[-1].upper()}",
            title=title,
            side=(establishment.short_name.best or establishment.name, kit.form.name),
            zones=zones,
            foot="à retirer et à détruire après l’exercice",
            onward="",
        ),
    )
    return sheet


def _players(context: Context, kit: Kit) -> dict[str, Zone]:
    start = starting_situation(kit)
    opening = worded(context, "sheets/exercice-briefing-joueurs", length=kit.form.length, start=start)
    return {
        "opening": Zone(opening, note=f"briefing : {say_duration(kit.form.briefing)}"),
        "halt": Zone(_stop(context)),
        "how": Zone(worded(context, "sheets/exercice-briefing-joueurs-suite")),
        "ask": Zone(worded(context, "sheets/exercice-briefing-questions")),
    }


def _team(context: Context) -> dict[str, Zone]:
    return {
        "opening": Zone(worded(context, "sheets/exercice-briefing-equipe")),
        "halt": Zone(_stop(context)),
        "how": Zone(worded(context, "sheets/exercice-briefing-equipe-suite")),
        "ask": Zone(worded(context, "sheets/exercice-briefing-equipe-questions")),
    }


def _doors(context: Context) -> dict[str, Zone]:
    people = tuple(Paragraph((Run(f"{one} : ", bold=True), *text(_BLANK))) for one in _PEOPLE)
    return {
        "halt": Zone(_stop(context)),
        "convention": Zone(worded(context, "sheets/exercice-convention")),
        "rules": Zone(worded(context, "sheets/exercice-ne-pas")),
        "people": Zone(people),
    }


def _stop(context: Context) -> tuple[Block, ...]:
    return worded(context, "sheets/exercice-arret")
