"""``dossier-joueurs.docx``: rules, directory of the exercise by function, starting situation. Gives nothing away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.timing import story_clock, wall_clock
from planforge.compose.blocks import crisis, exercise_cast
from planforge.compose.blocks.columns import TEXT
from planforge.compose.control import PLAYERS
from planforge.compose.prose import Wording, write
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap
from planforge.model.playing import PlayLevel
from planforge.values import plural, say_clock, say_duration

if TYPE_CHECKING:
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.text import CellValue


def compose(context: Context, kit: Kit) -> Document:
    """The file that each player receives; the theme stands in it only where the level announces it."""
    announced = kit.form.level is PlayLevel.BEGINNER
    return write(
        context,
        Wording(
            kind="exercice-joueurs",
            template="exercice-joueurs",
            title="Dossier des joueurs",
            subtitle=kit.form.name,
            reference="EXO-JOUEURS",
            readers=PLAYERS,
            blocks={
                "joueurs": lambda _: exercise_cast.cast_table(context, kit),
                "correspondants": lambda _: exercise_cast.voices_table(context),
                "etablissement": lambda _: _establishment(context),
                "point-de-situation": lambda _: crisis.situation_report(context),
            },
            values={
                "person": kit.casting.common["person"],
                "hours": kit.form.length,
                "surprise": kit.form.surprise,
                "start": starting_situation(kit),
                "theme": _theme(kit) if announced else "",
            },
        ),
    )


def starting_situation(kit: Kit) -> str:
    """Where the story begins: when, with whom, nothing having happened yet."""
    when = story_clock(kit.form, kit.phases[0].after.minutes).partition(", ")[2]
    opens = say_clock(wall_clock(kit.form, kit.phases[0].begins.minutes))
    return (
        f"Le jeu s’ouvre à {opens}, heure de votre montre. Dans l’histoire, il est {when} : l’établissement travaille "
        "normalement, avec les équipes présentes ce jour-là et à cette heure-là. Rien n’est encore arrivé."
    )


def _theme(kit: Kit) -> str:
    said = kit.scenario.description.best
    return f"{kit.scenario.name}. {said}" if said else kit.scenario.name


def _establishment(context: Context) -> Table:
    """The establishment on a few lines, as every player knows it."""
    plan = context.plan
    beds = sum(service.beds.best or 0 for service in plan.services)
    facts: tuple[tuple[str, CellValue], ...] = (
        ("Établissement", plan.establishment.name),
        ("Sites", ", ".join(site.name for site in plan.establishment.sites) or Gap()),
        ("Services décrits dans le plan", plural(len(plan.services), "service")),
        ("Lits et places", str(beds) if beds else Gap()),
        ("Salle de crise", plan.crisis.room.best or context.gap(plan.crisis.room.unknown)),
        ("Rythme des points", plan.crisis.rhythm.best or context.gap(plan.crisis.rhythm.unknown)),
        ("Bascule au papier après", _switch(context)),
    )
    return Table(
        id="etablissement",
        columns=(Column("label", "", TEXT, 1.8), Column("value", "", TEXT, 4.6)),
        rows=tuple(row(f"etablissement.{n}", Cell(label, bold=True), said) for n, (label, said) in enumerate(facts, 1)),
        header=False,
    )


def _switch(context: Context) -> CellValue:
    found = context.plan.thresholds.paper_switch
    return say_duration(found.best) if found.best is not None else context.gap(found.unknown)
