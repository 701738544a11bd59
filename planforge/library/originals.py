"""A library entry as its own file says it: the data behind it, its lines, and the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.library.loading import SERVICES
from planforge.library.summaries import EntryKind, catalogue_key
from planforge.source import read_bytes

if TYPE_CHECKING:
    from planforge.library.loading import Library, Shelf
    from planforge.library.summaries import Found
    from planforge.source import Data

_LINE = "\n"
_TAKEN_WHOLE = frozenset({EntryKind.MILESTONES})  # a list of the hospital's replaces it, entry by entry would lose it


@dataclass(frozen=True)
class Original:
    """``file`` is under the folder of the library, ``data`` is all text, ``text`` is a file of it alone."""

    file: str
    data: Data
    text: str


def original(library: Library, found: Found) -> Original:
    """The entry as the first shelf that holds it says it. Raises ``LibraryError``."""
    return next(one for shelf in library.shelves if (one := on_shelf(shelf, found)) is not None)


def on_shelf(shelf: Shelf, found: Found) -> Original | None:
    """The entry as that shelf says it; None where the shelf has no such entry. Raises ``LibraryError``."""
    return _service(shelf, found.id) if found.kind is EntryKind.SERVICES else _listed(shelf, found)


def _service(shelf: Shelf, identifier: str) -> Original | None:
    placed = shelf.placed_service(identifier) if identifier in shelf.service_ids else None
    file = f"{SERVICES}/{identifier}.yaml"
    return Original(file, placed[1].data, _text(shelf, file)) if placed else None


def _listed(shelf: Shelf, found: Found) -> Original | None:
    key = catalogue_key(found.kind)
    placed = shelf.placed_catalogue(key)
    known = [one.id for one in getattr(placed[0], key)] if placed else []
    if placed is None or found.id not in known:
        return None
    path = (key, known.index(found.id))
    file = f"{key.replace('_', '-')}.yaml"
    text = _text(shelf, file)
    span = placed[1].located.place(path)
    if found.kind not in _TAKEN_WHOLE and span is not None:
        # From the dash of the entry to where the next one begins.
        text = f"{key}:\n{text[text.rindex(_LINE, 0, span.start) + 1 : span.end].rstrip()}\n"
    return Original(file, placed[1].value(path), text)


def _text(shelf: Shelf, file: str) -> str:
    return read_bytes((shelf.root / file).read_bytes(), file)
