from __future__ import annotations

from planforge.interview.outline import Asked, Filters, Repeated, outline, walk
from planforge.interview.questionnaire import Depth, Role, Scope
from tests.interview.conftest import small


def patterns(filters: Filters) -> list[str]:
    return [node.pattern for part in outline(small(), filters).parts for node in walk(part.nodes)]


def test_every_question_is_bound_with_its_place_in_the_record() -> None:
    made = outline(small(), Filters(depth=Depth.EXPERT))
    nodes = [node for part in made.parts for node in walk(part.nodes)]
    assert "services.activities.dmia" in {node.pattern for node in nodes}
    assert [made.by_rank[node.rank] for node in nodes] == nodes


def test_filters_keep_a_role_a_section_a_depth() -> None:
    assert {one.section.id for one in outline(small(), Filters(role=Role.SERVICE)).parts} == {"services"}
    assert {one.section.id for one in outline(small(), Filters(section="maison")).parts} == {"maison"}
    assert outline(small(), Filters(role=Role.IT, section="maison")).parts == ()
    assert "continuity_means.recall" not in patterns(Filters())
    assert "continuity_means.recall" in patterns(Filters(depth=Depth.EXPERT))


def test_a_document_keeps_the_fields_it_needs_and_the_lists_they_stand_in() -> None:
    fields = frozenset({"services.head", "services.activities", "document"})
    assert patterns(Filters(fields=fields)) == [
        "document.date",
        "services",
        "services.head",
        "services.activities",
        "services.activities.dmia",
        "services.activities.harm",
    ]
    assert not Filters(fields=fields).keeps_field("services.heading")


def test_a_list_knows_what_its_entries_cannot_be_read_without() -> None:
    made = outline(small(), Filters())
    found = {node.pattern: node for part in made.parts for node in walk(part.nodes) if isinstance(node, Repeated)}
    deciders, exercises, tables = (found[name] for name in ("services.deciders", "exercises", "applications"))
    assert [one.binding.name for one in deciders.required] == ["function"]
    assert not deciders.has_ids
    assert [one.question.ask for one in exercises.required] == ["Quel genre d’exercice ?"]
    assert tables.is_table
    assert tables.makes_ids
    naming = exercises.naming
    assert naming is not None
    assert naming.binding.name == "title"
    assert made.by_rank[naming.rank] is naming


def test_the_keys_of_the_record_that_decide_are_known() -> None:
    parts = {part.section.id: part for part in outline(small(), Filters(scope=Scope.ALL)).parts}
    assert "establishment" in parts["maison"].keys
    assert "*" not in parts["maison"].keys
    assert "*" in parts["services"].keys  # library.perimeters(data) looks at all of it
    assert {"applications", "scenarios"} <= parts["informatique"].keys
    services = next(node for node in parts["services"].nodes if isinstance(node, Repeated))
    assert services.keys_below == frozenset()
    assert isinstance(services.each[0], Asked)


def test_the_name_of_an_entry_is_asked_as_a_name() -> None:
    nodes = [node for part in outline(small(), Filters()).parts for node in walk(part.nodes)]
    services = next(node for node in nodes if isinstance(node, Repeated) and node.pattern == "services")
    assert services.naming is not None
    assert services.naming.question.ask == "Nom, à garder ou à changer"
    assert services.naming.question.why != services.listing.why
