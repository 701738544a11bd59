"""The French words of what is computed: verdicts, standings, what holds a system up, levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Verdict
from planforge.analysis.schedule.estimates import Hold, LeverKind, Standing
from planforge.analysis.words import named, rounded, rounded_after
from planforge.model.answer import Source
from planforge.values import Duration, say_duration

if TYPE_CHECKING:
    from planforge.analysis.schedule.estimates import ServiceEstimate, SystemEstimate
    from planforge.model.plan import Plan

VERDICTS = {
    Verdict.HELD: "tenable",
    Verdict.REDUCED: "tenable sous réserve",
    Verdict.BREAK: "rupture de continuité",
    Verdict.BEYOND: "non tenable",
    Verdict.UNKNOWN: "non décidé",
}
STANDINGS = {
    Standing.IMPOSSIBLE: "impossible",
    Standing.MISSED: "non tenu",
    Standing.NOT_SHOWN: "non prouvé",
    Standing.MET: "tenu",
    Standing.UNKNOWN: "non décidé",
}
BASES = {
    Source.MEASURED: "mesurée",
    Source.VENDOR: "dite par le fournisseur",
    Source.EXPERT: "dite d’expert",
    Source.DEFAULT: "valeur par défaut à valider",
    None: "sans provenance",
}
_HOLDS = {
    Hold.NOTHING: "rien",
    Hold.GATE: "délai avant toute restauration",
    Hold.RATE: "débit de restauration",
    Hold.STREAMS: "restauration en cours",
}


def held_by(plan: Plan, estimate: SystemEstimate) -> str:
    """What a system waits for before it begins, in a few words."""
    if estimate.hold is Hold.NEED:
        return f"attend {named(plan.systems[estimate.held_by].name)}"
    if estimate.hold is Hold.TEAM:
        return f"équipe {named(plan.team[estimate.held_by].name)} prise"
    if estimate.hold is Hold.TESTER:
        return "référent de recette pris"
    return _HOLDS[estimate.hold]


def lever_words(plan: Plan, kind: LeverKind, of: str) -> str:
    """A lever as a director would say it."""
    if kind in {LeverKind.PERSON, LeverKind.ON_CALL}:
        team = named(plan.team[of].name)
        return (
            f"Une personne de plus à l’équipe {team}"
            if kind is LeverKind.PERSON
            else f"Mettre en astreinte l’équipe {team}"
        )
    if kind is LeverKind.BANDWIDTH:
        return f"Doubler le débit de restauration de {named(plan.backup[of].name)}"
    if kind is LeverKind.COPY:
        return f"Mettre une copie de {named(plan.backup[of].name)} hors d’atteinte d’une attaque"
    if kind is LeverKind.AGREEMENT:
        return f"Signer une convention de repli pour {named(plan.service[of].name)}"
    return "Préparer un îlot sain à l’avance (trois jours de moins avant restauration, valeur par défaut à valider)"


def printed_gap(one: ServiceEstimate, *, worst: bool = False) -> int | None:
    """What is left to cover as people reckon it, in minutes: the date that is printed, less the limit."""
    if one.dates is None or one.limit is None:
        return None
    back = one.dates.p90 if worst else one.dates.p50
    return printed_back(back, one.limit).minutes - one.limit if back > one.limit else 0


def printed_back(back: int, limit: int | None) -> Duration:
    """A computed return as it is printed beside a limit: later than it where it is later, and only there."""
    if limit is None:
        return rounded(back)
    return rounded_after(back, limit) if back > limit else min(rounded(back), Duration(limit))


def hours_left(gap: int | None) -> str:
    """What is left to cover, to the minute: the printed date and the limit must add up."""
    return say_duration(Duration(gap or 0))
