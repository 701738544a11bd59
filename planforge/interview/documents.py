"""Which fields of the record each document needs, from one data file: so that the interview asks no more than that."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planforge.resources import questionnaires_folder
from planforge.source import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "documents.yaml"
_EVERY = "all"


@cache
def document_fields() -> Mapping[str, frozenset[str]]:
    """The fields by kind of document, as dotted paths without the entries of lists; a part stands for all it holds."""
    data = read_tree((questionnaires_folder() / FILE).read_text(encoding="utf-8"), FILE).data
    found = {
        kind: frozenset(name for name in names if isinstance(name, str))
        for kind, names in data.items()
        if isinstance(names, list)
    }
    every = found.pop(_EVERY, frozenset())
    return {kind: fields | every for kind, fields in found.items()}
