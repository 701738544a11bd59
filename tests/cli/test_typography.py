"""What the command line and the binder say is typeset: non-breaking spaces, typographic apostrophes."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FAULT = re.compile(r"« | »|\w [:;?!](?:\s|$)|\b[cdjlmnst]'\w|\bqu'\w")
PARTS = (ast.Module, ast.ClassDef, ast.FunctionDef)


def test_every_sentence_is_typeset() -> None:
    sentences = [one for room in ("cli", "binder") for one in _sentences(ROOT / "planforge" / room)]
    assert sum("\u00a0" in text for _, text in sentences) > 40
    assert [f"{place} {text}" for place, text in sentences if FAULT.search(text)] == []


def _sentences(room: Path) -> Iterator[tuple[str, str]]:
    """The texts of a room's modules; of docstrings, only those that a command prints as its help."""
    for path in sorted(room.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        hidden = {id(node.body[0]) for node in ast.walk(tree) if isinstance(node, PARTS) and not _is_command(node)}
        for statement in ast.walk(tree):
            if id(statement) not in hidden:
                for child in ast.iter_child_nodes(statement):
                    if isinstance(child, ast.Constant) and isinstance(child.value, str):
                        yield f"{path.name}:{child.lineno}", child.value


def _is_command(node: ast.AST) -> bool:
    return any("click" in ast.unparse(one) for one in getattr(node, "decorator_list", ()))
