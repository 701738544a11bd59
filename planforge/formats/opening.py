"""A returned office file opened under guard: neither a bomb, nor macros, nor another kind of file gets any further."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.formats.merging import CannotReadError
from planforge.values import french

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_MOST_ENTRIES = 5_000
_MOST_BYTES = 200_000_000
_MOST_XML = 60_000_000  # of one part: the parsed tree takes twenty times that
_MOST_RATIO = 200
_SMALL = 100_000  # bytes: below it a high ratio harms nobody
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # old Office files, and new ones under a password
_ENCRYPTED = 0x1  # flag of a zip entry
_TYPES = "[Content_Types].xml"
_MACROS = ("vbaproject.bin", "macrosheets/", "/activex/")
# « Strict Open XML », which Office offers when saving, says the same with other addresses.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file should be: its name in French sentences, its old name ending, what its content types say."""

    name: str  # « un document Word (.docx) »
    ending: str
    older: str
    open_format: str  # the ending of the OpenDocument one
    mark: bytes


WORD = Kind("un document Word", ".docx", ".doc", ".odt", b"wordprocessingml")
EXCEL = Kind("un classeur Excel", ".xlsx", ".xls", ".ods", b"spreadsheetml")


@dataclass(frozen=True, slots=True)
class Relation:
    """An arrow from a part: ``target`` is a part's name, or an address where ``external``."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Parts:
    """The parts of one package, by name without a leading slash."""

    contents: Mapping[str, bytes]

    def __contains__(self, name: str) -> bool:
        return name in self.contents

    def __getitem__(self, name: str) -> bytes:
        return self.contents[name]

    def xml(self, name: str) -> Element | None:
        """The tree of a part; nothing when there is no such part. Raises ``CannotReadError``."""
        return parse(self.contents[name], name) if name in self.contents else None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to, by identifier; the empty name stands for the package itself."""
        folder, name = posixpath.split(part)
        tree = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = () if tree is None else tree.iter("{*}Relationship")
        return {str(node.get("Id")): _relation(node, folder) for node in found}

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts that are there among those that ``part`` points to with a relationship of this kind."""
        found = (one.target for one in self.relations(part).values() if one.kind == kind and not one.external)
        return tuple(target for target in found if target in self.contents)


def open_parts(data: bytes, kind: Kind) -> Parts:
    """The parts of an office file of that kind. Raises ``CannotReadError`` for anything else, with the reason."""
    if not data.startswith(b"PK"):
        raise refusal(_stranger(data, kind))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _judge(entries)
            parts = {entry.filename: _content(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise refusal("Le fichier est abîmé ou incomplet : il n’a pas été copié en entier.") from error
    _expect(parts, kind)
    return Parts(parts)


def parse(data: bytes, name: str) -> Element:
    """The tree of some XML: no entity is resolved, nothing is fetched. Raises ``CannotReadError``."""
    from lxml import etree  # noqa: PLC0415 - heavy at start-up

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        tree = etree.fromstring(usual(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusal(f"La partie « {name} » est abîmée.") from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise refusal(f"La partie « {name} » contient une déclaration interdite (DOCTYPE).")
    return tree


def usual(data: bytes) -> bytes:
    """The XML of a part in the usual namespaces, whichever way Office saved it."""
    for strict, transitional in _STRICT:
        data = data.replace(strict, transitional)
    return data


def refusal(words: str) -> CannotReadError:
    """The error, its sentence set as French printers do."""
    return CannotReadError(french(words))


def _relation(node: Element, folder: str) -> Relation:
    kind = str(node.get("Type")).rpartition("/")[2]
    target = str(node.get("Target"))
    if node.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"), external=False)


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a package that would fill the memory, or whose entries hide each other."""
    names = [entry.filename for entry in entries]
    unsafe = any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names)
    if unsafe or len({name.casefold() for name in names}) < len(names):
        raise refusal("Le fichier contient des parties de même nom ou mal placées.")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise refusal("Le fichier est protégé par un mot de passe : enregistrez-le sans mot de passe.")
    swollen = any(entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size) for entry in entries)
    heavy = any(entry.file_size > _MOST_XML for entry in entries if entry.filename.endswith((".xml", ".vml", ".rels")))
    if swollen or heavy or len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise refusal("Le fichier est démesuré une fois décompressé : il n’est pas ouvert.")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, never more than it declares: the declaration may lie."""
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise refusal("Le fichier est abîmé : une partie n’a pas la taille annoncée.")
    return content


def _stranger(data: bytes, kind: Kind) -> str:
    """What a file that is no zip is, as far as its first bytes tell."""
    if data.startswith(b"%PDF"):
        return f"C’est un PDF, et non {kind.name} : ce qui y est écrit ne peut pas être repris."
    if not data.startswith(_COMPOUND):
        return f"Ce n’est pas {kind.name} ({kind.ending}), malgré son nom."
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "Le fichier est protégé par un mot de passe : enregistrez-le sans mot de passe."
    return f"Le fichier est d’un ancien format ({kind.older}) : enregistrez-le au format {kind.ending}."


def _expect(parts: dict[str, bytes], kind: Kind) -> None:
    types = parts.get(_TYPES, b"")
    if b"opendocument" in parts.get("mimetype", b""):
        raise refusal(
            f"Le fichier est au format OpenDocument ({kind.open_format}) : enregistrez-le au format {kind.ending}."
        )
    if b"macroEnabled" in types or any(mark in f"/{name}".casefold() for name in parts for mark in _MACROS):
        raise refusal(f"Le fichier contient des macros : enregistrez-le au format {kind.ending}, sans macros.")
    if kind.mark not in types:
        raise refusal(f"Ce n’est pas {kind.name} ({kind.ending}), malgré son nom.")
