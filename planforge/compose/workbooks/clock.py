"""``horloge.xlsx``: each legal deadline counted from its own starting point, typed or written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import DURATION, MOMENT, TEXT, TICK
from planforge.compose.control import control
from planforge.compose.notifications import STARTS, notices, number, teller
from planforge.document.documents import Workbook, Worksheet
from planforge.document.tables import Cell, Column, Row, Table
from planforge.document.text import Tick, Tone, text
from planforge.values import say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.compose.notifications import Notice

_TO_CHECK = "« à vérifier » : à faire confirmer par le service juridique ou le DPO avant de s’y fier."
_DEADLINE = '=IF({start}="","",{start}+{delay})'
_MONTHS = '=IF({{start}}="","",EDATE({{start}},{})+MOD({{start}},1))'  # the same day of a later month, the same hour


def compose(context: Context, service: str) -> Workbook:
    """The clock of an incident. Raises ``TemplateError``."""
    del service
    known = notices(context.templates.folders)
    return Workbook(
        kind="horloge",
        title="Horloge des signalements",
        subtitle="Qui prévenir, avant quand",
        control=control(context, "HOR"),
        sheets=(
            Worksheet(
                id="horloge",
                name="Horloge",
                title="Qui prévenir, et avant quand",
                table=Table(
                    id="horloge",
                    columns=_columns(),
                    rows=tuple(_row(context, one) for one in known.entries),
                    note=f"Liste au {say_date(known.as_of)} (version {known.version}). {_TO_CHECK}",
                ),
                intro=(
                    text("Écrire le jour et l’heure du départ de chaque ligne ; l’heure limite se calcule."),
                    text("Sans ordinateur : imprimer, écrire le départ, ajouter le délai à la main."),
                ),
                frozen_columns=1,
                tone=Tone.STOP,
            ),
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("to", "À prévenir", TEXT, 2.6),
        Column("start-of", "Départ du délai", TEXT, 1.8),
        Column("start", "Départ : jour et heure", MOMENT, 1.4, editable=True),
        Column("delay", "Délai", DURATION, 0.9),
        Column("deadline", "Heure limite", MOMENT, 1.4),
        Column("when", "Autre délai", TEXT, 1.3),
        Column("who", "Qui le fait", TEXT, 1.6),
        Column("phone", "Téléphone", TEXT, 1.2),
        Column("by", "Par quel moyen", TEXT, 2.2),
        Column("done", "Fait", TICK, 0.6, editable=True),
        Column("reference", "Référence reçue", TEXT, 1.4, editable=True),
        Column("follow-up", "Suite à donner", TEXT, 1.8),
        Column("basis", "Fondement", TEXT, 2.2),
        Column("state", "État", TEXT, 0.9, tones={"en vigueur": Tone.MET, "à vérifier": Tone.WARNING}),
        Column("source", "Source", TEXT, 2.0),
    )


def _row(context: Context, one: Notice) -> Row:
    cells = (
        Cell(one.to, bold=True),
        Cell(STARTS[one.start]),
        Cell(),
        Cell(one.lasts),
        _deadline(one),
        Cell(one.delay if one.months else one.when),
        teller(context, one),
        number(context, one),
        Cell(one.by),
        Cell(Tick()),
        Cell(),
        Cell(one.follow_up),
        Cell(one.basis),
        Cell(one.state),
        Cell(one.source),
    )
    return Row(one.id, cells)


def _deadline(one: Notice) -> Cell:
    """The deadline, counted from the start of its own line; blank where there is no figure."""
    if one.months:
        return Cell(formula=_MONTHS.format(one.months))
    return Cell(formula=_DEADLINE) if one.lasts else Cell()
