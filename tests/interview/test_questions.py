"""The questions that come with planforge: short enough to be finished, understood at once, and nothing forgotten."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from planforge.answers.starter import write_starter
from planforge.interview.asking import Ground
from planforge.interview.binding import Kind, bind, child, list_shape
from planforge.interview.expressions import value_of
from planforge.interview.library_view import LibraryView, Typical
from planforge.interview.loading import load_questionnaire
from planforge.interview.outline import Asked, Filters, outline
from planforge.interview.questionnaire import Depth, Group, Question, Role, Scope, Table
from planforge.interview.slots import Slots
from planforge.interview.spoken import raw_of
from planforge.library.loading import load_library
from planforge.model.answer import Answer
from planforge.model.entity import Part
from planforge.model.plan import Plan
from planforge.model.shapes import fields_of, shape_of
from planforge.model.words import word_or_code
from planforge.resources import questionnaires_folder
from planforge.source import read_tree
from planforge.values import french
from tests.library.test_spelling import own_words, unknown, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planforge.interview.questionnaire import Item, Questionnaire
    from planforge.interview.slots import Record, Slot
    from planforge.model.shapes import Shape

FILES = sorted((questionnaires_folder() / "interview").glob("*.yaml"))
SPOKEN = {"title", "ask", "why", "help", "intro", "example", "label", "noun", "who"}
EXAMPLE_WORDS = """
BKP-NO-OFFLINE CHV COMEDIMS CSIRMT DSI-C LTO MCO PCA-CHV PRA-SAV PSE ProduitSanté ProduitSystème SAE UGAP Valmont
esante evidence finess gouv pdf planforge png pv-exercice retex
"""
LONGEST = 140  # characters
MOST_QUESTIONS = 70  # for three services, the two tables of the DSI set aside
SECONDS = 40  # the least that a person needs to read and answer one line
BIG_TABLES = {("applications",), ("infrastructure",)}
MINUTES = {Role.QUALITY: 20, Role.BOARD: 10, Role.SERVICE: 25, Role.IT: 75}
DEPTHS = [*Depth]

# Fields that the model marks as minimum and that the short questionnaire leaves for the standard depth: it has 70
# questions, each for the one who knows.
LATER = {
    "the library gives it, marked as a default": (
        "services.perimeter services.vital services.endurance.full services.endurance.reduced "
        "applications.rpo infrastructure.rpo"
    ),
    "set when the entry is picked among the typical ones": "services.type applications.type infrastructure.type",
    "what « planforge init » writes serves as a beginning": "document.version governance.manager",
    "asked with the directory, once functions are known": (
        "people.name people.deputy crisis.trigger.deputy crisis.cut.deputy crisis.reopen.deputy crisis.cells.lead "
        "crisis.cells.members crisis.roles crisis.roles.person crisis.roles.deputy services.deciders"
    ),
    "known once the service or the referent has read the sheet": (
        "referents.person referents.validated_on services.activities.minimum_level services.minimum_staff.night "
        "services.kit.checked_on services.partners.signed_on"
    ),
    "beyond what the issue counts for the DSI": (
        "infrastructure.vendor infrastructure.hosting backups.retention backups.copies.immutable "
        "backups.copies.offsite backups.copies.in_production_domain backups.copies.separate_accounts teams.people"
    ),
    "no page waits for it": (
        "establishment.region document.prefix document.date document.next_review governance.instances "
        "exercises.planned_on"
    ),
}

# Fields that no question fills, and why.
NEVER = {
    r"schema": "the program's own",
    r".*\.id": "made from the name",
    r".*\.(certainty|source|origin|safety)": "marks of the library's own lines",
    r"services\.workflow\.\w+\.(replace|remove)\b.*": "done in the hospital's copy of the type (« library copy »)",
    r"services\.workflow\.roles\.(name|task|note)": "a role of the library bears them",
    r"services\.workflow\.(needs|decisions|stocks|thresholds)\.add\.domain": "referents read them in the sheet",
    r"services\.workflow\.catch_up\.add\.(domain|sheet)": "the same",
    r"exercises\.scores\b.*": "taken from the evaluation grid (« exercise record »)",
    r"infrastructure\.(business_owner|users|read_only|island|catch_up\..*)": "nobody enters data in a foundation",
}


class Met(NamedTuple):
    """A question where it is asked: ``pattern`` from the root of the record, ``holder`` the shape its field is in."""

    pattern: str
    question: Question
    depth: Depth
    holder: Shape


@cache
def questionnaire() -> Questionnaire:
    return load_questionnaire()


@cache
def questions() -> tuple[Met, ...]:
    sections = questionnaire().sections
    return tuple(chain.from_iterable(_met(one.items, shape_of(Plan), "", Depth.MINIMUM) for one in sections))


def _met(items: tuple[Item, ...], holder: Shape, above: str, depth: Depth) -> Iterator[Met]:
    for item in items:
        deep = max(depth, item.depth, key=DEPTHS.index)
        if isinstance(item, Question):
            yield Met(f"{above}{item.field}", item, deep, holder)
            continue
        inner = list_shape(holder, item.field).item
        assert inner is not None
        yield from _met(item.asks, inner, f"{above}{item.field}.", deep)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What a public hospital of a group starts from, with one line in each list that starts empty."""
    folder = tmp_path_factory.mktemp("start")
    write_starter(folder, "public", ["mco"], "CH de Valmont", scope="minimum")
    made: Any = _read(folder)
    made["establishment"]["ght_role"] = "member"
    vendors = [{"id": f"editeur-{rank}", "name": f"Éditeur {rank}"} for rank in range(6)]
    for rank, application in enumerate(made["applications"]):
        application["vendor"] = vendors[rank % len(vendors)]["id"]
    made |= {"suppliers": vendors, "exercises": [{"id": "a", "title": "A"}]}
    made |= {"restore_tests": [{"id": "dpi", "system": "dpi"}]}
    for person in made["people"]:
        person["phones"] = [{"number": "06 12 34 56 78"}]
    for service in made["services"]:
        step = {"id": "essayer", "text": "Essayer le téléphone rouge"}
        service |= {"printed_states": [{"what": "Liste des patients"}], "partners": [{"name": "Hôpital voisin"}]}
        service |= {"validations": [{"by": "Chef de service"}], "workflow": {"steps": {"add": [step]}}}
    return dict(made)


