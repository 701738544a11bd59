"""``chronogramme.xlsx``: everything that happens, filled while it is played; and the file of the player Murail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.beats import Beat, BeatKind
from planforge.analysis.exercises.timing import story_clock, wall_clock
from planforge.compose.blocks import exercise_play
from planforge.compose.blocks.columns import CODE, DURATION, HOUR, NUMBER, TEXT, YES_NO
from planforge.compose.blocks.exercise_cast import cell_names, recipient
from planforge.compose.control import ANIMATORS, control
from planforge.compose.speech import ended
from planforge.document.documents import Workbook, Worksheet
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import text
from planforge.library.exercise_types import Aim
from planforge.model.playing import PlayCell, PlayChannel
from planforge.model.words import word
from planforge.values import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.drawing import Played
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.tables import Row

_DIRECTOR = "Direction de l’exercice"
_EXERCISE = "EXERCICE EXERCICE EXERCICE"
# What the open player Murail calls its events (its documentation, « Colonnes obligatoires »).
_MESSAGE, _POST, _COUNTDOWN = "message", "tweet", "decompte"
_READ = frozenset({PlayChannel.MAIL, PlayChannel.SOCIAL})  # what a screen shows as it is


def compose(context: Context, kit: Kit) -> Workbook:
    """The chronogramme, the player's sheet, what is tried and what is hit."""
    return Workbook(
        kind="exercice-chronogramme",
        title="Chronogramme",
        subtitle=kit.form.name,
        control=control(context, "EXO-CHRONO", restricted=True, readers=ANIMATORS),
        sheets=(
            Worksheet(
                "chronogramme",
                "Chronogramme",
                "Chronogramme de l’exercice",
                _chronogramme(context, kit),
                intro=(
                    text("Les cases claires se remplissent pendant le jeu : qui anime, joué ou non, à quelle heure."),
                    text("Un stimulus se décale de dix minutes sans demander ; au-delà, la direction décide."),
                ),
                protected=True,
                frozen_columns=2,
            ),
            *(_player_sheet(kit, day) for day in kit.days),
            Worksheet("objectifs", "Objectifs", "Objectifs et critères", exercise_play.objectives_table(kit)),
            Worksheet("cibles", "Cibles", "Ce que les stimuli visent dans le dossier", exercise_play.hits_table(kit)),
        ),
    )


def _chronogramme(context: Context, kit: Kit) -> Table:
    return Table(
        id="chronogramme",
        columns=(
            Column("number", "N°", CODE, 0.7),
            Column("clock", "Heure réelle", HOUR, 0.8),
            Column("day", "Jour", NUMBER, 0.5),
            Column("elapsed", "T+", DURATION, 0.8),
            Column("story", "Heure fictive", TEXT, 1.5),
            Column("phase", "Phase", TEXT, 1.2),
            Column("sort", "Type", TEXT, 1.1),
            Column("sender", "Émetteur simulé", TEXT, 2.0),
            Column("animator", "Animateur", TEXT, 1.2, editable=True),
            Column("recipient", "Destinataire", TEXT, 1.6),
            Column("channel", "Canal", TEXT, 1.0),
            Column("content", "Contenu", TEXT, 5.0),
            Column("attachment", "Pièce jointe", TEXT, 1.6),
            Column("objective", "Objectif pédagogique", TEXT, 2.0),
            Column("reaction", "Réaction attendue", TEXT, 3.4),
            Column("criterion", "Critère d’évaluation", CODE, 1.4),
            Column("aimed", "Service ou application visés", TEXT, 2.0),
            Column("prompt", "Relance si pas de réaction", TEXT, 2.2),
            Column("deliverable", "Livrable", TEXT, 1.6),
            Column("played", "Joué", TEXT, 0.8, choices=YES_NO, editable=True),
            Column("played_at", "Heure jouée", HOUR, 0.9, editable=True),
            Column("observation", "Observation", TEXT, 3.0, editable=True),
        ),
        rows=tuple(_rows(context, kit)),
    )


def _rows(context: Context, kit: Kit) -> Iterator[Row]:
    for one in exercise_play.timeline(kit):
        yield _beat_row(context, kit, one) if isinstance(one, Beat) else _row(context, kit, one)


def _beat_row(context: Context, kit: Kit, one: Beat) -> Row:
    title, task = exercise_play.beat_words(one)
    everybody = cell_names(context, kit)[PlayCell.ALL]
    clock, story = wall_clock(kit.form, one.at), story_clock(kit.form, one.story)
    return row(
        f"{one.kind.value}.{one.day}.{one.at}",
        *("", clock, one.day, Duration(one.at), story, "", "temps", _DIRECTOR, "", everybody, "annonce"),
        Cell(f"{title}. {task}", bold=True),
        *([""] * 8),
        None,
        "",
    )


