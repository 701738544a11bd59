"""Rules of the law (D.9): whom to notify, deadlines in psychiatry, what must be entered again in full, paper kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planforge.analysis.kinds import contact_kinds, is_called, is_psychiatry
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.words import says_none
from planforge.model.answer import State
from planforge.model.workflow import Origin, Reentry
from planforge.values import fold, join_and

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.analysis.facts import Facts
    from planforge.model.people import Contact
    from planforge.model.services import Service
    from planforge.model.workflow import CatchUpStep, Workflow

# Who must be told, by the kinds of contact that reach them.
_NOTIFIED = (
    ("le CERT Santé", frozenset({"cert-sante"})),
    ("l’ARS", frozenset({"ars"})),
    ("la CNIL ou le DPO", frozenset({"cnil", "dpo"})),
)
_DPO = "protection des donnees"


@rule("LEG-NOTIFY", Severity.MAJOR)
def nobody_to_notify(facts: Facts) -> Iterator[Yield]:
    """An authority that must be notified, of which the record holds no number: all together."""
    about = facts.section("contacts", "Contacts extérieurs")
    lacking = []
    for who, kinds in _NOTIFIED:
        contacts = [contact for contact in facts.plan.contacts if not kinds.isdisjoint(contact_kinds(contact))]
        if any(_reachable(contact) for contact in contacts) or ("dpo" in kinds and _has_dpo(facts)):
            continue
        asked = facts.kept_apart("contacts") or any(contact.number.state is State.UNKNOWN for contact in contacts)
        if asked or ("dpo" in kinds and facts.kept_apart("people")):
            yield Missing(about, f"le numéro pour joindre {who}")
        else:
            lacking.append(who)
    if lacking:
        yield Breach(about, {"who": join_and(lacking)})


def _reachable(contact: Contact) -> bool:
    ways = (contact.number, contact.second_number, contact.email)
    return any(way.best is not None for way in ways)


def _has_dpo(facts: Facts) -> bool:
    """Whether somebody with a telephone answers for personal data here."""
    return any(person.phones and _DPO in fold(person.function) for person in facts.plan.people)


_DEADLINES = "F-ECH"


@rule("LEG-PSY-DEADLINES", Severity.BLOCKING)
def deadlines_forgotten(facts: Facts) -> Iterator[Yield]:
    """A psychiatric service whose degraded workflow keeps no table of legal deadlines on paper."""
    for service in facts.plan.services:
        if is_psychiatry(service) and not _keeps_deadlines(service, facts.workflows.get(service.id)):
            yield Breach(facts.service[service.id].at("workflow", "forms"), {"form": _DEADLINES})


def _keeps_deadlines(service: Service, flow: Workflow | None) -> bool:
    """Whether the kit holds the form of the library, or one of the hospital's own that a step on deadlines fills."""
    forms, steps = (flow.forms, flow.steps) if flow else ((), ())
    if _DEADLINES in {*(form.id for form in forms), *(stock.form for stock in service.kit.stock)}:
        return True
    own = {form.id for form in forms if form.origin is Origin.RECORD}
    return any("echeance" in fold(step.text) and not own.isdisjoint(step.forms) for step in steps)


class _Traced(NamedTuple):
    """What the law wants traced to the patient: how lines name it, and the types of service that cannot leave it."""

    name: str
    said: re.Pattern[str]
    types: frozenset[str]
    elsewhere: bool = True  # whether other types may owe it too, when their library lines say so


_TRACED = (
    _Traced(
        "les produits sanguins",
        re.compile(
            r"transfu|\bpoches?\b|produits? (sanguin|delivre)|\bpsl\b|(?<!derives du )\bsang\b|tous les produits"
        ),
        frozenset({"sang", "psl", "transfusion"}),
    ),
    _Traced("les stupéfiants", re.compile(r"stupefiant|opioide"), frozenset({"pui", "pharmacie"})),
    _Traced(
        "les médicaments dérivés du sang", re.compile(r"derives? du sang|\bmds\b"), frozenset({"pui", "pharmacie"})
    ),
    _Traced(
        "les dispositifs implantables",
        re.compile(r"implant|prothese|stent|dispositifs poses|\bdmi\b"),
        frozenset({"bloc", "pui", "pharmacie"}),
    ),
    _Traced(
        "les chimiothérapies",
        re.compile(r"\bcures?\b|chimio|\bdoses?\b"),
        frozenset({"chimiotherapie", "chimio", "upc"}),
        elsewhere=False,
    ),
    _Traced(
        "les séances de radiothérapie",
        re.compile(r"seance|\bdoses?\b|radiotherap"),
        frozenset({"radiotherapie"}),
        elsewhere=False,
    ),
)


@rule("LEG-TRACE", Severity.MAJOR)
def not_traced(facts: Facts) -> Iterator[Yield]:
    """A service whose return to normal no longer enters again, in full, what the law wants traced to the patient."""
    for service in facts.plan.services:
        flow = facts.workflows.get(service.id)
        owed = _owed(facts, service)
        about = facts.service[service.id].at("workflow", "catch_up")
        if flow is None or not (flow.steps or flow.catch_up):
            if owed:
                yield Missing(about, "le retour à la normale du service")
            continue
        entered = _entered(flow.catch_up)
        lacking = [one.name for one in owed if not one.said.search(entered)]
        if lacking:
            yield Breach(about, {"what": join_and(lacking)})


def _owed(facts: Facts, service: Service) -> list[_Traced]:
    """What the type of service has to trace: always for some, else where its library lines do."""
    kind = facts.service_types.get(service.type.best or "")
    usual = _entered(kind.workflow.catch_up if kind else ())
    return [one for one in _TRACED if is_called(service, one.types) or (one.elsewhere and one.said.search(usual))]


def _entered(lines: Iterable[CatchUpStep]) -> str:
    """The words of the lines that enter something again at once, or check all of it."""
    whole = (line for line in lines if line.reentry is Reentry.AT_ONCE or "100" in line.check)
    return fold("\n".join(f"{line.text} {line.check}" for line in whole))


@rule("LEG-RGPD-PAPER", Severity.MINOR)
def paper_left_over(facts: Facts) -> Iterator[Yield]:
    """No rule on where the paper and the USB keys of the crisis are kept, nor on who destroys them."""
    about = facts.section("continuity_means", "Moyens de continuité").at("paper_rule")
    told = facts.plan.continuity_means.paper_rule
    if told.state is State.UNKNOWN:
        yield Missing(about, "la règle de garde et de destruction du papier et des clés USB")
    elif says_none(told.best):
        yield Breach(about)


RULES: tuple[Rule, ...] = (
    nobody_to_notify,
    deadlines_forgotten,
    not_traced,
    paper_left_over,
)
