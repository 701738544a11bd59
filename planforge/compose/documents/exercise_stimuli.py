"""``stimuli.docx``: each stimulus on a page of its own, in the order it is played: to hand over, or to act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises.timing import story_clock
from planforge.compose.blocks.exercise_cast import cell_names
from planforge.compose.blocks.exercise_play import clock_words
from planforge.compose.control import control
from planforge.compose.documents.sheets import SheetRequest, one_page
from planforge.compose.zones import Zone
from planforge.document.blocks import ItemList, ListItem, Paragraph
from planforge.document.documents import Document
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
_NO_ANSWER = "Répondre ce que vous sauriez à sa place, pas davantage. « Je ne sais pas encore » suffit."


def compose(context: Context, kit: Kit) -> Document:
    """The pages of all stimuli; those that are acted are for the animation alone."""
    names = cell_names(context, kit)
    pages = tuple(_page(context, kit, one, names[one.cell]) for one in kit.played)
    body: tuple[Block, ...] = pages or (Paragraph(text("Aucun stimulus ne peut être joué."), id="stimuli.aucun"),)
    said = control(context, "EXO-STIMULI", restricted=True)
    return Document("exercice-stimuli", "Stimuli", "Une page par stimulus, dans l’ordre du jeu", said, body, cover=False)


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
    when = [_line("Heure prévue", clock_words(kit, one)), _line("Heure de l’histoire", story_clock(kit.form, one.story))]
    when += [_line("Pièce jointe", said(stimulus.attachment))] if stimulus.attachment else []
    return {
        "who": Zone((_line("Vous êtes", said(stimulus.sender)), _line("Vous parlez à", to), _by(one))),
        "when": Zone(tuple(when)),
        "body": Zone(tuple(_paragraphs(one))),
        "answers": Zone((_answers(one),)),
        "prompt": Zone((Paragraph(text(said(stimulus.prompt) or "Ne pas relancer : noter que rien n’est venu.")),)),
        "reaction": Zone((Paragraph(text(said(stimulus.reaction))),)),
        "notes": Zone((Paragraph(text("____________________________")), Paragraph(text("____________________________")))),
    }


def _by(one: Played) -> Paragraph:
    return _line("Par", word(one.stimulus.channel))


def _written(kit: Kit, one: Played, to: str) -> dict[str, Zone]:
    """What those who play receive: nothing of what is awaited."""
    head = (
        _line("De", one.said(one.stimulus.sender)),
        _line("À", to),
        _line("Heure de l’histoire", story_clock(kit.form, one.story)),
    )
    attachment = one.said(one.stimulus.attachment) or "Aucune"
    return {
        "head": Zone(head),
        "body": Zone(tuple(_paragraphs(one))),
        "attachment": Zone((Paragraph(text(attachment)),)),
    }


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