def _row(context: Context, kit: Kit, one: Played) -> Row:
    said, stimulus = one.said, one.stimulus
    objective = kit.shelves.exercise_objectives.get(stimulus.objective)
    return row(
        one.number,
        Cell(one.number, bold=True),
        wall_clock(kit.form, one.at),
        one.phase.day,
        Duration(one.at),
        story_clock(kit.form, one.story),
        word(one.phase.phase),
        word(stimulus.sort),
        said(stimulus.sender),
        "",
        recipient(context, kit, one),
        word(stimulus.channel),
        f"{ended(said(stimulus.name))} {said(stimulus.text)}",
        said(stimulus.attachment),
        objective.name if objective else stimulus.objective,
        said(stimulus.reaction),
        stimulus.criterion,
        _aimed(kit, one),
        said(stimulus.prompt),
        said(stimulus.deliverable),
        "",
        None,
        "",
    )


def _aimed(kit: Kit, one: Played) -> str:
    """What a stimulus hits: the names of the record, else what it is about."""
    aim = kit.shelves.exercise_aims.get(one.stimulus.aim)
    if aim is None or one.stimulus.aim is Aim.NOTHING:
        return ""
    named = ", ".join(ref.name for ref in one.aimed.objects if ref.name)
    return f"{aim.name} : {named}" if named else aim.name


def player(context: Context, kit: Kit, day: int) -> Workbook:
    """The file that the open player Murail loads: one table on its first sheet, titles in the first row."""
    table = _player_table(kit, day)
    sheet = Worksheet(f"murail-{day}", "Chronogramme", "Chronogramme", table)
    said = control(context, "EXO-MURAIL", restricted=True, readers=ANIMATORS)
    return Workbook("exercice-murail", "Chronogramme pour Murail", kit.form.name, said, (sheet,), plain=True)


def _player_sheet(kit: Kit, day: int) -> Worksheet:
    named = f" – jour {day}" if len(kit.days) > 1 else ""
    return Worksheet(
        f"murail-{day}",
        f"Lecteur Murail{named}",
        f"Le même jeu pour le lecteur libre Murail{named}",
        _player_table(kit, day),
        intro=(
            text("Murail lit la première feuille d’un fichier, titres sur la première ligne."),
            text(f"Donnez-lui le fichier « {player_file(kit, day)} » du même dossier : il ne contient que ce tableau."),
        ),
        frozen_columns=2,
    )


def player_file(kit: Kit, day: int) -> str:
    """The name of the file for the player, one for each day: it plays on the date of the day."""
    return f"chronogramme-murail-jour-{day}.xlsx" if len(kit.days) > 1 else "chronogramme-murail.xlsx"


def _player_table(kit: Kit, day: int) -> Table:
    return Table(
        id=f"murail-{day}",
        columns=(
            Column("id", "id", CODE, 0.6),
            Column("clock", "Horaire", HOUR, 0.9),
            Column("sort", "Type", CODE, 1.0),
            Column("sender", "Émetteur", TEXT, 2.2),
            Column("recipient", "Destinataire", TEXT, 1.8),
            Column("content", "Stimuli", TEXT, 5.4),
            Column("reaction", "Réaction attendue", TEXT, 3.6),
            Column("comment", "Commentaire", TEXT, 2.6),
            Column("deliverable", "Livrable", TEXT, 1.8),
        ),
        rows=tuple(_player_rows(kit, day)),
    )


def _player_rows(kit: Kit, day: int) -> Iterator[Row]:
    rank = 0
    for one in exercise_play.timeline(kit):
        if (one.day if isinstance(one, Beat) else one.phase.day) != day:
            continue
        if isinstance(one, Beat) and one.kind in {BeatKind.JUMP, BeatKind.PAUSE}:
            if one.minutes:
                yield _countdown(kit, one)
            continue
        post = not isinstance(one, Beat) and one.stimulus.channel is PlayChannel.SOCIAL
        rank += not post
        yield _event(kit, one, "" if post else f"{rank:03}")


def _countdown(kit: Kit, one: Beat) -> Row:
    title, task = exercise_play.beat_words(one)
    clock = wall_clock(kit.form, one.at)
    return row(f"decompte.{one.at}", "", clock, _COUNTDOWN, "", "", str(one.minutes), "", f"{title}. {task}", "")


def _event(kit: Kit, one: Beat | Played, number: str) -> Row:
    clock = wall_clock(kit.form, one.at)
    if isinstance(one, Beat):
        title, task = exercise_play.beat_words(one)
        told = f"{_EXERCISE}. {title}. Il est, dans l’histoire : {story_clock(kit.form, one.story)}. {_EXERCISE}."
        return row(f"{one.kind.value}.{one.at}", number, clock, _MESSAGE, _DIRECTOR, "Tous", told, "", task, "")
    said, stimulus = one.said, one.stimulus
    kind = kit.shelves.exercise_cells.get(one.cell.value)
    comment = "; ".join(part for part in (one.number, said(stimulus.prompt)) if part).replace(";", " ;")
    post = not number
    return row(
        one.number,
        number,
        clock,
        _POST if post else _MESSAGE,
        said(stimulus.sender),
        "" if post else (kind.player if kind else "Tous"),
        _told(one),
        said(stimulus.reaction),
        comment,
        said(stimulus.deliverable),
    )


def _told(one: Played) -> str:
    """The words on the screen; what is acted elsewhere says by which channel it comes."""
    words = one.said(one.stimulus.text).replace("\n", " ")
    by = "" if one.stimulus.channel in _READ else f"[{word(one.stimulus.channel)}] "
    return f"EXERCICE – {by}{words}"
