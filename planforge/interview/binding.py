"""A question bound to the field it fills: its shape, its words, how an answer reads, and the model's own refusal."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError, create_model

from planforge.model.answer import is_detailed, read_unknown
from planforge.model.crisis import ScenarioKind
from planforge.model.entity import Part
from planforge.model.fields import TEXT_EXAMPLE
from planforge.model.problems import problems_of
from planforge.values import clean, close_matches, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from planforge.model.shapes import Shape
    from planforge.source import Data, Path, Span

BY_DEFAULT = "default"
_REFUSED = "Cette réponse ne convient pas."
# What the model's words say of files does not help a person who is asked.
_OF_FILES = re.compile(r"\s*; dans un fichier, entre guillemets[^.]*")
_SCENARIOS = (BY_DEFAULT, *(kind.value for kind in ScenarioKind))


class Kind(StrEnum):
    """How a question is answered; front ends choose their widget by it."""

    TEXT = "text"  # one line
    PROSE = "prose"  # several lines
    LINES = "lines"  # a list of short texts
    YES_NO = "yes-no"
    CHOICE = "choice"  # one of the options; something else too where ``Step.free``
    SEVERAL = "several"  # options to tick
    REFERENCE = "reference"  # something entered already, or to create
    REFERENCES = "references"
    NUMBER = "number"
    DURATION = "duration"
    DATE = "date"
    PHONE = "phone"
    MENU = "menu"  # a list: pick, add, change, remove, finish


_KINDS = {
    "prose": Kind.PROSE,
    "yes-no": Kind.YES_NO,
    "count": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "duration": Kind.DURATION,
    "date": Kind.DATE,
    "phone": Kind.PHONE,
}
LISTS = frozenset({Kind.LINES, Kind.SEVERAL, Kind.REFERENCES})


class BindingFault(ValueError):  # noqa: N818 - the questionnaire is at fault, not the program
    """A field that a question cannot fill; its text is a French sentence."""


@dataclass(frozen=True)
class Refusal:
    """Why an answer cannot be taken, and what to write instead: the words of the model."""

    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """Both on one line."""
        return f"{self.message} {self.hint}".strip()


@dataclass(frozen=True)
class Binding:
    """Where a question's answer goes: the keys from its root, the field of the part that holds it."""

    steps: tuple[str, ...]
    shape: Shape
    part: type[BaseModel]
    scenario: str = ""
    key: str = ""

    @property
    def name(self) -> str:
        """The field's name in the file."""
        return self.steps[-1]

    @cached_property
    def kind(self) -> Kind:
        """How the field is answered, choices of the questionnaire set aside."""
        if self.shape.item is None:
            return _leaf_kind(self.leaf)
        return {Kind.CHOICE: Kind.SEVERAL, Kind.REFERENCE: Kind.REFERENCES}.get(_leaf_kind(self.leaf), Kind.LINES)

    @cached_property
    def leaf(self) -> Shape:
        """The shape of the value that is written: of one item for a list."""
        if self.shape.item is None:
            return self.shape.plain
        item = self.shape.item
        return item.fields[self.key].plain if self.key else item.plain

    @property
    def example(self) -> str:
        """A value well written; "" where there is none worth showing."""
        return self.leaf.example.strip('"') if self.leaf.example != TEXT_EXAMPLE else ""

    @property
    def one_line(self) -> bool:
        """Whether line breaks have no place in the value."""
        return self.kind not in {Kind.PROSE, Kind.LINES}

    def refusal(self, raw: Data) -> Refusal | None:
        """Why the model refuses the raw answer; None where it takes it."""
        asked = _alone(self.part, self.name)
        given = {self.name: raw}
        try:
            asked.model_validate(given)
        except ValidationError as error:
            found = problems_of(error, _Given(given), asked)
            return Refusal(found[0].message, asked_aloud(found[0].hint)) if found else Refusal(_REFUSED)
        return None


@dataclass(frozen=True)
class _Given:
    """One answer as the model's messages look at data; it stands in no file."""

    data: dict[str, Data]

    def place(self, path: Path) -> Span | None:
        """Nowhere."""
        del path
        return None

    def nearest(self, path: Path) -> Path:
        """The path itself."""
        return path

    def frame(self, path: Path, *, key: bool = False) -> str:
        """No line."""
        del path, key
        return ""


