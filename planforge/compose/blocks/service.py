"""The tables of a service's own plan: identity, deciders, continuity and recovery of an activity, fall-back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.uses import activity_applications
from planforge.compose.blocks.columns import CODE, DATE, DURATION, NUMBER, TEXT
from planforge.compose.blocks.systems import cyber_target
from planforge.compose.blocks.ward import coded
from planforge.document.blocks import ItemList, ListItem
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Run, Tone
from planforge.library.validation import is_default
from planforge.model.answer import State
from planforge.model.services import Loss, Section
from planforge.model.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planforge.compose.context import Context
    from planforge.compose.fitting import Moved
    from planforge.model.services import Activity, Service
    from planforge.model.workflow import WorkflowLine

_DEGRADED = "Mode dégradé du service, décrit dans « Déroulé en mode dégradé »"
_MARK = (Run(" ◊", tone=Tone.DEFAULT),)


def identity(context: Context, service: Service) -> Table:
    """Who, where, how much: the fact sheet of a service."""
    site = (
        Cell(context.names([service.site.best], context.plan.site)) if service.site.best else context.cell(service.site)
    )
    # A pharmacy or a pay office has no bed: the line stands where somebody was asked, or where its forms count beds.
    per_bed = any(need.driver.value == "bed" for need in context.results.forms.get(service.id, ()))
    asked = per_bed or service.beds.state is not State.ABSENT
    beds = [("Lits ou places", context.cell(service.beds))] if asked else []
    facts: tuple[tuple[str, Cell], ...] = (
        ("Périmètre", context.cell(service.perimeter)),
        (
            "Service vital",
            context.yes_no(service.vital),
        ),
        ("Site", site),
        ("Locaux", context.cell(service.premises)),
        ("Responsable", context.person_cell(service.head)),
        ("Suppléant", context.person_cell(service.deputy)),
        ("Volume par jour", context.cell(service.volume_per_day)),
        *beds,
        ("Périodes de pointe", context.cell(service.peaks)),
        ("Systèmes dont le mode dégradé a besoin", _fallback_systems(context, service)),
    )
    return Table(
        id="identite",
        columns=(Column("label", "", width=1.2), Column("value", "", width=3)),
        rows=tuple(
            row(f"identite.{rank}", Cell(label, bold=True), value) for rank, (label, value) in enumerate(facts, 1)
        ),
        header=False,
    )


def _fallback_systems(context: Context, service: Service) -> Cell:
    """What the degraded mode itself cannot do without; an empty list says that there is none."""
    if service.fallback_systems:
        return Cell(context.names(service.fallback_systems))
    if "fallback_systems" in service.model_fields_set and "fallback_systems" not in service.unknown_lists:
        return Cell("aucun")
    return Cell(context.missing(service, "fallback_systems"))


def deciders(context: Context, service: Service) -> Table:
    """Who decides on the ward, by function, with duty phones."""
    return Table(
        id="decideurs-service",
        columns=(
            Column("decision", "Décision", TEXT, 2.4),
            Column("function", "Fonction", TEXT, 2.4),
            Column("deputy", "Suppléant", TEXT, 2.4),
            Column("phone", "Téléphone de garde", CODE, 1.8),
        ),
        rows=tuple(
            row(
                f"decideur.{rank}",
                Cell(decider.decision, bold=True),
                decider.function,
                context.cell(decider.deputy),
                context.cell(decider.phone),
            )
            for rank, decider in enumerate(service.deciders, 1)
        ),
        empty="Personne n’est désigné : nommer par fonction qui décide le passage au papier, et son suppléant.",
    )


def lines(context: Context, service: Service, section: Section, items: Iterable[WorkflowLine]) -> ItemList:
    """Workflow lines as bullets; a default that nobody validated is marked."""
    name = section.value
    made = tuple(
        ListItem(
            (*coded(item.text), *(_MARK if context.awaits(service, item, section) else ())), id=f"{name}.{item.id}"
        )
        for item in items
    )
    missing = ListItem((Run("À COMPLÉTER", tone=Tone.GAP),), id=f"{name}.manque")
    return ItemList(made or (missing,), id=name)


def continuity(context: Context, service: Service, activity: Activity) -> Table:
    """How an activity goes on, whatever is lost: system, rooms, people or supplier; a hole is shown, never filled."""
    rows: list[Row] = []
    for loss in Loss:
        solutions = [solution for solution in activity.solutions if solution.loss is loss]
        for number, solution in enumerate(solutions, 1):
            rows.append(
                row(
                    f"{loss.value}.{number}",
                    Cell(word(loss).capitalize(), bold=True),
                    context.cell(solution.solution),
                    context.cell(solution.means),
                    context.cell(solution.holds),
                    context.cell(solution.owner),
                )
            )
        if not solutions:
            rows.append(_no_solution(context, service, loss))
    return Table(
        id=f"continuite-{activity.id}",
        columns=(
            Column("loss", "Ce qui est perdu", TEXT, 1.6),
            Column("solution", "Solution", TEXT, 3.6),
            Column("means", "Moyens", TEXT, 2.4),
            Column("holds", "Tient", DURATION, 1.0),
            Column("owner", "Responsable", TEXT, 1.8),
        ),
        rows=tuple(rows),
    )


def _no_solution(context: Context, service: Service, loss: Loss) -> Row:
    """The loss of IT falls back on the service's degraded workflow; any other hole is a gap."""
    label = Cell(word(loss).capitalize(), bold=True)
    if loss is Loss.IT and context.workflow(service).steps:
        holds, head = context.cell(service.endurance.limit), context.person_cell(service.head)
        return row("it.deroule", label, _DEGRADED, "Kit et formulaires", holds, head)
    return row(f"{loss.value}.manque", label, Gap(), "", "", "")


