"""A build composes again only what a change touches, and that always: each file kept is the one a clean build makes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.binder.building import BuildRequest, build
from planforge.binder.editions import ReleaseOrder
from planforge.binder.prints import content_mark
from planforge.binder.releasing import ReleaseRequest, release
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planforge.binder.rendering import Renderer
    from planforge.compose.catalogue import Piece

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ehpad"
OFFICE = frozenset({"docx", "xlsx"})
EVERYWHERE = 60  # more than there are documents
# What is changed in the record, and how many documents at most are composed again.
CHANGES = {
    "a line of a service": ("text: Réimprimer les feuilles de traitement", "text: Imprimer les feuilles", 4),
    "a default of a service": ("text: Appeler l’officine et dire", "text: Joindre l’officine et dire", 4),
    "a telephone number": ("number: 06 39 98 41 03", "number: 06 39 98 41 13", 12),
    "a function": ("function: IDE référente", "function: Infirmière référente", 14),
    "a name": ("name: Nadège Rivoal", "name: Nadège Rival", 3),
    "the name of the house": ("name: Résidence des Tilleuls", "name: Résidence des Ormes", EVERYWHERE),
    "a place": ("paper_place: Classeur rouge", "paper_place: Classeur vert", 6),
    "a validation": ("validated_on: 2026-10-22", "validated_on: 2026-10-23", EVERYWHERE),
    "a scenario": ("phones: non", "phones: oui", EVERYWHERE),
    "the next review": ("next_review: 2027-11-20", "next_review: 2027-11-21", EVERYWHERE),
    "an answer that is no longer known": ("name: Sofia Marchetti", "name: '?'", 12),
    "two lists in another order": (
        "authors: [Directrice, IDE coordinatrice]",
        "authors: [IDE coordinatrice]",
        EVERYWHERE,
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example, and its binder."""
    folder = tmp_path_factory.mktemp("ehpad")
    for path in EXAMPLE.glob("*.yaml"):
        shutil.copy(path, folder)
    build(BuildRequest(folder, jobs=1))
    return folder


@pytest.fixture
def change(built: Path) -> Iterator[Callable[[str, str], None]]:
    """Changes words of the record until the end of the test."""
    texts = {path: path.read_text("utf-8") for path in built.glob("*.yaml")}

    def put(before: str, after: str) -> None:
        (path,) = [path for path, text in texts.items() if before in text]
        path.write_text(texts[path].replace(before, after, 1), "utf-8")

    yield put
    for path, text in texts.items():
        path.write_text(text, "utf-8")


def stale(renderer: Renderer, piece: Piece) -> list[str]:
    """What is wrong with a file kept of an earlier build, set beside the document composed now."""
    kept = renderer.kept(piece)
    if kept is None:
        return []
    how, content = kept.prints[piece.path], renderer.composed(piece)
    pages = renderer.pages
    mark = content_mark(content, renderer._charter_mark, pages.pages.get(piece.path), pages.marks.get(piece.path))
    wrong = [] if mark == how.content else [f"{piece.path}: another content"]
    return wrong if renderer._proofreader.contents(piece, content) == how.says else [*wrong, f"{piece.path}: says else"]


def examined(folder: Path) -> tuple[list[str], int]:
    """What is stale, and how many documents would be composed again."""
    renderer = open_workshop(folder, None, OFFICE, output=folder / "livrables").renderer
    every = tuple(pieces(renderer.context))
    return [words for piece in every for words in stale(renderer, piece)], sum(
        renderer.kept(piece) is None for piece in every
    )


def test_nothing_is_composed_again_where_nothing_changed(built: Path) -> None:
    assert examined(built) == ([], 0)


@pytest.mark.parametrize(
    ("formats", "kept"),
    [
        ({"docx"}, {"docx"}),
        ({"xlsx"}, {"xlsx"}),
        ({"docx", "xlsx"}, {"docx", "xlsx"}),
        ({"docx", "md"}, set()),
        ({"md"}, set()),
    ],
)
def test_only_what_is_asked_for_is_kept(built: Path, formats: set[str], kept: set[str]) -> None:
    renderer = open_workshop(built, None, frozenset(formats), output=built / "livrables").renderer
    found = [renderer.kept(piece) for piece in pieces(renderer.context)]
    assert {path.rpartition(".")[2] for made in found if made is not None for path in made.files} == kept


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_change_touches_is_composed_again_and_little_else(
    built: Path, change: Callable[[str, str], None], name: str
) -> None:
    before, after, most = CHANGES[name]
    change(before, after)
    wrong, composed = examined(built)
    assert wrong == []
    assert 0 < composed <= most


def test_the_files_are_those_of_a_clean_build(built: Path, change: Callable[[str, str], None], tmp_path: Path) -> None:
    before, after, _ = CHANGES["a line of a service"]
    change(before, after)
    folder, clean = tmp_path / "ehpad", tmp_path / "clean"
    shutil.copytree(built, folder)
    shutil.copytree(built, clean, ignore=shutil.ignore_patterns(".planforge", "livrables"))
    build(BuildRequest(folder, jobs=1))
    build(BuildRequest(clean, jobs=1))
    files = {path.relative_to(clean): path.read_bytes() for path in (clean / "livrables").rglob("*") if path.is_file()}
    assert {path: (folder / path).read_bytes() for path in files} == files
    assert examined(folder) == ([], 0)


def test_since_a_version_each_document_tells_what_changed(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ehpad"
    shutil.copytree(built, folder)
    release(ReleaseRequest(folder, ReleaseOrder("1.0", date(2026, 11, 27))))
    build(BuildRequest(folder, jobs=1))
    assert examined(folder)[0] == []
    text = (folder / "restricted.yaml").read_text("utf-8")
    (folder / "restricted.yaml").write_text(text.replace("function: IDE référente", "function: Infirmière"), "utf-8")
    assert examined(folder)[0] == []
    build(BuildRequest(folder, jobs=1))
    assert examined(folder) == ([], 1)  # the sheet of what is handed out follows all others
