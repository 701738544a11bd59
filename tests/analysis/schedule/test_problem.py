from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from planforge.analysis.schedule.calendars import ALWAYS, OFFICE, ON_CALL, Calendar
from planforge.analysis.schedule.dispatch import Order, planned
from planforge.analysis.schedule.durations import Span
from planforge.analysis.schedule.loops import Bootstrap
from planforge.analysis.schedule.network import Deadline, Task
from planforge.analysis.schedule.odds import Hazard
from planforge.analysis.schedule.problem import COMMON_SIGMA, REBUILD_FACTOR, calendar_of, problem
from planforge.model.people import Team
from tests.analysis.schedule.networks import HOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.ground import Ground
    from planforge.analysis.schedule.problem import Problem

SYSTEMS = {"id": "systemes", "name": "Systèmes", "people": 2}
LOCAL = {"id": "panne", "kind": "local-failure", "gate": "1 h"}


def lasting(name: str, hours: float, *needs: Any, **more: Any) -> dict[str, Any]:
    """An application that takes so many hours to restore, once what it needs is back."""
    return {"id": name, "restore": {"total": f"{hours} h", **more}, "needs_to_run": list(needs)}


def task(found: Problem, name: str) -> Task:
    return found.network.tasks[found.network.index[name]]


def test_a_system_that_nobody_shares_is_one_task(posed: Callable[..., Problem]) -> None:
    found = posed(applications=[lasting("ad", 16), lasting("dpi", 40, "ad")])
    assert found.network.tasks == (Task("ad", 16 * HOUR), Task("dpi", 40 * HOUR, (("ad",),)))
    assert (found.network.gate, found.gate) == (48 * HOUR, Span(48 * HOUR, 48 * HOUR, 48 * HOUR))
    assert found.network.earliest == (64 * HOUR, 104 * HOUR)
    assert found.unstaffed == ("ad", "dpi")
    assert (found.scenario, found.cyber, found.unknown, found.blocked) == ("cyber", True, (), ())


def test_copying_work_and_acceptance_hold_the_backup_the_team_and_the_tester(posed: Callable[..., Problem]) -> None:
    restore = {
        "preparation": "2 h", "volume": "3,6 To", "acceptance": "3 h", "team": "systemes", "tester": "Médecin DIM",
    }  # fmt: skip
    found = posed(
        applications=[lasting("ad", 1), {"id": "dpi", "restore": restore, "needs_to_run": ["ad"]}],
        teams=[{**SYSTEMS, "on_call": "non"}],
        backups=[{"id": "bande", "systems": ["dpi"], "bandwidth": "200 Mo/s", "streams": 2}],
    )
    assert found.network.tasks[1:] == (
        Task("copy:dpi", 10 * HOUR, (("ad",),), (("streams:bande", 1), ("rate:bande", 100))),
        Task("work:dpi", 2 * HOUR, (("copy:dpi",),), (("team:systemes", 1),), 0, OFFICE),
        Task("dpi", 3 * HOUR, (("work:dpi",),), (("tester:medecin dim", 1),)),
    )
    assert found.network.capacity == {
        "streams:bande": 2, "rate:bande": 200, "team:systemes": 2, "tester:medecin dim": 1,
    }  # fmt: skip
    # The parts of one system are long or short together, and their ends add up to those of the whole.
    spreads = found.uncertainty.spreads
    assert {found.uncertainty.streams[name] for name in ("copy:dpi", "work:dpi", "dpi")} == {"dpi"}
    parts = [spreads[name] for name in ("copy:dpi", "work:dpi", "dpi")]
    assert sum(part.at(0.9) for part in parts) == pytest.approx(found.efforts["dpi"].span.high, abs=3)
    assert sum(part.at(0.1) for part in parts) == pytest.approx(found.efforts["dpi"].span.low, abs=3)


