"""What the code imports is what pyproject.toml declares: no library comes in by chance with another."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.structure.conftest import Source

OURS = {"planforge", "tests"}
COMPANIONS = {
    "markupsafe": "jinja2",
    "pydantic-core": "pydantic",
}  # part of the promise of the library that brings them

# What the package declares without importing it, each with the reason.
NOT_IMPORTED = {
    "python-docx": "reads back what people edited in Word; the tests open every document with it",
}


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    """The identity of the project in pyproject.toml."""
    read: dict[str, Any] = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    return read


def test_the_package_imports_only_its_dependencies(project: dict[str, Any], package: tuple[Source, ...]) -> None:
    imported = {name for source in package for name in _imported(source)}
    assert "click" in imported
    extras = project["optional-dependencies"]
    optional = _names([*extras["pages"], *extras["solver"]])
    assert sorted(imported - _names(project["dependencies"]) - optional) == []


def test_every_dependency_is_imported(project: dict[str, Any], package: tuple[Source, ...]) -> None:
    declared = _names(project["dependencies"])
    assert declared
    unused = declared - {name for source in package for name in _imported(source)}
    assert sorted(unused) == sorted(NOT_IMPORTED)  # an exception that is imported by now is one too many


def test_the_tests_import_only_what_their_command_installs(
    project: dict[str, Any], everything: tuple[Source, ...]
) -> None:
    extras = project["optional-dependencies"]
    installed = _names([*project["dependencies"], *extras["dev"]])
    compared = installed | _names(extras["benchmarks"])
    tests = [source for source in everything if source.path.startswith("tests/")]
    assert tests
    strangers = {
        source.path: set(_imported(source)) - (compared if "/benchmarks/" in source.path else installed)
        for source in tests
    }
    assert {path: names for path, names in strangers.items() if names} == {}


def _imported(source: Source) -> Iterator[str]:
    """The distributions whose modules a file imports, wherever in it; a module of no distribution is given itself."""
    for node in ast.walk(source.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        for name in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - OURS:
            found = _normal(_distributions().get(name, [name])[0])
            yield COMPANIONS.get(found, found)


@cache
def _distributions() -> Mapping[str, list[str]]:
    """The distributions that bring each top-level module; slow to ask for."""
    return packages_distributions()


def _names(requirements: list[str]) -> set[str]:
    """The distributions that requirements name."""
    return {_normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
