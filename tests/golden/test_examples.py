"""The binder of each example as Markdown beside its record: what a change of wording or of a rule does to it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import pieces
from planforge.resources import examples_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

EXAMPLES = tuple(sorted(path.parent.name for path in examples_folder().glob("*/planforge.yaml")))
RENDERED = "rendu"


@pytest.fixture(scope="module", params=EXAMPLES)
def rendering(request: pytest.FixtureRequest) -> tuple[Path, dict[str, str]]:
    """Where the rendering of an example stands, and what it should be, by path."""
    folder = examples_folder() / str(request.param)
    workshop = open_workshop(folder, None, frozenset({"md"}))
    files = workshop.files(tuple(pieces(workshop.renderer.context)))
    return folder / RENDERED, {path: data.decode() for path, data in files}


def test_the_rendering_of_each_example_is_kept_true(rendering: tuple[Path, dict[str, str]], golden: Golden) -> None:
    folder, texts = rendering
    assert "pca.md" in texts
    assert any(path.startswith("services/") for path in texts)
    for path, text in texts.items():
        golden(folder / path, text)


def test_a_rendering_holds_no_document_that_is_gone(
    rendering: tuple[Path, dict[str, str]], request: pytest.FixtureRequest
) -> None:
    folder, texts = rendering
    gone = sorted(path for path in folder.rglob("*.md") if path.relative_to(folder).as_posix() not in texts)
    if request.config.getoption("--update-golden"):
        for path in gone:
            path.unlink()
        gone = []
    assert gone == []
