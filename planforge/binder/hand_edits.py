"""Hand edits carried into newly generated documents: the last generated files are kept to tell who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import write_whole
from planforge.binder.files import fingerprint
from planforge.binder.manifest import DEFAULT_OUTPUT, output_name
from planforge.errors import OutputError
from planforge.formats.merging import CannotReadError

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.formats.merging import Merged

MERGED = frozenset({"docx", "xlsx"})
_BASE, _EDITED = "base", "edited"
_AUTHOR = "planforge"
_UNDATED = date(1980, 1, 1)  # what the files of an undated record say as well


@dataclass(frozen=True)
class Desk:
    """Where the files of one output folder are merged; ``on`` dates the comments of conflicts."""

    record_folder: Path
    output: Path
    on: date | None = None

    def merged(self, path: str, theirs: bytes, ours: bytes) -> Merged | None:
        """The new file with what people wrote in theirs; ``None`` where theirs cannot be understood."""
        suffix = path.rpartition(".")[2]
        if suffix not in MERGED:
            return None
        try:
            return _merge(suffix, (self.base(path), theirs, ours), self.day)
        except CannotReadError:
            return None

    @property
    def day(self) -> date:
        """The day of comments and tracked changes, where the record has none too."""
        return self.on or _UNDATED

    def base(self, path: str) -> bytes | None:
        """The file as it was last generated; ``None`` where that is not known any more."""
        try:
            return (self._folder(_BASE) / path).read_bytes()
        except OSError:
            return None

    def keep_base(self, path: str, ours: bytes) -> None:
        """Remembers a file as it was generated. Raises ``OutputError``."""
        if path.rpartition(".")[2] in MERGED and self._mark(path) != fingerprint(ours):
            write_whole(self._folder(_BASE) / path, ours)

    def keep_edited(self, path: str, theirs: bytes) -> None:
        """Remembers a file as somebody left it, before the merged one takes its place. Raises ``OutputError``."""
        write_whole(self._folder(_EDITED) / path, theirs)

    def _mark(self, path: str) -> str:
        base = self.base(path)
        return fingerprint(base) if base is not None else ""

    def _folder(self, name: str) -> Path:
        """Below the state folder; one for each output folder."""
        named = output_name(self.record_folder, self.output)
        mark = "" if named == DEFAULT_OUTPUT else f"-{fingerprint(named.encode('utf-8', 'surrogateescape'))[:12]}"
        return self.record_folder / STATE_FOLDER / f"{name}{mark}"


def _merge(suffix: str, sides: tuple[bytes | None, bytes, bytes], on: date) -> Merged:
    base, theirs, ours = sides
    if suffix == "docx":
        from planforge.formats.word.merge import merge_word  # noqa: PLC0415 - only edited files need it

        return merge_word(base, theirs, ours, _AUTHOR, on)
    from planforge.formats.excel.merge import merge_excel  # noqa: PLC0415 - same

    return merge_excel(base, theirs, ours, _AUTHOR, on)


def read_edited(path: Path) -> bytes:
    """A file that somebody edited. Raises ``OutputError``."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"{path.name} : le fichier ne peut pas être lu.") from error
