from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planforge.analysis.restart import restart_order
from planforge.analysis.results import PlaceReason, Wait, WaitReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def node(name: str, *needs: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "needs_to_run": list(needs), **more}


def waves(plan: Plan) -> list[list[str]]:
    return [[place.system for place in wave] for wave in restart_order(plan).waves]


def test_golden_example(a_plan: Callable[..., Plan]) -> None:
    # recovery.md C.10, without durations
    plan = a_plan(
        infrastructure=[node("net"), node("ad", "net"), node("hyp", "net"), node("bkp", "hyp")],
        applications=[
            node("gam", "ad", needs_to_restore=["bkp"], rto="96 h"),
            node("eai", "ad", needs_to_restore=["bkp"], rto="96 h"),
            node("lab", "gam", "eai", rto="110 h"),
            node("ris", "gam", "eai", rto="120 h"),
            node("dpi", "gam", "eai", rto="168 h"),
        ],
    )
    assert waves(plan) == [["net"], ["ad", "hyp"], ["bkp"], ["eai", "gam"], ["lab", "ris", "dpi"]]


def test_one_of_several_alternatives_is_enough(a_plan: Callable[..., Plan]) -> None:
    either = a_plan(
        applications=[node("dc1", "base"), node("dc2"), node("base"), node("app", {"any_of": ["dc1", "dc2"]})]
    )
    both = a_plan(applications=[node("dc1", "base"), node("dc2"), node("base"), node("app", "dc1", "dc2")])
    assert waves(either) == [["base", "dc2"], ["app", "dc1"]]
    assert waves(both) == [["base", "dc2"], ["dc1"], ["app"]]


def test_inside_a_wave_the_shortest_need_first_then_the_class(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        applications=[
            node("a", tier="T3"),
            node("b", tier="T1"),
            node("c", rto="1 h"),
            node("d"),
        ],
        services=[
            {
                "id": "s",
                "applications": [{"application": "d", "level": "vital"}],
                "activities": [{"id": "x", "dmia": "8 h"}],
            }
        ],
    )
    assert waves(plan) == [["d", "c", "b", "a"]]
    first = restart_order(plan).places[0]
    assert first.needed_by is not None
    assert [(asker.service, asker.activity) for asker in first.needed_by.askers] == [("s", "x")]


def test_members_of_a_cycle_share_a_wave_and_are_named(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        infrastructure=[
            node("net"),
            node("ad", "net", needs_to_restore=["console"]),
            node("console", "ad"),
            node("dpi", "ad"),
        ]
    )
    order = restart_order(plan)
    assert order.cycles == (("ad", "console"),)
    assert waves(plan) == [["net"], ["ad", "console"], ["dpi"]]
    assert [place.reason for place in order.places] == [
        PlaceReason.FOUNDATION,
        PlaceReason.CYCLE,
        PlaceReason.CYCLE,
        PlaceReason.DEPENDENCY,
    ]
    assert order.places[1].waits_for == (Wait(("console",), WaitReason.RESTORE), Wait(("net",), WaitReason.RUN))


def test_a_cycle_that_another_cycle_lets_start_is_not_one(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        infrastructure=[
            node("p", {"any_of": ["q", "x"]}),
            node("q", "p"),
            node("x", "y"),
            node("y", "x"),
        ]
    )
    assert restart_order(plan).cycles == (("x", "y"),)
    assert waves(plan) == [["x", "y"], ["p"], ["q"]]


def test_nothing_to_restart(a_plan: Callable[..., Plan]) -> None:
    assert restart_order(a_plan()).waves == ()


NEEDS = st.lists(
    st.tuples(st.integers(0, 7), st.lists(st.integers(0, 7), min_size=1, max_size=3, unique=True), st.booleans()),
    max_size=20,
)


@given(NEEDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_order_respects_needs_outside_cycles(
    a_plan: Callable[..., Plan], needs: list[tuple[int, list[int], bool]]
) -> None:
    systems: list[dict[str, Any]] = [node(f"s{index}", needs_to_restore=[]) for index in range(8)]
    for system, others, to_run in needs:
        field = "needs_to_run" if to_run else "needs_to_restore"
        systems[system][field].append({"any_of": [f"s{other}" for other in others]})
    order = restart_order(a_plan(infrastructure=systems))
    wave = {place.system: place.wave for place in order.places}
    cycle = {name: members for members in order.cycles for name in members}
    assert sorted(wave) == [f"s{index}" for index in range(8)]
    assert [place.rank for place in order.places] == list(range(1, 9))
    assert [place.wave for place in order.places] == sorted(wave.values())
    for place in order.places:
        for wait in place.waits_for:
            mates = cycle.get(place.system, ())
            assert any(wave[name] < place.wave or name in mates for name in wait.systems)
    for members in order.cycles:
        assert len({wave[name] for name in members}) == 1


@given(NEEDS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_waves_do_not_depend_on_the_order_of_the_record(
    a_plan: Callable[..., Plan], needs: list[tuple[int, list[int], bool]]
) -> None:
    systems: list[dict[str, Any]] = [node(f"s{index}") for index in range(8)]
    for system, others, _ in needs:
        systems[system]["needs_to_run"].append({"any_of": [f"s{other}" for other in others]})
    forward, backward = a_plan(infrastructure=systems), a_plan(infrastructure=systems[::-1])
    assert waves(forward) == waves(backward)
