"""A returned file opened under guard: neither a bomb, nor macros, nor another kind of file gets any further."""

from __future__ import annotations

import io
import zipfile
import zlib

from planforge.formats.excel.reading.parts import Parts
from planforge.formats.merging import CannotReadError
from planforge.values import french

_MOST_ENTRIES = 5_000
_MOST_BYTES = 200_000_000
_MOST_XML = 60_000_000  # of one part: the parsed tree takes twenty times that
_MOST_RATIO = 200
_SMALL = 100_000  # bytes: below it a high ratio harms nobody
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # old Office files, and new ones under a password
_ENCRYPTED = 0x1  # flag of a zip entry
_TYPES = "[Content_Types].xml"
_MACROS = ("vbaProject.bin", "macrosheets/", "xl/activeX/")


def open_parts(data: bytes) -> Parts:
    """The parts of an .xlsx file. Raises ``CannotReadError`` for anything else, with the reason in French."""
    if data.startswith(_COMPOUND):
        raise _refusal(_compound(data))
    if not data.startswith(b"PK"):
        raise _refusal("Ce n’est pas un classeur Excel (.xlsx), malgré son nom : est-ce un fichier CSV ?")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _judge(entries)
            parts = {entry.filename: _content(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise _refusal("Le fichier est abîmé ou incomplet : il n’a pas été copié en entier.") from error
    _expect_workbook(parts)
    return Parts(parts)


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a package that would fill the memory, or whose entries hide each other."""
    names = [entry.filename for entry in entries]
    unsafe = any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names)
    if unsafe or len({name.casefold() for name in names}) < len(names):
        raise _refusal("Le fichier contient des parties de même nom ou mal placées.")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _refusal("Le fichier est protégé par un mot de passe : enregistrez-le sans mot de passe.")
    swollen = any(entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size) for entry in entries)
    heavy = any(entry.file_size > _MOST_XML for entry in entries if entry.filename.endswith((".xml", ".vml", ".rels")))
    too_much = len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES
    if swollen or heavy or too_much:
        raise _refusal("Le fichier est démesuré une fois décompressé : il n’est pas ouvert.")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, never more than it declares: the declaration may lie."""
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _refusal("Le fichier est abîmé : une partie n’a pas la taille annoncée.")
    return content


def _expect_workbook(parts: dict[str, bytes]) -> None:
    types = parts.get(_TYPES, b"")
    if b"opendocument" in parts.get("mimetype", b""):
        raise _refusal("C’est un classeur OpenDocument (.ods) : enregistrez-le au format Excel (.xlsx).")
    if b"macroEnabled" in types or any(mark in name for name in parts for mark in _MACROS):
        raise _refusal("Le classeur contient des macros : enregistrez-le au format Excel sans macros (.xlsx).")
    if b"wordprocessingml" in types:
        raise _refusal("C’est un document Word, malgré son nom.")
    if b"spreadsheetml" not in types:
        raise _refusal("Ce n’est pas un classeur Excel (.xlsx), malgré son nom.")


def _compound(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "Le classeur est protégé par un mot de passe : enregistrez-le sans mot de passe."
    return "C’est un classeur d’un ancien format (.xls) : enregistrez-le au format Excel (.xlsx)."


def _refusal(words: str) -> CannotReadError:
    return CannotReadError(french(words))
