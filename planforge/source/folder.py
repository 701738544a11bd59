"""The record's folder: planforge.yaml and the files beside it that hold one top-level key each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.errors import Location, Problem, RecordError
from planforge.source.reader import read_bytes, read_tree
from planforge.source.tree import Data, Path, Span, Tree

if TYPE_CHECKING:
    import pathlib

MAIN = "planforge.yaml"
RESTRICTED = "restricted.yaml"


@dataclass(frozen=True)
class Sources:
    """All files of a record: ``data`` merged by top-level key, each place in the file that holds it."""

    trees: tuple[Tree, ...]
    restricted: frozenset[str]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that were read, ``planforge.yaml`` first."""
        return tuple(tree.file for tree in self.trees)

    @property
    def data(self) -> dict[str, Data]:
        """What the files say together."""
        return {key: value for tree in self.trees for key, value in tree.data.items()}

    @property
    def restricted_missing(self) -> bool:
        """True where there is neither a ``restricted.yaml`` nor any of its keys elsewhere: it is kept apart."""
        return RESTRICTED not in self.files and not any(
            key in tree.data for tree in self.trees for key in self.restricted
        )

    def tree(self, key: str) -> Tree:
        """The tree that holds a top-level key, or that a new one belongs in (empty where its file is not there yet)."""
        for tree in self.trees:
            if key in tree.data:
                return tree
        if key not in self.restricted:
            return self.trees[0]
        return next((tree for tree in self.trees if tree.file == RESTRICTED), Tree(RESTRICTED, "", {}))

    def place(self, path: Path) -> Span | None:
        """Where the value at ``path`` stands; None where nothing is."""
        return self._of(path).place(path)

    def nearest(self, path: Path) -> Path:
        """The longest beginning of ``path`` that the files hold, ``()`` at worst."""
        return self._of(path).nearest(path)

    def frame(self, path: Path, *, key: bool = False) -> str:
        """The lines around the value (or the key) nearest to ``path``."""
        return self._of(path).frame(path, key=key)

    def _of(self, path: Path) -> Tree:
        return next((tree for tree in self.trees if path and path[0] in tree.data), self.trees[0])


def read_folder(folder: pathlib.Path, keys: frozenset[str], restricted: frozenset[str]) -> Sources:
    """All the record's files; ``keys`` may each have a file ``<key>.yaml``, ``restricted`` ones also share one.

    Raises ``RecordError`` with the problems of every file at once.
    """
    names = [MAIN, *(f"{key}.yaml" for key in sorted(keys)), RESTRICTED]
    trees: list[Tree] = []
    problems: list[Problem] = []
    for name in names:
        try:
            text = _text(folder / name)
            tree = None if text is None else read_tree(text, name)
        except RecordError as error:
            problems += error.problems
            continue
        if tree is None:
            problems += [_no_record(folder)] if name == MAIN else []
        else:
            trees.append(tree)
            problems += _wrong_content(tree, keys)
    problems += _in_two_files(trees)
    if problems:
        raise RecordError(problems)
    return Sources(tuple(trees), restricted)


def _text(path: pathlib.Path) -> str | None:
    """The text of the file, None where there is none."""
    try:
        return read_bytes(path.read_bytes(), path.name)
    except FileNotFoundError:
        return None
    except OSError as error:
        message = "Le fichier ne peut pas être lu."
        hint = "Vérifiez vos droits sur ce fichier, et qu’aucun autre programme ne le tient ouvert."
        if isinstance(error, IsADirectoryError):
            message, hint = "C’est un dossier qui porte ce nom, pas un fichier.", "Renommez ce dossier, ou déplacez-le."
        raise RecordError([Problem("source.unreadable", message, Location(path.name), hint=hint)]) from error


def _no_record(folder: pathlib.Path) -> Problem:
    hint = "Lancez « planforge init » pour en créer un, ou placez-vous dans le dossier de l’établissement."
    if (folder / "planforge.yml").is_file():
        hint = "Renommez « planforge.yml » en « planforge.yaml »."
    return Problem("source.no_record", f"Il n’y a pas de fichier {MAIN} dans ce dossier.", Location(MAIN), hint=hint)


def _wrong_content(tree: Tree, keys: frozenset[str]) -> list[Problem]:
    """A file named after a key must hold it: indented under its name, not bare."""
    if tree.file in {MAIN, RESTRICTED} or not tree.data or keys & tree.data.keys():
        return []
    key = tree.file.removesuffix(".yaml")
    first = tree.place((next(iter(tree.data)),))
    message = f"Ce fichier ne contient pas la clé « {key} »."
    hint = f"Commencez-le par une ligne « {key}: » et mettez le reste en retrait de deux espaces."
    place = first.key if first else Location(tree.file)
    return [Problem("source.key_missing", message, place, hint=hint, frame=tree.frame(()))]


def _in_two_files(trees: list[Tree]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[str, Tree] = {}
    for tree in trees:
        for key in tree.data:
            other = first.setdefault(key, tree)
            if other is tree:
                continue
            here, there = tree.place((key,)), other.place((key,))
            if here is None or there is None:
                continue
            message = f"« {key} » est écrit dans deux fichiers : ici et en {there.key}."
            hint = "Gardez-le dans un seul fichier."
            problems.append(
                Problem("source.key_in_two_files", message, here.key, hint=hint, frame=tree.frame((key,), key=True)),
            )
    return problems
