from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.graphs import components, down_with, leading_to, restore_graph, run_graph, stops
from planforge.analysis.results import WaitReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.model.plan import Plan


def node(name: str, *needs: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "needs_to_run": list(needs), **more}


def test_run_and_restore_graphs_differ(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        applications=[node("dpi", "ad", needs_to_restore=["sauvegarde"])],
        infrastructure=[node("ad"), node("sauvegarde")],
    )
    assert [edge.alternatives for edge in run_graph(plan).needs["dpi"]] == [("ad",)]
    assert [(edge.alternatives, edge.reason) for edge in restore_graph(plan).needs["dpi"]] == [
        (("sauvegarde",), WaitReason.RESTORE),
        (("ad",), WaitReason.RUN),
    ]


def test_soft_needs_stay_in_the_graph_and_bind_nothing(a_plan: Callable[..., Plan]) -> None:
    graph = run_graph(a_plan(applications=[node("dpi", {"on": "sgl", "strength": "soft"}), node("sgl")]))
    assert len(graph.needs["dpi"]) == 1
    assert graph.binding["dpi"] == ()
    assert graph.dependents["sgl"] == ()


def test_a_system_of_a_file_kept_apart_is_not_waited_for(a_plan: Callable[..., Plan]) -> None:
    assert run_graph(a_plan(applications=[node("dpi", "ailleurs")])).needs["dpi"] == ()


def test_and_stops_or_holds(a_plan: Callable[..., Plan]) -> None:
    plan = a_plan(
        applications=[node("dpi", {"any_of": ["dc1", "dc2"]}, "reseau"), node("lap", "dpi")],
        infrastructure=[node("dc1", "reseau"), node("dc2", "reseau"), node("reseau")],
        services=[{"id": "soins", "applications": [{"application": "lap", "level": "vital"}]}, {"id": "autre"}],
    )
    stopped = stops(plan)
    assert stopped["dc1"].systems == ()
    assert stopped["reseau"].systems == ("dc1", "dc2", "dpi", "lap")
    assert stopped["reseau"].services == ("soins",)
    assert stopped["dpi"].systems == ("lap",)


def test_a_comfort_application_stops_no_service(a_plan: Callable[..., Plan]) -> None:
    use = {"application": "agenda", "level": "reduced"}
    plan = a_plan(applications=[node("agenda")], services=[{"id": "soins", "applications": [use]}])
    assert stops(plan)["agenda"].services == ()


def test_components_of_a_long_chain_need_no_recursion() -> None:
    size = 5000
    chain = {str(index): [str(index + 1)] for index in range(size)} | {str(size): ["0"]}
    assert [len(members) for members in components(chain)] == [size + 1]


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24)


@given(EDGES)
def test_components_are_what_reaches_each_other(edges: list[tuple[int, int]]) -> None:
    successors = {str(system): [str(b) for a, b in edges if a == system] for system in range(8)}

    def reached(start: str) -> set[str]:
        seen, front = {start}, [start]
        while front:
            for target in successors[front.pop()]:
                if target not in seen:
                    seen.add(target)
                    front.append(target)
        return seen

    found = {member: members for members in components(successors) for member in members}
    for one in successors:
        expected = {other for other in reached(one) if one in reached(other)}
        assert set(found[one]) == expected


def test_several_systems_down_stop_what_none_of_them_stops_alone(a_plan: Callable[..., Plan]) -> None:
    graph = run_graph(a_plan(applications=[node("dpi", {"any_of": ["dc1", "dc2"]}), node("dc1"), node("dc2")]))
    assert down_with(graph, ["dc1"]) == {"dc1"}
    assert down_with(graph, ["dc1", "dc2"]) == {"dc1", "dc2", "dpi"}
    assert down_with(graph, []) == set()


def test_any_need_leads_to_a_system(a_plan: Callable[..., Plan]) -> None:
    soft, either = {"on": "ad", "strength": "soft"}, {"any_of": ["dpi", "bi"]}
    graph = run_graph(
        a_plan(applications=[node("dpi", soft), node("lap", either), node("bi")], infrastructure=[node("ad")])
    )
    assert leading_to(graph, ["ad"]) == {"ad", "dpi", "lap"}
