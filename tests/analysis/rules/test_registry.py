from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planforge.analysis.facts import Facts, Subject
from planforge.analysis.results import Finding, ObjectRef, Severity, Undecided
from planforge.analysis.rules import RULES
from planforge.analysis.rules.registry import Breach, Missing, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from planforge.analysis.rules.registry import Yield
    from planforge.model.plan import Plan

BLOC = Subject(ObjectRef("services", "bloc", "Bloc"), ("services", 0))
LABO = ObjectRef("services", "labo", "Labo")


@rule("ESSAI", Severity.MAJOR)
def essay(facts: Facts) -> Iterator[Yield]:
    """One of each, and one of its own gravity, where there is a date."""
    yield Breach(BLOC.at("head"), {"limit": "4 h"}, (LABO,), "nuit", "cyber")
    yield Missing(BLOC, "la DMIA")
    if facts.today:
        yield Breach(BLOC, {"name": "le bloc"}, severity=Severity.INFO)


def test_a_breach_becomes_a_finding_that_names_its_object(a_plan: Callable[..., Plan]) -> None:
    found, _ = essay.find(Facts(a_plan()))

    assert found == Finding(
        rule="ESSAI",
        severity=Severity.MAJOR,
        objects=(BLOC.ref, LABO),
        path=("services", 0, "head"),
        values={"name": "Bloc", "limit": "4 h"},
        variant="nuit",
        scenario="cyber",
    )


def test_what_is_not_known_becomes_undecided(a_plan: Callable[..., Plan]) -> None:
    _, undecided = essay.find(Facts(a_plan()))
    assert undecided == Undecided("ESSAI", (BLOC.ref,), ("la DMIA",))


def test_a_breach_may_have_its_own_gravity_and_name(a_plan: Callable[..., Plan], today: date) -> None:
    *_, last = essay.find(Facts(a_plan(), today))

    assert isinstance(last, Finding)
    assert (last.severity, last.values) == (Severity.INFO, {"name": "le bloc"})


def test_each_rule_stands_once_in_the_table() -> None:
    assert len(RULES) > 40
    assert [code for code, count in Counter(one.id for one in RULES).items() if count > 1] == []