@cache
def _alone(part: type[BaseModel], name: str) -> type[BaseModel]:
    """A part with that field only, so that one answer is judged by the rule that judges the whole file."""
    found, field = next((one, field) for one, field in part.model_fields.items() if name in {one, field.alias})
    fields: dict[str, Any] = {found: (field.annotation, copy(field))}
    made: type[BaseModel] = create_model(part.__name__, __base__=Part, **fields)
    return made


def bind(root: Shape, path: str, key: str = "") -> Binding:
    """The field at a dotted path below ``root``. Raises ``BindingFault``."""
    steps = path.split(".")
    shape, part = root, root.part
    for rank, step in enumerate(steps):
        if shape.by_scenario and rank == len(steps) - 1:
            return Binding(tuple(steps[:-1]), shape, _held(part), scenario=_scenario(step))
        part = shape.part
        shape = child(shape, step)
    _check_leaf(shape, path, key)
    return Binding(tuple(steps), shape, _held(part), key=key)


def list_shape(root: Shape, path: str) -> Shape:
    """The shape of the list at a dotted path below ``root``. Raises ``BindingFault``."""
    shape = root
    for step in path.split("."):
        shape = child(shape, step)
    if shape.item is None or shape.item.part is None:
        raise BindingFault(f"{quoted(path)} n’est pas une liste dont on puisse demander chaque élément.")
    return shape


def child(shape: Shape, step: str) -> Shape:
    """The shape of a field. Raises ``BindingFault`` with the field that may have been meant."""
    if shape.item is not None or shape.is_answer or step not in shape.fields:
        close = close_matches(step, shape.fields, 1) if shape.item is None and not shape.is_answer else ()
        meant = f" Vouliez-vous dire {quoted(close[0])} ?" if close else ""
        raise BindingFault(f"Champ inconnu {quoted(step)}.{meant}")
    return shape.fields[step]


def _held(part: type[BaseModel] | None) -> type[BaseModel]:
    if part is None:
        raise BindingFault("Ce champ n’est dans aucune partie du dossier.")
    return part


def _scenario(step: str) -> str:
    if step not in _SCENARIOS:
        raise BindingFault(f"Scénario inconnu {quoted(step)} : {', '.join(_SCENARIOS)}.")
    return step


def _check_leaf(shape: Shape, path: str, key: str) -> None:
    item = shape.item
    if item is None:
        if shape.part is not None and not shape.stands_for:
            raise BindingFault(f"{quoted(path)} est une partie, pas une réponse : nommez un de ses champs.")
        return
    if item.part is not None and key not in item.fields and not item.stands_for:
        raise BindingFault(f"{quoted(path)} est une liste d’éléments : dites par « key » ce qui se coche, ou groupez.")


def _leaf_kind(leaf: Shape) -> Kind:
    if leaf.choices is not None:
        return Kind.CHOICE
    if leaf.ref is not None:
        return Kind.REFERENCE
    return _KINDS.get(leaf.read.name, Kind.TEXT) if leaf.read is not None else Kind.TEXT


def plain_value(raw: Data) -> Data:
    """The value of an answer, provenance set aside; None where it is unknown, or was never given."""
    if is_blank(raw) or read_unknown(raw) is not None:
        return None
    if isinstance(raw, dict) and is_detailed(raw):
        return raw.get("value") or _said_range(raw)
    return raw


def is_blank(raw: Data) -> bool:
    """Whether nothing was answered: absent, or empty. An empty list says nothing."""
    return not raw.strip() if isinstance(raw, str) else not raw


def _said_range(raw: Mapping[str, Data]) -> Data:
    ends = [raw.get(end) for end in ("min", "likely", "max")]
    return " / ".join(end for end in ends if isinstance(end, str)) or None


def read_range(text: str) -> Data:
    """The three values of « 2 h / 4 h / 8 h » as an estimate; the text itself where it is not three."""
    parts = [part.strip() for part in text.replace(";", "/").split("/")]
    if len(parts) != len(("min", "likely", "max")) or not all(parts):
        return text
    return dict(zip(("min", "likely", "max"), parts, strict=True))


def asked_aloud(words: str) -> str:
    """The model's words without what only somebody who writes a file needs."""
    return _OF_FILES.sub("", words)


def tidied(text: str, *, one_line: bool) -> str:
    """The text without what a paste brings: forbidden characters, line breaks where one line is wanted.

    The quotes that the file needs around some values, and that people copy from an example, go away.
    """
    kept = clean(text)
    kept = " ".join(kept.split()) if one_line else kept.strip()
    return kept[1:-1].strip() if len(kept) > 1 and kept[0] == kept[-1] == '"' and '"' not in kept[1:-1] else kept
