"""The hidden bookmarks of a paragraph, read back: which place, which words, which row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.word.identity import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = "_pf_kept"  # opens the section of what lost its place
RIVAL = "_c"  # ends the name of the second text of a conflict
_PLACE = re.compile(r"_pf_(?P<who>[0-9a-f]{12})(?P<rank>_\d+)?")
_WORDS = re.compile(
    rf"_pf_(?P<row>r?)(?P<who>[0-9a-f]{{12}}|{NOBODY})_(?P<wording>[0-9a-f]{{8}})(?P<rank>_\d+)?(?:{RIVAL})?"
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The key and the wording of a paragraph and of the row it begins; empty where no bookmark says them."""

    key: str = ""
    wording: str = ""
    row_key: str = ""
    row_wording: str = ""
    kept: bool = False

    @property
    def ours(self) -> bool:
        """Whether a bookmark says that planforge wrote it."""
        return bool(self.wording or self.row_wording)


def read_marks(names: Iterable[str]) -> Marks:
    """What the bookmarks of a paragraph say; the first of a kind counts, for paragraphs that were joined."""
    key = wording = row_key = row_wording = ""
    kept = False
    for name in names:
        kept = kept or name == KEPT
        found = _WORDS.fullmatch(name)
        if found is None:
            continue
        told = "" if found["who"] == NOBODY else found["who"] + (found["rank"] or "")
        if found["row"] and not row_wording:
            row_key, row_wording = told, found["wording"]
        elif not found["row"] and not wording:
            key, wording = told, found["wording"]
    return Marks(key, wording, row_key, row_wording, kept)


def is_place(name: str) -> bool:
    """Whether links lead to the bookmark of that name."""
    return _PLACE.fullmatch(name) is not None
