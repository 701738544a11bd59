"""Edits written back into the text of a file: comments, order, quotes and every other byte stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.errors import OutputError, RecordError
from planforge.source.edits import REMOVE, Edit, edited
from planforge.source.patches import Patcher
from planforge.source.reader import read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planforge.source.folder import Sources
    from planforge.source.tree import Data, Tree

__all__ = ["REMOVE", "Edit", "edited", "rewrite", "splice", "splice_all"]


def splice(tree: Tree, edits: Sequence[Edit]) -> str:
    """The text of the file after the edits, applied one after the other.

    Read again and compared before it is returned; raises ``OutputError`` where it would not say what was asked.
    """
    return rewrite(tree, edited(tree.data, edits))


def rewrite(tree: Tree, target: dict[str, Data]) -> str:
    """The text of the file changed as little as possible so that it says ``target``; raises ``OutputError``."""
    text = Patcher(tree).text_for(target)
    try:
        said = read_tree(text, tree.file).data
    except RecordError as error:
        raise _refused(tree.file) from error
    if said != target:
        raise _refused(tree.file)
    return text


def splice_all(sources: Sources, edits: Sequence[Edit]) -> tuple[tuple[str, str], ...]:
    """(file, new text) of every file that the edits change, each edit in the file that holds its top-level key."""
    by_file: dict[str, tuple[Tree, list[Edit]]] = {}
    for edit in edits:
        key = edit.path[0] if edit.path else ""
        if not isinstance(key, str) or not key:
            raise TypeError("an edit of a whole record has no file to go to")
        tree = sources.tree(key)
        by_file.setdefault(tree.file, (tree, []))[1].append(edit)
    texts = ((tree, splice(tree, wanted)) for tree, wanted in by_file.values())
    return tuple((tree.file, text) for tree, text in texts if text != tree.text)


def _refused(file: str) -> OutputError:
    return OutputError(f"{file} : la modification n’a pas pu être écrite sans abîmer le fichier ; rien n’a été changé.")
