"""``stimuli.docx``: each stimulus on a page of its own, in the order it is played: to hand over, or to act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.timing import story_clock
from planforge.compose.blocks.exercise_cast import recipient
from planforge.compose.blocks.exercise_play import clock_words
from planforge.compose.control import ANIMATORS, control
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.compose.zones import Zone
from planforge.document.blocks import ItemList, ListItem, Paragraph
from planforge.document.documents import Document
from planforge.document.tables import Column, Table, row
from planforge.document.text import Run, text
from planforge.model.playing import PlayChannel
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.exercises.drawing import Played
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.blocks import Block, Sheet

_SPOKEN = frozenset({PlayChannel.CALL, PlayChannel.PERSON})
_LAYOUTS = {PlayChannel.SOCIAL: "exercice-presse"}
_TITLES = {PlayChannel.MAIL: "Courriel", PlayChannel.SMS: "SMS", PlayChannel.PAPER: "Note remise en main propre"}
_NOTES = 9  # lines to write on
_LINE = 9.0  # mm
_NO_ANSWER = "Répondre ce que vous sauriez à sa place, pas davantage. « Je ne sais pas encore » suffit."


def compose(context: Context, kit: Kit) -> Document:
    """The pages of all stimuli; those that are acted are for the animation alone."""
    pages = tuple(_page(context, kit, one, recipient(context, kit, one)) for one in kit.played)
    body: tuple[Block, ...] = pages or (Paragraph(text("Aucun stimulus ne peut être joué."), id="stimuli.aucun"),)
    said = control(context, "EXO-STIMULI", restricted=True, readers=ANIMATORS)
    return Document(
        "exercice-stimuli", "Stimuli", "Une page par stimulus, dans l’ordre du jeu", said, body, cover=False
    )


def _page(context: Context, kit: Kit, one: Played, to: str) -> Sheet:
    establishment = context.plan.establishment
    spoken = one.stimulus.channel in _SPOKEN
    zones = _spoken(kit, one, to) if spoken else _written(kit, one, to)
    sheet, _moved = one_page(
        context,
        SheetRequest(
            layout="exercice-appel" if spoken else _LAYOUTS.get(one.stimulus.channel, "exercice-message"),
            reference=f"EXO-{one.number}",
            title=one.said(one.stimulus.name) if spoken else _TITLES.get(one.stimulus.channel, "Publication"),
            side=(establishment.short_name.best or establishment.name, f"Stimulus {one.number}"),
            zones=zones,
            foot="EXERCICE – à détruire après usage",
            onward="",
        ),
    )
    return sheet


def _spoken(kit: Kit, one: Played, to: str) -> dict[str, Zone]:
    said, stimulus = one.said, one.stimulus
    when = [_line("Heure prévue", clock_words(kit, one)), *_story(kit, one)]
    when += [_line("Pièce jointe", said(stimulus.attachment))] if stimulus.attachment else []
    return {
        "who": Zone((_line("Vous êtes", said(stimulus.sender)), _line("Vous parlez à", to), _by(one))),
        "when": Zone(tuple(when)),
        "body": Zone(tuple(_paragraphs(one))),
        "answers": Zone((_answers(one),)),
        "prompt": Zone((Paragraph(text(said(stimulus.prompt) or "Ne pas relancer : noter que rien n’est venu.")),)),
        "reaction": Zone((Paragraph(text(said(stimulus.reaction))),)),
        "notes": Zone((_notes(one),)),
    }


def _by(one: Played) -> Paragraph:
    return _line("Par", word(one.stimulus.channel))


def _written(kit: Kit, one: Played, to: str) -> dict[str, Zone]:
    """What those who play receive: nothing of what is awaited."""
    head = (
        _line("De", one.said(one.stimulus.sender)),
        _line("À", to),
        *_story(kit, one),
    )
    attachment = one.said(one.stimulus.attachment) or "Aucune"
    return {
        "head": Zone(head),
        "body": Zone(tuple(_paragraphs(one))),
        "attachment": Zone((Paragraph(text(attachment)),)),
        "notes": Zone((_notes(one),)),
    }


def _notes(one: Played) -> Table:
    """Lines to write on, as many as the page has room for."""
    columns = (
        Column("at", "Heure", width=0.8),
        Column("what", "Fait ou décision", width=5.2),
        Column("who", "Qui", width=1.6),
    )
    rows = tuple(row(f"{one.number}.n{rank}", "", "", "") for rank in range(1, _NOTES + 1))
    return Table(f"{one.number}.notes", columns, rows, row_height=_LINE)


def _story(kit: Kit, one: Played) -> tuple[Paragraph, ...]:
    """The time of the story, where it is not that of the clock."""
    return () if kit.is_field else (_line("Heure de l’histoire", story_clock(kit.form, one.story)),)


def _line(label: str, words: str) -> Paragraph:
    return Paragraph((Run(f"{label} : ", bold=True), Run(words)))


def _paragraphs(one: Played) -> Iterator[Paragraph]:
    for rank, line in enumerate(one.said(one.stimulus.text).splitlines(), 1):
        if line.strip():
            yield Paragraph(text(line.strip()), id=f"{one.number}.{rank}")


def _answers(one: Played) -> Block:
    lines = [one.said(line) for line in one.stimulus.answers]
    if not lines:
        return Paragraph(text(_NO_ANSWER))
    items = tuple(ListItem(text(line), id=f"{one.number}.r{rank}") for rank, line in enumerate(lines, 1))
    return ItemList(items, id=f"{one.number}.reponses")
