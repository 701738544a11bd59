"""French sentences for what validation finds, from one data file keyed by error type."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planforge.resources import questionnaires_folder
from planforge.source import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.source.tree import Data

FILE = "messages.yaml"
OTHER = "other"


@cache
def sentences(section: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences of a section of the file: by key, ``message`` and ``hint``."""
    text = (questionnaires_folder() / FILE).read_text(encoding="utf-8")
    found = read_tree(text, FILE).data.get(section)
    return {key: _texts(entry) for key, entry in found.items()} if isinstance(found, dict) else {}


def _texts(entry: Data) -> Mapping[str, str]:
    return {key: text for key, text in entry.items() if isinstance(text, str)} if isinstance(entry, dict) else {}


def sentence(section: str, key: str, values: Mapping[str, object]) -> tuple[str, str]:
    """The message and the hint of a key, filled in; those of « other » for a key that has none."""
    known = sentences(section)
    entry = known.get(key) or known[OTHER]
    return entry["message"].format_map(values), entry.get("hint", "").format_map(values)
