"""Page numbers that a layout pass found, kept so that later builds of the same documents print them again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planforge.answers.journal import STATE_FOLDER
from planforge.answers.saving import write_whole
from planforge.binder.files import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Pages = Mapping[str, int]

_SCHEMA = 1


@dataclass(frozen=True)
class KnownPages:
    """The page of each heading, by path of the document: an input of the build, like the record.

    ``marks`` has the fingerprint of the document without numbers: one that changed since is laid out anew. There is one
    entry for each path, so that the file does not grow with every build.
    """

    pages: Mapping[str, Pages] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str, plain: bytes) -> Pages:
        """The page of each heading of this very document, given without numbers; nothing when it is not known."""
        known = self.pages.get(path, {})
        return known if known and self.marks.get(path) == fingerprint(plain) else {}

    def learning(self, pages: Mapping[str, Pages], plain: Mapping[str, bytes]) -> KnownPages:
        """What is known once these documents are laid out."""
        marks = {path: fingerprint(plain[path]) for path in pages}
        return KnownPages({**self.pages, **pages}, {**self.marks, **marks})


def read_known_pages(record_folder: Path) -> KnownPages:
    """What is kept of earlier layout passes; nothing when there was none, or when the file is damaged."""
    try:
        data = json.loads(_place(record_folder).read_text(encoding="utf-8"))
        documents = {str(path): document for path, document in data["documents"].items()}
        return KnownPages(
            {path: {str(name): int(page) for name, page in one["pages"].items()} for path, one in documents.items()},
            {path: str(one["without_numbers"]) for path, one in documents.items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return KnownPages()


def write_known_pages(record_folder: Path, known: KnownPages) -> None:
    """Keep them for the next builds. Raises ``OutputError``."""
    documents = {
        path: {"without_numbers": known.marks[path], "pages": dict(pages)} for path, pages in known.pages.items()
    }
    data = {"schema": _SCHEMA, "documents": documents}
    write_whole(_place(record_folder), (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def _place(record_folder: Path) -> Path:
    return record_folder / STATE_FOLDER / "pages.json"
