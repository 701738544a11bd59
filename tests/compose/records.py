"""A small record opened through the real path, as it is or with other answers, and what its documents hold.

The fixtures are those of ``tests/compose/conftest.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import yaml

from planforge import resources
from planforge.binder.opening import open_record
from planforge.compose.catalogue import pieces
from planforge.compose.context import Context, voice
from planforge.compose.templates import Templates
from planforge.document.tables import Table
from planforge.document.text import Gap
from planforge.formats.cells import say_gap
from planforge.formats.markdown import write_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planforge.document.documents import Document, Workbook
    from planforge.document.tables import Cell

    Content = Document | Workbook

SMALL = Path(__file__).parent / "small"
Record = dict[str, Any]


class Open(Protocol):
    """Opens the small record with some values changed, or ``record`` instead of it."""

    def __call__(self, changes: Mapping[str, Any] | None = None, record: Record | None = None) -> Context: ...


def small_record() -> Record:
    """The small record as raw data, all text."""
    raw: Record = {}
    for file in ("planforge.yaml", "restricted.yaml"):
        raw |= yaml.load((SMALL / file).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes text only
    return raw


def changed(raw: Record, changes: Mapping[str, Any]) -> Record:
    """The record with the value at each dotted path (« services.0.head ») replaced; ``None`` is no answer."""
    for path, value in changes.items():
        *above, last = (int(step) if step.isdigit() else step for step in path.split("."))
        place: Any = raw
        for step in above:
            place = place[step] if isinstance(step, int) else place.setdefault(step, {})
        place[last] = value
    return raw


def open_folder(folder: Path) -> Context:
    """The record of a folder through the real path, templates of its own first."""
    opened = open_record(folder, None, document_date=True)
    folders = [one for one in (folder / "templates", resources.templates_folder()) if one.is_dir()]
    templates = Templates(folders, voice(opened.resolved.plan))
    return Context(opened.resolved, opened.results, templates, opened.today)


@pytest.fixture
def open_context(tmp_path: Path) -> Open:
    """``open_context({"services.0.head": "cadre"})``; JSON is YAML that every text survives."""
    numbered = count(1)

    def opened(changes: Mapping[str, Any] | None = None, record: Record | None = None) -> Context:
        folder = tmp_path / f"dossier-{next(numbered)}"
        folder.mkdir()
        raw = changed(small_record() if record is None else record, changes or {})
        (folder / "planforge.yaml").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        return open_folder(folder)

    return opened


@pytest.fixture(scope="session")
def context() -> Context:
    """The small record, opened once."""
    return open_folder(SMALL)


@pytest.fixture
def minimum(open_context: Open) -> Context:
    """The least that a record may say: who the establishment is."""
    return open_context(record={"schema": "1", "establishment": {"name": "CH du Val", "statute": "public"}})


@pytest.fixture(scope="session")
def compose_all() -> Callable[[Context], dict[str, Content]]:
    """Every document of a record, by path."""
    return lambda context: {piece.path: piece.kind.compose(context, piece.of) for piece in pieces(context)}


@pytest.fixture(scope="session")
def binder(context: Context, compose_all: Callable[[Context], dict[str, Content]]) -> dict[str, Content]:
    """Every document of the small record."""
    return compose_all(context)


@pytest.fixture(scope="session")
def strings() -> Callable[[object], list[str]]:
    """Every string that any part of a document holds, gaps said; more than what is printed, never less."""
    return lambda thing: list(_strings(thing))


def _strings(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield str(thing)
    elif isinstance(thing, Gap):
        yield say_gap(thing)
    elif isinstance(thing, Mapping):
        for pair in thing.items():
            yield from _strings(pair)
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from _strings(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _strings(getattr(thing, field.name))


@pytest.fixture(scope="session")
def prose() -> Callable[[Document], str]:
    """A document as plain words on lines, without bold and with plain spaces."""
    return lambda document: re.sub("[\\\\*\u2060]", "", write_document(document)).replace("\u00a0", " ")


@pytest.fixture(scope="session")
def tables() -> Callable[[object], list[Table]]:
    """Every table inside a document, a workbook or a block."""
    return lambda thing: list(_tables(thing))


def _tables(thing: object) -> Iterator[Table]:
    if isinstance(thing, Table):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _tables(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _tables(getattr(thing, field.name))


class At(Protocol):
    """The cell of a table at a row and a column."""

    def __call__(self, table: Table, row: str, column: str) -> Cell: ...


@pytest.fixture(scope="session")
def at() -> At:
    def cell_at(table: Table, row: str, column: str) -> Cell:
        line = next(line for line in table.rows if line.id == row)
        return line.cells[[one.key for one in table.columns].index(column)]

    return cell_at
