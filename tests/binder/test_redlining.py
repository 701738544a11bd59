from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from planforge.binder.files import fingerprint
from planforge.binder.hand_edits import Desk
from planforge.binder.manifest import Manifest
from planforge.binder.redlining import REDLINES, NothingFrozenError, RedlineOrder, redlines, release_before
from planforge.binder.versions import Release, freeze, place
from planforge.binder.writing import FileState, PlannedFile, plan_writing
from planforge.document.blocks import Paragraph
from planforge.document.documents import Document
from planforge.document.text import text
from planforge.formats.merging import Merged
from planforge.formats.word import WordWriter
from planforge.resources import templates_folder
from tests.formats.word.samples import a_control
from tests.gate.revisions import revisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from planforge.binder.redlining import Redlines

DAY = date(2026, 11, 27)
WRITER = WordWriter((templates_folder() / "word" / "base.docx").read_bytes())


def word(*words: str) -> bytes:
    """A Word file that says so."""
    body = tuple(Paragraph(text(one), f"p{rank}") for rank, one in enumerate(words))
    return WRITER.write(Document("pca", "Plan", "", a_control(), body, cover=False))


def frozen(folder: Path, files: Mapping[str, bytes], version: str = "1.0", approved_by: str = "Directrice") -> Release:
    rank = len(list((folder / "versions").glob("*"))) + 1
    made = Release(version, rank, DAY, approved_by)
    return freeze(folder, made, {f"livrables/{path}": data for path, data in files.items()})


def compare(folder: Path, release: Release, coming: Mapping[str, bytes], *, dry_run: bool = False) -> Redlines:
    desk = Desk(folder, folder / "livrables", DAY)
    plan = plan_writing(desk, Manifest(), coming)
    return redlines(desk, RedlineOrder(release, "CH de Murat", plan, coming, "mark"), dry_run=dry_run)


def states(found: Redlines) -> dict[str, FileState]:
    return {file.path: file.state for file in found.plan.files}


