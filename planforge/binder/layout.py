"""Word files laid out by LibreOffice, to know on which page each of their bookmarks stands."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

# Word files by any name -> the page of each bookmark, by name of file; one that cannot be laid out is absent.
LayOut = Callable[[Mapping[str, bytes]], Mapping[str, Mapping[str, int]]]

_START, _EACH = 120, 60  # seconds that LibreOffice may take to start, and for each file
# Bookmarks become named places of the PDF. Said in the profile, for older LibreOffices take no options in the command.
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">'
    '<prop oor:name="ExportBookmarksToPDFDestination" oor:op="fuse"><value>true</value></prop></item></oor:items>\n'
)
_UNDERSCORE = "5F"  # as LibreOffice writes it in the name of a place; our names have no other capital


@dataclass(frozen=True)
class LibreOffice:
    """A LibreOffice that lays files out, many for one start, in a profile that nobody shares."""

    program: str

    def lay_out(self, files: Mapping[str, bytes]) -> dict[str, dict[str, int]]:
        """The page of each bookmark, by name of file; a file that LibreOffice refuses is absent.

        It takes files in order: the first one that is missing may have stopped it, so the ones after get another
        chance, unless it was the clock that ended it.
        """
        found: dict[str, dict[str, int]] = {}
        waiting = tuple(files)
        while waiting:
            with TemporaryDirectory(prefix="planforge-", ignore_cleanup_errors=True) as scratch:
                made, in_time = self._convert([files[name] for name in waiting], Path(scratch))
                read = {name: bookmark_pages(pdf) for name, pdf in zip(waiting, made, strict=True) if pdf.is_file()}
            found.update((name, pages) for name, pages in read.items() if pages)
            missing = tuple(name for name in waiting if name not in found)
            waiting = missing[1:] if in_time else ()
        return found

    def _convert(self, files: list[bytes], scratch: Path) -> tuple[list[Path], bool]:
        """Where the PDF of each file stands if it could be made, and whether LibreOffice ended by itself."""
        profile = scratch / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        sources = [scratch / f"{number:05}.docx" for number in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        command = [self.program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(scratch), *map(str, sources)]
        in_time = _run(command, _START + _EACH * len(files))
        return [source.with_suffix(".pdf") for source in sources], in_time


def _run(command: list[str], patience: float) -> bool:
    """Whether the command ended in time; it leaves no process behind, interrupted or not."""
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words and file names, and no shell
            command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
        )
    except OSError:
        return False
    with process:
        try:
            process.wait(patience)
        except BaseException as error:
            _end(process)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice is several processes: all of them end, where the system can say so in one word."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def bookmark_pages(pdf: Path) -> dict[str, int]:
    """The page of each bookmark, counted from 1; nothing when the file is no PDF that can be read."""
    from pypdf import PdfReader  # noqa: PLC0415 - an option's library, there only if asked for
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - same

    try:
        reader = PdfReader(pdf)
        places = {name: reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    except (PyPdfError, OSError, ValueError, LookupError):
        return {}
    return {
        name.removeprefix("/").replace(_UNDERSCORE, "_"): page + 1 for name, page in places.items() if page is not None
    }
