from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.written import Contents
from planforge.binder.rendering import FORMATS, OFFICE, Made, Renderer, together
from planforge.binder.workshop import open_workshop
from planforge.compose.catalogue import CATALOGUE, Piece

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def made(murat: Path, request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The files of one Word document and one workbook in the formats of the test."""
    renderer = open_workshop(murat, None, frozenset(request.param)).renderer
    kinds = {kind.id: kind for kind in CATALOGUE}
    return dict(file for name in ("synthese", "annuaire") for file in renderer.files(Piece(kinds[name])))


@pytest.mark.parametrize("made", [OFFICE], indirect=True)
def test_each_piece_has_its_office_format(made: dict[str, bytes]) -> None:
    assert made.keys() == {"synthese.docx", "annuaire.xlsx"}
    for path, data in made.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None, path


@pytest.mark.parametrize("made", [{"xlsx"}], indirect=True)
def test_a_format_alone_leaves_the_other_pieces_out(made: dict[str, bytes]) -> None:
    assert made.keys() == {"annuaire.xlsx"}


@pytest.mark.parametrize("made", [{"md", "html"}], indirect=True)
def test_any_piece_can_be_read_as_text(made: dict[str, bytes]) -> None:
    assert made.keys() == {"synthese.md", "synthese.html", "annuaire.md", "annuaire.html"}
    titles = {"synthese": "Synthèse pour la direction", "annuaire": "Annuaire de crise"}
    for path, data in made.items():
        assert titles[path.partition(".")[0]] in data.decode(), path


def test_a_document_says_the_same_in_every_format(murat: Path) -> None:
    renderer = open_workshop(murat, None, frozenset({"docx", "md"})).renderer
    made = renderer.made(Piece(next(kind for kind in CATALOGUE if kind.id == "fiche"), "urgences"))
    office, text = made.contents.values()
    assert made.files.keys() == made.contents.keys()
    assert office == text
    assert (office.kind, office.of, office.title) == ("fiche", "urgences", "Fiche dégradée – Urgences")


def test_what_was_made_in_parts_is_put_together() -> None:
    one, other = Contents("pca", "", "PCA"), Contents("pra", "", "PRA")
    parts = [Made({"a": b"1"}, {"a": one}), Made(), Made({"b": b"2"}, {"b": other})]
    assert together(parts) == Made({"a": b"1", "b": b"2"}, {"a": one, "b": other})


def test_a_piece_of_no_wanted_format_is_not_even_composed(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "composed", None)
    renderer = open_workshop(murat, None, frozenset({"xlsx"})).renderer
    assert list(renderer.files(Piece(CATALOGUE[0]))) == []


def test_the_formats_are_those_published() -> None:
    assert FORMATS == ("docx", "xlsx", "md", "html")
    assert set(FORMATS) > OFFICE