def recovery(context: Context, service: Service, activity: Activity) -> Table:
    """How an activity comes back: its own steps, then each application it waits for with what is aimed at."""
    steps = [
        row(
            f"etape.{rank}",
            rank,
            Cell(step.text, bold=True),
            context.cell(step.who),
            context.optional(step.check),
            "",
        )
        for rank, step in enumerate(activity.recovery, 1)
    ]
    systems = [
        row(
            f"application.{identifier}",
            len(steps) + rank,
            Cell(f"Réouverture : {system.name}", bold=True),
            context.person_cell(system.business_owner),
            "Fraîcheur des données, identités, interfaces, éditions",
            cyber_target(context, system),
        )
        for rank, identifier in enumerate(_as_they_return(context, activity_applications(service, activity)), 1)
        if (system := context.plan.systems.get(identifier)) is not None
    ]
    return Table(
        id=f"reprise-{activity.id}",
        columns=(
            Column("rank", "Ordre", NUMBER, 0.7),
            Column("step", "Étape", TEXT, 3.4),
            Column("who", "Qui", TEXT, 2.0),
            Column("check", "Contrôle avant réouverture", TEXT, 2.8),
            Column("target", "Visé en cyber", DURATION, 1.1),
        ),
        rows=(*steps, *systems),
        empty="Ni étape de reprise ni application vitale n’est saisie pour cette activité.",
    )


def _as_they_return(context: Context, identifiers: Iterable[str]) -> list[str]:
    """The applications in the order in which they come back."""
    ranks = {place.system: place.rank for place in context.results.restart_order.places}
    return sorted(identifiers, key=lambda one: ranks.get(one, len(ranks)))


def printed_states(context: Context, service: Service) -> Table:
    """What is printed in advance, how often, where; a wall of paper nobody dates is worse than none."""
    return Table(
        id="etats",
        columns=(
            Column("what", "État imprimé", TEXT, 3),
            Column("every", "Tous les", DURATION, 1),
            Column("place", "Où", TEXT, 2.4),
            Column("checked", "Vérifié le", DATE, 1.2),
        ),
        rows=tuple(
            row(
                f"etat.{rank}",
                Cell(state.what, bold=True),
                *(context.cell(a) for a in (state.every, state.place, state.checked_on)),
            )
            for rank, state in enumerate(service.printed_states, 1)
        ),
        empty="Aucun état imprimé n’est prévu : à la bascule, le service partirait sans liste de patients.",
    )


