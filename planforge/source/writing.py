"""Plain data written as YAML in one fixed style, quoted wherever another reader would change a type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planforge.source.tree import Data

STEP = 2
# Text that needs no quotes: starts with a letter or a digit, holds no sign that YAML reads.
_PLAIN = re.compile(r"[^\W_](?:[\w \u00a0\u202f.,;()/+%°’'«»–—…?!=@&*<>|\"-]|:(?=\S)|(?<=\S)#)*")
_PLAIN_IN_FLOW = re.compile(r"[^\W_][\w \u00a0\u202f./+%°’-]*")
# What YAML 1.1 readers turn into something else than text.
_RETYPED = re.compile(
    r"(?:y|yes|n|no|on|off|true|false|null|~)"
    r"|0[0-9_]+|[0-9]{9,}|[0-9]+_[0-9_]*"
    r"|0[xob][0-9a-f_]+"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*\.(?:[0-9_]*0)?(?:e[-+]?[0-9]+)?|[0-9._]+e[-+]?[0-9]+"
    r"|0[0-9]+\.[0-9]*",
    re.IGNORECASE,
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x00": "\\0"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_NOT_LITERAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def write_yaml(data: dict[str, Data], header: str = "") -> str:
    """A whole file: the header as comment lines, then the data, a blank line before each section."""
    lines = [f"# {line}".rstrip() for line in header.splitlines()]
    for key, value in data.items():
        if lines and isinstance(value, dict | list):
            lines.append("")
        lines += entry_lines(key, value, 0)
    return "\n".join([*(lines or ["{}"]), ""])


def entry_lines(key: str, value: Data, indent: int) -> list[str]:
    """The lines of one « key: value » at a column."""
    head, below = value_lines(value, indent)
    return [f"{' ' * indent}{scalar(key, key=True)}:{head}", *below]


def item_lines(value: Data, indent: int) -> list[str]:
    """The lines of one « - value » at a column."""
    if isinstance(value, dict | list) and value:
        first, *rest = block_lines(value, indent + STEP)
        return [f"{' ' * indent}- {first.lstrip(' ')}", *rest]
    head, below = value_lines(value, indent)
    return [f"{' ' * indent}-{head}", *below]


def value_lines(value: Data, indent: int) -> tuple[str, list[str]]:
    """What follows « key: » or « - » on its line, and the lines below it."""
    if value is None:
        return "", []
    if isinstance(value, dict | list):
        return ("", block_lines(value, indent + STEP)) if value else (f" {flow(value)}", [])
    if _fits_literal(value):
        sign, body = ("|", value[:-1]) if value.endswith("\n") else ("|-", value)
        return f" {sign}", [(" " * (indent + STEP) + line).rstrip() if not line else " " * (indent + STEP) + line
                            for line in body.split("\n")]  # fmt: skip
    return f" {scalar(value)}", []


def block_lines(value: dict[str, Data] | list[Data], indent: int) -> list[str]:
    """The lines of a whole mapping or list at a column."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in entry_lines(key, inner, indent)]
    return [line for inner in value for line in item_lines(inner, indent)]


def flow(value: Data) -> str:
    """The value on one line, between brackets where it is a list or a mapping."""
    if value is None:
        return "~"
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, list):
        return f"[{', '.join(flow(item) for item in value)}]"
    return f"{{{', '.join(f'{scalar(key, key=True)}: {flow(inner)}' for key, inner in value.items())}}}"


def scalar(text: str, *, in_flow: bool = False, key: bool = False, style: str = "") -> str:
    """The text on one line: plain where every YAML reader keeps it text, else quoted; ``style`` keeps given quotes."""
    plain = _PLAIN_IN_FLOW if in_flow or key else _PLAIN
    if style == "'" and not _ESCAPED.search(text.replace("\\", "").replace('"', "")):
        return "'" + text.replace("'", "''") + "'"
    if not style and plain.fullmatch(text) and not text.endswith((" ", ":")) and not _RETYPED.fullmatch(text):
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - two hexadecimal digits


def _fits_literal(text: str) -> bool:
    """True for several lines that a literal block gives back letter for letter."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and not _NOT_LITERAL.search(text)
        and bool(lines[0].strip())
        and not lines[0].startswith(" ")
        and bool((lines[-1] or lines[-2]).strip())
    )
