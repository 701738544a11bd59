"""Rules of scope and of the written network cut (D.8, D.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.care import SHARE_REQUIRED, care_scope
from planforge.analysis.kinds import is_backup_server
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.answer import State
from planforge.model.services import Perimeter
from planforge.values import Percent, fold, join_and, say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.crisis import CutStep

_PERIMETERS = {
    Perimeter.CARE: "un service de soins",
    Perimeter.ADMINISTRATIVE: "un processus administratif",
    Perimeter.TECHNICAL: "un plateau technique",
}


@rule("GOV-CARE-D2-SCOPE", Severity.MAJOR)
def care_scope_incomplete(facts: Facts) -> Iterator[Yield]:
    """A perimeter without an analysed service, or analysed sites worth less than 66 % of the activity."""
    scope = care_scope(facts.plan)
    if not scope.candidate:
        return
    lacking = [_PERIMETERS[cover.perimeter] for cover in scope.perimeters if not cover.analysed]
    about = facts.section("services", "Services")
    if lacking:
        yield Breach(about, {"what": join_and(lacking)})
    if scope.share is None:
        yield Missing(facts.whole, "la part de l’activité de chaque site")
    elif scope.share.value < SHARE_REQUIRED and facts.plan.establishment.sites:
        values = {"share": say_percent(scope.share), "required": say_percent(Percent(SHARE_REQUIRED))}
        yield Breach(facts.whole.at("sites"), values, variant="share")


@rule("SEC-NO-ISOLATION-SHEET", Severity.BLOCKING)
def no_cut_sheet(facts: Facts) -> Iterator[Yield]:
    """No written cut, gestures without who or how, or backups that are not cut first."""
    steps = facts.plan.crisis.network_cut.steps
    about = facts.section("crisis", "Coupure du réseau").at("network_cut", "steps")
    vague = [step.name for step in steps if _is_vague(step, apart=facts.kept_apart("people"))]
    if "steps" in facts.plan.crisis.network_cut.unknown_lists:
        yield Missing(about, "les gestes de la coupure du réseau")
    elif not steps:
        yield Breach(about)
    elif vague:
        yield Breach(about, {"steps": listed(vague)}, variant="vague")
    if steps and not _cuts_backups(facts, steps[0]):
        yield Breach(about.at(0), {"step": steps[0].name}, variant="order")


def _is_vague(step: CutStep, *, apart: bool) -> bool:
    """Whether nobody can do the gesture; one whose doer is named in a file kept apart is taken at its word."""
    someone = step.by.best is not None or (apart and step.by.state is State.UNKNOWN)
    return not someone or step.how.best is None


def _cuts_backups(facts: Facts, step: CutStep) -> bool:
    systems = (facts.plan.systems.get(name) for name in step.systems)
    if any(system is not None and is_backup_server(system) for system in systems):
        return True
    return "sauvegarde" in fold(f"{step.name} {step.how.best or ''}")


RULES: tuple[Rule, ...] = (
    care_scope_incomplete,
    no_cut_sheet,
)
