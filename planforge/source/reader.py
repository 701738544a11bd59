"""A file's text made a tree; every mistake found at once, in French, at its place."""

from __future__ import annotations

from typing import Any

import yaml

from planforge.errors import RecordError
from planforge.source.building import Builder
from planforge.source.complaints import explain
from planforge.source.decoding import read_bytes
from planforge.source.nodes import compose, fastest_loader, size_faults, token_faults, too_deep
from planforge.source.tree import Data, Fault, Lines, Tree

__all__ = ["read_bytes", "read_tree"]


def read_tree(text: str, file: str, loader: type[Any] | None = None) -> Tree:
    """The tree of the text: quoted or not, every value stays text; an empty value is None. Raises ``RecordError``."""
    lines = Lines(file, text)
    faults = size_faults(text)
    if not faults:
        root, data, faults = _read(text, lines, loader or fastest_loader())
    if faults:
        raise RecordError([fault.problem(text, lines) for fault in faults])
    return Tree(file, text, data, root)


def _read(text: str, lines: Lines, loader: type[Any]) -> tuple[yaml.Node | None, dict[str, Data], list[Fault]]:
    faults: list[Fault] = []
    try:
        faults = token_faults(text, loader)
        if any(fault.code == "source.too_deep" for fault in faults):
            return None, {}, faults
        root = compose(text, loader)
    except yaml.YAMLError as error:
        # An alias that names nothing has been reported already, and better, by its token.
        return None, {}, faults or [explain(error, text)]
    except RecursionError:
        return None, {}, [too_deep(0)]
    builder = Builder(text, lines)
    data = builder.record(root)
    return root, data, [*faults, *builder.faults]
