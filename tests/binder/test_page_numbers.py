from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from planforge.binder import workshop
from planforge.binder.building import BuildReport, BuildRequest, build
from planforge.binder.layout import LibreOffice
from planforge.binder.writing import FileState
from tests.gate.pages import office_program, to_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

RECORD = """\
schema: 1
establishment: {name: CH de Murat, statute: public, activities: [mco]}
document: {version: "1.0", date: 2026-01-15}
services:
  - {id: urgences, name: Urgences, type: urgences}
"""
WITH_CONTENTS = ["pca.docx", "services/urgences/pca-urgences.docx"]


@dataclass
class Press:
    """A layout whose bookmarks stand ``each`` to a page from page 3; printed numbers push everything by ``push``."""

    each: int = 4
    push: int = 0
    refused: tuple[str, ...] = ()
    asked: list[list[str]] = field(default_factory=list)

    def lay_out(self, files: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
        self.asked.append(list(files))
        return {name: self._pages(data) for name, data in files.items() if name not in self.refused}

    def _pages(self, data: bytes) -> dict[str, int]:
        xml = body(data)
        first = 3 + self.push * ("PAGEREF" in xml)
        marks = re.findall(r'w:bookmarkStart w:id="\d+" w:name="(_pf_\w{12})"', xml)  # those that links lead to
        return {mark: first + rank // self.each for rank, mark in enumerate(marks)}


class RestlessPress(Press):
    """A layout that never says the same thing twice."""

    def _pages(self, data: bytes) -> dict[str, int]:
        return {mark: page + len(self.asked) for mark, page in super()._pages(data).items()}


class BlindPress(Press):
    """A layout that loses one bookmark."""

    def _pages(self, data: bytes) -> dict[str, int]:
        return dict(list(super()._pages(data).items())[1:])


@pytest.fixture
def request_(tmp_path: Path) -> BuildRequest:
    (tmp_path / "planforge.yaml").write_text(RECORD, encoding="utf-8")
    return BuildRequest(tmp_path, only=frozenset({"pca", "pca-service", "fiche", "bia"}))


def body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def contents(data: bytes) -> list[tuple[str, ...]]:
    """The words of each line of the table of contents."""
    xml = body(data)
    start = xml.index("<w:docPartObj>")
    lines = re.findall(r"<w:hyperlink.*?</w:hyperlink>", xml[start : xml.index("</w:sdt>", start)])
    return [tuple(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", line)) for line in lines]


def pages(folder: Path, name: str = "pca.docx") -> list[int]:
    """The page numbers of the table of contents, 0 where a line has none."""
    lines = contents((folder / "livrables" / name).read_bytes())
    assert lines
    return [int(line[-1]) if len(line) > 1 and line[-1].isdigit() else 0 for line in lines]


def written(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((folder / "livrables").rglob("*")) if path.is_file()}


def states(report: BuildReport) -> set[FileState]:
    return {file.state for file in report.plan.files}


def test_without_the_option_contents_have_links_and_no_numbers(request_: BuildRequest) -> None:
    build(request_)
    assert set(pages(request_.folder)) == {0}


def test_documents_with_contents_and_only_they_are_laid_out_and_numbered(request_: BuildRequest) -> None:
    press = Press()
    report = build(replace(request_, lay_out=press.lay_out))
    assert report.unnumbered == ()
    assert press.asked == [WITH_CONTENTS, WITH_CONTENTS]  # the second pass sees that the numbers moved nothing
    for name in WITH_CONTENTS:
        found = pages(request_.folder, name)
        assert found[0] == 3
        assert found == sorted(found)
        assert found[-1] > 3


def test_later_builds_print_the_numbers_again_without_laying_anything_out(request_: BuildRequest) -> None:
    build(replace(request_, lay_out=Press().lay_out))
    before = written(request_.folder)
    assert states(build(request_)) == {FileState.IDENTICAL}
    press = Press()
    assert states(build(replace(request_, lay_out=press.lay_out))) == {FileState.IDENTICAL}
    assert press.asked == []
    assert written(request_.folder) == before


def test_another_output_folder_gets_the_same_bytes(request_: BuildRequest, tmp_path: Path) -> None:
    build(replace(request_, lay_out=Press().lay_out))
    build(replace(request_, output=tmp_path / "ailleurs"))
    assert (tmp_path / "ailleurs" / "pca.docx").read_bytes() == (tmp_path / "livrables" / "pca.docx").read_bytes()


def test_several_processes_print_the_same_numbers(request_: BuildRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_FEW", 1)
    monkeypatch.setattr(workshop, "_CHUNK", 1)
    build(replace(request_, jobs=2, lay_out=Press().lay_out))
    assert pages(request_.folder)[0] == 3
    assert states(build(replace(request_, jobs=2))) == {FileState.IDENTICAL}


def test_a_document_that_changed_has_no_stale_number(request_: BuildRequest) -> None:
    build(replace(request_, lay_out=Press().lay_out))
    record = request_.folder / "planforge.yaml"
    record.write_text(RECORD.replace("name: Urgences", "name: Accueil des urgences"), encoding="utf-8")
    build(request_)
    assert set(pages(request_.folder, WITH_CONTENTS[1])) == {0}
    press = Press()
    build(replace(request_, lay_out=press.lay_out))
    assert WITH_CONTENTS[1] in press.asked[0]
    assert pages(request_.folder, WITH_CONTENTS[1])[0] == 3


def test_numbers_that_push_pages_are_those_of_the_pushed_pages(request_: BuildRequest) -> None:
    press = Press(push=2)
    build(replace(request_, lay_out=press.lay_out))
    assert pages(request_.folder)[0] == 5
    assert len(press.asked) == 3


@pytest.mark.parametrize("press", [RestlessPress(), BlindPress(), Press(refused=("pca.docx",))])
def test_a_document_that_cannot_be_numbered_keeps_its_links_and_is_told(request_: BuildRequest, press: Press) -> None:
    report = build(replace(request_, lay_out=press.lay_out))
    assert "pca.docx" in report.unnumbered
    assert set(pages(request_.folder)) == {0}
    assert len(press.asked) <= 4


def test_a_document_that_is_refused_leaves_the_others_their_numbers(request_: BuildRequest) -> None:
    report = build(replace(request_, lay_out=Press(refused=("pca.docx",)).lay_out))
    assert report.unnumbered == ("pca.docx",)
    assert pages(request_.folder, WITH_CONTENTS[1])[0] == 3
    press = Press()
    assert build(replace(request_, lay_out=press.lay_out)).unnumbered == ()
    assert press.asked == [["pca.docx"]] * 2  # it gets another chance, alone


def test_a_dry_run_says_what_would_change_and_keeps_nothing(request_: BuildRequest) -> None:
    build(request_)
    before = {path: path.read_bytes() for path in request_.folder.rglob("*") if path.is_file()}
    plan = build(replace(request_, dry_run=True, lay_out=Press().lay_out)).plan
    assert [file.path for file in plan.files if file.state is FileState.UPDATED] == WITH_CONTENTS
    assert {path: path.read_bytes() for path in request_.folder.rglob("*") if path.is_file()} == before


def test_without_word_files_nothing_is_laid_out(request_: BuildRequest) -> None:
    press = Press()
    build(replace(request_, formats=frozenset({"md", "xlsx"}), lay_out=press.lay_out))
    assert press.asked == []


@pytest.mark.office
def test_libreoffice_prints_the_numbers_of_the_pages_where_the_headings_are(
    request_: BuildRequest, tmp_path: Path
) -> None:
    report = build(replace(request_, lay_out=LibreOffice(office_program() or "").lay_out))
    assert report.unnumbered == ()
    for name in WITH_CONTENTS:
        document = tmp_path / "livrables" / name
        made = to_pdf([document], tmp_path / "pdf")
        told = [(folded(" ".join(line[:-1])), int(line[-1])) for line in contents(document.read_bytes())]
        assert told == [(folded(title), page) for title, page in outline(made[document])]
        assert told[0][1] == 3
        assert told[-1][1] > 3


def folded(text: str) -> str:
    return " ".join(text.replace("&amp;", "&").split())


def outline(pdf: Path) -> Iterator[tuple[str, int]]:
    """The headings of level 1 to 3 as the PDF itself lists them, which planforge does not read."""
    reader = PdfReader(pdf)
    waiting: list[tuple[int, Any]] = [(1, entry) for entry in reader.outline]
    while waiting:
        level, entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting[:0] = [(level + 1, inner) for inner in entry]
        elif level <= 3:
            number = reader.get_destination_page_number(entry)
            assert number is not None
            yield str(entry.title), number + 1
