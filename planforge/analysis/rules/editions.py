"""Rules of what documents say of themselves (D.7, D.9): version and date, kits printed earlier, lines to validate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import listed
from planforge.library.validation import awaits_validation, is_validated
from planforge.model.answer import State
from planforge.model.services import Section
from planforge.model.words import word
from planforge.model.workflow import Horizon
from planforge.values import fold, join_and, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planforge.analysis.facts import Facts, Subject
    from planforge.model.services import Service
    from planforge.model.workflow import Workflow, WorkflowLine


@rule("KIT-VERSION", Severity.MINOR)
def kit_version(facts: Facts) -> Iterator[Yield]:
    """Kits whose printed forms are of another version than the documents."""
    current = facts.plan.document.version.best
    other: dict[str, list[Service]] = {}
    for service in facts.plan.services if current is not None else ():
        printed = service.kit.version.best
        if service.kit.place.best is None:
            continue
        if printed is None:
            yield Missing(facts.service[service.id].at("kit", "version"), "la version des imprimés du kit")
        elif _number(printed) != _number(current or ""):
            other.setdefault(printed, []).append(service)
    for printed, services in other.items():
        first, *others = (facts.service[service.id] for service in services)
        values = {"names": listed(one.name for one in services), "printed": printed, "current": current or ""}
        yield Breach(first.at("kit", "version"), values, tuple(one.ref for one in others))


def _number(version: str) -> str:
    """The version without the words and signs that people put before it: « Version 1.2 », « v1.2 »."""
    return fold(version).removeprefix("version").removeprefix("v").strip(" .")


@rule("DOC-NO-DATE-VERSION", Severity.MAJOR)
def no_date_version(facts: Facts) -> Iterator[Yield]:
    """Documents that do not say which edition they are, of what, for which scenarios."""
    document, about = facts.plan.document, facts.section("document", "Documents")
    lacking = []
    for field, answer, what in (
        ("version", document.version, "la version"),
        ("date", document.date, "la date"),
    ):
        if answer.state is State.UNKNOWN:
            yield Missing(about.at(field), f"{what} des documents")
        elif answer.best is None:
            lacking.append(what)
    for section, entities, what, whose in (
        ("services", facts.plan.services, "le périmètre", "services"),
        ("scenarios", facts.plan.scenarios, "les scénarios", "scénarios"),
    ):
        if facts.kept_apart(section):
            yield Missing(about, f"la liste des {whose}")
        elif not entities:
            lacking.append(what)
    if lacking:
        yield Breach(about, {"what": join_and(lacking)})


@rule("DOC-DEFAULT-NOT-VALIDATED", Severity.MAJOR)
def default_not_validated(facts: Facts) -> Iterator[Yield]:
    """Lines of the library kept in a service's degraded workflow without anybody to answer for them."""
    untouched: list[Subject] = []
    for service, flow in facts.described:
        about, pending = facts.service[service.id].at("validations"), _pending(facts, service, flow)
        if pending and "validations" in service.unknown_lists:
            yield Missing(about, "les validations du mode dégradé")
        elif pending and service.validations:
            yield _kept(about, service, pending)
        elif pending:
            untouched.append(about)
    if untouched:
        names = listed(about.ref.name for about in untouched)
        others = tuple(about.ref for about in untouched[1:])
        yield Breach(untouched[0], {"count": str(len(untouched)), "names": names}, others, variant="untouched")


def _pending(facts: Facts, service: Service, flow: Workflow) -> list[tuple[Section, WorkflowLine]]:
    referents = facts.plan.referents
    return [(section, line) for section, line in _lines(flow) if awaits_validation(service, line, section, referents)]


def _kept(about: Subject, service: Service, pending: Sequence[tuple[Section, WorkflowLine]]) -> Breach:
    """How many lines of which parts; of which clinical domains, where nobody else has to answer for them."""
    lines = plural(len(pending), "ligne")
    parts = dict.fromkeys(section for section, _ in pending)
    if any(not is_validated(service, section) for section in parts):
        return Breach(about, {"lines": lines, "parts": join_and([word(section) for section in parts])})
    domains = dict.fromkeys(line.domain for _, line in pending if line.domain is not None)
    return Breach(about, {"lines": lines, "domains": join_and([word(domain) for domain in domains])}, variant="domain")


def _lines(flow: Workflow) -> Iterator[tuple[Section, WorkflowLine]]:
    """The lines of a degraded workflow, each with the part that somebody validates."""
    yield from ((Section.STOP, line) for line in flow.stop)
    for step in flow.steps:
        yield (Section.FIRST_QUARTER if step.horizon is Horizon.QUARTER else Section.STEPS), step
    yield from ((Section.DECISIONS, line) for line in flow.decisions)
    yield from ((Section.THRESHOLDS, line) for line in flow.thresholds)
    yield from ((Section.STOCKS, line) for line in flow.stocks)
    yield from ((Section.CATCH_UP, line) for line in flow.catch_up)


RULES: tuple[Rule, ...] = (
    kit_version,
    no_date_version,
    default_not_validated,
)
