"""Records as people leave them: data, and the many ways one file may write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from planforge.source import REMOVE, Edit, edited

if TYPE_CHECKING:
    from planforge.source import Data, Path

KEYS = st.sampled_from(["id", "name", "rto", "services", "needs", "note", "établi", "a-b", "no", "12"])
TRAPS = st.sampled_from(
    [
        "010000024", "01000", "4:30", "no", "on", "off", "oui", "Yes", "3.10", "3.5", "1200", "2026-01-05",
        "1_000", "0x1F", "1e3", ".5", "null", "~", "", " ", "a ", " a", "a: b", "a #b", "a#b", "#b", "- a",
        "-a", "a:", "l'accueil", '"CH" de Murat', "C:\\Temp\\n", "@x", "*x", "&x", "!x", "%x", "[a]", "{a}",
        "a, b", "?", "> 4 h", "| x", "=1+1", "Service : urgences", "é\u00a0!", "😀", "a\nb", "a\nb\n", "a\n\nb",
        "\na", "a\n ", " a\nb", "a\n\n", "\t", "a\tb", "a\r\nb", "\x85", "\u2028", "\ufeff", "---", "...",
        "<<", "=", "à compléter", "{{ x }}",
    ],
)  # fmt: skip
TEXTS = TRAPS | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def _mappings(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[dict[str, Data]]:
    return st.dictionaries(KEYS, inner, max_size=4)


VALUES: st.SearchStrategy[Data] = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | _mappings(inner),
    max_leaves=12,
)
RECORDS = _mappings(VALUES)


class _Writer:
    """Writes data as YAML in styles that it draws: comments, quotes, brackets, blank lines, indents."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def mapping(self, data: dict[str, Data], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            lines += self._noise(indent)
            head, below = self._value(value, indent, sequence=False)
            lines += [f"{' ' * indent}{self._key(key)}:{head}", *below]
        return lines

    def sequence(self, data: list[Data], indent: int) -> list[str]:
        lines: list[str] = []
        for value in data:
            if lines:
                lines += self._noise(indent)
            if isinstance(value, dict | list) and value and self._chance():
                inner = (self.mapping if isinstance(value, dict) else self.sequence)(value, indent + 2)  # type: ignore[arg-type]  # by kind
                while not inner[0].strip() or inner[0].lstrip().startswith("#"):
                    inner.pop(0)
                lines += [f"{' ' * indent}- {inner[0][indent + 2 :]}", *inner[1:]]
                continue
            head, below = self._value(value, indent, sequence=True)
            lines += [f"{' ' * indent}-{head}", *below]
        return lines

    def _value(self, value: Data, indent: int, *, sequence: bool) -> tuple[str, list[str]]:
        comment = "  # remarque" if self._chance() else ""
        if value is None:
            return self._draw(st.sampled_from(["", " ~", " null"])) + comment, []
        if isinstance(value, str):
            return f" {self._scalar(value)}{comment}", []
        if not value or self._draw(st.integers(0, 3)) == 0:
            return f" {self._flow(value)}{comment}", []
        if isinstance(value, dict):
            return comment, self.mapping(value, indent + self._draw(st.integers(1, 4)))
        step = self._draw(st.integers(1 if sequence else 0, 3))
        return comment, self.sequence(value, indent + step)

    def _flow(self, value: Data) -> str:
        if isinstance(value, dict):
            return f"{{{', '.join(f'{self._key(key)}: {self._flow(inner)}' for key, inner in value.items())}}}"
        if isinstance(value, list):
            return f"[{', '.join(self._flow(inner) for inner in value)}]"
        return "~" if value is None else self._scalar(value)

    def _key(self, key: str) -> str:
        return f'"{key}"' if self._chance() else key

    def _scalar(self, text: str) -> str:
        if text.isalnum() and text != "null" and self._chance():
            return text
        if text.isprintable() and self._chance():
            return "'" + text.replace("'", "''") + "'"
        return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'

    def _noise(self, indent: int) -> list[str]:
        return self._draw(st.sampled_from([[], [], [], [""], [" " * indent + "# commentaire"], ["# au bord"]]))

    def _chance(self) -> bool:
        return self._draw(st.booleans())


@st.composite
def _documents(draw: st.DrawFn) -> tuple[str, dict[str, Data]]:
    """The text of a file, and what it says."""
    data = draw(RECORDS)
    lines = _Writer(draw).mapping(data, 0) or draw(st.sampled_from([[], ["# rien"], ["{}"]]))
    if draw(st.booleans()):
        lines = ["# en-tête", *lines]
    text = "\n".join([*lines, ""]) if lines else ""
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return (text.replace("\n", "\r\n") if draw(st.booleans()) else text), data


def _paths(data: Data) -> list[Path]:
    steps: list[tuple[str | int, Data]] = []
    if isinstance(data, dict):
        steps = list(data.items())
    elif isinstance(data, list):
        steps = list(enumerate(data))
    return [(step, *rest) for step, inner in steps for rest in [(), *_paths(inner)]]


@st.composite
def _edits(draw: st.DrawFn, data: dict[str, Data]) -> list[Edit]:
    """A few edits, each of what the ones before it leave."""
    edits: list[Edit] = []
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([*_paths(data), ("neuf",)]))
        kind = draw(st.sampled_from(["set", "remove", "key", "append"]))
        if kind == "key":
            path = (*path, "neuf")
        elif kind == "append":
            path = (*path[:-1], _length(data, path[:-1])) if isinstance(path[-1], int) else (*path, 0)
        edits.append(Edit(path, REMOVE if kind == "remove" else draw(VALUES)))
        data = edited(data, edits[-1:])
    return edits


def _length(data: Data, path: Path) -> int:
    for step in path:
        data = data[step]  # type: ignore[index]  # a path of the data itself
    return len(data or "")


@pytest.fixture(scope="session")
def texts() -> st.SearchStrategy[str]:
    return TEXTS


@pytest.fixture(scope="session")
def records() -> st.SearchStrategy[dict[str, Data]]:
    return RECORDS


@pytest.fixture(scope="session")
def documents() -> st.SearchStrategy[tuple[str, dict[str, Data]]]:
    return _documents()


@pytest.fixture(scope="session")
def edits() -> object:
    """A function from data to a strategy of edits of it."""
    return _edits
