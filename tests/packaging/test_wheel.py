"""What people install: the wheel holds all that planforge needs and nothing else, and builds an example by itself."""

from __future__ import annotations

import zipfile
from email.parser import Parser
from typing import TYPE_CHECKING

import pytest

import planforge
from tests.gate.lint import lint_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.packaging.conftest import Environment

DATA_FOLDERS = ("templates", "questionnaires", "examples")
LEFT_BEHIND = (".planforge", "__pycache__", "livrables", "rendu")

pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    """The files of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("folder", DATA_FOLDERS)
def test_the_wheel_holds_every_data_file(contents: dict[str, bytes], checkout: Path, folder: str) -> None:
    expected = {
        f"planforge/_data/{path.relative_to(checkout).as_posix()}"
        for path in (checkout / folder).rglob("*")
        if path.is_file() and not set(path.parts) & set(LEFT_BEHIND)
    }
    assert expected, f"{folder} is empty"
    assert expected == {name for name in contents if name.startswith(f"planforge/_data/{folder}/")}


def test_the_wheel_holds_the_package_its_types_and_its_licence(contents: dict[str, bytes], checkout: Path) -> None:
    modules = {path.relative_to(checkout).as_posix() for path in (checkout / "planforge").rglob("*.py")}
    assert modules
    assert {name for name in contents if name.endswith(".py")} == modules
    assert "planforge/py.typed" in contents
    assert "planforge/cli/locale/fr/LC_MESSAGES/messages.mo" in contents
    assert f"planforge-{planforge.__version__}.dist-info/licenses/LICENSE" in contents


def test_the_wheel_holds_nothing_else(contents: dict[str, bytes]) -> None:
    assert {name.split("/")[0] for name in contents} == {"planforge", f"planforge-{planforge.__version__}.dist-info"}
    assert not [name for name in contents if set(name.split("/")) & {"tests", *LEFT_BEHIND}]


def test_the_wheel_says_what_it_is(contents: dict[str, bytes]) -> None:
    folder = f"planforge-{planforge.__version__}.dist-info"
    metadata = Parser().parsestr(contents[f"{folder}/METADATA"].decode())
    assert metadata["Name"] == "planforge"
    assert metadata["Version"] == planforge.__version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_payload(), "the README is its long description"
    assert "planforge = planforge.cli:main" in contents[f"{folder}/entry_points.txt"].decode()


def test_an_installed_planforge_builds_the_examples(
    environment: Callable[..., Environment], examples: tuple[str, ...], tmp_path: Path
) -> None:
    installed = environment()
    assert planforge.__version__ in installed.run("planforge", "--version", cwd=tmp_path)
    for name in examples:
        installed.run("planforge", "init", name, "--example", name, cwd=tmp_path)
        installed.run("planforge", "-C", name, "check", cwd=tmp_path)
        installed.run("planforge", "-C", name, "build", cwd=tmp_path)
        written = sorted((tmp_path / name / "livrables").rglob("*.docx"))
        assert {"pca.docx", "pra.docx", "premiere-heure.docx"} <= {path.name for path in written}
        assert {str(path): lint_docx(path.read_bytes()) for path in written} == {str(path): [] for path in written}
