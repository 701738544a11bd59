from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from planforge.binder import workshop
from planforge.document.blocks import Paragraph
from planforge.document.documents import Document
from planforge.document.text import text
from planforge.formats.word import WordWriter
from planforge.resources import templates_folder
from tests.formats.word.samples import a_control
from tests.gate.revisions import revisions
from tests.quick import QuickRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planforge.compose.catalogue import Piece
    from tests.cli.conftest import Command

WRITER = WordWriter((templates_folder() / "word" / "base.docx").read_bytes())


class WordRenderer(QuickRenderer):
    """Writes Word files of one line."""

    def files(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        for path, line in super().files(piece):
            body = (Paragraph(text(line.decode()), "p"),)
            control = a_control()
            yield path, WRITER.write(Document("x", "Plan", "", control, body, cover=False))


@pytest.fixture
def released(planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of which version 1.0 was frozen, and that changed since."""
    monkeypatch.setattr(workshop, "Renderer", WordRenderer)
    assert planforge("-C", murat, "release", "1.0").code == 0
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("CH de Murat", "CH de Murat et Allanche"), encoding="utf-8")
    return murat


def test_the_changes_since_a_version_are_shown_in_word(planforge: Command, released: Path) -> None:
    done = planforge("-C", released, "build", "--redline")
    assert done.code == 0, done.err
    assert "Comparaison avec la version 1.0 : " in done.out
    folder = released / "livrables" / "redlines"
    assert revisions((folder / "services" / "urgences" / "pca-urgences.docx").read_bytes())
    assert planforge("-C", released, "build", "--redline=1.0").out.count("inchangés") == 2


def test_without_the_option_nothing_is_compared(planforge: Command, released: Path) -> None:
    assert "Comparaison" not in planforge("-C", released, "build").out
    assert not (released / "livrables" / "redlines").exists()


def test_a_dry_run_lists_what_would_be_compared(planforge: Command, released: Path) -> None:
    done = planforge("-C", released, "build", "--redline", "--dry-run")
    assert "  redlines/pca.docx : créé\n" in done.out
    assert not (released / "livrables" / "redlines").exists()


def test_a_comparison_that_somebody_worked_in_is_kept_and_said(planforge: Command, released: Path) -> None:
    planforge("-C", released, "build", "--redline")
    (released / "livrables" / "redlines" / "pca.docx").write_bytes(b"PK relu")
    done = planforge("-C", released, "build", "--redline")
    assert done.code == 1
    assert "  redlines/pca.docx : modifié à la main, conservé ; nouvelle version : pca.nouveau.docx\n" in done.out


def test_a_document_that_cannot_be_compared_is_said(planforge: Command, released: Path) -> None:
    (released / "versions" / "1.0" / "livrables" / "pca.docx").write_bytes(b"PDF")
    done = planforge("-C", released, "build", "--redline")
    assert done.code == 1
    assert "  pca.docx : non comparé, il n’est plus dans la version 1.0 tel qu’il a été figé.\n" in done.out


def test_a_machine_reads_the_same(planforge: Command, released: Path) -> None:
    (one,) = json.loads(planforge("--json", "-C", released, "build", "--redline").out)["establishments"]
    assert one["redlines"]["since"] == "1.0"
    assert {file["path"]: file["state"] for file in one["redlines"]["files"]}["pca.docx"] == "created"
    assert one["redlines"]["left"] == []
    (other,) = json.loads(planforge("--json", "-C", released, "build").out)["establishments"]
    assert "redlines" not in other


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--redline"], "--redline : Aucune version n’a encore été figée : « planforge release » en fait une"),
        (["--redline", "--format", "md"], "--redline compare des documents Word : ajoutez docx à --format."),
    ],
)
def test_nothing_to_compare_is_a_usage_error(
    planforge: Command, murat: Path, options: list[str], expected: str
) -> None:
    done = planforge("-C", murat, "build", *options)
    assert done.code == 2
    assert expected in done.err
    assert not (murat / "livrables").exists()


def test_an_unknown_version_is_a_usage_error(planforge: Command, released: Path) -> None:
    done = planforge("-C", released, "build", "--redline", "2.0")
    assert done.code == 2
    assert "Versions figées : 1.0." in done.err


def test_a_folder_is_not_taken_for_a_version(planforge: Command, released: Path) -> None:
    done = planforge("-C", released, "build", "--redline", str(released))
    assert done.code == 2
    assert "est un dossier. Donnez-le avant : planforge build DOSSIER --redline." in done.err


def test_the_folder_that_one_stands_in_is_not_taken_for_a_version(
    planforge: Command, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(released)
    done = planforge("build", "--redline", "--dry-run")
    assert done.code == 0, done.err
