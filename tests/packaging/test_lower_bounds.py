"""The lower bounds that pyproject.toml declares are versions that were tried, not guesses."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.packaging.conftest import Environment

BOUNDS = "tests/packaging/lower-bounds.txt"
DECLARED = re.compile(r"(?P<name>[a-z0-9-]+)>=(?P<version>[\d.]+)(?:,<[\d.]+)?")
IMPORTS = """
import click, docx, jinja2, lxml.etree, markdown_it, openpyxl, pydantic, pypdf, yaml
import ortools.sat.python.cp_model
import planforge.interview.terminal.front
yaml.CSafeLoader
"""


def test_the_list_of_lower_bounds_is_that_of_the_project(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *extras["pages"], *extras["solver"]]
    pins = [line for line in (checkout / BOUNDS).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert pins
    assert [DECLARED.sub(r"\g<name>==\g<version>", bound) for bound in declared] == pins


@pytest.mark.network
def test_the_oldest_versions_import_together_and_build_an_example(
    environment: Callable[..., Environment], checkout: Path, examples: tuple[str, ...], tmp_path: Path
) -> None:
    oldest = environment("--only-binary=:all:", "--requirement", str(checkout / BOUNDS))
    oldest.run("python", "-W", "error", "-c", IMPORTS, cwd=tmp_path)
    oldest.run("planforge", "init", "demo", "--example", examples[0], cwd=tmp_path)
    oldest.run("planforge", "-C", "demo", "build", cwd=tmp_path)
    assert (tmp_path / "demo" / "livrables" / "pca.docx").is_file()
