"""What the computed return leaves a service to cover, scenario by scenario, and what to do with that window.

Read by the head of the service: dates and means; no weakness, no verdict on anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.spoken import hours_left, printed_back, printed_gap
from planforge.analysis.words import named
from planforge.compose.blocks import paper, returns
from planforge.compose.blocks.columns import DURATION, TEXT
from planforge.compose.blocks.outage import fallback_decider
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap
from planforge.library.validation import is_default
from planforge.model.services import Section
from planforge.values import Duration, plural, say_date, say_duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.schedule.estimates import ServiceEstimate
    from planforge.compose.context import Context
    from planforge.model.crisis import Scenario
    from planforge.model.services import Partner, Service

_NOTHING = "Aucun scénario calculé n’arrête une application sans laquelle ce service ne travaille pas."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the computation says of a service: its estimates by scenario, and the worst of them."""

    service: Service
    by_scenario: tuple[tuple[Scenario, ServiceEstimate], ...]
    looped: bool

    @property
    def worst(self) -> tuple[Scenario, ServiceEstimate] | None:
        """The scenario that leaves most to cover."""
        return max(self.by_scenario, key=lambda pair: returns.most_exposed(pair[1]), default=None)

    @property
    def scenarios(self) -> frozenset[str]:
        """The scenarios that stop the service."""
        return frozenset(scenario.id for scenario, _ in self.by_scenario)

    @property
    def window(self) -> bool:
        """Whether something is left to cover in the adverse case of some scenario."""
        return any(one.worst_gap for _, one in self.by_scenario)

    @property
    def on_paper(self) -> Duration | None:
        """How long paper serves: until the latest adverse return, or the fall-back if that comes first."""
        ends = [one.dates.p90 for _, one in self.by_scenario if one.dates is not None]
        limit = self.service.endurance.limit.best
        if not ends:
            return None
        return Duration(max(ends) if limit is None else min(max(ends), limit.minutes))


def outcome(context: Context, service: Service) -> Outcome:
    """What the computation says of a service."""
    found = [(scenario, estimate, estimate.service(service.id)) for scenario, estimate in returns.computed(context)]
    told = tuple((scenario, one) for scenario, _, one in found if one is not None)
    return Outcome(service, told, returns.looped(estimate for _, estimate, one in found if one is not None))


def lead(context: Context, told: Outcome) -> str:
    """The sentence that concludes, on the worst scenario."""
    worst = told.worst
    if worst is None:
        computed = next(returns.computed(context), None)
        return _NOTHING if computed else "Aucun scénario ne peut encore être calculé ; les hypothèses disent pourquoi."
    scenario, one = worst
    case = f"Scénario {named(scenario.name)}"
    lacking = returns.lacking(context, one)
    if lacking or one.dates is None or one.limit is None:
        return f"{case} : on ne peut pas dire si le mode dégradé tient jusqu’au retour. Il manque {lacking}."
    if not one.worst_gap:
        return (
            "Dans chaque scénario calculé, le retour vient avant la limite du mode dégradé, même dans le cas "
            "défavorable, sous les hypothèses listées."
        )
    held = f"le mode dégradé tient {say_duration(Duration(one.limit))} au plus{_to_validate(told.service, ' ({})')}"
    middle, later = (say_duration(printed_back(back, one.limit)) for back in (one.dates.p50, one.dates.p90))
    return f"{case} : {_window_words(held, middle, later, one)}"


def _window_words(held: str, middle: str, later: str, one: ServiceEstimate) -> str:
    worst = hours_left(printed_gap(one, worst=True))
    if one.likely_gap:
        likely = hours_left(printed_gap(one))
        return (
            f"{held}, le retour calculé vient après {middle} une fois sur deux. {likely} "
            f"restent à couvrir, {worst} dans le cas défavorable, sous les hypothèses listées."
        )
    return (
        f"{held} ; le retour calculé vient avant une fois sur deux, mais après {later} dans le cas "
        f"défavorable. {worst} restent alors à couvrir, sous les hypothèses listées."
    )


def returns_table(context: Context, told: Outcome) -> Table:
    """One line a scenario that stops the service: last application, dates, what holds, what is left to cover."""
    return Table(
        id=f"retour-calcule-{told.service.id}",
        columns=(
            Column("scenario", "Scénario", TEXT, 2.5),
            Column("last", "Dernière application attendue", TEXT, 2.2),
            Column("median", "Retour, une fois sur deux", DURATION, 1.3),
            Column("late", "Retour, cas défavorable", DURATION, 1.4),
            Column("gap", "À couvrir, une fois sur deux", TEXT, 1.2),
            Column("late_gap", "À couvrir, cas défavorable", TEXT, 1.4),
            Column("odds", "Chances de tenir l’objectif", TEXT, 1.5),
        ),
        rows=tuple(_return_row(context, scenario, one) for scenario, one in told.by_scenario),
        caption=f"Retour calculé, scénario par scénario{_limit_words(told.service)}",
        note=f"{returns.READING} Objectif : que le retour vienne avant la limite du mode dégradé. Les retours visés, "
        "déclarés par la DSI, sont au tableau « Si la panne dure ».",
        empty=_NOTHING,
    )


