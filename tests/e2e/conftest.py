"""Binders built for real, once per module: each example, and a record with every service type of the library."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from planforge.binder.building import BuildRequest, build
from planforge.binder.rendering import OFFICE
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import Piece, pieces
from planforge.library.loading import load_library
from planforge.resources import examples_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planforge.compose.context import Context
    from planforge.document.documents import Document, Workbook

EXAMPLES = tuple(sorted(path.parent.name for path in examples_folder().glob("*/planforge.yaml")))
NOT_OF_THE_RECORD = shutil.ignore_patterns("livrables", ".planforge", "rendu")


@dataclass(frozen=True)
class Binder:
    """A binder on disk, and what its documents were composed from."""

    folder: Path
    output: Path
    context: Context

    def pieces(self) -> Iterator[tuple[Path, Piece]]:
        """Each file that was asked for, with the piece it shows."""
        for piece in pieces(self.context):
            yield self.output / piece.path, piece

    def paths(self, *suffixes: str) -> list[Path]:
        """The files of these kinds that were written."""
        return sorted(path for path in self.output.rglob("*") if path.suffix in suffixes)

    def composed(self, piece: Piece) -> Document | Workbook:
        """What the file of a piece shows."""
        return piece.kind.compose(self.context, piece.of)


def built(folder: Path) -> Binder:
    """The binder of the record in that folder."""
    report = build(BuildRequest(folder))
    return Binder(folder, report.plan.output, open_workshop(folder, None, OFFICE).renderer.context)


@pytest.fixture(scope="session")
def example_names() -> tuple[str, ...]:
    """The worked examples."""
    assert EXAMPLES, "no example"
    return EXAMPLES


@pytest.fixture(scope="module", params=EXAMPLES)
def binder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Binder:
    """The binder of each example."""
    folder = tmp_path_factory.mktemp("binder") / str(request.param)
    shutil.copytree(examples_folder() / str(request.param), folder, ignore=NOT_OF_THE_RECORD)
    return built(folder)


@pytest.fixture(scope="module")
def every_type(tmp_path_factory: pytest.TempPathFactory) -> Binder:
    """The binder of a hospital with one service of each type of the library, a volume and beds, and nothing else."""
    library = load_library(None)
    services = [
        f'  - {{id: {one}, name: "{library.service_names[one]}", type: {one}, volume_per_day: 40, beds: 30}}'
        for one in library.service_ids
    ]
    record = ["schema: 1", "establishment: {name: Hôpital d’essai, statute: public}", "services:", *services]
    folder = tmp_path_factory.mktemp("types")
    (folder / "planforge.yaml").write_text("\n".join(record) + "\n", encoding="utf-8")
    return built(folder)
