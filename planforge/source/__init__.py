"""The record's files as text trees with positions; edits spliced back without touching anything else."""

from __future__ import annotations

from planforge.source.decoding import read_bytes
from planforge.source.folder import MAIN, RESTRICTED, Sources, read_folder
from planforge.source.frames import frame
from planforge.source.reader import read_tree
from planforge.source.splice import REMOVE, Edit, edited, rewrite, splice, splice_all
from planforge.source.tree import Data, Path, Span, Tree
from planforge.source.writing import write_yaml

__all__ = [
    "MAIN",
    "REMOVE",
    "RESTRICTED",
    "Data",
    "Edit",
    "Path",
    "Sources",
    "Span",
    "Tree",
    "edited",
    "frame",
    "read_bytes",
    "read_folder",
    "read_tree",
    "rewrite",
    "splice",
    "splice_all",
    "write_yaml",
]
