from __future__ import annotations

from planforge.analysis.results import (
    Finding,
    ObjectRef,
    Place,
    PlaceReason,
    RestartOrder,
    Severity,
    Undecided,
)


def place(system: str, wave: int, rank: int) -> Place:
    return Place(system, wave, rank, PlaceReason.FOUNDATION, (), None)


def finding(rule: str, severity: Severity, *objects: str, scenario: str = "") -> Finding:
    return Finding(rule, severity, tuple(ObjectRef("services", one, one) for one in objects), (), scenario=scenario)


def test_the_gravest_rank_first() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [
        Severity.BLOCKING,
        Severity.MAJOR,
        Severity.MINOR,
        Severity.INFO,
    ]


def test_findings_come_gravest_first_then_by_rule_object_and_scenario() -> None:
    ordered = [
        finding("B", Severity.BLOCKING, "z"),
        finding("A", Severity.MAJOR, "a"),
        finding("A", Severity.MAJOR, "b"),
        finding("A", Severity.MAJOR, "b", scenario="cyber"),
        finding("B", Severity.MAJOR, "a"),
    ]
    mixed = [ordered[place] for place in (3, 1, 4, 0, 2)]
    assert sorted(mixed, key=lambda one: one.order) == ordered


def test_what_cannot_be_decided_comes_by_rule_then_by_what_is_missing() -> None:
    about = (ObjectRef("services", "bloc", "Bloc"),)
    ordered = [Undecided("A", about, ("la DMIA",)), Undecided("A", about, ("le site",)), Undecided("B", about, ("a",))]
    mixed = [ordered[place] for place in (2, 0, 1)]
    assert sorted(mixed, key=lambda one: one.order) == ordered


def test_the_places_of_a_restart_by_wave() -> None:
    order = RestartOrder((place("ad", 0, 1), place("dns", 0, 2), place("dpi", 2, 3)), ())

    assert [[one.system for one in wave] for wave in order.waves] == [["ad", "dns"], [], ["dpi"]]
    assert RestartOrder((), ()).waves == ()


def test_findings_can_be_gathered_in_sets() -> None:
    assert len({finding("A", Severity.MAJOR, "a"), finding("A", Severity.MAJOR, "a")}) == 1
    assert len({finding("A", Severity.MAJOR, "a"), finding("A", Severity.MAJOR, "b")}) == 2