def _read(folder: Path) -> Record:
    files = [folder / "planforge.yaml", folder / "restricted.yaml"]
    return {key: value for file in files for key, value in read_tree(file.read_text("utf-8"), file.name).data.items()}


def asked(data: Record, depth: Depth, scope: Scope) -> tuple[Slot, ...]:
    """Every place where something is asked of that record."""
    return Slots(outline(questionnaire(), Filters(depth=depth, scope=scope)), LibraryView(load_library(None))).of(data)


def counted(data: Record) -> dict[Role, dict[object, list[Slot]]]:
    """The questions of the minimum by role, as the interview counts them, the two tables of the DSI left out."""
    found: dict[Role, dict[object, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for slot in asked(data, Depth.MINIMUM, Scope.MINIMUM):
        if slot.table not in BIG_TABLES:
            found[slot.node.section.role][slot.unit].append(slot)
    return found


def test_the_minimum_is_short_enough_to_be_finished(record: Record) -> None:
    numbers = {role: len(units) for role, units in counted(record).items()}
    # Thirteen for a service; the administrative one has no partner to name.
    assert numbers == {Role.QUALITY: 13, Role.BOARD: 6, Role.SERVICE: 13 + 13 + 12, Role.IT: 13}
    assert sum(numbers.values()) <= MOST_QUESTIONS


def test_each_prompt_has_the_time_it_takes(record: Record) -> None:
    # A grid counts as one question, asked line by line: here each line, each menu and the two tables count.
    prompts = Counter(slot.node.section.role for slot in asked(record, Depth.MINIMUM, Scope.MINIMUM))
    assert prompts == {Role.QUALITY: 21, Role.BOARD: 6, Role.SERVICE: 77, Role.IT: 107}
    for role, minutes in MINUTES.items():
        services = 3 if role is Role.SERVICE else 1
        assert 60 * minutes * services / prompts[role] > SECONDS, role


def test_the_two_tables_of_the_minimum_are_small(record: Record) -> None:
    cells = Counter(slot.table for slot in asked(record, Depth.MINIMUM, Scope.MINIMUM) if isinstance(slot.node, Asked))
    assert cells["applications",] <= 10 * 5  # the name is the sixth column
    assert cells["infrastructure",] <= 6 * 3


def test_few_questions_of_the_minimum_are_likely_to_stay_unknown(record: Record) -> None:
    units = [unit for role in counted(record).values() for unit in role.values()]
    prone = [unit for unit in units if any(isinstance(one.node, Asked) and one.node.question.who for one in unit)]
    assert prone
    assert len(prone) <= 0.15 * len(units)


def test_each_role_is_told_how_long_it_takes() -> None:
    told: Counter[Role] = Counter()
    for section in questionnaire().sections:
        assert section.minutes
        assert section.intro
        told[section.role] += section.minutes if any(one.depth is Depth.MINIMUM for one in section.items) else 0
    assert told == MINUTES


def test_every_field_is_asked_or_has_its_reason_not_to_be() -> None:
    met = asked_patterns()
    fields = [*model_fields(Plan)]
    assert len(fields) > 300
    missing = [one for one, _ in fields if one not in met and not any(re.fullmatch(why, one) for why in NEVER)]
    assert missing == []


def test_every_field_of_the_minimum_is_asked_at_the_minimum_or_has_its_reason_not_to_be() -> None:
    met = asked_patterns()
    later = {one for one, depth in model_fields(Plan) if depth == "minimum" and met.get(one) is not Depth.MINIMUM}
    assert later == set(" ".join(LATER.values()).split())


def test_nobody_is_asked_at_the_minimum_what_nobody_knows() -> None:
    met = asked_patterns()
    deep = [one for one, depth in model_fields(Plan) if depth == "expert" and met.get(one, Depth.EXPERT) != depth]
    assert deep == []
    assert not [one.pattern for one in questions() if one.question.range and one.depth is Depth.MINIMUM]


def asked_patterns() -> dict[str, Depth]:
    """Each field that is asked, with the least depth at which it is; naming an entry of a list asks its name."""
    found: dict[str, Depth] = {}

    def note(pattern: str, depth: Depth) -> None:
        known = found.get(pattern, depth)
        found[pattern] = min(depth, known, key=DEPTHS.index)

    def visit(items: tuple[Item, ...], above: str, depth: Depth) -> None:
        for item in items:
            deep = max(depth, item.depth, key=DEPTHS.index)
            note(re.sub(r"\.(default|cyber)$", "", f"{above}{item.field}"), deep)
            if isinstance(item, Question):
                note(f"{above}{item.field}.{item.key}", deep)
            else:
                note(f"{above}{item.field}.{item.named}", deep)
                visit(item.asks, f"{above}{item.field}.", deep)

    for section in questionnaire().sections:
        visit(section.items, "", Depth.MINIMUM)
    return found


def model_fields(part: type[Part], above: str = "", seen: frozenset[type] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every field of the model that somebody may answer, with its depth."""
    for name, field in part.model_fields.items():
        key = field.alias or name
        shape = fields_of(part)[key]
        below = (shape.item or shape).part
        is_part = below is not None and issubclass(below, Part) and not issubclass(below, Answer)
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        if shape.item is not None or not is_part:
            yield f"{above}{key}", str(extra.get("depth", ""))
        if is_part and below is not None and issubclass(below, Part) and below not in seen:
            yield from model_fields(below, f"{above}{key}.", seen | {below})


def test_every_question_is_understood_at_once() -> None:
    assert len(questions()) > 350
    for pattern, question, _, holder in questions():
        title = question.ask or bind(holder, question.field, question.key).shape.title
        assert title, pattern
        assert len(title) <= LONGEST, title
        assert not question.ask or question.ask.endswith("\u00a0?"), question.ask
        assert question.why.endswith("."), question.why
        assert len(question.why) <= LONGEST, question.why


def test_every_answer_to_be_written_has_an_example() -> None:
    for pattern, question, _, holder in questions():
        bound = bind(holder, question.field, question.key)
        if bound.leaf.ref is None:
            assert question.example, pattern


def test_examples_are_answers_that_the_model_takes() -> None:
    for pattern, question, _, holder in questions():
        bound = bind(holder, question.field, question.key)
        plain = bound.leaf.choices is None and bound.leaf.ref is None
        if plain and question.example and not question.range and bound.shape.item is None:
            refused = bound.refusal(question.example)
            assert refused is None, f"{pattern}: {refused}"


def test_whoever_is_not_there_yet_can_be_created() -> None:
    for pattern, question, _, holder in questions():
        ref = bind(holder, question.field, question.key).leaf.ref
        if ref is not None and ref.collections in {("people",), ("suppliers",), ("teams",)}:
            assert question.create == ref.collections[0], pattern


def test_expressions_name_fields_that_exist() -> None:
    root = shape_of(Plan)
    met = [*_expressions(questionnaire_items(), root, root, root)]
    assert len(met) > 30
    for source, shapes in met:
        for name, path in re.findall(r"\b(data|item|owner)((?:\.[a-z_]+)+)", source):
            shape = shapes[name]
            for step in path.strip(".").split("."):
                shape = child(shape, step)  # raises where there is no such field


def questionnaire_items() -> tuple[Item, ...]:
    return tuple(chain.from_iterable(section.items for section in questionnaire().sections))


def _expressions(
    items: tuple[Item, ...], root: Shape, item: Shape, owner: Shape
) -> Iterator[tuple[str, dict[str, Shape]]]:
    for one in items:
        here = {"data": root, "item": item, "owner": owner}
        yield one.when, here
        yield one.pick, here
        if isinstance(one, Question):
            yield one.suggest, here
            continue
        inner = list_shape(item, one.field).item
        assert inner is not None
        for source in (one.where, one.scopes.minimum, one.scopes.vital, one.scopes.all):
            yield source, {"data": root, "item": inner, "owner": item}
        yield from _expressions(one.asks, root, inner, item)


def test_every_suggestion_and_every_typical_list_comes_out_of_the_library(record: Record) -> None:
    library = load_library(None)
    ground = Ground(record, library, LibraryView(library))
    slots = asked(record, Depth.EXPERT, Scope.ALL)
    suggesting = [slot for slot in slots if isinstance(slot.node, Asked) and slot.node.question.suggest]
    assert suggesting
    silent = {slot.node.pattern for slot in suggesting}
    for slot in suggesting:
        assert isinstance(slot.node, Asked)
        found = raw_of(value_of(slot.node.question.suggest, ground.names(slot)))
        if found and (slot.node.question.range or slot.node.binding.refusal(found[0]) is None):
            silent.discard(slot.node.pattern)
    assert silent == set()
    for slot in slots:
        source = slot.node.question.pick if isinstance(slot.node, Asked) else slot.node.listing.pick
        if source:
            typical = value_of(source, ground.names(slot))
            assert typical, slot.address
            assert all(isinstance(one, Typical) for one in typical)


def test_lists_say_what_they_hold() -> None:
    for item in _listings(questionnaire_items()):
        assert item.why.endswith("."), item.title
        assert item.noun[0] == item.noun[0].casefold()


def _listings(items: tuple[Item, ...]) -> Iterator[Group | Table]:
    for item in items:
        if not isinstance(item, Question):
            yield item
            yield from _listings(item.asks)


def texts() -> Iterator[tuple[str, str]]:
    """Every text that people read, with its place."""
    for path in FILES:
        with path.open(encoding="utf-8") as stream:
            root = yaml.compose(stream, Loader=yaml.SafeLoader)
        assert root is not None
        for scalar in _scalars(root):
            yield f"{path.name}:{scalar.start_mark.line + 1}", scalar.value


def _scalars(node: yaml.Node, key: str = "") -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode) and key in SPOKEN:
        yield node
    for name, below in node.value if isinstance(node, yaml.MappingNode) else ():
        yield from _scalars(below, name.value)
    for below in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _scalars(below, key)


def test_texts_are_set_as_french_printers_set_them() -> None:  # numbers apart: asking sets those
    assert {place: text for place, text in texts() if french(n := re.sub(r"\d", "n", text)) != n or '"' in text} == {}


@pytest.mark.spelling
def test_every_word_is_french_or_of_the_trade() -> None:
    places = {word: place for place, text in texts() for word in words(text)}
    assert len(places) > 800
    wrong = sorted(unknown(set(places)) - own_words() - set(EXAMPLE_WORDS.split()))
    assert not wrong, "\n".join(f"{word}: {places[word]}" for word in wrong)


def test_examples_are_written_as_they_are_typed() -> None:
    for pattern, question, _, holder in questions():
        binding = bind(holder, question.field, question.key)
        assert binding.kind is not Kind.LINES or ", " not in question.example, pattern
        if binding.kind is Kind.CHOICE and not question.choices:
            assert question.example in {"", *map(word_or_code, binding.leaf.choices or ())}, pattern
