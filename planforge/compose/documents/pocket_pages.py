"""The four pocket pages that open the PRA: cut and warn, restart order, reopen or not, who to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import crisis, people, recovery, restart
from planforge.compose.control import control
from planforge.compose.fitting import fit
from planforge.document.blocks import CheckItem, Checklist, Emphasis, ItemList, ListItem, Sheet, SheetRow, SheetZone
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.document.text import Gap, text
from planforge.values import say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.blocks import Block

_PAGES = 4
_TOP = 22  # lines of a pocket table: what one page holds


def pocket_pages(context: Context) -> tuple[Sheet, ...]:
    """Four sheets to print, fold and keep: they must serve when nothing else is at hand."""
    return (
        _page(context, 1, "Couper et prévenir", _cut(context)),
        _page(context, 2, "Ordre de redémarrage", _order(context)),
        _page(context, 3, "Rouvrir ou non", _reopen(context)),
        _page(context, 4, "Qui appeler", _call(context)),
    )


def _page(context: Context, number: int, title: str, rows: tuple[SheetRow, ...]) -> Sheet:
    said = control(context, "PRA", restricted=True)
    establishment = context.plan.establishment
    version = "version à compléter" if isinstance(said.version, Gap) else f"v{said.version}"
    dated = "date à compléter" if isinstance(said.date, Gap) else say_date(said.date)
    sheet = Sheet(
        id=f"poche-{number}",
        kicker=f"PRA – page de poche {number} sur {_PAGES}",
        title=title,
        side=(establishment.short_name.best or establishment.name, said.marking),
        banner="",
        rows=rows,
        foot=(f"{said.reference} · {version} · {said.status} · {dated}", "à garder hors du réseau"),
    )
    return fit(sheet, {zone.id: 1 for line in rows for zone in line.zones})[0]


def _zone(
    identifier: str, title: str, *blocks: Block, span: int = 12, emphasis: Emphasis = Emphasis.PLAIN
) -> SheetZone:
    return SheetZone(identifier, title, blocks, span, emphasis=emphasis)


def _cut(context: Context) -> tuple[SheetRow, ...]:
    steps = context.plan.crisis.network_cut.steps
    items = tuple(
        CheckItem(text(f"{step.name} – {context.function(step.by.best) or 'À COMPLÉTER'}"), id=f"poche-coupe.{step.id}")
        for step in steps
    ) or (CheckItem(text("À COMPLÉTER : gestes de coupure, sauvegardes d’abord"), id="poche-coupe.manque"),)
    never = crisis.never_cut(context)
    return (
        SheetRow((_zone("poche-decideurs", "Qui décide", people.short_deciders(context), emphasis=Emphasis.DENSE),)),
        SheetRow(
            (_zone("poche-coupe", "Couper, dans l’ordre", Checklist(items, id="poche-coupe"), emphasis=Emphasis.FIRST),)
        ),
        SheetRow((_zone("poche-jamais", "STOP – on ne coupe jamais", never, emphasis=Emphasis.STOP),)),
    )


def _order(context: Context) -> tuple[SheetRow, ...]:
    rows = []
    for number, wave in enumerate(context.results.restart_order.waves):
        names = context.names(place.system for place in wave)
        rows.append(row(f"poche-vague-{number}", restart.wave_name(number), names))
    table = Table(
        id="poche-vagues",
        columns=(
            Column("wave", "Vague", ColumnKind.TEXT, 1),
            Column("systems", "Systèmes, dans l’ordre", ColumnKind.TEXT, 5),
        ),
        rows=tuple(rows[:_TOP]),
        empty="Aucun système n’est saisi.",
    )
    cycles = restart.cycles(context)
    stops = tuple(
        ListItem(text(f"Cycle à trancher : {cycle}"), id=f"poche-cycle.{n}") for n, cycle in enumerate(cycles, 1)
    )
    rule = ListItem(text("Aucune restauration avant la signature du socle sain par le RSSI"), id="poche-regle")
    return (
        SheetRow((_zone("poche-ordre", "Vague après vague", table, emphasis=Emphasis.DENSE),)),
        SheetRow((_zone("poche-arret", "STOP", ItemList((rule, *stops), id="poche-arret"), emphasis=Emphasis.STOP),)),
    )


def _reopen(context: Context) -> tuple[SheetRow, ...]:
    return (
        SheetRow(
            (
                _zone(
                    "poche-aller",
                    "Cinq signatures avant de rouvrir",
                    recovery.go_no_go(context),
                    emphasis=Emphasis.DENSE,
                ),
            )
        ),
        SheetRow((_zone("poche-rouvrir", "Conditions de l’établissement", crisis.reopening(context)),)),
    )


def _call(context: Context) -> tuple[SheetRow, ...]:
    return (
        SheetRow((_zone("poche-equipes", "Équipes de reprise", recovery.teams(context), emphasis=Emphasis.DENSE),)),
        SheetRow((_zone("poche-contacts", "Extérieur", people.short_contacts(context), emphasis=Emphasis.DENSE),)),
    )
