"""An older record brought to the current format: ordered steps over its data, its old files kept aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from planforge.answers.reading import read_sources
from planforge.answers.saving import free_name, write_whole
from planforge.answers.versions import KEY, version_of
from planforge.errors import OutputError, RecordError
from planforge.model.places import Places
from planforge.model.plan import SCHEMA, Plan
from planforge.model.shapes import shape_of
from planforge.source import MAIN, RESTRICTED, Data, Sources, Tree, rewrite, write_yaml
from planforge.values import ValueFault

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.errors import Problem

Step: TypeAlias = Callable[[dict[str, Data]], dict[str, Data]]

STEPS: Mapping[int, Step] = {}
"""By the format it starts from, what brings a record one format further: a pure function of the data."""

_APART = f"{RESTRICTED} est absent : s’il est gardé à part, replacez-le avant de mettre le dossier à jour."


@dataclass(frozen=True)
class MigrationReport:
    """Formats before and after, the copies of the old files, and what to know. Nothing is written when dry."""

    before: int
    after: int
    backups: tuple[Path, ...] = ()
    notices: tuple[str, ...] = ()


def migrate(
    folder: Path, *, dry_run: bool = False, steps: Mapping[int, Step] = STEPS, target: int = SCHEMA
) -> MigrationReport:
    """Bring the record to the ``target`` format and say what was done.

    Every new text is ready, and every old file copied aside, before the first one is replaced. Raises ``RecordError``
    for a record newer than the tool or that cannot be read, ``OutputError`` where the folder cannot be written.
    """
    sources = read_sources(folder)
    before = _version(sources, target)
    if before == target:
        return MigrationReport(before, target)
    data = sources.data
    for version in range(before, target):
        if version not in steps:
            raise OutputError(f"Ce planforge ne sait pas lire le format {version}. Rien n’a été modifié.")
        data = {**steps[version](data), KEY: str(version + 1)}
    texts = _texts(sources, data)
    backups = {file: free_name(folder / f"{file}.format-{before}") for file in texts if (folder / file).exists()}
    if not dry_run:
        for file, backup in backups.items():
            write_whole(backup, (folder / file).read_bytes(), private=True)
        for file, text in texts.items():
            write_whole(folder / file, text.encode(), private=True)
    notices = (_APART,) if sources.restricted_missing else ()
    return MigrationReport(before, target, tuple(backups.values()), notices)


def _version(sources: Sources, target: int) -> int:
    try:
        version = version_of(sources.data)
    except ValueFault as fault:
        raise RecordError([_at_version(sources, fault.code, (str(fault), f"Écrivez « {KEY}: {target} »."))]) from fault
    if version > target:
        message = f"Ce dossier est au format {version}, plus récent que ce planforge (format {target})."
        raise RecordError(
            [_at_version(sources, "schema.newer", (message, "Installez la dernière version de planforge."))]
        )
    return version


def _at_version(sources: Sources, code: str, said: tuple[str, str]) -> Problem:
    return Places(sources, sources.data, shape_of(Plan)).problem(code, (KEY,), said)


def _texts(sources: Sources, data: dict[str, Data]) -> dict[str, str]:
    """The new text of each file that changes; each key stays in its file, a new one goes where it belongs."""
    shares: dict[str, tuple[Tree, dict[str, Data]]] = {tree.file: (tree, {}) for tree in sources.trees}
    for key, value in data.items():
        tree = sources.tree(key)
        shares.setdefault(tree.file, (tree, {}))[1][key] = value
    return {file: _text(tree, share) for file, (tree, share) in shares.items() if share != tree.data}


def _text(tree: Tree, data: dict[str, Data]) -> str:
    if tree.file == MAIN:
        data = {KEY: data[KEY], **data}
    return rewrite(tree, data) if tree.text else write_yaml(data)
