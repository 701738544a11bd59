"""A good Word file and a good Excel file, small enough to read, in which tests plant one fault at a time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gate.package import CONTENT_TYPES, FIXED_DATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Date = tuple[int, int, int, int, int, int]
FOLDER = Path(__file__).parent / "samples"


def sample(kind: str) -> dict[str, str | bytes]:
    """The parts of the good ``docx`` or ``xlsx``: XML as text, pictures as bytes."""
    root = FOLDER / kind
    parts: dict[str, str | bytes] = {}
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        data = path.read_bytes()
        parts[path.relative_to(root).as_posix()] = data.decode() if path.suffix in {".xml", ".rels"} else data
    return parts


def planted(kind: str, part: str, old: str, new: str) -> bytes:
    """The good file with one passage of one part replaced; refuses a passage that is not there exactly once."""
    parts = sample(kind)
    text = parts[part]
    if not isinstance(text, str) or text.count(old) != 1:
        raise ValueError(f"{part} does not hold {old!r} exactly once")
    return zipped({**parts, part: text.replace(old, new)}.items())


def good(kind: str) -> bytes:
    """The good file itself."""
    return zipped(sample(kind).items())


def zipped(parts: Iterable[tuple[str, str | bytes]], *, ordered: bool = True, date: Date = FIXED_DATE) -> bytes:
    """These parts as an office package, in the order and of the date that planforge writes unless told otherwise."""
    entries = sorted(parts, key=lambda part: (part[0] != CONTENT_TYPES, part[0])) if ordered else list(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, date), data)
    return buffer.getvalue()


def with_parts(kind: str, extra: Mapping[str, str | bytes]) -> bytes:
    """The good file with parts added or replaced as a whole."""
    return zipped({**sample(kind), **extra}.items())
