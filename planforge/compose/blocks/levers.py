"""What would help most, in plain words: the lever, its gain, who would lead it; no backup is named to be protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.analysis.schedule.estimates import LeverKind
from planforge.analysis.spoken import lever_words
from planforge.analysis.words import named, roughly, shortened
from planforge.compose.blocks.columns import DATE, NUMBER, TEXT
from planforge.document.tables import Cell, Column, Row, Table, row
from planforge.document.text import Gap
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.analysis.schedule.estimates import Lever, ServiceGain
    from planforge.compose.context import Context
    from planforge.model.crisis import Scenario

_NAMED = 2  # services whose gain is told, unless said otherwise; the others are counted
_TENS = 100  # hours: above, a sum is rounded to tens
_COPIES = "Mettre des copies de sauvegarde hors d’atteinte d’une attaque"  # which ones: the recovery plan
# Who would lead it, as the sentences of rules say who: by function, to be confirmed.
_LEADS: Mapping[LeverKind, str] = {
    LeverKind.PERSON: "DSI (ou responsable informatique)",
    LeverKind.ON_CALL: "DSI (ou responsable informatique) et direction",
    LeverKind.BANDWIDTH: "DSI (ou responsable informatique)",
    LeverKind.ISLAND: "RSSI et DSI (ou responsable informatique)",
    LeverKind.COPY: "RSSI (ou responsable informatique)",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lever in the scenario where it gains most."""

    scenario: Scenario
    lever: Lever

    @property
    def id(self) -> str:
        """A stable identifier; the levers of copies share theirs, since they are told as one."""
        return ".".join(part for part in ("levier", self.lever.kind.value, self._of) if part)

    @property
    def _of(self) -> str:
        return "" if self.lever.kind is LeverKind.COPY else self.lever.of


def proposals(context: Context) -> tuple[Proposal, ...]:
    """The levers that gain something, the best first, each in its best scenario."""
    found: dict[str, Proposal] = {}
    for proposal in sorted(_all(context), key=lambda one: (-one.lever.uncovered, -one.lever.hours, one.id)):
        found.setdefault(proposal.id, proposal)
    return tuple(found.values())


def _all(context: Context) -> Iterator[Proposal]:
    for scenario in context.plan.scenarios:
        for lever in context.results.outlook.levers(scenario):
            if lever.services and (lever.hours or lever.uncovered):
                yield Proposal(scenario, lever)


def words(context: Context, lever: Lever) -> str:
    """The lever as a director would say it."""
    return _COPIES if lever.kind is LeverKind.COPY else lever_words(context.plan, lever.kind, lever.of)


def gain(context: Context, lever: Lever, shown: int = _NAMED) -> str:
    """« « Laboratoire » revient 5 j plus tôt, « Maternité » 4 j plus tôt, et 6 autres services »."""
    if lever.kind is LeverKind.AGREEMENT:
        (covered,) = lever.services
        return f"Un repli pendant {roughly(covered.uncovered)} sans couverture, en moyenne"
    first, *others = lever.services[:shown]
    said = [f"{_name(context, first)} revient {roughly(first.minutes)} plus tôt"]
    said += [f"{_name(context, one)} {roughly(one.minutes)}" for one in others]
    left = len(lever.services) - shown
    more = f", et {plural(left, 'autre service', 'autres services')}" if left > 0 else ""
    return f"{', '.join(said)}{more}"


def _name(context: Context, one: ServiceGain) -> str:
    return named(context.plan.service[one.service].name)


def lead(context: Context, lever: Lever) -> Cell:
    """Who would lead it: the head of the service for its own agreement, else by function."""
    if lever.kind is LeverKind.AGREEMENT:
        return context.person_cell(context.plan.service[lever.of].head)
    return Cell(_LEADS[lever.kind])


def levers_table(context: Context) -> Table:
    """Every lever that gains something: what it costs and by when is left to fill in."""
    return Table(
        id="leviers",
        columns=(
            Column("lever", "Levier", TEXT, 3.2),
            Column("scenario", "Scénario", TEXT, 1.8),
            Column("gain", "Ce qu’on y gagne", TEXT, 3.6),
            Column("services", "Services vitaux servis", TEXT, 3.2),
            Column("earlier", "Heures gagnées sur le retour", NUMBER, 1.2),
            Column("uncovered", "Heures découvertes en moins", NUMBER, 1.2),
            Column("cost", "Coût (€)", NUMBER, 1.1, editable=True),
            Column("owner", "Pilote proposé", TEXT, 1.8, editable=True),
            Column("due", "Échéance", DATE, 1.2, editable=True),
        ),
        rows=tuple(_lever_row(context, one) for one in proposals(context)),
        caption="Leviers, le plus utile d’abord",
        note="Chaque levier est essayé seul, sur les mêmes simulations, sous les hypothèses listées au PRA ; les "
        "heures s’additionnent sur les services vitaux et ne s’ajoutent pas d’un levier à l’autre. Un levier retenu "
        "s’inscrit dans « Actions ».",
        empty="Aucun levier ne se calcule : il manque ce que perd chaque scénario, ou le délai avant restauration.",
    )


def _lever_row(context: Context, one: Proposal) -> Row:
    lever = one.lever
    return row(
        one.id,
        Cell(words(context, lever), bold=True),
        one.scenario.name,
        gain(context, lever),
        shortened([context.plan.service[served.service].name for served in lever.services]),
        tidy(lever.hours),
        tidy(lever.uncovered),
        Gap(),
        lead(context, lever),
        Gap(),
    )


def tidy(hours: int) -> int:
    """A sum of hours without false precision."""
    return round(hours, -1) if hours >= _TENS else hours
