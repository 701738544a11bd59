from __future__ import annotations

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from planforge.analysis.graphs import Edge, Graph
from planforge.analysis.results import WaitReason
from planforge.analysis.schedule.loops import Bootstrap, dated_needs, opened
from planforge.model.systems import Application, Infrastructure, System

RUN, RESTORE = WaitReason.RUN, WaitReason.RESTORE


def systems(*names: str) -> dict[str, System]:
    return {name: Application(id=name, name=name.upper()) for name in names}


def needs(*names: str, reason: WaitReason = RUN) -> tuple[Edge, ...]:
    """Plain needs, or one of several written « a|b »."""
    return tuple(Edge(tuple(name.split("|")), reason) for name in names)


def test_the_console_that_asks_the_directory_is_the_link_to_open() -> None:
    graph = Graph({"ad": needs("sauvegarde", reason=RESTORE), "sauvegarde": needs("ad"), "dpi": needs("ad")})
    known = {name: Infrastructure(id=name, name=name) for name in ("ad", "sauvegarde", "dpi")}
    found, proposed = opened(graph, known)
    assert proposed == (Bootstrap("sauvegarde", ("ad",), ("ad", "sauvegarde")),)
    assert found.rounds.cycles == ()
    assert found.needs["sauvegarde"] == (Edge(("ad",), RUN, bootstrap=True),)
    assert found.needs["ad"] == graph.needs["ad"]


def test_the_console_without_the_directory_comes_before_any_other_link() -> None:
    known = {name: Infrastructure(id=name, name=name) for name in ("ad", "sauvegarde", "dpi", "eai")}
    asked = Graph({"ad": needs("sauvegarde"), "sauvegarde": needs("dpi", "ad", reason=RESTORE), "dpi": needs("ad")})
    assert opened(asked, known)[1][0] == Bootstrap("sauvegarde", ("ad",), ("ad", "sauvegarde", "dpi"))
    apart = Graph({"eai": needs("sauvegarde"), "sauvegarde": needs("dpi", reason=RESTORE), "dpi": needs("eai")})
    assert opened(apart, known)[1] == (Bootstrap("sauvegarde", ("dpi",), ("eai", "sauvegarde", "dpi")),)


def test_what_is_needed_to_run_is_completed_later_sooner_than_what_is_needed_to_restore() -> None:
    graph = Graph({"a": needs("b", reason=RESTORE), "b": needs("c"), "c": needs("a", reason=RESTORE)})
    assert opened(graph, systems("a", "b", "c"))[1] == (Bootstrap("b", ("c",), ("a", "b", "c")),)


def test_a_graph_without_loop_stays_as_it_is() -> None:
    graph = Graph({"a": needs("b|c"), "b": (), "c": needs("a")})
    assert opened(graph, systems("a", "b", "c")) == (graph, ())


def test_loops_inside_loops_are_all_opened() -> None:
    names = ["a", "b", "c", "d"]
    graph = Graph({name: needs(*(other for other in names if other != name)) for name in names})
    found, proposed = opened(graph, systems(*names))
    assert found.rounds.cycles == ()
    assert sorted(found.rounds.wave.values()) == [0, 1, 2, 3]
    assert len(proposed) == 6  # as few as can be of twelve


def test_a_need_that_one_of_several_meets_waits_for_those_that_do_not_wait_for_it() -> None:
    graph = Graph({"a": (), "b": needs("a"), "c": needs("b"), "d": needs("a|c"), "e": needs("a|f"), "f": needs("e")})
    found = dated_needs(graph, ())
    # The shorter of both, whatever their place in the order, save for a system that waits for the asker.
    assert found["d"] == (("a", "c"),)
    assert found["e"] == (("a",),)


def test_what_waits_for_an_unknown_duration_alone_has_no_date() -> None:
    graph = Graph(
        {
            "unknown": (),
            "known": (),
            "alone": needs("unknown"),
            "behind": needs("alone", "known"),
            "either": needs("unknown|known"),
            "twice": needs("known|known", "known"),
        }
    )
    assert dated_needs(graph, {"unknown"}) == {
        "known": (),
        "either": (("known",),),
        "twice": (("known",),),
    }


def test_an_alternative_of_a_loop_that_an_unknown_duration_closes_has_no_date() -> None:
    graph = Graph({"a": (), "b": needs("a|c"), "c": needs("b")})
    assert opened(graph, systems("a", "b", "c"))[1] == ()
    assert dated_needs(graph, {"a"}) == {}


def test_thousands_of_systems_in_one_loop_are_opened_quickly() -> None:
    names, before = [f"s{one}" for one in range(2000)], process_time()
    graph = Graph({name: needs(names[place - 1]) for place, name in enumerate(names)})
    found, proposed = opened(graph, systems(*names))
    assert len(proposed) == 1
    assert len(dated_needs(found, ())) == 2000
    assert process_time() - before < 5


NAMES = "abcdefg"


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    edge = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(lambda one: Edge(tuple(one), RUN))
    return Graph({name: tuple(draw(st.lists(edge, max_size=3))) for name in NAMES})


@given(graphs(), st.sets(st.sampled_from(NAMES)))
def test_any_graph_is_opened_and_its_needs_form_no_loop(graph: Graph, unknown: set[str]) -> None:
    found, proposed = opened(graph, systems(*NAMES))
    assert found.rounds.cycles == ()
    closed = {
        (name, edge.alternatives)
        for name, edges in graph.needs.items()
        for edge in edges
        if edge not in found.binding[name]
    }
    assert {(one.user, one.needs) for one in proposed} == closed
    assert all(set(one.needs) <= set(one.loop) and one.user in one.loop for one in proposed)
    dated = dated_needs(found, unknown)
    assert not unknown.intersection(dated)
    placed: set[str] = set()
    while ready := [
        name for name, asked in dated.items() if name not in placed and all(placed.issuperset(one) for one in asked)
    ]:
        placed.update(ready)
    assert placed == set(dated)  # with every alternative waited for: nothing goes round
    assert all(asked for name in dated for asked in dated[name])
    for name in set(NAMES) - unknown - set(dated):
        assert any(not set(edge.alternatives).intersection(dated) for edge in found.binding[name])
