"""Rules of what a service says of its own rhythm (D.2): minimum level, pay day, peaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.kinds import is_cyclic, is_pay
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Rule, Yield, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.services import Service


@rule("OBJ-NO-MIN-LEVEL", Severity.MINOR)
def no_minimum_level(facts: Facts) -> Iterator[Yield]:
    """A critical activity without the least it must go on doing."""
    for service in facts.plan.services:
        for activity in service.activities:
            if activity.minimum_level.best is None:
                about = facts.activity(service, activity).at("minimum_level")
                yield Breach(about, {"service": service.name}, (facts.service[service.id].ref,))


@rule("OBJ-PAY-DATE", Severity.MAJOR)
def no_pay_date(facts: Facts) -> Iterator[Yield]:
    """Pay whose endurance is not tied to the day of pay by the hospital itself."""
    for service in facts.plan.services:
        if is_pay(service) and not _says_when(service):
            yield Breach(facts.service[service.id].at("peaks"))


@rule("OBJ-PEAK-MISSING", Severity.MINOR)
def no_peak(facts: Facts) -> Iterator[Yield]:
    """A cyclic process without its peak periods; pay has a rule of its own."""
    for service in facts.plan.services:
        if is_cyclic(service) and not is_pay(service) and service.peaks.best is None:
            yield Breach(facts.service[service.id].at("peaks"))


def _says_when(service: Service) -> bool:
    said = (service.peaks, service.endurance.note)
    return any(answer.best is not None and not answer.is_default for answer in said)


RULES: tuple[Rule, ...] = (
    no_minimum_level,
    no_pay_date,
    no_peak,
)
