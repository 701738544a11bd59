"""A service while the outage lasts: what still works, which decision is due, by whom; then the work of catching up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.outage import CATCH_UP_DURATIONS, WORKDAY_HOURS, Hold, catch_up_load, moments
from planforge.compose.blocks.columns import NUMBER, TEXT
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap
from planforge.model.services import Section
from planforge.values import fold, say_duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.analysis.outage import CatchUpLoad, Moment
    from planforge.compose.context import Context
    from planforge.model.services import Service
    from planforge.model.workflow import Decision

_DIVERSION = "delestage"
HOLDS: Mapping[Hold, str] = {
    Hold.FULL: "Activité en plein, sur papier.",
    Hold.REDUCED: "Activité en réduit (environ 60 %).",
    Hold.LIMIT: "Activité au minimum, jusqu’au repli.",
    Hold.OVER: "Au-delà de la limite : repli.",
    Hold.UNKNOWN: "Tenue du mode dégradé à compléter.",
}


def outage_table(context: Context, service: Service) -> Table:
    """From the first hour to beyond three weeks: what works, what is to be decided, who decides."""
    found = moments(context.plan, service, context.workflow(service).decisions, context.resolved.milestones)
    return Table(
        id=f"duree-{service.id}",
        columns=(
            Column("when", "Panne depuis", TEXT, 1.3),
            Column("works", "Ce qui fonctionne", TEXT, 3.4),
            Column("decision", "Décision due", TEXT, 4.0),
            Column("who", "Qui décide", TEXT, 2.2),
        ),
        rows=tuple(line for moment in found for line in _rows(context, service, moment)),
        caption="Si la panne dure : ce qui fonctionne, ce qu’il faut décider",
        note="Retours visés : objectifs déclarés pour une cyberattaque, pas une prévision. Le retour calculé est plus "
        "loin.",
        empty="Aucun jalon n’est décrit.",
    )


def _rows(context: Context, service: Service, moment: Moment) -> list[Row]:
    if moment.milestone is None:
        return [_limit_row(service, moment)]
    common = moment.milestone
    first = row(
        common.id,
        Cell(common.name, bold=True),
        _works(context, service, moment, common.logic),
        Cell(common.text, default=context.awaits(service, common, Section.DECISIONS)),
        common.who,
    )
    return [first, *(_decision_row(context, service, one) for one in moment.decisions)]


def _works(context: Context, service: Service, moment: Moment, logic: str) -> Cell:
    """How the service holds, where one stands, and which vital applications are aimed at by then."""
    back = f" Retour visé : {context.names(moment.back)}." if moment.back else ""
    given = {Hold.FULL: service.endurance.full, Hold.REDUCED: service.endurance.reduced}
    answer = given.get(moment.hold, service.endurance.limit)
    return Cell(f"{HOLDS[moment.hold]} {logic}.{back}", default=answer.is_default)


def _decision_row(context: Context, service: Service, decision: Decision) -> Row:
    text = f"{decision.text} ({say_duration(decision.after)})"
    return row(
        f"decision.{decision.id}",
        "",
        "",
        Cell(text, default=context.awaits(service, decision, Section.DECISIONS)),
        decision.who,
    )


def _limit_row(service: Service, moment: Moment) -> Row:
    """The end of what paper bears: where to go, if anybody agreed to take over."""
    where = " ou ".join(partner.name for partner in service.partners)
    return row(
        "limite",
        Cell(say_duration(moment.after), bold=True),
        Cell(
            "Limite du mode dégradé de ce service : transférer, délester ou fermer.",
            default=service.endurance.limit.is_default,
        ),
        Cell(f"Se replier : {where}", bold=True) if where else Cell(Gap()),
        fallback_decider(service) or Cell(Gap()),
    )


def fallback_decider(service: Service) -> str:
    """The function that decides to divert; nothing while nobody is named for it."""
    return next((one.function for one in service.deciders if _DIVERSION in fold(one.decision)), "")


def roles_table(context: Context, service: Service) -> Table:
    """Who is to be named at the switch to paper: written by hand, the day it happens."""
    return Table(
        id=f"roles-{service.id}",
        columns=(
            Column("role", "Rôle", TEXT, 2.6),
            Column("task", "Ce qu’il fait", TEXT, 4.2),
            Column("holder", "Titulaire", TEXT, 1.8),
            Column("relief", "Relève", TEXT, 1.8),
        ),
        rows=tuple(
            row(
                role.id,
                Cell(f"{role.name} ({role.note})" if role.note else role.name, bold=True),
                role.task,
                "",
                "",
            )
            for role in context.workflow(service).roles
        ),
        note="Une personne tient deux rôles au plus. À remplir le jour de la panne, relève de nuit comprise.",
        empty="Aucun rôle n’est prévu : à la bascule, nommer au moins un décideur, un régulateur et un coursier.",
    )


def load_table(context: Context, service: Service) -> Table:
    """The sheets to key in again and the days of one person that it takes, by length of the outage."""
    needs = context.results.forms.get(service.id, ())
    found = [(lasting, catch_up_load(needs, context.resolved.forms, lasting)) for lasting in CATCH_UP_DURATIONS]
    rows = [_load_row(str(lasting.minutes), say_duration(lasting), load) for lasting, load in found]
    reentered = any(load is None or load.sheets for _, load in found)
    return Table(
        id=f"rattrapage-{service.id}",
        columns=(
            Column("lasting", "Panne de", TEXT, 2),
            Column("sheets", "Feuilles à ressaisir", NUMBER, 2),
            Column("hours", "Heures de saisie", NUMBER, 2),
            Column("days", "Jours-personne", NUMBER, 2),
        ),
        rows=tuple(rows) if reentered else (),
        caption="Charge de rattrapage, selon la durée de la panne",
        note=f"Feuilles par jour × jours × minutes par feuille, contrôle compris ; journée de {WORKDAY_HOURS} h. "
        "Minutes par feuille : valeurs par défaut à valider.",
        empty="Aucun formulaire de ce service n’est à ressaisir feuille à feuille.",
    )


def _load_row(identifier: str, lasting: str, load: CatchUpLoad | None) -> Row:
    if load is None:
        return row(identifier, lasting, Cell(Gap()), Cell(Gap()), Cell(Gap()))
    hours = round(load.minutes / 60)
    return row(identifier, lasting, load.sheets, Cell(hours, default=True), Cell(load.person_days, default=True))
