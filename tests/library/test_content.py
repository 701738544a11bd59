"""The packaged library as the head of a service and a crisis director would read it."""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from planforge.library.types import (
    ContactType,
    Form,
    MessageType,
    RoleType,
    ScenarioType,
    ServiceType,
    SystemType,
)
from planforge.model.people import Domain
from planforge.model.workflow import CatchUpStep, Certainty, Horizon, Step
from planforge.resources import library_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from planforge.model.entity import Part

WORD_LIMIT = 20
SHEET_ROOM = {"quarter": 6, "hour": 5, "1 à 24 h": 5}
STEPS_BY_HORIZON = {
    Horizon.QUARTER: (4, 6),
    Horizon.HOUR: (4, 6),
    Horizon.TO_72H: (3, 5),
    Horizon.TO_14D: (3, 5),
    Horizon.BEYOND: (2, 4),
}
COLLECTIONS: dict[str, type[Part]] = {
    "systems": SystemType,
    "forms": Form,
    "roles": RoleType,
    "scenarios": ScenarioType,
    "contacts": ContactType,
    "messages": MessageType,
}
NATIONAL_NUMBERS = {"15", "17", "18", "112"}
PHONE = re.compile(r"\b0\d(?:[ .\u00a0]?\d{2}){4}\b")
STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]| [;:!?»]|« ")
GIVEN_MEDICINES = {
    "urgences", "reanimation", "anesthesie", "maternite", "neonatologie", "chimiotherapie", "hospitalisation",
    "dialyse", "psychiatrie", "smr", "ehpad", "had", "pui",
}  # fmt: skip
SAMPLING = {"urgences", "reanimation", "laboratoire", "hospitalisation", "neonatologie", "consultations"}
TRANSFUSING = {"urgences", "reanimation", "bloc", "anesthesie", "maternite", "hospitalisation", "depot-sang"}
WATCHING = {"urgences", "reanimation", "maternite", "neonatologie", "anesthesie"}

SERVICE_FILES = sorted((library_folder() / "services").glob("*.yaml"))
ALL_FILES = [*SERVICE_FILES, *(library_folder() / f"{name}.yaml" for name in COLLECTIONS)]


@cache
def node(path: Path) -> yaml.Node:
    with path.open(encoding="utf-8") as stream:
        found = yaml.compose(stream, Loader=yaml.SafeLoader)
    assert found is not None, f"{path.name} est vide"
    return found


def plain(found: yaml.Node) -> Any:
    if isinstance(found, yaml.MappingNode):
        return {key.value: plain(value) for key, value in found.value}
    if isinstance(found, yaml.SequenceNode):
        return [plain(value) for value in found.value]
    return found.value


def at(path: Path, *keys: str | int) -> str:
    """``urgences.yaml:42`` for the value that the keys lead to."""
    here = node(path)
    for key in keys:
        if isinstance(here, yaml.MappingNode):
            here = next((value for name, value in here.value if name.value == key), here)
        elif isinstance(here, yaml.SequenceNode) and isinstance(key, int):
            here = here.value[key]
    return f"{path.name}:{here.start_mark.line + 1}"


@cache
def service(path: Path) -> ServiceType:
    return ServiceType.model_validate(plain(node(path)))


@cache
def identifiers(collection: str) -> tuple[str, ...]:
    return tuple(entry["id"] for entry in plain(node(library_folder() / f"{collection}.yaml"))[collection])


def steps(path: Path, *horizons: Horizon, sheet_only: bool = False) -> list[tuple[str, Step]]:
    found = enumerate(service(path).workflow.steps)
    return [
        (at(path, "workflow", "steps", index), step)
        for index, step in found
        if step.horizon in horizons and (step.sheet or not sheet_only)
    ]


