from __future__ import annotations

import shlex
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter

from planforge.binder import layout
from planforge.binder.layout import LibreOffice, bookmark_pages
from planforge.document.blocks import Heading, PageBreak, Paragraph
from planforge.document.documents import Control, Document
from planforge.document.text import Gap, text
from planforge.formats.word import WordWriter
from planforge.formats.word.identity import block_name
from planforge.resources import templates_folder
from tests.gate.pages import office_program

if TYPE_CHECKING:
    from collections.abc import Callable

# What it is handed as documents are the words that say what happens to them.
PROFILE = "-env:UserInstallation=file://"
OFFICE = """\
#!/bin/sh
echo start >> {log}/starts
while [ "$1" != --outdir ]; do echo "$1" >> {log}/options; shift; done
folder=$2
shift 2
for file in "$@"; do
  word=$(cat "$file")
  echo "$word" >> {log}/words
  case $word in
    deadly) exit 139 ;;
    damaged) echo "%PDF-1.7 and no more" > "$folder/$(basename "$file" .docx).pdf" ;;
    good*) cp {log}/good.pdf "$folder/$(basename "$file" .docx).pdf" ;;
  esac
done
"""


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF of three pages with two places, named as LibreOffice names bookmarks."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    writer.add_named_destination("5Fpf5F0a1b2c", 0)
    writer.add_named_destination("5Fpf5Fd4e5f65F0012ab", 2)
    path = tmp_path / "good.pdf"
    writer.write(path)
    return path


@pytest.fixture
def office(tmp_path: Path, pdf: Path) -> LibreOffice:
    """A program called as LibreOffice is."""
    program = tmp_path / "soffice"
    program.write_text(OFFICE.format(log=shlex.quote(str(pdf.parent))), encoding="utf-8")
    program.chmod(0o755)
    return LibreOffice(str(program))


@pytest.fixture
def log(tmp_path: Path) -> Callable[[str], list[str]]:
    def read(name: str) -> list[str]:
        return (tmp_path / name).read_text().splitlines()

    return read


def named(*words: str) -> dict[str, bytes]:
    return {f"{rank} {word}": word.encode() for rank, word in enumerate(words)}


def test_places_of_a_pdf_are_bookmarks_again(pdf: Path) -> None:
    assert bookmark_pages(pdf) == {"_pf_0a1b2c": 1, "_pf_d4e5f6_0012ab": 3}


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_a_file_that_is_no_pdf_has_no_pages(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    assert bookmark_pages(path) == {}


def test_many_files_take_one_start(office: LibreOffice, log: Callable[[str], list[str]]) -> None:
    found = office.lay_out(named("good one", "good two"))
    pages = {"_pf_0a1b2c": 1, "_pf_d4e5f6_0012ab": 3}
    assert found == {"0 good one": pages, "1 good two": pages}
    assert log("starts") == ["start"]
    assert "--headless" in log("options")


def test_the_profile_is_its_own_and_gone_afterwards(office: LibreOffice, log: Callable[[str], list[str]]) -> None:
    office.lay_out(named("good"))
    office.lay_out(named("good"))
    profiles = [Path(option.removeprefix(PROFILE)) for option in log("options") if option.startswith(PROFILE)]
    assert len(profiles) == len(set(profiles)) == 2
    assert all(profile.is_absolute() for profile in profiles)
    assert not any(profile.parent.exists() for profile in profiles)


@pytest.mark.parametrize("bad", ["refused", "damaged"])
def test_a_refused_file_is_absent_and_the_others_are_there(
    office: LibreOffice, log: Callable[[str], list[str]], bad: str
) -> None:
    assert list(office.lay_out(named("good", bad, "good"))) == ["0 good", "2 good"]
    assert log("starts") == ["start"]


def test_a_file_that_stops_libreoffice_costs_the_others_a_second_start(
    office: LibreOffice, log: Callable[[str], list[str]]
) -> None:
    assert list(office.lay_out(named("good", "deadly", "good", "deadly", "good"))) == ["0 good", "2 good", "4 good"]
    assert log("words") == ["good", "deadly", "good", "deadly", "good"]


def test_when_time_is_up_what_is_done_is_done(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(command: list[str], patience: float) -> bool:
        told.append(patience)
        Path(command[-3]).with_suffix(".pdf").write_bytes(pdf.read_bytes())
        return False

    told: list[float] = []
    monkeypatch.setattr(layout, "_run", too_slow)
    assert list(LibreOffice("soffice").lay_out(named("first", "second", "third"))) == ["0 first"]
    assert told == [300]


def test_a_program_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Spied(subprocess.Popen[bytes]):
        def wait(self, timeout: float | None = None) -> int:
            started.append(self)
            return super().wait(timeout)

    monkeypatch.setattr(subprocess, "Popen", Spied)
    assert not layout._run(["tail", "-f", "/dev/null"], 0)
    assert started[0].returncode == -signal.SIGKILL


def test_an_interrupted_pass_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(subprocess.Popen[bytes]):
        def wait(self, timeout: float | None = None) -> int:
            if timeout is not None:
                ended.append(self)
                raise KeyboardInterrupt
            return super().wait()

    ended: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        layout._run(["tail", "-f", "/dev/null"], 60)
    assert ended[0].returncode == -signal.SIGKILL


def test_a_program_that_does_not_start_lays_nothing_out(tmp_path: Path) -> None:
    assert LibreOffice(str(tmp_path / "nowhere")).lay_out(named("good", "good")) == {}


def test_no_file_is_no_start(tmp_path: Path) -> None:
    assert LibreOffice(str(tmp_path / "nowhere")).lay_out({}) == {}


@pytest.mark.office
def test_libreoffice_says_on_which_page_each_heading_stands() -> None:
    missing = Gap()
    control = Control("CH", "R", missing, missing, "projet", "", missing, missing, missing, missing, missing)
    blocks = [
        block
        for name in ("un", "deux", "trois")
        for block in (Heading(name, 1, text(name)), Paragraph(text("Texte.")), PageBreak())
    ]
    document = Document("essai", "Essai", "", control, tuple(blocks[:-1]))
    data = WordWriter((templates_folder() / "word" / "base.docx").read_bytes()).write(document)
    found = LibreOffice(office_program() or "").lay_out({"bad.docx": b"PK\x03\x04", "essai.docx": data})
    assert list(found) == ["essai.docx"]
    first = found["essai.docx"][block_name("un")]
    assert first >= 2
    assert [found["essai.docx"][block_name(name)] for name in ("deux", "trois")] == [first + 1, first + 2]
