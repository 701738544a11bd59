"""A first record for a statute and activities, commented in French; or a copy of a worked example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from planforge.answers.commented import commented
from planforge.answers.first_record import Start
from planforge.answers.saving import write_whole
from planforge.answers.schema import json_schema
from planforge.errors import OutputError
from planforge.library.loading import load_library
from planforge.model.establishment import Care, Statute
from planforge.resources import examples_folder
from planforge.source import MAIN, RESTRICTED
from planforge.values import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from enum import StrEnum
    from pathlib import Path

MODELINE = "# yaml-language-server: $schema=.planforge/schema.json\n"
SCHEMA_FILE = ".planforge/schema.json"
SCOPES = ("minimum", "vital", "all")
_COPIED = frozenset({".yaml", ".png", ".jpg", ".jpeg", ".j2", ".docx"})
_NOT_COPIED = frozenset({"rendering", "golden", "binder", "livrables"})


def write_starter(
    folder: Path, statute: str, activities: Sequence[str], name: str = "", scope: str = "vital"
) -> tuple[Path, ...]:
    """Write the first record of an establishment and the schema beside it; gives the files, overwrites none.

    Raises ``OutputError`` for an unknown statute or activity, and where a file is there already.
    """
    start = _start(statute, activities, scope, name)
    texts = {MAIN: _text(start, "main"), RESTRICTED: _text(start, "restricted")}
    return _written(folder, {file: text.encode() for file, text in texts.items()})


def starter_record(statute: str, activities: Sequence[str], scope: str = "vital", *, name: str = "") -> str:
    """The text of a first ``planforge.yaml``: readable at once, each part explained, gaps marked « à compléter ».

    ``scope`` keeps the services of the three perimeters only (minimum), the vital ones, or all.
    """
    return _text(_start(statute, activities, scope, name), "main")


def _start(statute: str, activities: Sequence[str], scope: str, name: str) -> Start:
    chosen = tuple(dict.fromkeys(activities)) or (Care.MCO.value,)
    _expect("Statut", [statute], _words(Statute))
    _expect("Activité", chosen, _words(Care))
    _expect("Étendue", [scope], SCOPES)
    return Start(statute, chosen, scope, name.strip(), load_library(None))


def _text(start: Start, part: str) -> str:
    return f"{MODELINE}\n{commented(start.sections(part))}"


def example_names() -> tuple[str, ...]:
    """The worked examples, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in examples_folder().glob(f"*/{MAIN}")))


def copy_example(name: str, folder: Path) -> tuple[Path, ...]:
    """Copy a worked example's record (not its rendered binder); gives the files, overwrites none."""
    if name not in example_names():
        known = ", ".join(example_names())
        raise OutputError(f"L’exemple {quoted(name)} n’existe pas. Exemples : {known}.")
    root = examples_folder() / name
    found = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix in _COPIED)
    wanted = [path.relative_to(root) for path in found]
    kept = [path for path in wanted if _NOT_COPIED.isdisjoint(path.parts)]
    return _written(folder, {path.as_posix(): (root / path).read_bytes() for path in kept})


def _words(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(choice.value for choice in choices)


def _expect(what: str, given: Iterable[str], known: Sequence[str]) -> None:
    for word in given:
        if word not in known:
            raise OutputError(f"{what} : {quoted(word)} n’est pas prévu. Valeurs : {', '.join(known)}.")


def _written(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    there = [file for file in files if (folder / file).exists()]
    if there:
        raise OutputError(f"Déjà présent dans {folder} : {', '.join(there)}. Rien n’a été écrit.")
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    for file, data in {**files, SCHEMA_FILE: schema.encode()}.items():
        write_whole(folder / file, data, private=True)
    return tuple(folder / file for file in files)
