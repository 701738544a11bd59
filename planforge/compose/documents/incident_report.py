"""``signalement.docx``: a notice ready for each addressee, filled with what the record knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import TEXT
from planforge.compose.control import control
from planforge.compose.notifications import STARTS, Fill, notices, teller
from planforge.compose.speech import say_gap
from planforge.document.blocks import Callout, CalloutKind, Heading, PageBreak, Paragraph, ParagraphStyle
from planforge.document.documents import Document
from planforge.document.tables import Cell, Column, Row, Table
from planforge.document.text import Gap, Run, Text, Tone, text
from planforge.values import join_and, say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.compose.notifications import Notice, Notices
    from planforge.document.blocks import Block

_DPO = ("dpo", "délégué à la protection", "protection des données")
_LINE = 11.0  # mm: room to write by hand


def compose(context: Context, service: str) -> Document:
    """One notice a page, in the order in which they fall due. Raises ``TemplateError``."""
    del service
    known = notices(context.templates.folders)
    body: list[Block] = [*_opening(known)]
    for one in known.entries:
        body += [PageBreak(), *_notice(context, known, one)]
    said = control(context, "SIG")
    return Document(
        "signalement", "Signalements", "Prêts à compléter, un par destinataire", said, tuple(body), cover=False
    )


def _opening(known: Notices) -> tuple[Block, ...]:
    rows = tuple(_deadline(one) for one in known.entries)
    columns = (
        Column("to", "À prévenir", TEXT, 3.0),
        Column("when", "Avant", TEXT, 1.4),
        Column("from", "Compté depuis", TEXT, 2.2),
        Column("state", "État", TEXT, 1.0),
    )
    note = (
        f"Liste au {say_date(known.as_of)}. « à vérifier » : à confirmer avant de s’y fier. ◊ : usage par défaut, à "
        "valider. Calcul : horloge.xlsx."
    )
    lead = "Chaque page suivante est un signalement à compléter à la main, puis à recopier sur le portail."
    return (
        Heading("qui-prevenir", 1, text("Qui prévenir, dans quel ordre")),
        Paragraph(text(lead), style=ParagraphStyle.LEAD),
        Table(id="qui-prevenir-table", columns=columns, rows=rows, caption="Destinataires et délais", note=note),
    )


def _deadline(one: Notice) -> Row:
    return Row(one.id, (Cell(one.to, bold=True), Cell(one.delay or one.when), Cell(STARTS[one.start]), Cell(one.state)))


def _notice(context: Context, known: Notices, one: Notice) -> tuple[Block, ...]:
    source = "" if one.source == one.basis else f" Source : {one.source}."
    legal = f"Fondement : {one.basis}.{source} Suite : {one.follow_up}."
    rows = tuple(_field(context, known, name) for name in one.content)
    blocks: list[Block] = [
        Heading(f"signalement-{one.id}", 1, text(one.to)),
        Paragraph(_lead(context, one), style=ParagraphStyle.LEAD),
        Table(
            id=f"signalement-{one.id}-champs",
            columns=(Column("field", "À dire", TEXT, 1.5), Column("words", "Contenu", TEXT, 3.5)),
            rows=(*rows, *_signed()),
            row_height=_LINE,
        ),
        Paragraph(text(legal), style=ParagraphStyle.NOTE),
    ]
    if one.state != "en vigueur":
        told = text("À vérifier : faire confirmer cette obligation et son délai par le service juridique ou le DPO.")
        blocks.insert(2, Callout(CalloutKind.WARNING, (Paragraph(told),), id=f"signalement-{one.id}-etat"))
    return tuple(blocks)


def _lead(context: Context, one: Notice) -> Text:
    """By when, who does it (a default is marked), how."""
    when = f"{one.when}."
    if one.delay:
        when = f"Délai : {one.delay}. Départ du délai : {STARTS[one.start].lower()}."
    told = teller(context, one)
    who = say_gap(told.value) if isinstance(told.value, Gap) else told.value
    mark = (Run(" ◊", tone=Tone.DEFAULT),) if told.default else ()
    return text(f"{when} Qui le fait : {who}", *mark, f". Comment : {one.by}.")


def _signed() -> tuple[Row, ...]:
    return (
        Row("envoi", (Cell("Envoyé le, à, par (fonction)", bold=True), Cell(""))),
        Row("accuse", (Cell("Accusé ou référence", bold=True), Cell(""))),
    )


def _field(context: Context, known: Notices, name: str) -> Row:
    field = known.field(name)
    return Row(name, (Cell(field.title, bold=True), Cell(_filled(context, field.fill))))


def _filled(context: Context, fill: Fill) -> str | Gap:
    """What the record knows already; blank for what only the incident will tell."""
    plan = context.plan
    establishment = plan.establishment
    if fill is Fill.ESTABLISHMENT:
        finess = establishment.finess_ej.best
        return f"{establishment.name}, FINESS {finess}" if finess else f"{establishment.name}, FINESS à compléter"
    if fill is Fill.PERIMETER:
        sites = join_and([site.name for site in establishment.sites]) or establishment.name
        return f"À cocher parmi : {sites}. Systèmes et services touchés :"
    if fill is Fill.CARE:
        vital = [one.name for one in plan.services if one.vital.best]
        return f"Services vitaux à passer en revue : {join_and(vital)}." if vital else ""
    if fill is Fill.DATA:
        return "Données de santé ; nature et nombre de personnes :"
    if fill is Fill.DPO:
        return _dpo(context)
    return ""


def _dpo(context: Context) -> str | Gap:
    found = next((one for one in context.plan.people if any(word in one.function.lower() for word in _DPO)), None)
    return found.function if found else context.gap(None)
