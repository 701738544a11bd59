"""``briefing.docx``: two pages to read aloud, and the safety rules to put up on the doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.timing import wall_clock
from planforge.compose.control import ANIMATORS, control
from planforge.compose.documents.exercise_players import starting_situation
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.compose.zones import Zone, worded
from planforge.document.blocks import Paragraph
from planforge.document.documents import Document
from planforge.document.text import Run, text
from planforge.values import join_and, say_clock, say_duration

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
        _page(context, kit, ("exercice-briefing", "EXO-BRIEF-J", "Briefing des joueurs"), _players(context, kit)),
        _page(context, kit, ("exercice-briefing", "EXO-BRIEF-A", "Briefing de l’animation"), _team(context)),
        _page(context, kit, ("exercice-consignes", "EXO-CONSIGNES", "Consignes de sécurité"), _doors(context)),
    )
    said = control(context, "EXO-BRIEF", readers=ANIMATORS)
    return Document("exercice-briefing", "Briefings et consignes", kit.form.name, said, pages, cover=False)


def _page(context: Context, kit: Kit, named: tuple[str, str, str], zones: Mapping[str, Zone]) -> Sheet:
    """A page; ``named`` are its layout, its reference and its title."""
    layout, reference, title = named
    establishment = context.plan.establishment
    sheet, _moved = one_page(
        context,
        SheetRequest(
            layout=layout,
            reference=reference,
            title=title,
            side=(establishment.short_name.best or establishment.name, kit.form.name),
            zones=zones,
            foot="à retirer et à détruire après l’exercice",
            onward="",
        ),
    )
    return sheet


def _players(context: Context, kit: Kit) -> dict[str, Zone]:
    start = _field_start(kit) if kit.is_field else starting_situation(kit)
    opening = worded(context, "sheets/exercice-briefing-joueurs", length=kit.form.length, start=start)
    how = "sheets/exercice-briefing-terrain" if kit.is_field else "sheets/exercice-briefing-joueurs-suite"
    ask = "sheets/exercice-briefing-terrain-questions" if kit.is_field else "sheets/exercice-briefing-questions"
    return {
        "opening": Zone(opening, note=f"briefing : {say_duration(kit.form.briefing)}"),
        "halt": Zone(_stop(context)),
        "how": Zone(worded(context, how)),
        "ask": Zone(worded(context, ask)),
    }


def _field_start(kit: Kit) -> str:
    names = join_and([one.name for one in kit.wards])
    opens = say_clock(wall_clock(kit.form, kit.phases[0].begins.minutes))
    return (
        f"Le jeu s’ouvre à {opens}, pour : {names}. À l’annonce, faites comme si toutes vos applications étaient "
        "arrêtées, pour une durée inconnue. Les cas joués sont fictifs ; vos vrais soins continuent comme d’habitude."
    )


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
