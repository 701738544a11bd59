"""What happens in an exercise, line by line: for those who run it, for those who watch it, and what it hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.beats import Beat, BeatKind
from planforge.analysis.exercises.timing import story_clock, wall_clock
from planforge.compose.blocks.columns import CODE, TEXT, TICK
from planforge.compose.blocks.exercise_cast import cell_names, recipient
from planforge.compose.speech import ended
from planforge.document.blocks import ItemList, ListItem
from planforge.document.tables import Cell, Column, RowKind, Table, row
from planforge.document.text import Tick, text
from planforge.library.exercise_types import Aim
from planforge.model.playing import PlayCell
from planforge.model.words import word
from planforge.values import Duration, join_and, plural, say_clock, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.drawing import Played
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.tables import Row

_BEATS = {
    BeatKind.START: ("Début de l’exercice (DEBEX)", "Annoncer : « EXERCICE EXERCICE EXERCICE, début de l’exercice »"),
    BeatKind.JUMP: ("Saut dans le temps", "Annoncer l’heure de l’histoire, laisser relire la main courante"),
    BeatKind.PAUSE: ("Pause", "Personne ne joue ; à la reprise, annoncer l’heure de l’histoire"),
    BeatKind.NIGHT: ("Suspension jusqu’au lendemain", "Ranger les feuilles, noter où en est chaque cellule"),
    BeatKind.RESUME: ("Reprise", "Annoncer : « EXERCICE EXERCICE EXERCICE, reprise » et l’heure de l’histoire"),
    BeatKind.END: ("Fin de l’exercice (FINEX)", "Annoncer : « EXERCICE EXERCICE EXERCICE, fin de l’exercice »"),
}
_BEFORE = frozenset({BeatKind.START, BeatKind.RESUME})


def timeline(kit: Kit) -> tuple[Beat | Played, ...]:
    """Beats and stimuli in the order they happen."""
    return tuple(sorted((*kit.beats, *kit.played), key=_moment))


def _moment(one: Beat | Played) -> tuple[int, int, int]:
    """At the same minute, what opens comes first and what closes last."""
    if isinstance(one, Beat):
        return (one.day, one.at, 0 if one.kind in _BEFORE else 2)
    return (one.phase.day, one.at, 1)


def beat_words(beat: Beat) -> tuple[str, str]:
    """What a beat is, and what to do."""
    title, task = _BEATS[beat.kind]
    return (f"{title} ({say_duration(Duration(beat.minutes))})" if beat.minutes else title), task


def clock_words(kit: Kit, one: Beat | Played) -> str:
    """« 9 h 05 », « jour 2, 9 h 05 »."""
    day = one.day if isinstance(one, Beat) else one.phase.day
    said = say_clock(wall_clock(kit.form, one.at))
    return f"jour {day}, {said}" if len(kit.days) > 1 else said


def run_table(context: Context, kit: Kit) -> Table:
    """The whole play for those who run it: who says what to whom, what is awaited, what to do if nothing comes.

    The time of the story is that of the clock where a ward plays its own day.
    """
    columns = (
        Column("clock", "Heure réelle", TEXT, 1.0),
        Column("story", "Heure de l’histoire", TEXT, 1.5),
        Column("number", "N°", CODE, 0.6),
        Column("who", "De, vers, canal", TEXT, 2.6),
        Column("title", "Stimulus", TEXT, 2.4),
        Column("reaction", "Réaction attendue", TEXT, 4.4),
        Column("prompt", "Sinon", TEXT, 2.4),
    )
    whole = Table("deroule", columns, tuple(_run_rows(context, kit)), "Déroulé de l’animation")
    return whole.without("story") if kit.is_field else whole


def _run_rows(context: Context, kit: Kit) -> Iterator[Row]:
    phase = ""
    for one in timeline(kit):
        if isinstance(one, Beat):
            title, task = beat_words(one)
            clock, story = clock_words(kit, one), story_clock(kit.form, one.story)
            name = f"temps.{one.day}.{one.at}.{one.kind.value}"
            yield row(name, clock, story, "", "", Cell(title, bold=True), task, "")
            continue
        if one.phase.phase != phase:
            phase = one.phase.phase
            yield row(f"phase.{phase}", word(one.phase.phase).capitalize(), kind=RowKind.GROUP)
        yield _run_row(context, kit, one)


def _run_row(context: Context, kit: Kit, one: Played) -> Row:
    said = one.said
    return row(
        one.number,
        clock_words(kit, one),
        story_clock(kit.form, one.story),
        Cell(one.number, bold=True),
        f"{said(one.stimulus.sender)} → {recipient(context, kit, one)} ; {word(one.stimulus.channel)}",
        Cell(said(one.stimulus.name), bold=True),
        said(one.stimulus.reaction),
        said(one.stimulus.prompt),
    )


def objectives_table(kit: Kit) -> Table:
    """What is tried, what shows it, by which criteria, with which stimuli."""
    numbers: dict[str, list[str]] = {}
    for one in kit.played:
        numbers.setdefault(one.stimulus.objective, []).append(one.number)
    return Table(
        id="objectifs",
        columns=(
            Column("objective", "Objectif", TEXT, 2.2),
            Column("observed", "Ce qui se voit", TEXT, 3.0),
            Column("criteria", "Critères", TEXT, 4.2),
            Column("stimuli", "Stimuli", TEXT, 1.2),
        ),
        rows=tuple(
            row(
                one.id,
                Cell(one.name, bold=True),
                one.observed,
                " ; ".join(_judged(kit, name) for name in one.criteria),
                ", ".join(numbers.get(one.id, [])) or "RETEX",
            )
            for one in kit.objectives
        ),
        caption="Objectifs de l’exercice",
    )


def _judged(kit: Kit, name: str) -> str:
    criterion = kit.shelves.criteria.get(name)
    return criterion.name if criterion else name


def hits_table(kit: Kit) -> Table:
    """What the stimuli hit in the record, and what the record says of it: for those who run the exercise only."""
    aims = kit.shelves.exercise_aims
    hit = [one for one in kit.played if one.stimulus.aim is not Aim.NOTHING]
    return Table(
        id="cibles",
        columns=(
            Column("number", "N°", CODE, 0.7),
            Column("aim", "Cible", TEXT, 2.6),
            Column("told", "Ce que dit le dossier", TEXT, 6.0),
        ),
        rows=tuple(
            row(
                f"cible.{one.number}",
                Cell(one.number, bold=True),
                aims[one.stimulus.aim].name,
                one.said(aims[one.stimulus.aim].told),
            )
            for one in hit
            if one.stimulus.aim in aims
        ),
        caption="Ce que les stimuli visent dans le dossier",
        empty="Aucun stimulus ne vise une ligne du dossier : il n’en dit pas encore assez.",
    )


def misses(kit: Kit) -> ItemList:
    """What the record did not let the kit aim at, and what that means; empty where it let it aim at all it wanted."""
    aims = kit.shelves.exercise_aims
    lines = [aims[aim].absent for aim in kit.missed if aim in aims]
    return ItemList(tuple(ListItem(text(ended(one)), id=f"manque.{n}") for n, one in enumerate(lines, 1)), id="manques")


def watch_table(context: Context, kit: Kit, cell: PlayCell) -> Table:
    """What to look for in a cell, in the order it comes, with room to write."""
    del context
    return Table(
        id=f"observation-{cell.value}",
        columns=(
            Column("clock", "Prévu", TEXT, 1.0),
            Column("number", "N°", CODE, 0.6),
            Column("title", "Stimulus", TEXT, 2.2),
            Column("reaction", "Attendu", TEXT, 4.2),
            Column("criterion", "Critère", CODE, 1.5),
            Column("seen", "Vu", TICK, 0.5),
            Column("at", "À (h)", TEXT, 0.8),
            Column("remark", "Ce qui s’est passé", TEXT, 3.2),
        ),
        rows=tuple(
            row(
                f"vu.{one.number}",
                clock_words(kit, one),
                Cell(one.number, bold=True),
                one.said(one.stimulus.name),
                one.said(one.stimulus.reaction),
                one.stimulus.criterion,
                Tick(),
                "",
                "",
            )
            for one in kit.played
            if one.cell is cell
        ),
        row_height=11,
        empty="Aucun stimulus n’est adressé à cette cellule.",
    )


def facts_table(context: Context, kit: Kit) -> Table:
    """The exercise on a few lines."""
    names = cell_names(context, kit)
    who = [names[cell] for cell in kit.form.cells if cell is not PlayCell.WARD]
    who += [service.name for service in kit.wards] if PlayCell.WARD in kit.form.cells else []
    edition = kit.shelves.edition("stimuli")
    facts = (
        ("Niveau", word(kit.form.level)),
        ("Scénario du dossier", kit.scenario.name),
        ("Qui joue", join_and(who)),
        ("Durée", f"{kit.form.length}, briefing et RETEX à chaud compris"),
        ("Jeu", _hours(kit)),
        ("Stimuli", _counted(kit)),
        ("Ce que les joueurs savent", kit.form.surprise),
        ("Profondeur", kit.form.depth),
        (
            "Tirage",
            f"numéro de tirage {kit.order.seed} : le même numéro, sur le même dossier, redonne le même exercice",
        ),
        ("Textes joués", f"version {edition.version} ; {edition.source}" if edition else ""),
    )
    return Table(
        id="en-bref",
        columns=(Column("label", "", TEXT, 1.6), Column("value", "", TEXT, 5.0)),
        rows=tuple(row(f"bref.{n}", Cell(label, bold=True), said) for n, (label, said) in enumerate(facts, 1) if said),
        header=False,
    )


def _hours(kit: Kit) -> str:
    said = []
    for day in kit.days:
        phases = [phase for phase in kit.phases if phase.day == day]
        start, end = (wall_clock(kit.form, one) for one in (phases[0].begins.minutes, phases[-1].ends.minutes))
        named = f"jour {day}, " if len(kit.days) > 1 else ""
        said.append(f"{named}de {say_clock(start)} à {say_clock(end)}")
    return " ; ".join(said)


def _counted(kit: Kit) -> str:
    aimed = sum(one.stimulus.aim is not Aim.NOTHING for one in kit.played)
    noise = sum(one.stimulus.sort.value == "noise" for one in kit.played)
    verb = "visent" if aimed > 1 else "vise"
    return f"{len(kit.played)}, dont {aimed} qui {verb} une ligne du dossier et {noise} de bruit"


def counted(kit: Kit) -> str:
    """« 15 stimuli »."""
    return plural(len(kit.played), "stimulus", "stimuli")