def test_two_copies_share_their_bandwidth(posed: Callable[..., Problem]) -> None:
    found = posed(
        applications=[{"id": name, "restore": {"volume": "3,6 To"}} for name in ("dpi", "ris")],
        backups=[{"id": "bande", "systems": ["dpi", "ris"], "bandwidth": "100 Mo/s"}],
    )
    assert found.network.durations == (10 * HOUR, 10 * HOUR)
    assert sorted(planned(found.network, Order((0, 1))).ends) == [58 * HOUR, 68 * HOUR]  # 20 h of copying after 48 h


def test_what_is_not_lost_only_waits_and_what_works_is_not_waited_for(posed: Callable[..., Problem]) -> None:
    found = posed(
        infrastructure=[lasting("ad", 6), lasting("secours", 1)],
        applications=[
            {**lasting("dui", 5, "ad"), "hosting": "saas", "needs_to_restore": ["secours"]},
            lasting("dpi", 2, {"any_of": ["ad", "secours"]}),
        ],
        scenarios=[{**LOCAL, "lost": ["ad"]}],
    )
    assert found.loss.down == ("ad", "dui")
    assert found.network.tasks == (Task("ad", 6 * HOUR), Task("dui", 0, (("ad",),)))


def test_a_waiting_system_does_not_ask_for_what_restoring_it_would_take(posed: Callable[..., Problem]) -> None:
    found = posed(
        infrastructure=[lasting("ad", 6), {"id": "console"}],
        applications=[{"id": "dui", "hosting": "saas", "needs_to_run": ["ad"], "needs_to_restore": ["console"]}],
        scenarios=[{**LOCAL, "lost": ["ad", "console"]}],
    )
    assert (found.unknown, found.blocked) == (("console",), ())
    assert task(found, "dui").needs == (("ad",),)


def test_unknown_durations_hold_up_what_waits_for_them_alone(posed: Callable[..., Problem]) -> None:
    found = posed(
        infrastructure=[{"id": "ad"}, lasting("reseau", 8), {"id": "salle", "restore": {"total": "à compléter"}}],
        applications=[
            lasting("dpi", 40, "ad"),
            lasting("bloc", 4, "dpi"),
            lasting("gam", 12, {"any_of": ["ad", "reseau"]}),
        ],
    )
    assert (found.unknown, found.blocked) == (("ad", "salle"), ("dpi", "bloc"))
    assert [one.id for one in found.network.tasks] == ["reseau", "gam"]
    assert task(found, "gam").needs == (("reseau",),)
    assert set(found.efforts) == {"reseau", "gam"}


@pytest.mark.parametrize(("needs", "hours"), [([{"any_of": ["dc1", "dc2"]}], 6), (["dc1", "dc2"], 20)])
def test_one_of_two_is_enough_and_both_are_when_both_are_asked_for(
    posed: Callable[..., Problem], needs: list[Any], hours: int
) -> None:
    network = posed(applications=[lasting("dc1", 20), lasting("dc2", 6), lasting("dpi", 0, *needs)]).network
    assert network.earliest[network.index["dpi"]] == (48 + hours) * HOUR


def test_a_quick_alternative_behind_others_is_still_one(posed: Callable[..., Problem]) -> None:
    chain = [lasting("dc1", 100), lasting("san", 1), lasting("vm", 1, "san"), lasting("dc2", 1, "vm")]
    found = posed(applications=[*chain, lasting("dpi", 1, {"any_of": ["dc1", "dc2"]})])
    assert task(found, "dpi").needs == (("dc1", "dc2"),)
    assert found.network.earliest[found.network.index["dpi"]] == 52 * HOUR


def test_a_loop_is_opened_and_told_only_where_the_loss_closes_it(posed: Callable[..., Problem]) -> None:
    systems = [
        {"id": "ad", "restore": {"total": "4 h"}, "needs_to_restore": ["sauvegarde"]},
        {"id": "sauvegarde", "restore": {"total": "2 h"}, "needs_to_run": ["ad"]},
    ]
    found = posed(infrastructure=systems)
    assert found.bootstraps == (Bootstrap("sauvegarde", ("ad",), ("ad", "sauvegarde")),)
    assert found.network.earliest == (54 * HOUR, 50 * HOUR)
    alone = posed(infrastructure=systems, scenarios=[{**LOCAL, "lost": ["sauvegarde"]}])
    assert (alone.bootstraps, alone.loss.down) == ((), ("sauvegarde",))