def words(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def texts(found: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(found, yaml.ScalarNode):
        yield found
    for child in found.value if isinstance(found, yaml.SequenceNode) else ():
        yield from texts(child)
    for _, child in found.value if isinstance(found, yaml.MappingNode) else ():
        yield from texts(child)


def twins(names: Iterable[str]) -> list[str]:
    seen = list(names)
    return sorted({name for name in seen if seen.count(name) > 1})


def each_service(function: Any) -> Any:
    return pytest.mark.parametrize("path", SERVICE_FILES, ids=lambda path: path.stem)(function)


def test_the_library_holds_services_to_check() -> None:
    assert len(SERVICE_FILES) >= 19


@pytest.mark.parametrize(("collection", "entry"), COLLECTIONS.items(), ids=str)
def test_every_entry_of_a_collection_is_valid_and_named_once(collection: str, entry: type[Part]) -> None:
    path = library_folder() / f"{collection}.yaml"
    entries = plain(node(path))[collection]
    for index, raw in enumerate(entries):
        assert entry.model_validate(raw), at(path, collection, index)
    assert not twins(identifiers(collection)), path.name


@each_service
def test_a_service_is_named_after_its_file(path: Path) -> None:
    assert service(path).id == path.stem, at(path, "id")


@each_service
def test_every_identifier_is_used_once_in_its_list(path: Path) -> None:
    workflow = service(path).workflow
    lists = ("stop", "stocks", "thresholds", "catch_up", "needs", "forms")
    for name in lists:
        found = twins(line.id for line in getattr(workflow, name))
        assert not found, f"{at(path, 'workflow', name)} : {found}"
    assert not twins(activity.id for activity in service(path).activities), at(path, "activities")


@each_service
def test_no_step_shares_its_identifier_with_another(path: Path) -> None:
    found = twins(step.id for step in service(path).workflow.steps)
    assert not found, f"{at(path, 'workflow', 'steps')} : {found}"


@each_service
def test_every_application_type_cited_exists(path: Path) -> None:
    for index, use in enumerate(service(path).applications):
        assert use.type in identifiers("systems"), f"{at(path, 'applications', index)} : {use.type}"


@each_service
def test_every_service_type_needed_exists_and_is_another_one(path: Path) -> None:
    known = {file.stem for file in SERVICE_FILES} - {path.stem}
    for index, need in enumerate(service(path).workflow.needs):
        assert need.service_type in known, f"{at(path, 'workflow', 'needs', index)} : {need.service_type}"


@each_service
def test_every_form_cited_exists_and_stands_in_the_table_of_forms(path: Path) -> None:
    workflow = service(path).workflow
    table = [form.id for form in workflow.forms]
    for index, step in enumerate(workflow.steps):
        named = set(re.findall(r"F-[A-Z]+", step.text)) | set(step.forms)
        assert named <= set(table), f"{at(path, 'workflow', 'steps', index)} : {sorted(named - set(table))}"
    unknown = set(table) - set(identifiers("forms"))
    assert not unknown, f"{at(path, 'workflow', 'forms')} : {sorted(unknown)}"


@each_service
def test_every_horizon_has_its_steps(path: Path) -> None:
    for horizon, (fewest, most) in STEPS_BY_HORIZON.items():
        count = len(steps(path, horizon))
        assert fewest <= count <= most, f"{at(path, 'workflow', 'steps')} {horizon} : {count} étapes"
    assert len(steps(path, Horizon.TO_4H, Horizon.TO_24H)) >= 3, at(path, "workflow", "steps")


@each_service
def test_the_one_page_sheet_has_room_for_its_lines(path: Path) -> None:
    zones = {
        "quarter": steps(path, Horizon.QUARTER, sheet_only=True),
        "hour": steps(path, Horizon.HOUR, sheet_only=True),
        "1 à 24 h": steps(path, Horizon.TO_4H, Horizon.TO_24H, sheet_only=True),
    }
    for zone, lines in zones.items():
        assert len(lines) <= SHEET_ROOM[zone], f"{lines[-1][0]} : {len(lines)} lignes en « {zone} »"


@each_service
def test_steps_are_short(path: Path) -> None:
    for where, step in steps(path, *Horizon):
        assert words(step.text) <= WORD_LIMIT, f"{where} : {words(step.text)} mots"


@each_service
def test_the_first_quarter_follows_the_common_reflexes(path: Path) -> None:
    lines = [step.text for _, step in steps(path, Horizon.QUARTER)]
    together = " ".join(lines).lower()
    where = at(path, "workflow", "steps")
    ransom = [line for line in lines if "rançon" in line]
    assert len(ransom) == 1, where
    assert "jamais" in ransom[0], where
    assert "débrancher du réseau" in ransom[0], where
    assert "appeler l’astreinte" in together, where
    assert re.search(r"\b(?:sortir|distribuer)\b", together), where
    assert "heure" in together, where


@each_service
def test_only_arrivals_get_an_emergency_number(path: Path) -> None:
    for where, step in steps(path, Horizon.QUARTER):
        if "numéro de secours" in step.text and "arriv" in step.text.lower():
            assert "seulement" in step.text, where


@each_service
def test_no_step_gives_a_phone_number(path: Path) -> None:
    for scalar in texts(node(path)):
        assert not PHONE.search(scalar.value), f"{path.name}:{scalar.start_mark.line + 1}"


@each_service
def test_stop_is_present_and_has_three_to_five_points(path: Path) -> None:
    stop = service(path).workflow.stop
    assert 3 <= len(stop) <= 5, f"{at(path, 'workflow', 'stop')} : {len(stop)} points"


@each_service
def test_the_return_is_present_and_three_lines_print(path: Path) -> None:
    catch_up: tuple[CatchUpStep, ...] = service(path).workflow.catch_up
    assert len(catch_up) >= 4, at(path, "workflow", "catch_up")
    assert sum(step.sheet for step in catch_up) == 3, at(path, "workflow", "catch_up")


@each_service
def test_every_other_section_is_filled(path: Path) -> None:
    workflow = service(path).workflow
    for name, fewest in {"breaks": 3, "stocks": 5, "thresholds": 3, "roles": 4, "needs": 3}.items():
        assert len(getattr(workflow, name)) >= fewest, at(path, "workflow", name)
    assert workflow.trigger.is_default, at(path, "workflow", "trigger")
    assert workflow.extra_staff.is_default, at(path, "workflow", "extra_staff")
    for name in ("full", "reduced", "limit"):
        assert getattr(workflow.endurance, name).is_default, at(path, "workflow", "endurance", name)


@each_service
def test_a_threshold_is_countable_without_a_computer(path: Path) -> None:
    countable = re.compile(r"\d|un[e]?\b|deux|trois|aucun|moins|plus|absent|moitié|sous", re.IGNORECASE)
    for index, threshold in enumerate(service(path).workflow.thresholds):
        assert countable.search(threshold.text), at(path, "workflow", "thresholds", index)


@each_service
def test_endurance_never_shrinks(path: Path) -> None:
    held = service(path).workflow.endurance
    minutes = [answer.best.minutes for answer in (held.full, held.reduced, held.limit) if answer.best is not None]
    assert minutes == sorted(minutes), at(path, "workflow", "endurance")


@each_service
def test_a_line_seen_in_a_source_names_it_and_no_other_does(path: Path) -> None:
    workflow = service(path).workflow
    for name in ("steps", "stop", "stocks", "thresholds", "catch_up"):
        for index, line in enumerate(getattr(workflow, name)):
            assert line.certainty is not None, at(path, "workflow", name, index)
            assert (line.certainty is Certainty.SEEN) == bool(line.source), at(path, "workflow", name, index)


@each_service
def test_the_stop_points_cover_the_dangers_of_the_service(path: Path) -> None:
    stop = service(path).workflow.stop
    domains = {point.domain for point in stop}
    together = " ".join(point.text.lower() for point in stop)
    where = at(path, "workflow", "stop")
    if path.stem in GIVEN_MEDICINES:
        assert Domain.MEDICINES in domains, f"{where} : médicaments à risque"
    if path.stem in SAMPLING:
        assert Domain.LABORATORY in domains, f"{where} : résultats critiques"
    if path.stem in TRANSFUSING:
        assert Domain.BLOOD in domains, f"{where} : transfusion"
    if path.stem in WATCHING:
        assert re.search(r"surveill|alarme", together), f"{where} : surveillance"
    if service(path).perimeter == "care":
        assert re.search(r"identité|bracelet|nom dit", together), f"{where} : identité"


def test_system_types_need_known_types_without_cycle_or_contradiction() -> None:
    path = library_folder() / "systems.yaml"
    types = {entry["id"]: SystemType.model_validate(entry) for entry in plain(node(path))["systems"]}
    for index, system in enumerate(types.values()):
        where = at(path, "systems", index)
        own = system.rto.at("cyber").best
        assert own is not None, where
        assert system.checks, where
        for need in (*system.needs_to_run, *system.needs_to_restore):
            assert need in types, f"{where} : {need}"
        for need in system.needs_to_run:
            theirs = types[need].rto.at("cyber").best
            assert theirs is not None, where
            assert theirs.minutes <= own.minutes, f"{where} : le RTO cyber de {need} dépasse celui de {system.id}"


@pytest.mark.parametrize("relation", ["needs_to_run", "needs_to_restore"])
def test_system_types_have_an_order_of_restart(relation: str) -> None:
    systems = plain(node(library_folder() / "systems.yaml"))["systems"]
    graph = {entry["id"]: entry.get(relation, []) for entry in systems}
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


def test_every_role_card_is_complete_and_its_lines_are_short() -> None:
    path = library_folder() / "roles.yaml"
    for index, raw in enumerate(plain(node(path))["roles"]):
        role = RoleType.model_validate(raw)
        where = at(path, "roles", index)
        lines = (*role.first_quarter, *role.first_hour, *role.then)
        assert min(len(role.first_quarter), len(role.first_hour), len(role.then)) >= 2, where
        assert min(len(role.never), len(role.has_ready)) >= 2, where
        assert not twins(line.id for line in lines), where
        assert all(words(line.text) <= WORD_LIMIT for line in lines), where


def test_every_kind_of_scenario_has_a_gate_and_phases() -> None:
    path = library_folder() / "scenarios.yaml"
    scenarios = [ScenarioType.model_validate(raw) for raw in plain(node(path))["scenarios"]]
    assert len({scenario.kind for scenario in scenarios}) == len(scenarios) == 7
    for index, scenario in enumerate(scenarios):
        assert scenario.gate.is_default, at(path, "scenarios", index)
        assert len(scenario.phases) >= 5, at(path, "scenarios", index)


def test_only_public_national_numbers_are_given() -> None:
    path = library_folder() / "contacts.yaml"
    for index, raw in enumerate(plain(node(path))["contacts"]):
        assert raw.get("number", "15") in NATIONAL_NUMBERS, at(path, "contacts", index)


def test_every_message_leaves_the_facts_to_the_hospital() -> None:
    path = library_folder() / "messages.yaml"
    for index, raw in enumerate(plain(node(path))["messages"]):
        where = at(path, "messages", index)
        assert len(re.findall(r"\[[^\]]+\]", raw["text"])) >= 4, where
        assert raw["text"].count("[") == raw["text"].count("]"), where
        assert not re.search(r"\b(?:bientôt|au plus vite|rapidement|garantissons|assurons que)\b", raw["text"]), where


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: path.stem)
def test_french_typography(path: Path) -> None:
    for scalar in texts(node(path)):
        found = STRAIGHT.search(scalar.value)
        assert not found, f"{path.name}:{scalar.start_mark.line + 1} : {found[0] if found else ''!r}"
