"""The Jinja environment of the templates: sandboxed, strict, and escaping for Markdown instead of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.lexer import Token
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from planforge.compose.escape import escape, escape_gap, mark, marked_lines
from planforge.compose.speech import said, say_gap
from planforge.document.text import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jinja2 import BaseLoader
    from jinja2.compiler import Frame
    from jinja2.lexer import TokenStream

# Filters that would let a value in unescaped, or that speak HTML or JSON.
_BANNED = ("safe", "e", "escape", "forceescape", "urlize", "xmlattr", "tojson", "pprint", "striptags", "replace")


class Missing(StrictUndefined):
    """A name that nothing answers to; says so in French."""

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_obj is missing:
            return f"« {name} » n’existe pas ici."
        return f"« {name} » n’existe pas sur « {type(self._undefined_obj).__name__} »."


class _Generator(CodeGenerator):
    """Leaves no inserted value to Jinja's own HTML escaping: neither ``~`` nor a literal in the template."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the library's name
        """``a ~ b`` joined by ``Sandbox.glue``."""
        self.write("environment.glue((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _LineMarks(Extension):
    """Marks the end of each line of a template's own text with its place."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with a mark at its end: its last line may have no line break."""
        del filename
        return source + mark(self.environment.file_number(name or ""), source.count("\n") + 1)  # type: ignore[attr-defined] # only Sandbox uses it

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, text marked."""
        number = self.environment.file_number(stream.name or "")  # type: ignore[attr-defined] # only Sandbox uses it
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", marked_lines(token.value, number, token.lineno))
            else:
                yield token


class Sandbox(ImmutableSandboxedEnvironment):
    """Where templates run: nothing but what they are given, and no value comes out unescaped.

    ``voice`` may turn a value of the caller's own into one that ``speech`` knows, before it is said.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset(["+", "%"])

    def __init__(self, loader: BaseLoader, voice: Callable[[Any], Any]) -> None:
        self.files: list[str] = []
        self._voice = voice
        super().__init__(
            loader=loader,
            undefined=Missing,
            autoescape=True,
            finalize=self.spoken,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            comment_start_string="<!--",  # Jinja's own {# would swallow the ids of headings
            comment_end_string="-->",
            extensions=[_LineMarks],
        )
        for name in _BANNED:
            del self.filters[name]
        self.filters |= {"join": self._join, "et": self._et, "initiale": initial}
        self.globals |= {"accord": agree}

    def file_number(self, name: str) -> int:
        """The number that stands for a template in the marks of its lines."""
        if name not in self.files:
            self.files.append(name)
        return self.files.index(name)

    def spoken(self, value: object) -> Markup:
        """The value said in French and escaped; what is already Markdown as it is."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Missing):
            str(value)  # raises
        words = said(self._voice(value))
        return escape_gap(say_gap(words)) if isinstance(words, Gap) else escape(words)

    def glue(self, parts: Sequence[object]) -> object:
        """The parts in one: plain text from plain texts, else Markdown with every plain part escaped."""
        if all(isinstance(part, str) and not isinstance(part, Markup) for part in parts):
            return "".join(str(part) for part in parts)
        return Markup("").join(self.spoken(part) for part in parts)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's own types
        """``+`` and ``%`` with Markdown on one side escape the other side."""
        if operator == "+" and (isinstance(left, Markup) or isinstance(right, Markup)):
            return self.glue((left, right))
        if operator == "%" and isinstance(left, str):
            raise TypeError("« % » ne met pas en forme un texte ; utilisez « ~ »")
        return super().call_binop(context, operator, left, right)

    def _join(self, values: Iterable[object], separator: str = "") -> object:
        parts: list[object] = []
        for value in values:
            parts += [separator, value] if parts else [value]
        return self.glue(parts)

    def _et(self, values: Iterable[object], last: str = "et") -> object:
        """« a, b et c »."""
        items = list(values)
        head = self._join(items[:-1], ", ")
        return self.glue((head, f" {last} ", items[-1])) if len(items) > 1 else self.glue(items)


def initial(text: str) -> str:
    """The text with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def agree(number: float, singular: str, plural: str) -> str:
    """The word that goes with this number in French: plural from two on."""
    return plural if abs(number) >= 2 else singular  # noqa: PLR2004 - the grammar's own number