def test_targets_and_the_endurance_of_services_are_due(posed: Callable[..., Problem]) -> None:
    found = posed(
        applications=[
            {**lasting("dpi", 4), "rto": {"default": "4 h", "cyber": "7 j"}},
            lasting("ris", 1),
            {"id": "sgl"},
        ],
        services=[
            {
                "id": "rea",
                "vital": "oui",
                "weight": 9,
                "endurance": {"limit": "3 j"},
                "applications": [
                    {"application": "dpi", "level": "vital"},
                    {"application": "sgl", "level": "vital"},
                    {"application": "ris", "level": "full"},
                ],
            },
            {"id": "dim", "outer_limit": "30 j", "activities": [{"id": "codage", "applications": ["ris"]}]},
            {"id": "muet", "applications": [{"application": "dpi", "level": "vital"}]},
        ],
    )
    assert found.network.deadlines == (
        Deadline("system:dpi", (("dpi",),), 7 * 24 * HOUR, vital=False),
        Deadline("service:rea", (("dpi",),), 72 * HOUR, 9, vital=True),
        Deadline("service:dim", (("ris",),), 30 * 24 * HOUR, 1, vital=False),
    )


def test_a_copy_that_may_be_unusable_is_a_hazard_of_an_attack_for_what_nothing_else_protects(
    posed: Callable[..., Problem],
) -> None:
    record = {
        "applications": [lasting("dpi", 4), lasting("ris", 4), lasting("sgl", 4)],
        "backups": [
            {"id": "disque", "systems": ["dpi", "ris"], "usable_odds": "60 %"},
            {"id": "bande", "systems": ["ris", "sgl"]},
        ],
    }
    uncertainty = posed(**record).uncertainty
    assert [(one.id, one.tasks, one.factor) for one in uncertainty.hazards] == [("disque", ("dpi",), REBUILD_FACTOR)]
    assert uncertainty.hazards[0].odds == pytest.approx(0.4)
    assert uncertainty.sigma == COMMON_SIGMA
    local = posed(**record, scenarios=[{**LOCAL, "lost": ["dpi", "ris", "sgl"]}]).uncertainty
    assert (local.hazards, local.sigma) == ((), 0.0)


def test_copies_that_are_surely_lost_strike_in_every_run(posed: Callable[..., Problem]) -> None:
    found = posed(applications=[lasting("dpi", 4)], backups=[{"id": "b", "systems": ["dpi"], "usable_odds": "0 %"}])
    assert found.uncertainty.hazards == (Hazard("b", 1.0, ("dpi",), REBUILD_FACTOR),)


def test_systems_that_fail_one_at_a_time_share_nothing_and_wait_for_nothing(posed: Callable[..., Problem]) -> None:
    found = posed(
        infrastructure=[lasting("ad", 4, team="systemes")],
        applications=[lasting("dpi", 2, "ad", team="systemes"), {"id": "ris"}, lasting("dui", 1, team="personne")],
        teams=[{**SYSTEMS, "on_call": "non"}, {"id": "personne", "name": "Personne", "people": 0}],
        scenarios=[LOCAL],
    )
    assert found.loss.apart
    assert found.network.tasks == (
        Task("ad", 4 * HOUR, calendar=OFFICE),
        Task("dpi", 2 * HOUR, calendar=OFFICE),
        Task("dui", HOUR),
    )
    assert (found.network.capacity, found.unknown, found.unstaffed) == ({}, ("ris",), ())


