"""Office files as a person sees them: laid out by LibreOffice, counted and read page by page."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from tests.gate.package import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PATIENCE = 900  # seconds for one call, whatever the number of files
RUNNING_LINES = 4  # a header or a footer takes no more lines than this
NUMBERING = re.compile(r"^(?:\d+[.)]?)+\s+|^[A-Z][.)]\s+")
ENGLISH = re.compile(
    r"\b(?:[Tt]able of [Cc]ontents|Page \d+ of|None|True|False|NaN|undefined|null"
    r"|(?:the|and|with|which|should|this|that|from)(?= [a-z]))\b"
)


def office_program() -> str | None:
    """LibreOffice's command, or ``None`` on a machine without it."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(paths: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """The PDF of each file, made by one LibreOffice with a profile of its own; a file it refuses has none.

    The PDFs are numbered: two files of the same name in different folders keep apart.
    """
    folder.mkdir(parents=True, exist_ok=True)
    every = tuple(paths)
    if not every:
        return {}
    with tempfile.TemporaryDirectory(prefix="planforge-office-") as scratch:
        copies = [Path(scratch, f"{number:04}-{path.name}") for number, path in enumerate(every, start=1)]
        for path, copy in zip(every, copies, strict=True):
            shutil.copyfile(path, copy)
        _convert(copies, folder, Path(scratch, "profile"))
    made = {path: folder / f"{copy.stem}.pdf" for path, copy in zip(every, copies, strict=True)}
    return {path: pdf for path, pdf in made.items() if pdf.is_file()}


def to_pages(paths: Iterable[Path], folder: Path) -> dict[Path, int]:
    """How many pages each file has; 0 for one that LibreOffice refuses."""
    every = tuple(paths)
    made = to_pdf(every, folder)
    return {path: page_count(made[path]) if path in made else 0 for path in every}


def page_count(pdf: Path) -> int:
    """Number of pages."""
    from pypdf import PdfReader  # noqa: PLC0415 - slow to import, and only the office tests need it

    return len(PdfReader(pdf).pages)


def page_texts(pdf: Path) -> tuple[str, ...]:
    """The text of each page, line under line as on paper."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=True)
    return tuple(done.stdout.split("\f")[:-1])


def lonely_headings(document: Path, pdf: Path) -> list[str]:
    """Headings of a Word file that stand last on a page, their text beginning on the next one."""
    titles = set(_headings(document))
    found = []
    for number, lines in enumerate(_bodies(page_texts(pdf))[:-1], start=1):
        endings = {_title(" ".join(lines[-count:])) for count in (1, 2, 3)}
        if not _ends_with_contents(lines, titles):
            found += [f"page {number}: « {title} » stands alone at the foot" for title in sorted(titles & endings)]
    return found


def english_words(texts: Iterable[str]) -> list[str]:
    """English words and Python's own that slipped into pages meant for French readers."""
    return [found[0] for text in texts for found in ENGLISH.finditer(text)]


def _convert(files: Sequence[Path], folder: Path, profile: Path) -> None:
    program = office_program()
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)


def _headings(document: Path) -> Iterator[str]:
    """Texts of the paragraphs whose style has an outline level."""
    with zipfile.ZipFile(document) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        body = etree.fromstring(archive.read("word/document.xml"))
    levels = {
        style.get(f"{W}styleId") for style in styles.iter(f"{W}style") if style.find(f".//{W}outlineLvl") is not None
    }
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in levels:
            yield _folded("".join(node.text or "" for node in paragraph.iter(f"{W}t")))


def _ends_with_contents(lines: Sequence[str], titles: set[str]) -> bool:
    """Whether a page ends with a table of contents: three headings in a row, with or without page numbers."""
    return all(_title(re.sub(r"[ .]*\d+$", "", line)) in titles for line in lines[-3:])


def _bodies(pages: Sequence[str]) -> list[list[str]]:
    """The lines of each page without its running footer: last lines that most pages share, page numbers apart."""
    lines = [[line for line in page.splitlines() if line.strip()] for page in pages]
    feet = [Counter(_running(line) for line in page[-RUNNING_LINES:]) for page in lines]
    shared = Counter(line for foot in feet for line, count in foot.items() if count == 1)
    for page in lines:
        while page and shared[_running(page[-1])] > len(pages) // 2:
            page.pop()
    return lines


def _running(line: str) -> str:
    return re.sub(r"\d+", "0", _folded(line))


def _title(text: str) -> str:
    return NUMBERING.sub("", _folded(text))


def _folded(text: str) -> str:
    return " ".join(text.split())
