"""``carte-observateur.docx`` and ``fiche-equipe.docx``: for a field test, a page for each ward that plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.timing import wall_clock
from planforge.compose.blocks import exercise_measures, ward
from planforge.compose.blocks.columns import TEXT, TICK
from planforge.compose.control import OBSERVERS, PLAYERS, control
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.compose.zones import Zone, worded
from planforge.document.blocks import ItemList, ListItem, Paragraph
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Run, Tick, text
from planforge.library.drills import first_steps
from planforge.values import Duration, say_clock, say_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.blocks import Sheet
    from planforge.document.text import CellValue
    from planforge.model.services import Service

_MOST_TIMES = 10  # lines that one person can watch
_MOST_STOPS = 4
_BLANK = "____________________"
_NOTES = 4
_LINE = 8.0  # mm


def observer_cards(context: Context, kit: Kit) -> Document:
    """The cards of those who watch, a page each."""
    pages = tuple(_page(context, kit, one, "exercice-carte", _card(context, kit, one)) for one in kit.wards)
    said = control(context, "EXO-CARTE", readers=OBSERVERS)
    return Document("exercice-carte", "Cartes d’observateur", "Une page par service", said, pages, cover=False)


def team_sheets(context: Context, kit: Kit) -> Document:
    """The sheets given to the wards, a page each: they give nothing away."""
    pages = tuple(_page(context, kit, one, "exercice-equipe", _team(context, kit, one)) for one in kit.wards)
    said = control(context, "EXO-EQUIPE", readers=PLAYERS)
    return Document("exercice-equipe", "Fiches de l’équipe", "Une page par service", said, pages, cover=False)


def _page(context: Context, kit: Kit, service: Service, layout: str, zones: Mapping[str, Zone]) -> Sheet:
    establishment = context.plan.establishment
    sheet, _moved = one_page(
        context,
        SheetRequest(
            layout=layout,
            reference=f"{layout.upper().replace('EXERCICE', 'EXO')}-{service.id.upper()}",
            title=service.name,
            side=(establishment.short_name.best or establishment.name, kit.form.length.capitalize()),
            zones=zones,
            foot="EXERCICE – à rendre à la fin",
            onward="",
        ),
    )
    return sheet


def _card(context: Context, kit: Kit, service: Service) -> dict[str, Zone]:
    opens = say_clock(wall_clock(kit.form, kit.phases[0].begins.minutes)) if kit.phases else ""
    ends = say_clock(wall_clock(kit.form, kit.phases[-1].ends.minutes)) if kit.phases else ""
    when = (_line("Début", opens), _line("Fin", ends), _line("Observateur", _BLANK))
    return {
        "how": Zone(worded(context, "sheets/exercice-observer", person=kit.casting.common["person"])),
        "when": Zone(when),
        "times": Zone((_times(context, kit, service),)),
        "steps": Zone((_steps(context, service),)),
        "halt": Zone((_halts(context, service),)),
        "notes": Zone((_notes(),)),
    }


def _times(context: Context, kit: Kit, service: Service) -> Table:
    found = exercise_measures.measures(context, kit, service)[:_MOST_TIMES]
    return Table(
        id=f"temps-{service.id}",
        columns=(
            Column("what", "Ce qui se mesure", TEXT, 5.0),
            Column("said", "Repère", TEXT, 2.2),
            Column("start", "De (h)", TEXT, 0.9),
            Column("end", "À (h)", TEXT, 0.9),
            Column("minutes", "Minutes", TEXT, 0.9),
        ),
        row_height=6.0,
        rows=tuple(row(f"t.{one.id}", Cell(one.what, bold=True), _said(one.said), "", "", "") for one in found),
    )


def _said(said: CellValue) -> CellValue:
    return say_duration(said) if isinstance(said, Duration) else said


def _steps(context: Context, service: Service) -> Table:
    return Table(
        id=f"gestes-{service.id}",
        columns=(
            Column("step", "Geste", TEXT, 5.0),
            Column("seen", "Vu", TICK, 0.6),
            Column("minutes", "À (min)", TEXT, 0.9),
        ),
        rows=tuple(
            row(f"g.{step.id}", ward.step_text(step), Tick(), "") for step in first_steps(context.workflow(service))
        ),
        empty="Aucun geste n’est décrit pour ce service.",
    )


def _halts(context: Context, service: Service) -> Table:
    return Table(
        id=f"arrets-{service.id}",
        columns=(Column("stop", "Condition", TEXT, 5.0), Column("seen", "Vu", TICK, 0.6)),
        rows=tuple(row(f"a.{point.id}", point.text, Tick()) for point in context.workflow(service).stop[:_MOST_STOPS]),
        empty="Aucun point d’arrêt n’est décrit.",
    )


def _notes() -> Table:
    columns = (
        Column("at", "Heure", TEXT, 0.8),
        Column("what", "Fait", TEXT, 6.0),
        Column("fix", "À corriger", TEXT, 3.0),
    )
    return Table("notes", columns, tuple(row(f"n.{n}", "", "", "") for n in range(_NOTES)), row_height=_LINE)


def _team(context: Context, kit: Kit, service: Service) -> dict[str, Zone]:
    lost = [use.application for use in service.applications]
    kit_place = service.kit.place.best
    have = (
        _line("Kit", kit_place) if kit_place else Paragraph((Run("Kit : ", bold=True), Run("lieu à demander"))),
        _line("Fiche", f"FICHE-{service.id.upper()}, la fiche dégradée d’une page"),
        _line("Formulaires", ", ".join(use.id for use in context.workflow(service).forms) or "aucun prévu"),
        _line("États imprimés", ", ".join(one.what for one in service.printed_states) or "aucun décrit"),
    )
    names = tuple(
        ListItem(text(context.plan.systems[one].name), id=f"perdu.{one}") for one in lost if one in context.plan.systems
    )
    none = Paragraph(text("Toutes les applications du service."), id="perdu.toutes")
    return {
        "opening": Zone(worded(context, "sheets/exercice-equipe-ouverture", length=kit.form.length)),
        "halt": Zone(worded(context, "sheets/exercice-arret")),
        "have": Zone(have),
        "do": Zone(worded(context, "sheets/exercice-equipe-faire")),
        "lost": Zone((ItemList(names, id="perdues") if names else none,)),
        "phones": Zone(tuple(_line(one, _BLANK) for one in ("Animateur", "Gardien des soins réels", "Décideur joué"))),
    }


def _line(label: str, words: str) -> Paragraph:
    return Paragraph((Run(f"{label} : ", bold=True), Run(words)))
