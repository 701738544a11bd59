"""The four pocket pages that open the PRA: cut and warn, restart order, reopen or not, who to call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.blocks import crisis, people, recovery, restart
from planforge.compose.control import control
from planforge.compose.fitting import fit
from planforge.compose.speech import say_gap
from planforge.compose.typesetting import typeset
from planforge.document.blocks import (
    CheckItem,
    Checklist,
    Emphasis,
    ItemList,
    ListItem,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.text import Gap, Run, Tone, text
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.blocks import Block
    from planforge.document.tables import Table
    from planforge.model.answer import Answer

_PAGES = 4
_SHOWN = 14  # systems named in a wave: three lines of a pocket page
_ONWARD = "Suite\u00a0: pages suivantes de ce plan"


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
    return fit(typeset(sheet), {zone.id: 1 for line in rows for zone in line.zones}, _ONWARD)[0]


def _zone(
    identifier: str, title: str, *blocks: Block, span: int = 12, emphasis: Emphasis = Emphasis.PLAIN
) -> SheetZone:
    return SheetZone(identifier, title, blocks, span, emphasis=emphasis)


def _cut(context: Context) -> tuple[SheetRow, ...]:
    steps = context.plan.crisis.network_cut.steps
    items = tuple(
        CheckItem(text(f"{step.name} – ", _who(context, step.by)), id=f"poche-coupe.{step.id}") for step in steps
    ) or (CheckItem(text("À COMPLÉTER : gestes de coupure, sauvegardes d’abord"), id="poche-coupe.manque"),)
    never = crisis.never_cut(context)
    return (
        SheetRow((_zone("poche-decideurs", "Qui décide", people.short_deciders(context)),)),
        SheetRow(
            (_zone("poche-coupe", "Couper, dans l’ordre", Checklist(items, id="poche-coupe"), emphasis=Emphasis.FIRST),)
        ),
        SheetRow((_zone("poche-jamais", "STOP – on ne coupe jamais", never, emphasis=Emphasis.STOP),)),
    )


def _who(context: Context, answer: Answer[str]) -> Run:
    if answer.best:
        return Run(context.function(answer.best))
    return Run(say_gap(context.gap(answer.unknown)), tone=Tone.GAP)


def _order(context: Context) -> tuple[SheetRow, ...]:
    """A framed line each wave, then what stops everything."""
    waves = [
        SheetRow((_wave(context, number, [place.system for place in wave]),))
        for number, wave in enumerate(context.results.restart_order.waves)
    ]
    cycles = restart.cycles(context)
    rule = ListItem(
        text("Aucune restauration avant la signature du socle sain par le RSSI (ou le responsable informatique)"),
        id="poche-regle",
    )
    stops = [ListItem(text(f"Cycle à trancher : {cycle}"), id=f"poche-cycle.{n}") for n, cycle in enumerate(cycles, 1)]
    stop = _zone("poche-arret", "STOP", ItemList((rule, *stops), id="poche-arret"), emphasis=Emphasis.STOP)
    return (SheetRow((stop,)), *waves)


def _wave(context: Context, number: int, systems: list[str]) -> SheetZone:
    """The systems of a wave in their order; a long wave names the first ones and counts the others."""
    shown = context.names(systems[:_SHOWN])
    more = f" ; puis {plural(len(systems) - _SHOWN, 'autre')}" if len(systems) > _SHOWN else ""
    words = Paragraph(text(shown + more), id=f"poche-vague-{number}.1")
    return _zone(f"poche-vague-{number}", restart.wave_name(number), words)


def _reopen(context: Context) -> tuple[SheetRow, ...]:
    return (
        SheetRow(
            (
                _zone(
                    "poche-aller",
                    "Cinq signatures avant de rouvrir",
                    _unnumbered(recovery.go_no_go(context)),
                ),
            )
        ),
        SheetRow((_zone("poche-rouvrir", "Conditions de l’établissement", crisis.reopening(context)),)),
    )


def _call(context: Context) -> tuple[SheetRow, ...]:
    return (
        SheetRow((_zone("poche-equipes", "Équipes de reprise", _unnumbered(recovery.teams(context))),)),
        SheetRow((_zone("poche-contacts", "Extérieur", people.short_contacts(context)),)),
    )


def _unnumbered(table: Table) -> Table:
    """The table without its caption: on a pocket page the zone's title says what it is."""
    return replace(table, caption="")