def test_what_changed_since_a_version_is_written_beside_the_documents(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un."), "services/urg/fiche.docx": word("Deux.")})
    found = compare(
        tmp_path, release, {"pca.docx": word("Un."), "services/urg/fiche.docx": word("Trois."), "neuf.docx": word("x")}
    )
    assert found.since == "1.0"
    assert states(found) == {"services/urg/fiche.docx": FileState.CREATED}
    assert found.same == ("pca.docx",)
    assert found.left == {}
    written = tmp_path / "livrables" / REDLINES / "services" / "urg" / "fiche.docx"
    assert len(revisions(written.read_bytes())) == 2


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un.")})
    found = compare(tmp_path, release, {"pca.docx": word("Deux.")}, dry_run=True)
    assert states(found) == {"pca.docx": FileState.CREATED}
    assert not (tmp_path / "livrables").exists()
    assert not (tmp_path / ".planforge").exists()


def test_the_same_comparison_again_changes_nothing(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un.")})
    coming = {"pca.docx": word("Deux.")}
    compare(tmp_path, release, coming)
    assert states(compare(tmp_path, release, coming)) == {"pca.docx": FileState.IDENTICAL}
    assert states(compare(tmp_path, release, {"pca.docx": word("Trois.")})) == {"pca.docx": FileState.UPDATED}


def test_a_comparison_that_somebody_worked_in_is_never_overwritten_nor_merged(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un.")})
    compare(tmp_path, release, {"pca.docx": word("Deux.")})
    mine = tmp_path / "livrables" / REDLINES / "pca.docx"
    mine.write_bytes(word("Accepté à la main."))
    found = compare(tmp_path, release, {"pca.docx": word("Trois.")})
    assert [(file.state, file.beside) for file in found.plan.files] == [(FileState.EDITED, "pca.nouveau.docx")]
    assert mine.read_bytes() == word("Accepté à la main.")


def test_a_document_that_says_again_what_it_said_leaves_its_comparison_listed(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un.")})
    compare(tmp_path, release, {"pca.docx": word("Deux.")})
    assert states(compare(tmp_path, release, {"pca.docx": word("Un.")})) == {"pca.docx": FileState.ORPHAN}


def test_a_few_documents_say_nothing_of_the_others(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un."), "pra.docx": word("Un.")})
    compare(tmp_path, release, {"pca.docx": word("Deux."), "pra.docx": word("Deux.")})
    desk, coming = Desk(tmp_path, tmp_path / "livrables", DAY), {"pca.docx": word("Deux.")}
    order = RedlineOrder(release, "x", plan_writing(desk, Manifest(), coming), coming, "mark")
    assert list(states(redlines(desk, order, whole=False))) == ["pca.docx"]


def test_what_people_wrote_in_a_document_is_compared_too(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un."), "pra.docx": word("Un."), "bia.docx": word("Un.")})
    generated = {"pca.docx": word("Un."), "pra.docx": word("Un."), "bia.docx": word("Un.")}
    kept = tmp_path / "livrables" / "pra.docx"
    kept.parent.mkdir()
    kept.write_bytes(word("Un.", "Gardé d’avant."))
    desk = Desk(tmp_path, tmp_path / "livrables", DAY)
    merged = Merged(word("Un.", "À la main."))
    files = (
        PlannedFile("bia.docx", FileState.EDITED, fingerprint(b"x"), beside="bia.nouveau.docx"),
        PlannedFile("pca.docx", FileState.EDITED, fingerprint(merged.data), merged=merged),
        PlannedFile("pra.docx", FileState.IDENTICAL, fingerprint(kept.read_bytes())),
    )
    plan = replace(plan_writing(desk, Manifest(), {}), files=files)
    found = redlines(desk, RedlineOrder(release, "x", plan, generated, "mark"))
    assert sorted(states(found)) == ["pca.docx", "pra.docx"]
    assert found.same == ("bia.docx",)


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un."), "pra.docx": b"%PDF-1.7", "gone.docx": word("Un.")})
    (place(tmp_path, "1.0") / "livrables" / "pca.docx").write_bytes(word("Récrit."))
    (place(tmp_path, "1.0") / "livrables" / "gone.docx").unlink()
    found = compare(tmp_path, release, dict.fromkeys(("pca.docx", "pra.docx", "gone.docx"), word("Deux.")))
    assert found.plan.files == ()
    assert "tel qu’il a été figé" in found.left["pca.docx"]
    assert "PDF" in found.left["pra.docx"]
    assert "tel qu’il a été figé" in found.left["gone.docx"]


def test_files_that_are_not_written_and_other_formats_are_not_compared(tmp_path: Path) -> None:
    release = frozen(tmp_path, {"pca.docx": word("Un."), "stocks.xlsx": b"x"})
    desk, coming = Desk(tmp_path, tmp_path / "livrables", DAY), {"pca.docx": word("Deux."), "stocks.xlsx": b"y"}
    plan = plan_writing(desk, Manifest(), coming)
    locked = replace(plan, files=tuple(replace(file, state=FileState.LOCKED) for file in plan.files[:1]))
    found = redlines(desk, RedlineOrder(release, "x", locked, coming, "mark"))
    assert (found.plan.files, found.same, found.left) == ((), (), {})


def test_the_version_to_compare_with_is_the_last_approved_one(tmp_path: Path) -> None:
    with pytest.raises(NothingFrozenError, match="planforge release"):
        release_before(tmp_path, "")
    frozen(tmp_path, {}, "1.0")
    frozen(tmp_path, {}, "1.1", approved_by="")
    assert release_before(tmp_path, "").version == "1.0"
    assert release_before(tmp_path, "1.1").version == "1.1"
    with pytest.raises(NothingFrozenError, match="n’existe pas"):
        release_before(tmp_path, "2.0")