def needs(context: Context, service: Service) -> Table:
    """What the service expects from others: recorded by the hospital, then usual for its type."""
    recorded = [
        row(
            f"service.{need.service}",
            Cell(context.names([need.service], context.plan.service), bold=True),
            context.cell(need.what),
            context.cell(need.degraded),
        )
        for need in service.services
    ]
    usual = [
        row(
            f"usuel.{need.id}",
            Cell(_type_name(context, need.service_type), bold=True),
            Cell(need.text, default=is_default(need)),
            Gap(),
        )
        for need in context.workflow(service).needs
    ]
    return Table(
        id="besoins",
        columns=(
            Column("service", "Service", TEXT, 2),
            Column("what", "Pour", TEXT, 3),
            Column("degraded", "En mode dégradé", TEXT, 3),
        ),
        rows=tuple(recorded or usual),
        empty="Aucun besoin envers un autre service n’est saisi.",
    )


def _type_name(context: Context, identifier: str) -> str:
    """The hospital's own services of that type, else the name of the type."""
    own = [service.name for service in context.plan.services if service.type.best == identifier]
    return ", ".join(own) or context.resolved.service_names.get(identifier, identifier)


def partners(context: Context, service: Service) -> Table:
    """Who takes over, under a signed agreement or not, on the same information system or not.

    While the hospital named nobody: what such a service usually looks for, the name still to be found.
    """
    recorded = tuple(
        row(
            f"partenaire.{rank}",
            Cell(partner.name, bold=True),
            context.cell(partner.purpose),
            context.cell(partner.signed_on),
            context.yes_no(partner.same_system),
            context.cell(partner.phone),
        )
        for rank, partner in enumerate(service.partners, 1)
    )
    return Table(
        id="partenaires",
        columns=(
            Column("name", "Partenaire", TEXT, 2.2),
            Column("purpose", "Pour quoi", TEXT, 2.6),
            Column("signed", "Convention signée le", DATE, 1.3),
            Column("same", "Même système d’information", TEXT, 1.4, tones={"oui": Tone.WARNING}),
            Column("phone", "Téléphone", CODE, 1.6),
        ),
        rows=recorded or _usual_partners(context, service),
        empty="Aucun partenaire de repli n’est désigné.",
    )


def _usual_partners(context: Context, service: Service) -> tuple[Row, ...]:
    gap = context.missing(service, "partners")
    return tuple(
        row(
            f"usuel.{partner.id}",
            Cell(gap),
            Cell(f"{partner.who} : {partner.text}", default=is_default(partner)),
            Cell(gap) if partner.agreement else "",
            Cell(gap),
            Cell(gap),
        )
        for partner in context.workflow(service).partners
    )


def moved_lines(moved: Iterable[Moved]) -> ItemList:
    """What the one-page sheet had no room for."""
    return ItemList(
        tuple(ListItem(line.text, id=f"suite.{rank}") for rank, line in enumerate(moved, 1)),
        id="suite",
    )


def validations(context: Context, service: Service) -> Table:
    """Who validated which part of the workflow, and when."""
    return Table(
        id="validations",
        columns=(
            Column("section", "Partie", TEXT, 2),
            Column("domain", "Domaine", TEXT, 1.6),
            Column("by", "Validé par", TEXT, 2.6),
            Column("on", "Le", DATE, 1.1),
        ),
        rows=tuple(
            row(
                f"validation.{rank}",
                Cell(_section(validation.section), bold=True),
                word(validation.domain) if validation.domain else "",
                context.function(validation.by),
                validation.on,
            )
            for rank, validation in enumerate(service.validations, 1)
        ),
        empty="Personne n’a encore validé ce mode dégradé.",
    )


def _section(section: Section) -> str:
    """The part of the sheet as the sheet prints it."""
    return "STOP" if section is Section.STOP else word(section).capitalize()