def test_a_team_without_people_is_no_team(posed: Callable[..., Problem]) -> None:
    found = posed(
        applications=[
            lasting("dpi", 2, team="vide"),
            lasting("ris", 2, team="absent"),
            lasting("sgl", 2, team="nommes"),
        ],
        people=[{"id": name, "function": name} for name in ("un", "deux", "trois")],
        teams=[
            {"id": "vide", "name": "Vide", "people": 0},
            {"id": "absent", "name": "Absent"},
            {"id": "nommes", "name": "Nommés", "members": ["un", "deux", "trois"]},
        ],
    )
    assert found.unstaffed == ("dpi", "ris")
    assert found.network.capacity == {"team:nommes": 3}


def test_streams_without_bandwidth_bind_and_a_volume_without_rate_is_no_copy(posed: Callable[..., Problem]) -> None:
    policy = {"id": "bande", "systems": ["dpi", "ris"], "streams": 1}
    found = posed(
        applications=[
            lasting("dpi", 10, volume="3,6 To", rate="200 Mo/s"),
            lasting("ris", 4, volume="9 To"),
        ],
        backups=[policy],
    )
    assert task(found, "copy:dpi") == Task("copy:dpi", 5 * HOUR, (), (("streams:bande", 1),))
    assert task(found, "ris") == Task("ris", 4 * HOUR)
    assert "copy:ris" not in found.network.index


def test_zero_durations_are_tasks_that_take_no_time(posed: Callable[..., Problem]) -> None:
    found = posed(applications=[lasting("dpi", 0), lasting("ris", 2, "dpi")])
    assert found.network.durations == (0, 2 * HOUR)
    assert found.uncertainty.spreads["dpi"].at(0.99) == 0


def test_a_scenario_that_does_not_say_enough_has_no_problem(ground: Callable[..., Ground]) -> None:
    scenarios = [
        {"id": "sans-delai", "kind": "cyber"},
        {"id": "delai-inconnu", "kind": "cyber", "gate": "à compléter"},
        {"id": "rien-de-perdu", "kind": "power", "gate": "1 h"},
    ]
    read = ground(applications=[lasting("dpi", 1)], scenarios=scenarios)
    assert [problem(read, one) for one in read.plan.scenarios] == [None, None, None]


def test_all_hosted_nothing_is_ours_to_restore(posed: Callable[..., Problem]) -> None:
    found = posed(applications=[{"id": "dpi", "hosting": "saas"}, {"id": "ris", "hosting": "hds"}])
    assert (found.network.tasks, found.loss.down, found.unknown) == ((), (), ())


def test_the_hospital_s_own_order_keeps_what_can_be_dated(posed: Callable[..., Problem]) -> None:
    found = posed(
        applications=[lasting("dpi", 1), lasting("ris", 1), {"id": "sgl"}],
        scenarios=[{"id": "c", "kind": "cyber", "gate": "1 h", "restart_order": ["ris", "sgl", "dpi"]}],
    )
    assert found.own_order == ("ris", "dpi")


@pytest.mark.parametrize(
    ("words", "on_call", "calendar"),
    [
        ("", None, ON_CALL),
        ("", "oui", ON_CALL),
        ("", "non", OFFICE),
        ("24 h/24", None, ALWAYS),
        ("Présence H24", "non", ALWAYS),
        ("24/7, trois équipes", None, ALWAYS),
        ("24 h/24 pendant 72 heures, puis deux équipes de 12 h", None, ON_CALL),
        ("Pas de présence 24 h/24", None, OFFICE),
        ("Du lundi au vendredi, 8 h - 18 h", None, OFFICE),
        ("Du lundi au vendredi, 8 h - 18 h", "oui", ON_CALL),
        ("Lundi au vendredi, astreinte la nuit", None, ON_CALL),
        ("Deux équipes", "non", OFFICE),
        ("Deux équipes", None, ON_CALL),
        ("?", "non", OFFICE),
    ],
)
def test_people_work_as_their_words_and_their_duty_say(words: str, on_call: str | None, calendar: Calendar) -> None:
    team = {"id": "t", "name": "T", "calendar": words, **({"on_call": on_call} if on_call else {})}
    assert calendar_of(Team.model_validate(team)) is calendar