def _return_row(context: Context, scenario: Scenario, one: ServiceEstimate) -> Row:
    return row(
        scenario.id,
        Cell(scenario.name, bold=True),
        returns.last_back(context, one),
        *returns.dates_cells(one),
        returns.gap_words(printed_gap(one)),
        returns.gap_words(printed_gap(one, worst=True)),
        returns.odds_cell(one),
    )


def measures_table(context: Context, told: Outcome) -> Table:
    """What to do with the window: fall back, decide in time, find people, fill the kit."""
    service = told.service
    rows = [*_fallback(context, service), *_decisions(context, service), _help(context, service)]
    return Table(
        id=f"a-couvrir-{service.id}",
        columns=(
            Column("means", "Moyen", TEXT, 1.7),
            Column("what", "Ce qu’il faut faire", TEXT, 4.6),
            Column("when", "Au plus tard", TEXT, 1.7),
            Column("who", "Qui", TEXT, 2.0),
        ),
        rows=(*rows, *_stock(context, told)),
        caption=f"Que faire avant que le mode dégradé ne cède{_limit_words(service)}",
    )


def _limit_words(service: Service) -> str:
    limit = service.endurance.limit.best
    if limit is None:
        return ""
    return f" (limite du mode dégradé : {say_duration(limit)}{_to_validate(service, ', {}')})"


def _to_validate(service: Service, frame: str) -> str:
    """What is said of a limit that nobody validated; nothing of another."""
    return frame.format("valeur par défaut à valider") if service.endurance.limit.is_default else ""


def _fallback(context: Context, service: Service) -> Iterator[Row]:
    """Partners of the record with the state of their agreement, else the usual ones, still to be found."""
    who = fallback_decider(service) or Gap()
    for rank, partner in enumerate(service.partners, 1):
        yield row(
            f"repli.{rank}", Cell("Se replier", bold=True), Cell(_takes(partner)), _agreement(context, partner), who
        )
    if not service.partners:
        gap = context.missing(service, "partners")
        for usual in context.workflow(service).partners:
            words = f"À trouver. D’ordinaire, {usual.who} : {usual.text}"
            yield row(
                f"repli.{usual.id}",
                Cell("Se replier", bold=True),
                Cell(words, default=is_default(usual)),
                "convention à signer maintenant" if usual.agreement else "maintenant",
                Cell(gap),
            )


def _takes(partner: Partner) -> str:
    """Whom to turn to, for what and how many; a partner on the same systems falls with the hospital."""
    capacity = f" ({partner.capacity.best})" if partner.capacity.best else ""
    same = ". Même système d’information : il s’arrête avec nous" if partner.same_system.best else ""
    purpose = f" : {partner.purpose.best}" if partner.purpose.best else ""
    return f"{partner.name}{purpose}{capacity}{same}"


def _agreement(context: Context, partner: Partner) -> Cell:
    signed = partner.signed_on
    if signed.best is not None:
        return Cell(f"à la limite ; convention du {say_date(signed.best)}")
    return Cell(context.gap(signed.unknown)) if signed.unknown else Cell("convention à signer maintenant")


def _decisions(context: Context, service: Service) -> Iterator[Row]:
    """The decisions of the workflow that fall due before the limit, in their order."""
    limit = service.endurance.limit.best
    for decision in sorted(context.workflow(service).decisions, key=lambda one: one.after):
        if limit is None or decision.after <= limit:
            yield row(
                f"decision.{decision.id}",
                Cell("Décider", bold=True),
                Cell(decision.text, default=context.awaits(service, decision, Section.DECISIONS)),
                f"à {say_duration(decision.after)}",
                decision.who or Gap(),
            )


def _help(context: Context, service: Service) -> Row:
    full = service.endurance.full
    said = f"dès {say_duration(full.best)}, fin de la tenue en plein" if full.best else "avant la baisse d’activité"
    when = Cell(said, default=full.is_default)
    extra = context.cell(context.workflow(service).extra_staff)
    return row("renforts", Cell("Renforcer", bold=True), extra, when, context.person_cell(service.head))


def _stock(context: Context, told: Outcome) -> Iterator[Row]:
    short = [need for need in paper.needs(context, told) if need.missing]
    if short:
        words = f"Le kit : {plural(len(short), 'formulaire manquerait', 'formulaires manqueraient')}"
        head = context.person_cell(told.service.head)
        yield row("stock", Cell("Compléter", bold=True), f"{words}, comptés ci-dessous", "maintenant", head)
