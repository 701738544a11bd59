"""Expressions of a questionnaire: sandboxed, over raw answers, and never an error for what nobody answered yet."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import ChainableUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from planforge.model.answer import is_detailed, read_unknown
from planforge.values import ValueFault, read_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = frozenset({"data", "item", "owner", "library"})


class _Sandbox(ImmutableSandboxedEnvironment):
    """Reads mappings by their keys only, and answers by their value."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja declares it
        """The value of a key of the record, or the attribute of a library entry."""
        if isinstance(obj, dict):
            return self._answered(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - as Jinja declares it
        """The same between brackets."""
        if isinstance(obj, dict):
            return self._answered(obj, argument)
        return super().getitem(obj, argument)

    def _answered(self, obj: dict[str, Any], key: str) -> Any:  # noqa: ANN401 - raw data
        raw = obj.get(key)
        if raw is None or read_unknown(raw) is not None:
            return self.undefined(obj=obj, name=key)
        return raw["value"] if isinstance(raw, dict) and is_detailed(raw) and "value" in raw else raw


def _is_yes(value: object) -> bool:
    try:
        return isinstance(value, str) and read_yes_no(value)
    except ValueFault:
        return False


@cache
def _sandbox() -> _Sandbox:
    made = _Sandbox(undefined=ChainableUndefined)
    made.tests["yes"] = _is_yes
    made.globals.clear()
    return made


class ExpressionFault(ValueError):  # noqa: N818 - the expression is at fault, not the program
    """An expression that cannot be read; its text is a French sentence."""


@cache
def _compiled(source: str) -> Callable[..., Any]:
    return _sandbox().compile_expression(source, undefined_to_none=True)


def value_of(source: str, names: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the expression gives
    """What the expression gives; None where something it needs is not there, or is not what it expects."""
    try:
        return _compiled(source)(**names)
    except Exception:  # noqa: BLE001 - whatever an expression makes of odd answers, the interview goes on
        return None


def is_true(source: str, names: Mapping[str, Any]) -> bool:
    """Whether the expression is true; an empty one is."""
    return not source or bool(value_of(source, names))


def check_expression(source: str, library: frozenset[str]) -> None:
    """Nothing for an expression that can be read and asks the library what it knows; raises ``ExpressionFault``."""
    try:
        template = _parsed(source)
        strangers = meta.find_undeclared_variables(template) - NAMES
        _compiled(source)
    except TemplateSyntaxError as error:
        raise ExpressionFault(f"L’expression « {source} » ne se lit pas.") from error
    if strangers:
        raise ExpressionFault(f"« {min(strangers)} » n’existe pas ici : {', '.join(sorted(NAMES))}.")
    asked = {node.attr for node in template.find_all(nodes.Getattr) if _is(node.node, "library")}
    if asked - library:
        raise ExpressionFault(f"« library.{min(asked - library)} » n’existe pas.")


@cache
def keys_read(source: str) -> frozenset[str]:
    """The top-level keys of the record that the expression looks at; « * » where that cannot be told."""
    if not source:
        return frozenset()
    template = _parsed(source)
    read = {node.attr for node in template.find_all(nodes.Getattr) if _is(node.node, "data")}
    named = sum(_is(node, "data") for node in template.find_all(nodes.Name))
    told = sum(_is(node.node, "data") for node in template.find_all(nodes.Getattr))
    return frozenset(read) if named == told else frozenset({"*"})


def _parsed(source: str) -> nodes.Template:
    return _sandbox().parse(f"{{{{ ({source}) }}}}")


def _is(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name
