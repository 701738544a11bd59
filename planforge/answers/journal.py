"""Every answer on the disk before it is shown as taken: one JSON line each in ``.planforge/journal.jsonl``."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from planforge.answers.saving import reason
from planforge.errors import Location, OutputError, Problem, RecordError
from planforge.source.nodes import DEEPEST
from planforge.values.typography import french

if TYPE_CHECKING:
    from pathlib import Path

    from planforge.answers.addresses import Address
    from planforge.source.tree import Data

STATE_FOLDER = ".planforge"
JOURNAL = f"{STATE_FOLDER}/journal.jsonl"

Op: TypeAlias = Literal["set", "remove", "visit"]

_OPS: Final[dict[str, Op]] = {"set": "set", "remove": "remove", "visit": "visit"}
_UNSAID: Final = {"op": "", "address": (), "value": None, "was": None, "at": "", "by": "", "section": ""}
_DECODER = json.JSONDecoder()
_FOR_ITS_OWNER = 0o600  # less what the system takes away: answers name people and weaknesses
_AS_BYTES = getattr(os, "O_BINARY", 0)  # Windows alone would change line ends
_SURROGATE = re.compile("[\ud800-\udfff]")
# YAML reads no key of more than 1,024 characters, its quotes and escapes counted: ten for a letter at worst.
_LONGEST_KEY = 100


@dataclass(frozen=True)
class Entry:
    """One answer, as it was given.

    ``set`` puts ``value`` at ``address``, ``remove`` takes what stands there away, ``visit`` notes that a question was
    passed without an answer. ``was`` is the value seen when it was answered; ``at`` is an ISO date and time.
    """

    op: Op
    address: Address
    value: Data = None
    was: Data = None
    at: str = ""
    by: str = ""
    section: str = ""


def append(folder: Path, entry: Entry) -> None:
    """The entry is on the disk when this returns; only then may it be shown as taken.

    Raises ``OutputError`` where it cannot be written, the journal as it was before; ``ValueError`` for an entry that
    no record could hold.
    """
    line = json.dumps(asdict(storable(entry)), ensure_ascii=True, separators=(",", ":"))
    try:
        (folder / STATE_FOLDER).mkdir(exist_ok=True)
        add_lines(folder / JOURNAL, line.encode("ascii"))
    except OSError as error:
        told = f"Votre réponse n’a pas pu être enregistrée dans « {JOURNAL} » ({reason(error)})."
        raise OutputError(french(f"{told} Les réponses précédentes y sont toujours.")) from error


def read_journal(folder: Path) -> tuple[Entry, ...]:
    """The entries wholly written, oldest first; raises ``RecordError`` where the journal cannot be read."""
    return entries_in(read_lines(folder / JOURNAL))


def read_lines(path: Path) -> bytes:
    """The bytes of a journal, none where there is none; raises ``RecordError`` where it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        message = f"Les réponses déjà données ne peuvent pas être lues ({reason(error)})."
        hint = "Vérifiez vos droits sur ce fichier : il contient des réponses, ne l’effacez pas."
        place = Location(f"{STATE_FOLDER}/{path.name}")
        raise RecordError([Problem("source.unreadable", french(message), place, hint=french(hint))]) from error


def entries_in(data: bytes) -> tuple[Entry, ...]:
    """The entries of a journal; a line that was cut short while it was written says nothing."""
    # Ours are ASCII; a mark or a letter that another program put in is no reason to lose a line.
    lines = data.decode("utf-8-sig", "replace").split("\n")
    read = (_entry(line) for line in lines if line)
    return tuple(entry for entry in read if entry is not None)


def add_lines(path: Path, lines: bytes, *, after: int | None = None) -> None:
    """Put lines at the end of a file, whole or not at all, and on the disk; raises ``OSError``.

    They start on a line of their own, whatever a power cut left behind. What the file holds beyond ``after`` bytes
    gives way to them.
    """
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _AS_BYTES, _FOR_ITS_OWNER)
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        if after is not None and after < size:
            os.ftruncate(handle, after)
            size = after
        _add(handle, lines, size)
    finally:
        os.close(handle)
    if not size:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the names of new, replaced and removed files on the disk, where the system knows how to."""
    with suppress(OSError):  # Windows and some network shares cannot: nothing better to do there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def storable(entry: Entry) -> Entry:
    """The entry as a file of the record can hold it: halves of characters, which no file can, are left out.

    Raises ``ValueError`` for an address or a value that could never be written there.
    """
    if not entry.address or entry.op not in _OPS:
        raise ValueError(f"no such change of a record: {entry.op} {entry.address}")
    address = tuple(_text(step) for step in entry.address)
    if not all(address):
        raise ValueError(f"an address with a step that names nothing: {address}")
    deepest = DEEPEST - len(address)
    value, was = _data(entry.value, deepest), _data(entry.was, deepest)
    return Entry(entry.op, address, value, was, *(_text(one) for one in (entry.at, entry.by, entry.section)))


def is_key(text: str) -> bool:
    """Whether the text can be the key of a mapping of the record."""
    return 0 < len(text) <= _LONGEST_KEY and text.strip() == text


def _add(handle: int, lines: bytes, size: int) -> None:
    """Write at the end; after a refusal the file is as it was, as far as the system lets us."""
    fresh = not size or _byte_before(handle, size) == b"\n"
    left = (b"" if fresh else b"\n") + lines.removesuffix(b"\n") + b"\n"
    try:
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _byte_before(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _entry(line: str) -> Entry | None:
    """The entry of a line; None for one that is cut short, or that no ``append`` wrote."""
    try:
        said, end = _DECODER.raw_decode(line)
        if len(line) > end and line[end:].strip():
            return None
        said["op"], said["address"] = _OPS[said["op"]], tuple(said["address"])
        if said.keys() != _UNSAID.keys():  # written by an older or a later planforge
            said = {name: said.get(name, default) for name, default in _UNSAID.items()}
        # Made without its constructor, which takes as long as reading the line: there are thousands of them.
        entry = object.__new__(Entry)
        object.__setattr__(entry, "__dict__", said)
        whole = "\\ud" not in line and _is_plain(entry.value) and _is_plain(entry.was)
        return entry if whole and _is_told(entry) else storable(entry)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_plain(value: object) -> bool:
    """Whether a value needs no closer look: nothing, a text, or a mapping of such, by far the most common."""
    if isinstance(value, dict):
        return all(map(is_key, value)) and all(one is None or isinstance(one, str) for one in value.values())
    return value is None or isinstance(value, str)


def _is_told(entry: Entry) -> bool:
    """Whether the address and what is said of the answer are texts."""
    others = isinstance(entry.at, str) and isinstance(entry.by, str) and isinstance(entry.section, str)
    return others and "".join(entry.address) != "" and "" not in entry.address


def _data(value: object, deepest: int) -> Data:
    if value is None or isinstance(value, str):
        return None if value is None else _text(value)
    if deepest <= 0:
        raise ValueError("nested too deep for a record")
    if isinstance(value, list | tuple):
        return [_data(item, deepest - 1) for item in value]
    if isinstance(value, dict):
        return {_key(key): _data(item, deepest - 1) for key, item in value.items()}
    raise ValueError(f"a record holds text, lists and mappings, not {type(value).__name__}")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("", value)
    raise ValueError(f"a text, not {type(value).__name__}")


def _key(key: object) -> str:
    text = _text(key)
    if not is_key(text):
        raise ValueError(f"{text!r} cannot be a key of a record")
    return text
