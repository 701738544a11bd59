from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a package installed elsewhere, whose data nobody looked for yet."""
    package = tmp_path / "planforge"
    package.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    resources.data_folder.cache_clear()
    yield package
    resources.data_folder.cache_clear()


@pytest.mark.parametrize(
    ("folder", "held"),
    [
        (resources.templates_folder, "word/base.docx"),
        (resources.library_folder, "services/urgences.yaml"),
        (resources.questionnaires_folder, "starter/record.yaml"),
        (resources.examples_folder, "*/planforge.yaml"),
    ],
)
def test_each_folder_holds_what_it_is_for(folder: Callable[[], Path], held: str) -> None:
    assert list(folder().glob(held))


def test_the_data_of_the_package_win_over_those_beside_it(installed: Path) -> None:
    beside = installed.parent / "templates"
    beside.mkdir()
    assert resources.data_folder("templates") == beside
    resources.data_folder.cache_clear()
    inside = installed / "_data" / "templates"
    inside.mkdir(parents=True)
    assert resources.data_folder("templates") == inside


def test_an_incomplete_installation_is_said_in_french(installed: Path) -> None:
    with pytest.raises(FileNotFoundError) as refused:
        resources.data_folder("templates")
    assert str(refused.value) == "Installation incomplète\u00a0: le dossier «\u00a0templates\u00a0» est introuvable."
    assert not any(installed.iterdir())
