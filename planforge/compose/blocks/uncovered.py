"""What the computed return leaves a service to cover, scenario by scenario, and what to do with that window.

Read by the head of the service: dates and means; no weakness, no verdict on anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.coverage import forms_needed
from planforge.analysis.outage import catch_up_load
from planforge.analysis.words import named, roughly
from planforge.compose.blocks import coverage, returns
from planforge.compose.blocks.columns import CODE, DURATION, NUMBER, TEXT
from planforge.compose.blocks.outage import fallback_decider
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.library.validation import is_default
from planforge.model.services import Section
from planforge.values import Duration, plural, say_date, say_duration, say_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.results import FormNeed
    from planforge.analysis.schedule.estimates import ServiceEstimate
    from planforge.compose.context import Context
    from planforge.model.crisis import Scenario
    from planforge.model.services import Partner, Service

_HOUR = 60
_WHOLE = 10  # days: beyond, half-days would be a false precision
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
    return f"{case} : {_window_words(one.limit, one.dates.p50, one.dates.p90, one)}"


def _window_words(limit: int, median: int, late: int, one: ServiceEstimate) -> str:
    held = f"le mode dégradé tient {say_duration(Duration(limit))} au plus"
    if one.likely_gap:
        return (
            f"{held}, le retour calculé vient après {roughly(median)} une fois sur deux. {roughly(one.likely_gap)} "
            f"restent à couvrir, {roughly(one.worst_gap or 0)} dans le cas défavorable, sous les hypothèses listées."
        )
    return (
        f"{held} ; le retour calculé vient avant une fois sur deux, mais après {roughly(late)} dans le cas "
        f"défavorable. {roughly(one.worst_gap or 0)} restent alors à couvrir, sous les hypothèses listées."
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
        returns.gap_words(one.likely_gap),
        returns.gap_words(one.worst_gap),
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
    return f" (limite du mode dégradé : {say_duration(limit)})" if limit is not None else ""


def _fallback(context: Context, service: Service) -> Iterator[Row]:
    """Partners of the record with the state of their agreement, else the usual ones, still to be found."""
    who = fallback_decider(service) or Gap()
    for rank, partner in enumerate(service.partners, 1):
        yield row(
            f"repli.{rank}", Cell("Se replier", bold=True), Cell(_takes(context, partner)), _agreement(partner), who
        )
    if not service.partners:
        gap = context.missing(service, "partners")
        for usual in context.workflow(service).partners:
            words = f"Trouver le partenaire, signer la convention. D’ordinaire : {usual.who}, {usual.text}"
            yield row(
                f"repli.{usual.id}",
                Cell("Se replier", bold=True),
                Cell(words, default=is_default(usual)),
                "maintenant",
                Cell(gap),
            )


def _takes(context: Context, partner: Partner) -> str:
    """Whom to turn to, for what and how many; a partner on the same systems falls with the hospital."""
    del context
    capacity = f" ({partner.capacity.best})" if partner.capacity.best else ""
    same = ". Même système d’information : il s’arrête avec nous" if partner.same_system.best else ""
    purpose = f" : {partner.purpose.best}" if partner.purpose.best else ""
    return f"{partner.name}{purpose}{capacity}{same}"


def _agreement(partner: Partner) -> str:
    signed = partner.signed_on.best
    return f"à la limite ; convention du {say_date(signed)}" if signed else "convention à signer maintenant"


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
    full = service.endurance.full.best
    when = f"dès {say_duration(full)}, fin de la tenue en plein" if full else "avant la baisse d’activité"
    extra = context.cell(context.workflow(service).extra_staff)
    return row("renforts", Cell("Renforcer", bold=True), extra, when, context.person_cell(service.head))


def _stock(context: Context, told: Outcome) -> Iterator[Row]:
    short = [need for need in _needs(context, told) if need.missing]
    if short:
        words = f"Le kit : {plural(len(short), 'formulaire manquerait', 'formulaires manqueraient')}"
        head = context.person_cell(told.service.head)
        yield row("stock", Cell("Compléter", bold=True), f"{words}, comptés ci-dessous", "maintenant", head)


def _needs(context: Context, told: Outcome) -> tuple[FormNeed, ...]:
    """The sheets that the computed time on paper takes."""
    lasting = told.on_paper
    if lasting is None:
        return ()
    return forms_needed(told.service, context.workflow(told.service), max(1, -(-lasting.minutes // _HOUR)))


def cost_table(context: Context, told: Outcome) -> Table:
    """What the computed outage costs the service: time on paper, activity lost, sheets to key in again."""
    facts = (
        ("papier", "Temps sur papier", Cell(_paper_words(told))),
        ("activite", "Activité perdue", Cell(_lost_words(told))),
        ("ressaisie", "Ressaisie au retour", _load_cell(context, told)),
    )
    return Table(
        id=f"cout-{told.service.id}",
        columns=(Column("label", "", TEXT, 1.6), Column("value", "", TEXT, 5)),
        rows=tuple(row(name, Cell(label, bold=True), value) for name, label, value in facts),
        header=False,
        note="Activité perdue : rien tant que le mode dégradé tient en plein, 40 % en réduit, tout au-delà de la "
        "limite, sans les transferts.",
    )


def _lost_words(told: Outcome) -> str | Gap:
    """The activity lost in the worst scenario, on average."""
    if told.worst is None or told.worst[1].lost is None:
        return Gap()
    scenario, one = told.worst
    lost = returns.lost_activity(one)
    said = f"{say_duration(lost)} d’activité" if lost.minutes else "aucune"
    return f"{said}, en moyenne sur les tirages ({named(scenario.name)})"


def _paper_words(told: Outcome) -> str | Gap:
    lasting, limit = told.on_paper, told.service.endurance.limit.best
    if lasting is None:
        return Gap()
    if limit is not None and lasting == limit:
        return f"{say_duration(limit)} : jusqu’au repli, avant le retour calculé"
    return f"{roughly(lasting.minutes)} : jusqu’au retour calculé, cas défavorable"


def _load_cell(context: Context, told: Outcome) -> Cell:
    """The work of keying in what was written in that time."""
    lasting = told.on_paper
    load = catch_up_load(_needs(context, told), context.resolved.forms, lasting) if lasting is not None else None
    if load is None:
        return Cell(Gap())
    if not load.sheets:
        return Cell("aucun formulaire à ressaisir feuille à feuille")
    days = f"environ {say_number(load.person_days, 0 if load.person_days > _WHOLE else 1)} jours-personne"
    return Cell(f"{plural(load.sheets, 'feuille')}, {days}", default=True)


def forms_table(context: Context, told: Outcome) -> Table:
    """The forms whose stock does not last the computed time on paper, or that nobody counted."""
    lasting = told.on_paper
    said = roughly(lasting.minutes) if lasting is not None else ""
    wanting = [need for need in _needs(context, told) if need.missing != 0]
    return Table(
        id=f"formulaires-calcul-{told.service.id}",
        columns=(
            Column("code", "Code", CODE, 1.0),
            Column("name", "Formulaire", TEXT, 3.6),
            Column("need", f"Pour {said}" if said else "Pour le temps calculé", NUMBER, 1.1),
            Column("stock", "En stock", NUMBER, 1.1),
            Column("missing", "Manque", NUMBER, 1.0),
        ),
        rows=tuple(_form_row(context, told.service, need) for need in wanting),
        caption="Formulaires qui ne dureraient pas le temps calculé",
        note="Volume ou lits × feuilles × jours, plus 20 % de marge ; un stock non compté reste à compter.",
        empty="Le stock compté suffit pour le temps calculé."
        if said
        else "Aucun retour n’est calculé : rien à compter.",
    )


def _form_row(context: Context, service: Service, need: FormNeed) -> Row:
    form = context.resolved.forms.get(need.form)
    unknown = service.beds.unknown if need.driver.value == "bed" else service.volume_per_day.unknown
    missing = Cell(need.missing, tone=Tone.WARNING) if need.missing else Cell("")
    return row(
        need.form,
        need.form,
        form.name if form else need.form,
        Cell(need.total) if need.total is not None else Cell(context.gap(unknown)),
        context.cell(coverage.stock(service, need.form)),
        missing,
    )
