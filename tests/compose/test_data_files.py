from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import BaseModel, ConfigDict

from planforge.compose.data_files import find, problem_at, read_shape
from planforge.errors import Location, TemplateError

if TYPE_CHECKING:
    from pathlib import Path


class Page(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    spans: tuple[int, ...] = ()


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "sheets" / "fiche.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_first_folder_that_has_the_file_wins(tmp_path: Path) -> None:
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    kept = _file(packaged, "title: A\n")
    assert find([own, packaged], "sheets/fiche.yaml") == kept
    ours = _file(own, "title: B\n")
    assert find([own, packaged], "sheets/fiche.yaml") == ours


def test_a_file_that_no_folder_has_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        find([tmp_path], "sheets/absent.yaml")
    (problem,) = caught.value.problems
    assert problem.message == "Le fichier « sheets/absent.yaml » n’existe pas."


def test_the_file_is_read_as_its_shape(tmp_path: Path) -> None:
    page, tree = read_shape(_file(tmp_path, "title: oui\nspans: [5, 7]\n"), Page)
    assert page == Page(title="oui", spans=(5, 7))
    assert problem_at(tree, ("spans", 1), "x", "m", "h").location == Location("sheets/fiche.yaml", 2, 12)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("title: A\nspans: [cinq]\n", 2, "« spans › 1 » ne se lit pas dans ce fichier de mise en page.", "Comparez"),
        (
            "title: A\ntitre: B\n",
            2,
            "« titre » ne se lit pas dans ce fichier de mise en page.",
            "Cette clé n’existe pas",
        ),
        ("spans: [1]\n", 1, "« title » ne se lit pas dans ce fichier de mise en page.", "Cette clé manque"),
        ("title: A\ntitle: B\n", 2, "« title » est écrit deux fois (lignes 1 et 2).", "Gardez"),
        ("title: [A\n", 1, "n’est pas refermé", ""),
        (b"title: \xe9\n", 1, "", ""),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, message: str, hint: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        read_shape(_file(tmp_path, text), Page)
    problem = caught.value.problems[0]
    assert (problem.location.file, problem.location.line) == ("sheets/fiche.yaml", line)
    assert message in problem.message.replace("\u00a0", " ")
    assert hint in problem.hint


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        read_shape(_file(tmp_path, "spans: [a, b]\nx: 1\n"), Page)
    assert len(caught.value.problems) == 4
