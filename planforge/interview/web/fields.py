"""One question as a field of a form: what it shows, filled in; and what was sent back, read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from planforge.interview import wording
from planforge.interview.steps import Kind, Refusal, State
from planforge.interview.web import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.interview.steps import Step
    from planforge.interview.web.messages import Form

ANSWER, OTHER = "answer", "other"
_CHOSEN, _WRITTEN = "=", "+"  # before the value of an option; for the field « Autre »
_MOST_RADIOS = 10  # a longer list is a menu to open

_TYPES = {Kind.PHONE: "tel"}
_KEYBOARDS = {Kind.NUMBER: "numeric", Kind.PHONE: "tel"}


class Widget(StrEnum):
    """What a question is answered with."""

    LINE = "line"
    AREA = "area"
    RADIOS = "radios"
    SELECT = "select"
    TICKS = "ticks"
    NONE = "none"  # a reference, and nothing there to refer to


@dataclass(frozen=True)
class Choice:
    """An option, as it is sent back, and whether it is chosen."""

    value: str
    label: str
    on: bool


@dataclass(frozen=True)
class Field:
    """A question ready to be drawn. ``text`` is what the free text holds; ``other`` asks for it beside the choices."""

    step: Step
    prefix: str
    widget: Widget
    choices: tuple[Choice, ...] = ()
    text: str = ""
    other: str = ""
    other_on: bool = False
    refusal: str = ""

    @property
    def name(self) -> str:
        """The name of the field, and its identifier in the page."""
        return f"{self.prefix}{ANSWER}"

    @property
    def other_name(self) -> str:
        """The same for the free text beside the choices."""
        return f"{self.prefix}{OTHER}"

    @property
    def first(self) -> str:
        """The identifier of what the keyboard goes to first."""
        if self.widget in {Widget.RADIOS, Widget.TICKS}:
            return f"{self.name}-1"
        return self.other_name if self.widget is Widget.NONE else self.name

    @property
    def kind(self) -> str:
        """The ``type`` of a line of text."""
        return _TYPES.get(self._base, "text")

    @property
    def keyboard(self) -> str:
        """The keyboard that a telephone shows."""
        return _KEYBOARDS.get(self._base, "text")

    @property
    def _base(self) -> Kind:
        return self.step.base if self.step.kind is Kind.CHOICE else self.step.kind

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values of the options that are on."""
        return tuple(one.value.removeprefix(_CHOSEN) for one in self.choices if one.on)

    @property
    def is_group(self) -> bool:
        """Whether several controls make one answer: they need a legend, not a label."""
        return self.widget in {Widget.RADIOS, Widget.TICKS} or bool(self.other)

    def written(self, form: Form) -> Field:
        """The same with what a form brought, be it right or wrong."""
        on = set(form.many(ANSWER))
        if self.widget in {Widget.LINE, Widget.AREA}:
            return replace(self, text=lines_of(form.one(ANSWER)))
        choices = tuple(replace(one, on=one.value in on) for one in self.choices)
        return replace(self, choices=choices, text=lines_of(form.one(OTHER)), other_on=_WRITTEN in on)


@dataclass(frozen=True)
class Read:
    """What was sent back: the values, and the names of what is to be created."""

    values: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not (self.values or self.names)


def field_of(step: Step, prefix: str = "") -> Field:
    """The question with its former answer filled in, else with what is suggested; in a table it has a ``prefix``."""
    shown = step.former or step.suggestion
    widget = _widget(step, most_radios=0 if prefix else _MOST_RADIOS)
    if widget in {Widget.LINE, Widget.AREA}:
        return Field(step, prefix, widget, text=_joined(step, shown))
    known = {option.value for option in step.options}
    chosen = [one if one in known else step.find(one) or one for one in shown]
    choices = tuple(
        Choice(f"{_CHOSEN}{one.value}", _label(step, one.label), one.value in chosen) for one in step.options
    )
    other = _other(step)
    # What a reference names and the record lacks is not written back: it would be created under its identifier.
    text = "\n".join(one for one in chosen if one not in known) if other and not step.creates else ""
    return Field(step, prefix, widget, choices, text, other, other_on=bool(text))


def read(field: Field, form: Form) -> Read | Refusal:
    """What the form answers to the question, ``field`` being what it showed."""
    if field.widget in {Widget.LINE, Widget.AREA}:
        return _read_text(field, lines_of(form.one(ANSWER)))
    text = lines_of(form.one(OTHER)).strip() if field.other else ""
    sent = [one for one in form.many(ANSWER) if one]
    chosen = tuple(one.removeprefix(_CHOSEN) for one in sent if one.startswith(_CHOSEN))
    if field.step.many:
        return _with_text(field.step, chosen, text)
    if _WRITTEN in sent and not text:
        return Refusal(words.WRITE_OTHER)
    if text and chosen:
        return _one_of_two(field, chosen, text)
    return _with_text(field.step, chosen, text)


def is_as_before(step: Step, answer: Read) -> bool:
    """Whether the answer is the one that the record holds already."""
    return step.state is State.ANSWERED and not answer.names and answer.values == step.former


def lines_of(text: str) -> str:
    """The text with plain line ends: browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _label(step: Step, label: str) -> str:
    """The words of a vocabulary begin with a capital on a line of their own; names stay as they are."""
    return label if step.kind in {Kind.REFERENCE, Kind.REFERENCES} else f"{label[:1].upper()}{label[1:]}"


def _widget(step: Step, most_radios: int) -> Widget:
    if step.options:
        if step.many:
            return Widget.TICKS
        return Widget.RADIOS if len(step.options) <= most_radios else Widget.SELECT
    if step.kind in {Kind.REFERENCE, Kind.REFERENCES}:
        return Widget.NONE
    return Widget.AREA if step.kind in {Kind.PROSE, Kind.LINES} else Widget.LINE


def _other(step: Step) -> str:
    """What the free text beside the choices is called; "" where there is none."""
    if step.creates:
        return step.creates
    return wording.OTHER if step.free and step.options else ""


def _joined(step: Step, values: Sequence[str]) -> str:
    """Values as a text: one a line in a list; in a line of text, line ends would glue the words together."""
    if step.kind in {Kind.PROSE, Kind.LINES}:
        return "\n".join(values)
    return " ".join(" ".join(values).split("\n"))


def _read_text(field: Field, text: str) -> Read:
    former = field.step.former
    if former and text == _joined(field.step, former):
        return Read(former)  # as it is in the file, however it had to be shown
    if field.step.kind is Kind.LINES:
        return Read(tuple(line.strip() for line in text.split("\n") if line.strip()))
    return Read((text,) if text.strip() else ())


def _with_text(step: Step, chosen: tuple[str, ...], text: str) -> Read:
    """What was chosen and what was written, which is either a name to create or one more value."""
    lines = tuple(line.strip() for line in text.split("\n") if line.strip()) if step.many else (text,) if text else ()
    return Read(chosen, lines) if step.creates else Read((*chosen, *lines))


def _one_of_two(field: Field, chosen: tuple[str, ...], text: str) -> Read | Refusal:
    """The one that was changed, where one answer was chosen and another written."""
    if text == field.text:
        return _with_text(field.step, chosen, "")
    if chosen == field.chosen:
        return _with_text(field.step, (), text)
    return Refusal(words.two_answers(field.step.label(chosen[0]), text))
