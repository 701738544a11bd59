"""What the computed return costs a service that works on paper: sheets against stock, re-entry, activity lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.coverage import forms_needed
from planforge.analysis.outage import catch_up_load
from planforge.analysis.spoken import printed_back
from planforge.analysis.words import named
from planforge.compose.blocks import coverage, returns
from planforge.compose.blocks.columns import CODE, NUMBER, TEXT
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap, Tone
from planforge.values import plural, say_duration, say_number

if TYPE_CHECKING:
    from planforge.analysis.results import FormNeed
    from planforge.compose.blocks.uncovered import Outcome
    from planforge.compose.context import Context
    from planforge.model.services import Service

_HOUR = 60
_WHOLE = 10  # days: beyond, half-days would be a false precision


def needs(context: Context, told: Outcome) -> tuple[FormNeed, ...]:
    """The sheets that the computed time on paper takes."""
    lasting = told.on_paper
    if lasting is None:
        return ()
    return forms_needed(told.service, context.workflow(told.service), max(1, -(-lasting.minutes // _HOUR)))


def cost_table(context: Context, told: Outcome) -> Table:
    """What the computed outage costs the service: time on paper, activity lost, sheets to key in again."""
    facts = (
        ("papier", "Temps sur papier", Cell(_paper_words(told), default=_ends_by_default(told))),
        ("activite", "Activité perdue", Cell(_lost_words(told))),
        ("ressaisie", "Ressaisie au retour", _load_cell(context, told)),
    )
    return Table(
        id=f"cout-{told.service.id}",
        columns=(Column("label", "", TEXT, 1.6), Column("value", "", TEXT, 5)),
        rows=tuple(row(name, Cell(label, bold=True), value) for name, label, value in facts),
        header=False,
        note="Activité perdue (hypothèse à valider) : rien tant que le mode dégradé tient en plein, 40 % en réduit, "
        "tout au-delà de la limite, sans les transferts.",
    )


def _lost_words(told: Outcome) -> str | Gap:
    """The activity lost in the worst scenario, on average."""
    if told.worst is None or told.worst[1].lost is None:
        return Gap()
    scenario, one = told.worst
    lost = returns.lost_activity(one)
    said = f"{say_duration(lost)} d’activité" if lost.minutes else "aucune"
    return f"{said}, en moyenne sur les simulations ({named(scenario.name)})"


def _paper_words(told: Outcome) -> str | Gap:
    if told.on_paper is None:
        return Gap()
    if _ends_at_limit(told):
        return f"{_lasting_words(told)} : jusqu’au repli, avant le retour calculé"
    return f"{_lasting_words(told)} : jusqu’au retour calculé, cas défavorable"


def _lasting_words(told: Outcome) -> str:
    """The time on paper, the same wherever it is said; nothing while no return is computed."""
    lasting, limit = told.on_paper, told.service.endurance.limit.best
    if lasting is None:
        return ""
    if lasting == limit:
        return say_duration(lasting)
    return say_duration(printed_back(lasting.minutes, limit.minutes if limit is not None else None))


def _ends_at_limit(told: Outcome) -> bool:
    return told.on_paper is not None and told.on_paper == told.service.endurance.limit.best


def _ends_by_default(told: Outcome) -> bool:
    """Whether paper ends with a limit that nobody validated."""
    return _ends_at_limit(told) and told.service.endurance.limit.is_default


def _load_cell(context: Context, told: Outcome) -> Cell:
    """The work of keying in what was written in that time."""
    lasting = told.on_paper
    load = catch_up_load(needs(context, told), context.resolved.forms, lasting) if lasting is not None else None
    if load is None:
        return Cell(Gap())
    if not load.sheets:
        return Cell("aucun formulaire à ressaisir feuille à feuille")
    days = f"environ {say_number(load.person_days, 0 if load.person_days > _WHOLE else 1)} jours-personne"
    return Cell(f"{plural(load.sheets, 'feuille')}, {days}", default=True)


def forms_table(context: Context, told: Outcome) -> Table:
    """The forms whose stock does not last the computed time on paper, or that nobody counted."""
    said = _lasting_words(told)
    wanting = [need for need in needs(context, told) if need.missing != 0]
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
