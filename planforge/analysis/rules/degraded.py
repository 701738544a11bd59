"""Rules of the degraded mode and its kit (D.6, D.7): emergency numbers, partners, sealed cases."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.kinds import needs_partner
from planforge.analysis.results import ObjectRef, Severity
from planforge.analysis.rules.lacks import NO_DATE
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.model.answer import State
from planforge.values import fold, say_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.crisis import NumberRange

_NUMBER = re.compile(r"(?P<prefix>.*?)(?P<digits>[0-9]+)")


class _Span(NamedTuple):
    """Emergency numbers with one prefix, both ends included."""

    prefix: str
    first: int
    last: int


@rule("DEG-RANGE-OVERLAP", Severity.BLOCKING)
def shared_numbers(facts: Facts) -> Iterator[Yield]:
    """Two creation points that can give the same emergency number."""
    readable = []
    for index, numbers in enumerate(facts.plan.continuity_means.number_ranges):
        ref = ObjectRef("number_ranges", numbers.id, numbers.name)
        about = facts.placed(ref, ("continuity_means", "number_ranges", index))
        span = _span(numbers)
        if span is None:
            yield Missing(about, "le premier et le dernier numéro, avec le même préfixe")
        else:
            readable.append((about, span))
    for (one, first), (other, second) in combinations(readable, 2):
        if first.prefix == second.prefix and first.first <= second.last and second.first <= first.last:
            common = f"{max(first.first, second.first)} à {min(first.last, second.last)}"
            yield Breach(
                one, {"other": other.ref.name, "numbers": f"{first.prefix.upper()} {common}".strip()}, (other.ref,)
            )


def _span(numbers: NumberRange) -> _Span | None:
    """The range as a prefix and two numbers; ``None`` when it cannot be read as one."""
    ends = [_NUMBER.fullmatch(re.sub(r"[\s._/]", "", fold(end.best or ""))) for end in (numbers.first, numbers.last)]
    if ends[0] is None or ends[1] is None or ends[0]["prefix"] != ends[1]["prefix"]:
        return None
    first, last = int(ends[0]["digits"]), int(ends[1]["digits"])
    return _Span(ends[0]["prefix"].strip("-"), min(first, last), max(first, last))


@rule("DEG-NO-CONVENTION", Severity.MAJOR)
def no_convention(facts: Facts) -> Iterator[Yield]:
    """An activity that no degraded mode replaces for long, without a signed partner."""
    for service in facts.plan.services:
        about = facts.service[service.id].at("partners")
        if not needs_partner(service) or any(partner.signed_on.best is not None for partner in service.partners):
            continue
        if "partners" in service.unknown_lists or any(p.signed_on.state is State.UNKNOWN for p in service.partners):
            yield Missing(about, "la convention avec un partenaire de repli")
        elif service.partners:
            yield Breach(about, {"partners": listed(partner.name for partner in service.partners)}, variant="unsigned")
        else:
            yield Breach(about)


@rule("DEG-RECIPROCAL-SAME-SI", Severity.MAJOR)
def same_system(facts: Facts) -> Iterator[Yield]:
    """A fallback partner that shares the information system: it falls at the same time."""
    for service in facts.plan.services:
        for index, partner in enumerate(service.partners):
            about = facts.service[service.id].at("partners", index, "same_system")
            if partner.same_system.best:
                yield Breach(about, {"partner": partner.name})
            elif partner.same_system.best is None:
                yield Missing(about, "le partage éventuel du système d’information avec le partenaire")


@rule("KIT-NONE", Severity.BLOCKING)
def no_kit(facts: Facts) -> Iterator[Yield]:
    """A vital service without a kit."""
    for service in facts.plan.services:
        about = facts.service[service.id].at("kit", "place")
        if not service.vital.best or service.kit.place.best is not None:
            continue
        if service.kit.place.state is State.UNKNOWN:
            yield Missing(about, "le lieu du kit")
        else:
            yield Breach(about)


@rule("KIT-CHECK-OLD", Severity.MINOR)
def old_inventory(facts: Facts) -> Iterator[Yield]:
    """A kit whose inventory is too old, or was never done."""
    since = facts.since("kit_months")
    for service in facts.plan.services:
        if service.kit.place.best is None:
            continue
        about, checked = facts.service[service.id].at("kit", "checked_on"), service.kit.checked_on
        if checked.state is State.UNKNOWN:
            yield Missing(about, "la date de l’inventaire du kit")
        elif checked.best is None:
            yield Breach(about, variant="never")
        elif since is None:
            yield Missing(about, NO_DATE)
        elif checked.best < since:
            yield Breach(about, {"date": say_date(checked.best), "months": str(facts.threshold("kit_months"))})


RULES: tuple[Rule, ...] = (
    shared_numbers,
    no_convention,
    same_system,
    no_kit,
    old_inventory,
)
