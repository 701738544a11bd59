"""Released versions: record and documents frozen together in ``versions/`` with their checksums."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from planforge.answers.saving import reason, write_whole
from planforge.binder.files import fingerprint
from planforge.compose.editions import Section
from planforge.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

VERSIONS = "versions"
RECORD, DOCUMENTS = "dossier", "livrables"
VERSION_CARD = "version.json"
_SCHEMA = 1
_UNFINISHED = ".planforge-"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,30}")
_DEVICES = frozenset({"con", "aux", "nul", "prn", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})


@dataclass(frozen=True)
class Release:
    """A version as it was frozen. ``rank`` counts from 1 in the order of release; ``approved_by`` empty: in review.

    ``checksums`` are the fingerprints of all its files by path, ``codes`` and ``sections`` the version codes and the
    sections of its documents.
    """

    version: str
    rank: int
    on: date
    approved_by: str = ""
    comment: str = ""
    planforge: str = ""
    checksums: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)

    @property
    def approved(self) -> bool:
        """Whether somebody approved it: it is then never changed."""
        return bool(self.approved_by)


def expect_name(version: str) -> None:
    """Raises ``OutputError`` for a version that cannot name a folder everywhere."""
    stem = version.split(".", maxsplit=1)[0].lower()
    if not _NAME.fullmatch(version) or version.endswith(".") or stem in _DEVICES:
        raise OutputError(f"« {version} » ne peut pas nommer une version : écrivez par exemple 1.2 ou 2026-11.")


def releases(record_folder: Path) -> tuple[Release, ...]:
    """The versions released so far, in order. Raises ``OutputError`` for one that cannot be read."""
    cards = sorted((record_folder / VERSIONS).glob(f"*/{VERSION_CARD}"))
    found = [_read(card) for card in cards if not card.parent.name.startswith(_UNFINISHED)]
    return tuple(sorted(found, key=lambda one: one.rank))


def release_named(record_folder: Path, version: str) -> Release:
    """The version of that name. Raises ``OutputError`` with those there are."""
    known = {one.version: one for one in releases(record_folder)}
    if version not in known:
        said = ", ".join(known) or "aucune"
        raise OutputError(f"La version « {version} » n’existe pas. Versions figées : {said}.")
    return known[version]


def place(record_folder: Path, version: str) -> Path:
    """The folder of a version."""
    return record_folder / VERSIONS / version


def freeze(record_folder: Path, release: Release, files: Mapping[str, bytes]) -> Release:
    """Writes a version whole, or not at all; one in review of the same name gives way. Raises ``OutputError``.

    ``files`` are its record and its documents by path in the version's folder.
    """
    target = place(record_folder, release.version)
    making = target.with_name(f"{_UNFINISHED}{token_hex(6)}")
    marks = {path: fingerprint(data) for path, data in sorted(files.items())}
    whole = Release(**{**vars(release), "checksums": marks})
    try:
        for path, data in files.items():
            write_whole(making / path, data)
        write_whole(making / VERSION_CARD, _written(whole))
        if target.exists():
            gone = target.with_name(f"{_UNFINISHED}{token_hex(6)}")
            target.replace(gone)
            making.replace(target)
            shutil.rmtree(gone, ignore_errors=True)
        else:
            making.replace(target)
    except OSError as error:
        raise OutputError(f"La version {release.version} n’a pas pu être figée ({reason(error)}).") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return whole


def altered(record_folder: Path, release: Release) -> tuple[str, ...]:
    """The files of a version that are no longer as they were frozen, or are gone, by path."""
    folder = place(record_folder, release.version)
    return tuple(path for path, mark in release.checksums.items() if _mark(folder / path) != mark)


def _mark(path: Path) -> str:
    try:
        return fingerprint(path.read_bytes())
    except OSError:
        return ""


def _written(release: Release) -> bytes:
    data = {
        "schema": _SCHEMA,
        "version": release.version,
        "rank": release.rank,
        "on": release.on.isoformat(),
        "approved_by": release.approved_by,
        "comment": release.comment,
        "planforge": release.planforge,
        "checksums": dict(release.checksums),
        "codes": dict(release.codes),
        "sections": {
            path: [[one.id, one.title, one.mark] for one in found] for path, found in sorted(release.sections.items())
        },
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _read(card: Path) -> Release:
    try:
        data = json.loads(card.read_text(encoding="utf-8"))
        return Release(
            version=str(data["version"]),
            rank=int(data["rank"]),
            on=date.fromisoformat(data["on"]),
            approved_by=str(data["approved_by"]),
            comment=str(data["comment"]),
            planforge=str(data["planforge"]),
            checksums=_texts(data["checksums"]),
            codes=_texts(data["codes"]),
            sections={str(path): _sections(found) for path, found in data["sections"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise OutputError(
            f"La version figée dans « {card.parent.name} » ne peut pas être lue : remettez {VERSION_CARD} d’une "
            "sauvegarde, ou sortez ce dossier de « versions »."
        ) from error


def _texts(data: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in data.items()}


def _sections(found: Iterable[list[str]]) -> tuple[Section, ...]:
    return tuple(Section(str(name), str(title), str(mark)) for name, title, mark in found)
