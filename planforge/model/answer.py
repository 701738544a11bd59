"""An answer: a value with its provenance, a range, « je ne sais pas encore », or nothing yet."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planforge.model.fields import DateValue, Line, Slug
from planforge.values import ValueFault, fold

T = TypeVar("T")

UNKNOWN_WORDS = frozenset({"a completer", "?", "je ne sais pas", "je ne sais pas encore", "inconnu", "nc"})
RESERVED = frozenset({"value", "unknown", "source", "by", "on", "min", "likely", "max", "note"})
_INITIALS = frozenset("aàâAÀÂ?jJiInN ")  # a quick first look, thousands of times
_LONGEST_WORD = max(map(len, UNKNOWN_WORDS)) + 8  # dots, accents and spaces around


class Source(StrEnum):
    """Where a value comes from; only a measured one proves anything."""

    MEASURED = "measured"
    VENDOR = "vendor"
    EXPERT = "expert"
    DEFAULT = "default"


class State(StrEnum):
    """Known, asked but unknown, or never asked."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    ABSENT = "absent"


class Unknown(BaseModel):
    """« Je ne sais pas encore » : who will know, and by when."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="À compléter")

    ask: Line = Field(default="", title="À qui demander", description="Identifiant d’une personne, ou fonction")
    due: DateValue | None = Field(default=None, title="Pour quand")

    @model_validator(mode="before")
    @classmethod
    def _skip_empty(cls, raw: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
        return {key: value for key, value in raw.items() if value is not None} if isinstance(raw, dict) else raw


def is_unknown_word(raw: object) -> bool:
    """Whether a text says that the answer is not known yet (« à compléter », « ? »...)."""
    likely = isinstance(raw, str) and raw[:1] in _INITIALS and len(raw) <= _LONGEST_WORD
    return likely and _folds_to_unknown(str(raw))


@lru_cache(maxsize=4096)
def _folds_to_unknown(text: str) -> bool:
    """Remembered, since the same short words come back thousands of times."""
    return fold(text).strip(" .…") in UNKNOWN_WORDS


def read_unknown(raw: object) -> object:
    """The raw value of an ``Unknown`` when the raw value says « not known yet », else ``None``."""
    if isinstance(raw, str):
        return {} if is_unknown_word(raw) else None
    if isinstance(raw, dict) and len(raw) == 1 and "unknown" in raw:
        detail = raw["unknown"]
        return {} if detail is None or is_unknown_word(detail) else detail
    return None


def is_detailed(raw: object) -> bool:
    """Whether a mapping spells an answer out (``value``, ``min``...) instead of naming scenarios."""
    return isinstance(raw, dict) and (not raw or not RESERVED.isdisjoint(raw))


def _spelt_out(raw: object) -> object:
    """The mapping that a raw answer stands for; an empty value is no answer."""
    # Plain text first, it is by far the most common: asking whether a value is a model is slow.
    if isinstance(raw, str):
        if is_unknown_word(raw):
            return {"unknown": {}}
        return {"value": raw} if raw.strip() else {}
    if raw is None:
        return {}
    if isinstance(raw, dict):
        unknown = read_unknown(raw)
        given = {key: value for key, value in raw.items() if value is not None}
        return given if unknown is None else {"unknown": unknown}
    if isinstance(raw, Answer):
        return {name: getattr(raw, name) for name in raw.model_fields_set}
    return {"value": raw}


class Answer(BaseModel, Generic[T]):
    """A plain value, ``{value, source, by, on}``, an estimate ``{min, likely, max, source, on}``, or unknown."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True, title="Réponse"
    )

    value: T | None = Field(default=None, title="Valeur")
    min: T | None = Field(default=None, title="Au mieux")
    likely: T | None = Field(default=None, title="Le plus probable")
    max: T | None = Field(default=None, title="Au pire")
    unknown: Unknown | None = Field(default=None, title="À compléter")
    source: Source | None = Field(default=None, title="Provenance")
    by: Line = Field(default="", title="Donné par")
    on: DateValue | None = Field(default=None, title="Donné le")
    note: Line = Field(default="", title="Remarque")

    @model_validator(mode="before")
    @classmethod
    def _normalise(cls, raw: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
        return _spelt_out(raw)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        """One way of answering at a time, and a range in order."""
        if self.min is None and self.likely is None and self.max is None:
            if self.unknown is not None and self.value is not None:
                raise ValueFault(
                    "answer.two_ways",
                    "La valeur est donnée, et dite inconnue à la fois.",
                    "Gardez « value », ou « unknown ».",
                )
            return self
        if self.value is not None or self.unknown is not None or self.likely is None:
            raise ValueFault(
                "answer.range",
                "Une fourchette se donne avec sa valeur la plus probable, et sans autre valeur.",
                "Écrivez par exemple {min: 2 h, likely: 4 h, max: 8 h}.",
            )
        ends = [end for end in (self.min, self.likely, self.max) if end is not None]
        if not isinstance(self.likely, str) and ends != sorted(ends):  # type: ignore[type-var]  # all of one type
            raise ValueFault(
                "answer.range_order",
                "La fourchette n’est pas dans l’ordre.",
                "Donnez « min », puis « likely », puis « max », du plus petit au plus grand.",
            )
        return self

    @property
    def best(self) -> T | None:
        """The value to reckon with: the one given, else the most likely one; ``None`` when not known."""
        return self.value if self.value is not None else self.likely

    @property
    def state(self) -> State:
        """Known, unknown (asked) or absent (never asked)."""
        if self.value is not None or self.likely is not None:
            return State.KNOWN
        return State.UNKNOWN if self.unknown is not None else State.ABSENT

    @property
    def is_default(self) -> bool:
        """Whether the value is a library default that nobody validated."""
        return self.source is Source.DEFAULT and self.best is not None


class ByScenario(Answer[T], Generic[T]):
    """An answer that may differ by scenario: ``{default: 4 h, cyber: 3 j}``."""

    scenarios: dict[Slug, Answer[T]] = Field(default_factory=dict, title="Par scénario")

    @model_validator(mode="before")
    @classmethod
    def _split_scenarios(cls, raw: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
        if not isinstance(raw, dict) or is_detailed(raw) or "scenarios" in raw:
            return raw
        default = _spelt_out(raw.get("default"))
        scenarios = {key: value for key, value in raw.items() if key != "default"}
        return {**(default if isinstance(default, dict) else {"value": default}), "scenarios": scenarios}

    def at(self, scenario: str) -> Answer[T]:
        """The answer in that scenario, else the default one."""
        own = self.scenarios.get(scenario)
        return self if own is None or own.state is State.ABSENT else own
