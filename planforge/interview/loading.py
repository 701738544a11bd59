"""The questionnaires read from their files and checked against the model; every mistake with its file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from planforge.errors import Location, Problem, QuestionnaireError, RecordError
from planforge.interview.binding import BindingFault, bind, list_shape
from planforge.interview.expressions import ExpressionFault, check_expression
from planforge.interview.library_view import LibraryView
from planforge.interview.questionnaire import Question, Questionnaire, Section
from planforge.interview.wording import CREATABLE
from planforge.model.messages import sentence
from planforge.model.plan import Plan
from planforge.model.shapes import shape_of
from planforge.resources import questionnaires_folder
from planforge.source import read_bytes, read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from planforge.interview.questionnaire import Item, Listing
    from planforge.model.shapes import Shape
    from planforge.source import Data, Tree
    from planforge.source import Path as Path_

FOLDER = "interview"
_TAGS = frozenset({"question", "group", "table"})  # Pydantic's names for the three forms, in none of the files
_LIBRARY = frozenset(name for name in vars(LibraryView) if not name.startswith("_"))
_EXPRESSIONS = ("when", "where", "suggest", "pick")


def load_questionnaire(folder: Path | None = None) -> Questionnaire:
    """The sections of a folder, in the order of their files' names; those that come with planforge by default.

    Raises ``QuestionnaireError`` with every mistake of every file.
    """
    root = folder or questionnaires_folder() / FOLDER
    problems: list[Problem] = []
    sections: list[Section] = []
    for path in sorted(root.glob("*.yaml")):
        try:
            section, tree = _read(path)
        except QuestionnaireError as error:
            problems += error.problems
            continue
        check = _Check(tree)
        check.items(section.items, shape_of(Plan), ("items",))
        problems += check.problems
        if section.id in {one.id for one in sections}:
            check.fault(("id",), "questionnaire.twin", f"La section « {section.id} » est déjà décrite ailleurs.")
            problems += check.problems[-1:]
        sections.append(section)
    if problems:
        raise QuestionnaireError(problems)
    return Questionnaire(sections=tuple(sections))


def _read(path: Path) -> tuple[Section, Tree]:
    label = f"{path.parent.name}/{path.name}"
    try:
        tree = read_tree(read_bytes(path.read_bytes(), label), label)
    except RecordError as error:
        raise QuestionnaireError(error.problems) from error
    try:
        return Section.model_validate(tree.data), tree
    except ValidationError as error:
        found = error.errors(include_url=False)
        # A list whose items were all refused is then also « too short »: that says nothing new.
        told = [one for one in found if one["type"] != "too_short"] or found
        raise QuestionnaireError([_unread(one, tree) for one in told]) from error


def _unread(found: ErrorDetails, tree: Tree) -> Problem:
    path = tuple(step for step in found["loc"] if step not in _TAGS)
    name = str(path[-1]) if path else ""
    if found["type"] == "missing":
        message, hint = f"Il manque « {name} ».", ""
    elif found["type"] == "extra_forbidden":
        message, hint = f"Clé inconnue « {name} ».", "Vérifiez son orthographe, ou retirez-la."
    else:
        fault = found.get("ctx", {}).get("error")
        message = str(fault) if fault else f"« {name} » ne se lit pas."
        hint = sentence("types", found["type"], _Silent())[1] if not fault else getattr(fault, "hint", "")
    return problem_at(tree, path, "questionnaire.shape", message, hint)


class _Silent(dict[str, object]):
    """Values of a sentence that nobody gives."""

    def __missing__(self, key: str) -> str:
        return "…"


def problem_at(tree: Tree, path: Path_, code: str, message: str, hint: str = "") -> Problem:
    """A problem at the value nearest to ``path``, with the lines around it."""
    nearest = tree.nearest(path)
    place = tree.place(nearest)
    return Problem(code, message, place.value if place else Location(tree.file), hint=hint, frame=tree.frame(nearest))


@dataclass
class _Check:
    """What is wrong in a section that could be read: fields, expressions, twin identifiers."""

    tree: Tree
    problems: list[Problem] = field(default_factory=list)

    def items(self, items: tuple[Item, ...], root: Shape, path: Path_) -> None:
        """Check items whose fields are relative to ``root``."""
        seen: set[str] = set()
        for rank, item in enumerate(items):
            here = (*path, rank)
            if item.key_id in seen:
                self.fault((*here, "id"), "questionnaire.twin", f"L’identifiant « {item.key_id} » est pris deux fois.")
            seen.add(item.key_id)
            self._expressions(item, here)
            if isinstance(item, Question):
                self._question(item, root, here)
            else:
                self._listing(item, root, here)

    def fault(self, path: Path_, code: str, message: str) -> None:
        """Note a mistake at its place."""
        self.problems.append(problem_at(self.tree, path, code, message))

    def _question(self, question: Question, root: Shape, here: Path_) -> None:
        try:
            bound = bind(root, question.field, question.key)
        except BindingFault as fault:
            self.fault((*here, "field"), "questionnaire.field", str(fault))
            return
        if question.create and question.create not in _created(bound.leaf):
            message = f"« {question.create} » ne peut pas être créé par ce champ."
            self.fault((*here, "create"), "questionnaire.create", message)
        for rank, choice in enumerate(question.choices):
            raw: Data = [choice.value] if bound.shape.item is not None else choice.value
            refusal = None if question.key else bound.refusal(raw)
            if refusal is not None:
                self.fault((*here, "choices", rank), "questionnaire.choice", refusal.text)

    def _listing(self, listing: Listing, root: Shape, here: Path_) -> None:
        key = "group" if "group" in type(listing).model_fields else "table"
        try:
            shape = list_shape(root, listing.field)
        except BindingFault as fault:
            self.fault((*here, key), "questionnaire.list", str(fault))
            return
        item = shape.item
        if item is None:
            return
        if listing.menu and listing.named not in item.fields:
            self.fault((*here, "named"), "questionnaire.field", f"Champ inconnu « {listing.named} ».")
        self.items(listing.asks, item, (*here, "each" if key == "group" else "columns"))

    def _expressions(self, item: Item, here: Path_) -> None:
        named: list[tuple[Path_, str]] = [((name,), getattr(item, name, "")) for name in _EXPRESSIONS]
        scopes = getattr(item, "scopes", None)
        named += [(("scopes", name), getattr(scopes, name)) for name in type(scopes).model_fields] if scopes else []
        for steps, source in named:
            try:
                if source:
                    check_expression(source, _LIBRARY)
            except ExpressionFault as fault:
                self.fault((*here, *steps), "questionnaire.expression", str(fault))


def _created(leaf: Shape) -> frozenset[str]:
    """The collections that a field may create an entry of, by its name alone."""
    return CREATABLE.intersection(leaf.ref.collections) if leaf.ref is not None else frozenset()
