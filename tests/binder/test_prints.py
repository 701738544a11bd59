from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planforge.analysis.written import Contents
from planforge.binder.building import BuildRequest, build
from planforge.binder.files import fingerprint
from planforge.binder.prints import Print, Prints, content_mark, read_prints, write_prints
from planforge.binder.readings import Reading
from planforge.binder.rendering import Renderer
from planforge.binder.writing import FileState
from planforge.document.blocks import Paragraph
from planforge.document.text import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.document.documents import Document, Workbook
    from tests.binder.conftest import Write

ONLY = frozenset({"fiche", "plan-actions", "fiches-reflexes"})


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that were printed, and not taken from an earlier build."""
    seen: list[str] = []
    office = Renderer._office

    def spied(self: Renderer, content: Document | Workbook, path: str) -> bytes:
        seen.append(path)
        return office(self, content, path)

    monkeypatch.setattr(Renderer, "_office", spied)
    return seen


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "livrables").rglob("*") if path.is_file()}


def base(files: dict[str, bytes]) -> Callable[[str], bytes | None]:
    """Reads what an earlier build wrote."""
    return files.get


def some(folder: Path) -> BuildRequest:
    return BuildRequest(folder, only=ONLY, jobs=1)


def a_print(content: str) -> Print:
    return Print(content, Contents("pca", "", "PCA"), Reading((3, 5), "mark"))


def test_a_file_is_that_of_its_content_and_of_nothing_else() -> None:
    known = Prints({"pca.docx": (a_print("mark"), fingerprint(b"file"))}, base({"pca.docx": b"file"}))
    assert known.how("pca.docx") == a_print("mark")
    assert known.how("pra.docx") is None
    assert known.file("pca.docx", "mark") == b"file"
    assert known.file("pca.docx", "other") is None
    assert known.file("pra.docx", "mark") is None
    assert replace(known, generated=base({"pca.docx": b"another"})).file("pca.docx", "mark") is None
    assert replace(known, generated=base({})).file("pca.docx", "mark") is None


def test_a_mark_follows_the_content_and_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    one, same, other = (Paragraph(text(words)) for words in ("Appeler.", "Appeler.", "Appeler le 15."))
    assert content_mark(one, "charter") == content_mark(same, "charter")
    assert len({content_mark(one, "charter"), content_mark(other, "charter"), content_mark(one, "new charter")}) == 3
    before = content_mark(one)
    monkeypatch.setattr("planforge.binder.prints.program_mark", lambda: "another version")
    assert content_mark(one) != before


def test_what_was_printed_is_kept_for_each_output_folder(tmp_path: Path) -> None:
    (tmp_path / ".planforge").mkdir()
    output, other = tmp_path / "livrables", tmp_path / "ailleurs"
    write_prints(tmp_path, output, {"pca.docx": a_print("1")}, {"pca.docx": b"1"})
    unread = replace(a_print("2"), reading=None)
    write_prints(tmp_path, output, {"pra.docx": unread}, {"pra.docx": b"2"})
    assert read_prints(tmp_path, output, base({"pca.docx": b"1"})).file("pca.docx", "1") == b"1"
    known = read_prints(tmp_path, output, base({}))
    assert {path: known.how(path) for path in known.made} == {"pca.docx": a_print("1"), "pra.docx": unread}
    assert read_prints(tmp_path, other, base({})) == Prints()


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "{}", '{"files": {"a": []}}', '{"files": {"a": 3}}', '{"files": {"a": {}}}', "[" * 9999]
)
def test_a_damaged_memory_is_no_memory(tmp_path: Path, damage: str) -> None:
    (tmp_path / ".planforge").mkdir()
    (tmp_path / ".planforge" / "prints.json").write_text(damage, encoding="utf-8")
    assert read_prints(tmp_path, tmp_path / "livrables", base({})) == Prints()


def test_a_build_prints_only_what_a_change_touches(murat: Path, write: Write, text: str, printed: list[str]) -> None:
    build(some(murat))
    assert len(printed) == 3
    before = files(murat)
    printed.clear()
    assert build(some(murat)).plan.count(FileState.IDENTICAL) == 3
    assert printed == []
    assert files(murat) == before
    write(text.replace("Dossier patient", "Dossier du patient"))
    plan = build(some(murat)).plan
    assert plan.count(FileState.UPDATED) == len(printed)
    assert 0 < len(printed) < 3


@pytest.mark.parametrize("lost", ["base/plan-actions.xlsx", "prints.json"])
def test_what_is_lost_is_printed_again_to_the_same_bytes(murat: Path, printed: list[str], lost: str) -> None:
    build(some(murat))
    before = files(murat)
    (murat / ".planforge" / lost).write_bytes(b"damaged")
    printed.clear()
    build(some(murat))
    assert "plan-actions.xlsx" in printed
    assert files(murat) == before


def test_a_charter_that_changes_prints_again(murat: Path, printed: list[str], charter: Callable[[Path], None]) -> None:
    build(some(murat))
    charter(murat)
    printed.clear()
    build(some(murat))
    assert len(printed) == 3


@pytest.fixture
def charter() -> Callable[[Path], None]:
    """Gives an establishment a charter of its own: ours, one byte of its end moved."""
    from planforge.resources import templates_folder  # noqa: PLC0415 - only here

    def put(folder: Path) -> None:
        own = folder / "templates" / "word"
        own.mkdir(parents=True)
        ours = (templates_folder() / "word" / "base.docx").read_bytes()
        (own / "base.docx").write_bytes(ours[:-2] + b"\x01\x00 ")  # a comment of one blank at the end of the archive

    return put
