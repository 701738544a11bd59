"""The house stays as it was drawn: small modules that say what they are, in their rooms."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.structure.conftest import Source

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Written apart, so that this file does not name what it forbids.
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "home", "root", "tmp")]
REGISTRY_HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
]
ELSEWHERE = re.compile(
    "|".join([rf"(?<![\w.\]}})*-]){path}" for path in MACHINE_PATHS] + [re.escape(h) for h in REGISTRY_HOSTS])
)

SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
CODES = re.compile(r"^(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z-]+(?:,\s*[a-z-]+)*\])\s*[-#:]*\s*(?P<reason>\S.*)")


def test_every_module_says_what_it_is(package: tuple[Source, ...]) -> None:
    assert package
    _none([source.path for source in package if not ast.get_docstring(source.tree)])


def test_no_file_is_too_long(everything: tuple[Source, ...]) -> None:
    lengths = {source.path: source.text.count("\n") for source in everything}
    assert lengths
    _none(f"{path}: {length} lines" for path, length in lengths.items() if length > LONGEST_FILE)


def test_no_function_is_too_long(everything: tuple[Source, ...]) -> None:
    lengths = {
        f"{source.path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for source in everything
        for node in ast.walk(source.tree)
        if isinstance(node, FUNCTIONS)
    }
    assert lengths
    _none(f"{place}: {length} lines" for place, length in lengths.items() if length > LONGEST_FUNCTION)


def test_no_module_has_a_name_that_says_nothing(everything: tuple[Source, ...]) -> None:
    words = {source.path: set(re.split(r"[/_.]", source.path)) for source in everything}
    assert words
    _none(path for path, found in words.items() if found & NAMES_THAT_SAY_NOTHING)


def test_the_import_contract_holds(checkout: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(program), "--no-cache"], cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", done.stdout), done.stdout


def test_no_file_names_a_machine_or_a_registry(texts: dict[str, str]) -> None:
    assert "pyproject.toml" in texts
    _none(
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for path, text in texts.items()
        for match in ELSEWHERE.finditer(text)
    )


def test_every_suppressed_rule_has_a_reason(everything: tuple[Source, ...]) -> None:
    suppressions = [one for source in everything for one in _suppressions(source)]
    assert suppressions
    _none(place for place, rest in suppressions if not CODES.match(rest))


def _suppressions(source: Source) -> Iterator[tuple[str, str]]:
    """Each comment that silences a tool: where it stands, and what follows the last word that does."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and SUPPRESSION.search(token.string):
            yield f"{source.path}:{token.start[0]}", SUPPRESSION.split(token.string)[-1].strip()


def _none(faults: Iterable[object]) -> None:
    """Fail with one fault a line."""
    listed = [str(fault) for fault in faults]
    assert not listed, "\n" + "\n".join(listed)
