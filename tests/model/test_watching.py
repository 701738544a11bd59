from __future__ import annotations

import pytest

from planforge.model.entity import Part
from planforge.model.plan import Plan
from planforge.model.watching import Kept, Reads, is_watched, note, shared, watched


@pytest.fixture
def plan() -> Plan:
    services = [{"id": "urgences", "name": "Urgences", "kit": {"place": "Armoire"}}, {"id": "bloc", "name": "Bloc"}]
    return Plan.model_validate({"establishment": {"name": "CH", "statute": "public"}, "services": services})


def test_each_attribute_of_a_part_that_is_read_is_told(plan: Plan) -> None:
    reads: Reads = set()
    with watched(reads):
        service = plan.services[0]
        assert service.kit
        assert service.kit.place.best == "Armoire"
    assert {(id(plan), "services"), (id(service), "kit"), (id(service.kit), "place")} <= reads
    assert (id(plan.services[1]), "name") not in reads


def test_what_is_read_in_other_ways_is_told_too(plan: Plan) -> None:
    service = plan.services[0]
    for read, name in (
        (lambda: service.__dict__["kit"], "__dict__"),
        (lambda: service == plan.services[1], "__dict__"),
        (lambda: service.unknown_lists, "__pydantic_private__"),
        (lambda: service.model_fields_set, "__pydantic_fields_set__"),
        (lambda: getattr(service, "vital"), "vital"),  # noqa: B009 - as a template reads it
    ):
        reads: Reads = set()
        with watched(reads):
            read()
        assert (id(service), name) in reads


def test_nobody_watches_before_and_after(plan: Plan) -> None:
    reads: Reads = set()

    def fails() -> None:
        with watched(reads):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    note(1, "needs")
    assert plan.services
    assert reads == set()
    assert not is_watched()
    assert "__getattribute__" not in vars(Part)


def test_a_watcher_within_another_reads_for_itself(plan: Plan) -> None:
    outer: Reads = set()
    inner: Reads = set()
    with watched(outer):
        with watched(inner):
            note(1, "needs")
        note(1, "stops")
        assert plan.services
    assert inner == {(1, "needs")}
    assert outer == {(1, "stops"), (id(plan), "services")}


def test_what_is_made_once_was_read_by_all_who_ask(plan: Plan) -> None:
    kept: Kept[int] = {}
    made: list[int] = []

    def make() -> int:
        made.append(len(plan.services))
        return made[-1]

    for _ in range(2):
        reads: Reads = set()
        with watched(reads):
            assert is_watched()
            assert shared(kept, "count", make) == 2
        assert (id(plan), "services") in reads
    assert shared(kept, "count", make) == 2
    assert made == [2]
