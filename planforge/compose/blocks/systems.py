"""Applications and infrastructure: inventory, dependencies, and objectives set against proven capability."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Gap as Comparison
from planforge.compose.blocks.columns import CODE, DATE, DURATION, NUMBER, TEXT, YES_NO
from planforge.document.tables import Cell, Column, ColumnKind, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.model.systems import Hosting, Strength, Tier
from planforge.model.words import word
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planforge.analysis.results import Demand, SystemNeed
    from planforge.compose.context import Context
    from planforge.model.entity import Entity
    from planforge.model.systems import Dependency, System

TIERS = tuple(word(tier) for tier in Tier)
HOSTINGS = tuple(word(hosting) for hosting in Hosting)
_USERS = 4  # names in a cell of the inventory: the sheet of what stops has them all
COMPARISONS: Mapping[Comparison, str] = {
    Comparison.MET: "tenu à l’essai",
    Comparison.NOT_MET: "non tenu",
    Comparison.NOT_SHOWN: "non prouvé",
    Comparison.UNKNOWN: "objectif manquant",
}
COMPARISON_TONES: Mapping[str, Tone] = {
    "tenu à l’essai": Tone.MET,
    "non tenu": Tone.STOP,
    "non prouvé": Tone.WARNING,
    "objectif manquant": Tone.WARNING,
}


def inventory(context: Context) -> Table:
    """One line a system: what it is, where it runs, who answers for it, what it aims at."""
    return Table(
        id="inventaire",
        columns=(
            Column("id", "Identifiant", CODE, 1.4),
            Column("name", "Système", TEXT, 2.4),
            Column("product", "Produit", TEXT, 1.6),
            Column("vendor", "Éditeur", TEXT, 1.8),
            Column("hosting", "Hébergement", TEXT, 1.3, choices=HOSTINGS),
            Column("tier", "Classe", TEXT, 1.6, choices=TIERS),
            Column("business", "Responsable métier", TEXT, 2.0),
            Column("technical", "Responsable technique", TEXT, 2.0),
            Column("rto", "RTO hors cyber", DURATION, 1.0),
            Column("rto_cyber", "RTO cyberattaque", DURATION, 1.1),
            Column("rpo", "RPO", DURATION, 1.0),
            Column("volume", "Volume", ColumnKind.VOLUME, 1.0),
            Column("local", "Stockage local", DURATION, 1.0, note="Ce que tiennent les appareils sans ce système"),
            Column("support", "Fin de support", DATE, 1.1),
            Column("users", "Services utilisateurs", TEXT, 3.0),
        ),
        rows=tuple(_inventory_row(context, system) for system in context.plan.systems.values()),
        empty="Aucune application n’est encore saisie.",
    )


def _inventory_row(context: Context, system: System) -> Row:
    return row(
        system.id,
        system.id,
        Cell(system.name, bold=True),
        context.optional(system.product),
        Cell(context.names([system.vendor.best], context.plan.supplier))
        if system.vendor.best
        else context.cell(system.vendor),
        context.cell(system.hosting),
        context.cell(system.tier),
        context.person_cell(system.business_owner),
        context.person_cell(system.technical_owner),
        context.cell(system.rto),
        cyber_target(context, system),
        context.cell(system.rpo),
        context.optional(system.restore.volume),
        context.optional(system.local_storage),
        context.optional(system.end_of_support),
        _users(context, system),
    )


def _users(context: Context, system: System) -> str:
    """The services that use a system themselves; those it stops through another stand on their own sheet."""
    using = [
        service.id
        for service in context.plan.services
        if any(use.application == system.id for use in service.applications)
    ]
    return first_names(context, using, _USERS, context.plan.service)


def cyber_scenario(context: Context) -> str:
    """The identifier of the first cyber scenario of the record; nothing when it has none."""
    return next((scenario.id for scenario in context.plan.scenarios if scenario.kind == "cyber"), "")


def cyber_target(context: Context, system: System) -> Cell:
    """What the DSI aims at after a cyber attack; a gap while the record has no such scenario."""
    scenario = cyber_scenario(context)
    return context.cell(system.rto.at(scenario)) if scenario else Cell(Gap())


def dependencies(context: Context) -> Table:
    """One line a dependency, of running and of restoring."""
    rows: list[Row] = []
    for system in context.plan.systems.values():
        rows += _dependency_rows(context, system, "fonctionner", system.needs_to_run)
        rows += _dependency_rows(context, system, "être restauré", system.needs_to_restore)
    return Table(
        id="dependances",
        columns=(
            Column("system", "Système", TEXT, 2.4),
            Column("use", "Pour", TEXT, 1.4, choices=("fonctionner", "être restauré")),
            Column("needs", "A besoin de", TEXT, 3.0),
            Column("strength", "Besoin", TEXT, 1.4, choices=tuple(word(strength) for strength in Strength)),
            Column("bootstrap", "Démarre sans", TEXT, 1.0, choices=YES_NO),
            Column("note", "Remarque", TEXT, 3.0),
        ),
        rows=tuple(rows),
        empty="Aucune dépendance n’est saisie : l’ordre de redémarrage ne peut pas être établi.",
    )


def _dependency_rows(context: Context, system: System, use: str, needs: tuple[Dependency, ...]) -> Iterator[Row]:
    for number, need in enumerate(needs, 1):
        names = [context.names([other]) for other in need.alternatives]
        yield row(
            f"{system.id}.{use.rsplit(maxsplit=1)[-1]}.{number}",
            Cell(system.name, bold=True, link=f"#inventaire/{system.id}"),
            use,
            " ou ".join(names),
            word(need.strength),
            "oui" if need.bootstrap else "non",
            context.optional(need.note),
        )


def objectives(context: Context) -> Table:
    """Need, target and proof of each system side by side; never restored is « non prouvé », never green."""
    return Table(
        id="objectifs",
        columns=(
            Column("system", "Système", TEXT, 2.4),
            Column("dmia", "Besoin (DMIA)", DURATION, 1.1),
            Column("asker", "Demandé par", TEXT, 2.6),
            Column("rto", "RTO", DURATION, 1.0),
            Column("proven", "Restauré en", DURATION, 1.1),
            Column("time", "Délai", TEXT, 1.4, tones=COMPARISON_TONES),
            Column("pdma", "Besoin (PDMA)", DURATION, 1.1),
            Column("rpo", "RPO", DURATION, 1.0),
            Column("loss", "Perte mesurée", DURATION, 1.1),
            Column("data", "Données", TEXT, 1.4, tones=COMPARISON_TONES),
            Column("on", "Dernier essai réussi", DATE, 1.2),
        ),
        rows=tuple(_objective_row(context, need) for need in context.results.needs.values()),
        caption="Objectifs et capacité prouvée, hors cyberattaque",
        note="Tenu à l’essai : le dernier essai de restauration réussi tient l’objectif le plus serré. "
        "Non prouvé : aucun essai de restauration complet n’a réussi.",
        empty="Aucun système n’est encore saisi.",
    )


def _objective_row(context: Context, need: SystemNeed) -> Row:
    proven = need.proven
    system = context.plan.systems[need.system]
    return row(
        need.system,
        Cell(context.names([need.system]), bold=True, link=f"#inventaire/{need.system}"),
        Cell(need.dmia.value) if need.dmia else Cell(""),
        _askers(context, need.dmia),
        context.cell(system.rto),
        Cell(proven.elapsed) if proven else Cell(""),
        COMPARISONS[need.time],
        Cell(need.pdma.value) if need.pdma else Cell(""),
        context.cell(system.rpo),
        Cell(proven.loss) if proven else Cell(""),
        COMPARISONS[need.data],
        Cell(proven.on) if proven else Cell(""),
    )


def _askers(context: Context, demand: Demand | None) -> str:
    """The service that asks first, and how many others ask as much."""
    if demand is None:
        return ""
    services = list(dict.fromkeys(asker.service for asker in demand.askers))
    others = len(services) - 1
    return context.names(services[:1], context.plan.service) + (
        f" et {others} autre{'s' if others > 1 else ''}" if others else ""
    )


def what_stops(context: Context, shown: int = 400) -> Table:
    """What stops when a system is down: systems and services, most harmful first, ``shown`` names in a cell."""
    stops = sorted(context.results.stops.items(), key=lambda item: (-len(item[1].services), item[0]))
    return Table(
        id="arrets",
        columns=(
            Column("system", "Si ce système s’arrête", TEXT, 2.2),
            Column("count", "Services arrêtés", NUMBER, 0.9),
            Column("services", "Services touchés dans une application vitale", TEXT, 4.5),
            Column("systems", "Systèmes entraînés", TEXT, 4.5),
        ),
        rows=tuple(
            row(
                system,
                Cell(context.names([system]), bold=True),
                len(stopped.services),
                first_names(context, stopped.services, shown, context.plan.service),
                first_names(context, stopped.systems, shown),
            )
            for system, stopped in stops
            if stopped.services or stopped.systems
        ),
        caption="Ce qui s’arrête avec chaque système",
        empty="Aucune dépendance n’est saisie.",
    )


def first_names(
    context: Context, identifiers: Sequence[str], shown: int, among: Mapping[str, Entity] | None = None
) -> str:
    """The first names, and how many others; ``among`` says whose names (``Context.names``)."""
    others = len(identifiers) - shown
    more = f" et {plural(others, 'autre')}" if others > 0 else ""
    return context.names(identifiers[:shown], among) + more
